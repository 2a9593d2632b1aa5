; The Windows installer: for one user without administrator's rights, or for all users into Program Files.
; Made by `python3 packaging/dev.py installer`, which tells VERSION, FOUR, FROZEN, TEXTS, ICON, SIDE, OUT and SIZE.
; The same script runs silently (/S); it touches no network and never restarts the computer.
;
; Exit codes: 0 done, 1 cancelled, 2 failed with everything as it was, 32 the program is running, 740 rights are lacking.

Unicode true
Target amd64-unicode
; zlib is for a trial that has no time: half as large again, in a sixth of the time.
!ifdef FAST
  SetCompressor /FINAL zlib
!else
  SetCompressor /SOLID /FINAL lzma
  SetCompressorDictSize 64
!endif
ManifestDPIAware true
ManifestLongPathAware true
ManifestSupportedOS Win10

!define NAME "ojdesk"
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\ojdesk"
!define TYPE "ojdesk.Arbete"
!define REMOVER "avinstallera.exe"

!define MULTIUSER_MUI
!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_USE_PROGRAMFILES64
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_INSTALLMODE_DEFAULT_CURRENTUSER
!define MULTIUSER_INSTALLMODE_INSTDIR "${NAME}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "${KEY}"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME "InstallLocation"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "${KEY}"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME "InstallLocation"
!define MULTIUSER_INIT_TEXT_ALLUSERSNOTPOSSIBLE "Det krävs administratörsrättigheter för att installera $(^Name) för alla användare."

!include MultiUser.nsh
!include MUI2.nsh
!include LogicLib.nsh
!include FileFunc.nsh
!include WinVer.nsh

Name "${NAME}"
Caption "Installera ${NAME} ${VERSION}"
BrandingText "${NAME} ${VERSION}"
OutFile "${OUT}"
XPStyle on
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${FOUR}"
VIFileVersion "${FOUR}"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "CompanyName" "${NAME}"
VIAddVersionKey "FileDescription" "Installerar ${NAME}"
VIAddVersionKey "LegalCopyright" "MIT"

!ifdef SIGN
  !finalize '${SIGN} "%1"' = 0
  !uninstfinalize '${SIGN} "%1"' = 0
!endif

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_ABORTWARNING

!define MUI_LICENSEPAGE_BUTTON "&Nästa >"
!define MUI_LICENSEPAGE_TEXT_BOTTOM "Programmet är fritt att använda, kopiera och ändra. Klicka på Nästa för att fortsätta."
!insertmacro MUI_PAGE_LICENSE "${TEXTS}\licens.txt"

!define MUI_PAGE_HEADER_TEXT "Integritet"
!define MUI_PAGE_HEADER_SUBTEXT "Vad programmet gör och inte gör med uppgifter"
!define MUI_LICENSEPAGE_TEXT_TOP "Inget nätverk, inga personuppgifter"
!define MUI_LICENSEPAGE_BUTTON "&Nästa >"
!define MUI_LICENSEPAGE_TEXT_BOTTOM "Klicka på Nästa för att fortsätta."
!insertmacro MUI_PAGE_LICENSE "${TEXTS}\integritet.txt"

!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\ojdesk.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Starta ${NAME}"
!insertmacro MUI_PAGE_FINISH

!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES

!insertmacro MUI_LANGUAGE "Swedish"

Var Wanted
Var Running

; Before anything is changed ---------------------------------------------------------------------------------------

Function .onInit
  StrCpy $Wanted $INSTDIR ; what /D= says, which MultiUser would put aside
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "${NAME} kräver Windows 10 eller 11." /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  ${If} ${Silent}
    Call StopWithoutRights
  ${EndIf}
  !insertmacro MULTIUSER_INIT
  ${If} $Wanted != ""
    StrCpy $INSTDIR $Wanted
  ${EndIf}
FunctionEnd

; MultiUser says it in a window, for which nobody sits there.
Function StopWithoutRights
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/AllUsers" $1
  ${IfNot} ${Errors}
    UserInfo::GetAccountType
    Pop $1
    ${If} $1 != "Admin"
      SetErrorLevel 740
      Quit
    ${EndIf}
  ${EndIf}
FunctionEnd

; A program that runs cannot be written to.
!macro FIND_RUNNING
  StrCpy $Running ""
  ${ForEach} $1 1 2 + 1
    StrCpy $2 "ojdesk.exe"
    ${If} $1 = 2
      StrCpy $2 "ojdesk-cli.exe"
    ${EndIf}
    ${If} ${FileExists} "$INSTDIR\$2"
      ClearErrors
      FileOpen $3 "$INSTDIR\$2" a
      ${If} ${Errors}
        StrCpy $Running $2
      ${Else}
        FileClose $3
      ${EndIf}
    ${EndIf}
  ${Next}
!macroend

!macro STOP_IF_RUNNING WHAT
  find:
  !insertmacro FIND_RUNNING
  ${If} $Running != ""
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${NAME} är igång. Stäng programmet och försök igen.$\r$\n$\r$\n${WHAT}" /SD IDCANCEL IDRETRY find
    SetErrorLevel 32
    Quit
  ${EndIf}
!macroend

; The program ------------------------------------------------------------------------------------------------------

Section "ojdesk"
  !insertmacro STOP_IF_RUNNING "Det som är installerat är som det var."
  ; Beside the old version first: what is there stays whole until the new one lies complete.
  RMDir /r "$INSTDIR\_ny"
  ClearErrors
  SetOutPath "$INSTDIR\_ny"
  SetOverwrite on
  File /r "${FROZEN}\*"
  ${If} ${Errors}
    SetOutPath "$INSTDIR"
    RMDir /r "$INSTDIR\_ny"
    MessageBox MB_OK|MB_ICONSTOP "Filerna kunde inte skrivas till $INSTDIR. Det som var installerat är som det var." /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  SetOutPath "$INSTDIR"
  RMDir /r "$INSTDIR\_gammal"
  ${If} ${FileExists} "$INSTDIR\_internal\*"
    ClearErrors
    Rename "$INSTDIR\_internal" "$INSTDIR\_gammal"
    ${If} ${Errors}
      RMDir /r "$INSTDIR\_ny"
      MessageBox MB_OK|MB_ICONSTOP "Den gamla versionen i $INSTDIR används av något program. Den är som den var." /SD IDOK
      SetErrorLevel 32
      Quit
    ${EndIf}
  ${EndIf}
  !include "${TEXTS}\byt.nsh"
  RMDir /r "$INSTDIR\_gammal"
  RMDir /r "$INSTDIR\_ny"
  WriteUninstaller "$INSTDIR\${REMOVER}"

  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\ojdesk.exe" "" "$INSTDIR\ojdesk.exe" 0

  WriteRegStr SHCTX "Software\Classes\.ojdesk" "" "${TYPE}"
  WriteRegStr SHCTX "Software\Classes\.ojdesk\OpenWithProgids" "${TYPE}" ""
  WriteRegStr SHCTX "Software\Classes\${TYPE}" "" "Sparat arbete i ${NAME}"
  WriteRegStr SHCTX "Software\Classes\${TYPE}\DefaultIcon" "" "$INSTDIR\ojdesk.exe,0"
  WriteRegStr SHCTX "Software\Classes\${TYPE}\shell\open\command" "" '"$INSTDIR\ojdesk.exe" "%1"'

  WriteRegStr SHCTX "${KEY}" "DisplayName" "${NAME}"
  WriteRegStr SHCTX "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${KEY}" "Publisher" "${NAME}"
  WriteRegStr SHCTX "${KEY}" "DisplayIcon" "$INSTDIR\ojdesk.exe,0"
  WriteRegStr SHCTX "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${KEY}" "UninstallString" '"$INSTDIR\${REMOVER}" /$MultiUser.InstallMode'
  WriteRegStr SHCTX "${KEY}" "QuietUninstallString" '"$INSTDIR\${REMOVER}" /$MultiUser.InstallMode /S'
  WriteRegDWORD SHCTX "${KEY}" "EstimatedSize" ${SIZE}
  WriteRegDWORD SHCTX "${KEY}" "NoModify" 1
  WriteRegDWORD SHCTX "${KEY}" "NoRepair" 1
  ${RefreshShellIcons}
SectionEnd

; Removal: the program's own files; settings, log and saved work are the user's ------------------------------------

Function un.onInit
  !insertmacro MULTIUSER_UNINIT
FunctionEnd

Section "Uninstall"
  !insertmacro STOP_IF_RUNNING "Inget har tagits bort."
  SetOutPath "$TEMP"
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\_ny"
  RMDir /r "$INSTDIR\_gammal"
  !include "${TEXTS}\bort.nsh"
  Delete "$INSTDIR\${REMOVER}"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  DeleteRegValue SHCTX "Software\Classes\.ojdesk\OpenWithProgids" "${TYPE}"
  ReadRegStr $0 SHCTX "Software\Classes\.ojdesk" ""
  ${If} $0 == "${TYPE}"
    DeleteRegValue SHCTX "Software\Classes\.ojdesk" ""
  ${EndIf}
  DeleteRegKey /ifempty SHCTX "Software\Classes\.ojdesk\OpenWithProgids"
  DeleteRegKey /ifempty SHCTX "Software\Classes\.ojdesk"
  DeleteRegKey SHCTX "Software\Classes\${TYPE}"
  DeleteRegKey SHCTX "${KEY}"
  ${RefreshShellIcons}
SectionEnd
