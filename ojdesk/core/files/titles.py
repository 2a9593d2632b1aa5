"""What a text that stands alone says of the table below it: which indicator, whom and which year it is about."""

import re
from collections.abc import Iterable, Sequence

from ojdesk.core.files.headings import Parts, Role, combine, group_of, is_id, role_of, year_of
from ojdesk.core.files.legend import Legend
from ojdesk.core.files.sheet import Sheet
from ojdesk.core.files.whose import names_unit
from ojdesk.core.model import Group
from ojdesk.core.text import key, tidy

_LONGEST = 300
#: How far down a list of contents may reach.
_CONTENTS = 100
#: How far down a list of indicators may begin, and how many columns it may have.
_LIST_TOP, _LIST_COLUMNS = 20, 8
_NUMBERED = re.compile(r"^(?:tabell|indikator|diagram|figur|bild) \d{1,3}[a-z]?(?:[.:]|\s[-–])?\s+", re.IGNORECASE)
#: What may stand behind an indicator in a title: "…, 2019–2021", "… (procent)", "…, per kommun".
_LAST_CLAUSE = re.compile(r"\s*(?:[,(:]|\s[-–])[^,(:]*$|\s+(?:år )?\d{4}(?:\s?[-–]\s?\d{4})?$")
#: Whom a title says that the figures are about: "Resultat för kvinnor per kommun". Not "Insatser för kvinnor".
_ABOUT = re.compile(
    r"\b(?:(?:resultat(?:en)?|uppgifter(?:na)?|siffror(?:na)?|andel(?:ar(?:na)?)?) (?:för|bland)|avser|gäller"
    r"|redovisas för) (?:enbart |endast |bara )?(kvinnor|män|inrikes ?födda|utrikes ?födda)\b(?! (?:och|eller)\b)"
)
#: What titles say that name no indicator.
_NO_INDICATOR = re.compile(
    r"öppna jämförelser|socialstyrelsen|\bkälla\b|förklaring|enkät|register|\bavser\b|uppgift|sekretess|\bresultat\b"
    r"|redovisa|\bper (?:kommun|län)|tillbaka|innehåll|=|^\W"
)


def title(text: str, legend: Legend, *, is_listed: bool = False) -> Parts:
    """The indicator that a text names, with the group and the year that go with it; without a wording if it names none.

    One that the catalogue does not know is taken for an indicator only behind "Tabell 3." and the like, or if the
    text `is_listed` among the contents.
    """
    plain = tidy(text)
    if len(plain) > _LONGEST or group_of(plain) or year_of(plain):
        return Parts()
    bare = _NUMBERED.sub("", plain)
    parts = combine(bare)
    wording, group = parts.wording, parts.group
    while legend.known(wording) is None:
        shorter = _LAST_CLAUSE.sub("", wording)
        if shorter == wording:
            is_own = (is_listed or bare != plain) and not _NO_INDICATOR.search(key(bare)) and not names_unit(bare)
            return parts if is_own else Parts(group=parts.group or _about(plain))
        group = group or group_of(wording[len(shorter) :].strip(" ,(:)-–"))
        wording = shorter
    return Parts(wording, wording, group=group, year=parts.year)


def _about(text: str) -> Group | None:
    found = _ABOUT.search(key(text))
    return group_of(found[1]) if found else None


def listed_titles(sheets: Sequence[Sheet], legend: Legend) -> dict[str, str]:
    """What a list of contents calls the sheets: by sheet, the indicator that stands beside its name."""
    names = {key(sheet.name): sheet.name for sheet in sheets}
    found: dict[str, str] = {}
    for sheet in sheets:
        for row in sheet.rows[:_CONTENTS]:
            texts = [cell for cell in row if isinstance(cell, str)]
            listed = next((names[key(text)] for text in texts if key(text) in names), sheet.name)
            others = (text for text in texts if key(text) not in names and title(text, legend, is_listed=True).wording)
            if listed != sheet.name and (said := next(others, None)):
                found.setdefault(listed, said)
    return found


def listed_ids(sheets: Sequence[Sheet]) -> dict[str, str]:
    """What a list of indicators calls those that tables have ids for: "ind3", or a number, → wording."""
    found: dict[str, str] = {}
    for sheet in sheets:
        for top, row in enumerate(sheet.rows[:_LIST_TOP]):
            roles = {column: role_of(cell) for column, cell in enumerate(row[:_LIST_COLUMNS]) if isinstance(cell, str)}
            named = next((column for column, role in roles.items() if role is Role.INDICATOR), None)
            ids = [column for column, role in roles.items() if role is Role.OTHER]
            if named is None or not ids:
                continue
            for below in range(top + 1, min(len(sheet.rows), top + _CONTENTS)):
                said = tidy(sheet.text(below, named))
                for text in (sheet.text(below, column) for column in ids):
                    if said and is_id(text):
                        found.setdefault(key(text), said)
            break
    return found


def sheet_groups(names: Iterable[str]) -> dict[str, Group]:
    """Whom sheets are about, where their names differ in nothing else: "Resultat kvinnor" and "Resultat män"."""
    alike: dict[str, dict[str, Group]] = {}
    for name in names:
        words = re.findall(r"[^\W_]+", name)
        phrases = [words[start : start + size] for size in (2, 1) for start in range(len(words) - size + 1)]
        for phrase in phrases:
            if group := group_of(" ".join(phrase)):
                rest = key(name.replace(phrase[0], "", 1).replace(phrase[-1], "", 1))
                alike.setdefault(rest, {})[name] = group
                break
    return {name: group for found in alike.values() if len(set(found.values())) > 1 for name, group in found.items()}
