"""What the user is told when a file is not read: what, which file, and what to do.

The gate and the reading process both turn files away, and say the same of the same.
"""

from ojdesk.core.work import Refused

_AGAIN = "Hämta filen på nytt från Socialstyrelsen."
_CHOOSE = "Välj Socialstyrelsens resultatfil i Excel."
_SAVE_AS = "Öppna den i Excel, spara den som Excel-arbetsbok (.xlsx) och försök igen."
_ALONE = "Spara bladen med resultat i en egen arbetsbok och öppna den."

#: The one reason that only interpretation has.
SLOW = "slow"

_SENTENCES = {
    # Of the file as such
    "owner": "{} är Excels märke för att en arbetsbok är öppen. Välj själva arbetsboken i stället.",
    "folder": "{} är en mapp. Välj filerna i den.",
    "large": "{} är för stor för att vara en årsfil. Välj Socialstyrelsens resultatfil.",
    "gone": "{} finns inte längre där den låg. Leta upp filen och öppna den igen.",
    "barred": (
        "{} går inte att läsa, kanske för att den är öppen i Excel eller saknar läsrättighet. "
        "Stäng den där eller kopiera den till en egen mapp, och försök igen."
    ),
    "elsewhere": (
        "{} är inte hämtad till datorn. Högerklicka på den i Utforskaren, välj ”Behåll alltid på den här enheten”, och "
        "öppna den igen."
    ),
    "changing": (
        "{} ändrades medan den lästes. Vänta tills den är sparad eller hämtad i sin helhet, och öppna den igen."
    ),
    "unreadable": "{} går inte att läsa. Kopiera filen till datorn och försök igen.",
    # Of what it is
    "empty": f"{{}} är tom. {_AGAIN}",
    "pdf": f"{{}} är en PDF, inte en Excel-arbetsbok. {_CHOOSE}",
    "picture": f"{{}} är en bild, inte en Excel-arbetsbok. {_CHOOSE}",
    "document": f"{{}} är ett textdokument, inte en Excel-arbetsbok. {_CHOOSE}",
    "database": f"{{}} är ett sparat arbete eller en annan databas. Arbeten (.ojdesk) öppnas i fönstret. {_CHOOSE}",
    "web_page": f"{{}} är en webbsida, inte en Excel-arbetsbok. {_SAVE_AS}",
    "xml": f"{{}} är en XML-fil, inte en Excel-arbetsbok. {_CHOOSE}",
    "excel_2003": f"{{}} är sparad som XML-kalkylblad 2003. {_SAVE_AS}",
    "json": f"{{}} är en JSON-fil, inte en Excel-arbetsbok. {_CHOOSE}",
    "word": f"{{}} är ett Word-dokument. {_CHOOSE}",
    "no_workbook": f"{{}} är inte en Excel-arbetsbok. {_CHOOSE}",
    "no_table": (
        "{} är en textfil utan tabell. Välj Socialstyrelsens resultatfil i Excel, eller en textfil med kolumner som "
        "skiljs åt av semikolon, komma eller tabb."
    ),
    # Of what is wrong with it
    "damaged": f"{{}} är skadad eller inte helt hämtad. {_AGAIN}",
    "harmful": f"{{}} är byggd på ett sätt som en årsfil aldrig är och öppnas inte. {_SAVE_AS}",
    "locked": "{} är skyddad med lösenord. Spara en kopia utan lösenord i Excel och öppna den.",
    "packing": f"{{}} är packad på ett ovanligt sätt. {_SAVE_AS}",
    "encoding": f"{{}} har en ovanlig teckenkodning. {_SAVE_AS}",
    "outside": f"{{}} har en cell vars adress inte finns i Excel, {{cell}}, och öppnas inte. {_SAVE_AS}",
    "namesakes": f"{{}} har två blad med samma namn. {_SAVE_AS}",
    "crowded": f"{{}} innehåller många gånger mer än en årsfil. {_ALONE}",
    "slow": f"{{}} tog för lång tid att läsa. {_ALONE}",
    "sheets": f"{{}} har fler blad eller sammanslagna celler än ojdesk öppnar. {_ALONE}",
    "broke": "{} gick inte att läsa. Öppna den i Excel, spara den på nytt som Excel-arbetsbok (.xlsx) och försök igen.",
}


def refusal(name: str, reason: str, cell: str = "") -> Refused:
    """The refusal of a file for a reason in one word; a reason that is not known means that it is damaged."""
    return Refused(_SENTENCES.get(reason, _SENTENCES["damaged"]).format(name, cell=cell))
