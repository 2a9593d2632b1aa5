"""What a text that stands alone says of the table below it: which indicator, whom and which year it is about."""

import re

from ojdesk.core.catalogue import catalogue
from ojdesk.core.files.headings import Parts, combine, group_of, year_of
from ojdesk.core.files.whose import names_unit
from ojdesk.core.text import key, tidy

_LONGEST = 300
_NUMBERED = re.compile(r"^(?:tabell|indikator|diagram|figur|bild) \d{1,3}[a-z]?(?:[.:]|\s[-–])?\s+", re.IGNORECASE)
#: What may stand behind an indicator in a title: "…, 2019–2021", "… (procent)", "…, per kommun".
_LAST_CLAUSE = re.compile(r"\s*(?:[,(:]|\s[-–])[^,(:]*$|\s+(?:år )?\d{4}(?:\s?[-–]\s?\d{4})?$")
#: What titles say that name no indicator.
_NO_INDICATOR = re.compile(
    r"öppna jämförelser|socialstyrelsen|\bkälla\b|förklaring|enkät|register|\bavser\b|uppgift|sekretess|\bresultat\b"
    r"|redovisa|\bper (?:kommun|län)|tillbaka|innehåll|=|^\W"
)


def title(text: str) -> Parts:
    """The indicator that a text names, with the group and the year that go with it; without a wording if it names none.

    One that the catalogue does not know is taken for an indicator only behind "Tabell 3." and the like.
    """
    plain = tidy(text)
    if len(plain) > _LONGEST or group_of(plain) or year_of(plain):
        return Parts()
    bare = _NUMBERED.sub("", plain)
    parts = combine([bare])
    wording, group = parts.wording, parts.group
    while catalogue().find(wording) is None:
        shorter = _LAST_CLAUSE.sub("", wording)
        if shorter == wording:
            is_own = bare != plain and not _NO_INDICATOR.search(key(bare)) and not names_unit(bare)
            return parts if is_own else Parts(group=parts.group)
        group = group or group_of(wording[len(shorter) :].strip(" ,(:)-–"))
        wording = shorter
    return Parts(wording, wording, group=group, year=parts.year)
