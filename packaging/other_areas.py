#!/usr/bin/env python3
"""Writes `resources/other_areas.csv`: the indicators of other Öppna jämförelser, from Kolada's open metadata.

Run by hand when there is newer metadata, with a table of id, title and description; the result is committed.
"""

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from ojdesk.core.catalogue import catalogue
from ojdesk.core.other_areas import COLUMNS, SIDE
from ojdesk.core.text import indicator_key, tidy

TARGET = Path(__file__).resolve().parents[1] / "resources" / "other_areas.csv"

HEAD = """\
# The indicators of other Öppna jämförelser than ekonomiskt bistånd, so that their files open under their right names.
# Made by packaging/other_areas.py from Kolada's open metadata (titles and descriptions, api.kolada.se, April 2024).
#
# kolada      the indicator in Kolada
# id          ours: Kolada's id in lower case. Rows that share one ask the same thing, under several wordings or in
#             several areas; the first of them is the whole entry. An id of catalogue.toml adds a wording to that one.
# area        whose file asks it; from the words of the title, else from the number series that Kolada gives an area
# scale       from the coding in the title; direction, breaks and definition from the description
# last_year   as Kolada's title has it: "(-2021)"
"""

_CODING = re.compile(r",?\s*\((?=[^()]*(?:=|-\s?20\d\d))[^()]*\)")
_SOURCE = re.compile(r"\s*Källa:.*$", re.DOTALL)
_LAST_YEAR = re.compile(r"\(-\s?(20\d\d)\)")
_SENTENCE = re.compile(r"(?<!dvs\.)(?<!t\.ex\.)(?<!P\.g\.a\.)(?<!min\.)(?<=[.?])\s+(?=[A-ZÅÄÖ])")
_LONGEST_DEFINITION = 330
# Words that were divided at the end of a line where Kolada took them from.
_DIVIDED = re.compile(r"\b(kompetens|läkemedels|patientsäkerhets|sjukvårds|socionom)-(?=[a-zåäö])")
_DEVELOPING = "Detta är ett utvecklingsnyckeltal, se frågor och svar på kolada.se för mer information."

#: The area by words of the title; the first that fits.
_AREA_BY_WORDS = (
    ("Krisberedskap", r"kontinuitetsplan|krisberedskap ingår|plan för evakuering|beredskapsplan"),
    # Asked of all kinds of housing, which its titles go through.
    ("Kommunal hälso- och sjukvård", r"^U74"),
    ("Hemlöshet", r"hemlöshet|akut hemlösa|riskerar förlora sitt boende"),
    ("Våld i nära relationer", r"våld i nära relationer|våld av närstående|inom nära relationer"),
    ("Missbruk och beroende", r"(?:mellan|inom|vuxna) missbruk"),
    ("Barn och unga", r"sociala? barn|vuxna barn och unga"),
    ("Funktionsnedsättning – LSS", r"\bLSS\b|daglig verksamhet|arbete eller praktikplats"),
    (
        "Funktionsnedsättning – socialpsykiatri",
        r"socialpsykiatri|psykisk funktionsnedsättning|personer med psykisk sjukdom$",
    ),
    ("Äldreomsorg", r"äldreomsorg"),
    # Otherwise Kolada's number series tells.
    ("Trygghet och säkerhet (SKR)", r"^U07"),
    ("Grundskola", r"^U15"),
    ("Gymnasieskola", r"^U17"),
    ("Äldreomsorg", r"^U2[013]"),
    ("Funktionsnedsättning – socialpsykiatri", r"^U285"),
    ("Funktionsnedsättning", r"^U28"),
    ("Hemlöshet", r"^U30"),
    ("Barn och unga", r"^U33"),
    ("Missbruk och beroende", r"^U35"),
    ("Våld i nära relationer", r"^U37"),
)

#: The same question twice in Kolada, though neither words nor a mirrored title say so.
_SAME = {
    # FREDA is one row of one table in the survey; Kolada has it under the area and again under violence.
    "U37544": "u35546",
    "U37545": "u28555",
    "U37547": "u28546",
    "U37548": "u20484",
    # The description has the wording of the files of ekonomiskt bistånd, where the question is asked.
    "U30427": "uppsokande_riskerar_boende",
    # Names no area. Only the files of ekonomiskt bistånd leave theirs out as a rule.
    "U37549": "audit",
}
#: Descriptions that Kolada took from another indicator.
_WRONG_DESCRIPTION = {"U28572", "U74436"}

#: Agreements on and routines for violence are since 2024 to be followed up within 24 months, says Socialstyrelsen.
_WITHIN_24_MONTHS = re.compile(r"^Aktuell (?:överenskommelse.* inom våld i nära|rutin vid indikation på att en vuxen)")

_MIRRORED = re.compile(rf"^Aktuell rutin för samordning mellan ({SIDE}) och (.+)$")
#: Sides of a routine for coordination that have two names in the titles.
_SIDES = {"missbruk- och beroendevård": "missbruk", "social barn- och ungdomsvård": "barn och unga"}


def main() -> int:
    with Path(sys.argv[1]).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    with TARGET.open("w", encoding="utf-8", newline="") as out:
        out.write(HEAD)
        writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(entries(rows))
    return 0


def entries(rows: Iterable[dict[str, str]]) -> Iterator[dict[str, str]]:
    """The rows to write, those of one series together with its whole entry first."""
    series: dict[str, list[dict[str, str]]] = {}
    sides: dict[frozenset[str], str] = {}
    by_wording: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: row["id"]):
        entry = _entry(row)
        mirrored = _MIRRORED.match(entry["wording"])
        known = catalogue().aliases.get(indicator_key(row["title"]))
        if known is not None and (mirrored is None or row["id"].startswith("U31")):
            continue  # catalogue.toml has all of it
        own = _SAME.get(row["id"]) or known or row["id"].lower()
        if mirrored and known is None:
            own = sides.setdefault(frozenset(_SIDES.get(side, side) for side in mirrored.groups()), own)
        entry["id"] = by_wording.setdefault(indicator_key(entry["wording"]), own)
        found = series.setdefault(entry["id"], [])
        found.append(entry)
        if (as_it_stands := _wording(row["title"])) != entry["wording"]:
            found.append({**entry, "wording": as_it_stands})
    for own, found in series.items():
        first = own not in catalogue().by_id
        if len({entry["kolada"] for entry in found}) > 1:
            years = {entry["last_year"] for entry in found}
            found[0]["last_year"] = "" if "" in years else max(years)
        for entry in found:
            yield entry if first else {name: entry[name] for name in ("kolada", "id", "area", "wording")}
            first = False


def _entry(row: dict[str, str]) -> dict[str, str]:
    title, description = tidy(row["title"]), tidy(row["description"])
    wording = _corrected(_wording(title))
    year, kind, note = _break(title, wording, description)
    last_year = _LAST_YEAR.search(title)
    return {
        "kolada": row["id"],
        "area": _area(row["id"], wording),
        "source": "enkät" if "Socialstyrelsen" in description or "Kommunenkäten" in description else "register",
        "scale": _scale(title),
        "direction": "high" if "är högt värde önskvärt" in description else "none",
        "last_year": last_year[1] if last_year else "",
        "break_year": year,
        "break_kind": kind,
        "break_note": note,
        "wording": wording,
        "definition": "" if row["id"] in _WRONG_DESCRIPTION else _definition(description, wording),
    }


def _wording(title: str) -> str:
    """The title without coding, years and source."""
    plain = _SOURCE.sub("", _CODING.sub("", tidy(title)))
    return re.sub(r"\s+(?=[,.])|[\s.,]+$|(?<=\S)\s*,(?=\s*,)", "", plain)


def _corrected(wording: str) -> str:
    plain = _DIVIDED.sub(r"\1", wording)
    return plain.replace("att förhindra att förhindra", "att förhindra").replace("i forma av", "i form av")


def _area(number: str, wording: str) -> str:
    mirrored = _MIRRORED.match(wording)
    said = f"mellan {mirrored[1]}" if mirrored else wording
    text = f"{number} {said}"
    return next((area for area, words in _AREA_BY_WORDS if re.search(words, text, re.IGNORECASE)), "")


def _scale(title: str) -> str:
    coding = " ".join(_CODING.findall(title))
    if re.search(r"Inom \d", coding) or "avvikelse" in title:
        return "number"  # steps are neither yes nor no, and a difference may be below zero
    if re.search(r"Ja(?:, (?:för )?alla)?=\s?2", coding):
        return "graded"
    if "=" in coding:
        return "yes"  # "Ja=1, Nej=2" too: what the numbers of a file mean, the file says
    return "percent" if "andel (%)" in title else "number"


def _break(title: str, wording: str, description: str) -> tuple[str, str, str]:
    if _WITHIN_24_MONTHS.match(wording):
        subject = "överenskommelsen" if "överenskommelse" in wording else "rutinen"
        note = (
            f"Från 2024 ska {subject} vara uppföljd inom 24 månader, tidigare 12. Resultaten är inte helt jämförbara."
        )
        return "2024", "partly", note
    if "(-2017 Ja=1" in title:
        note = "Till och med 2017 var svaren ja eller nej, från 2018 ja, delvis eller nej."
        return "2018", "not_comparable", note
    if re.search(r"delvis jämförba\w+ (?:mellan (?:de två åren|år 2016 och 2017)|med 2016)", description):
        what = "Svarsalternativen ändrades" if "svarsalternativ" in description else "Definitionen ändrades"
        return "2017", "partly", f"{what} 2017 och resultatet är bara delvis jämförbart med tidigare år."
    if "Innan 2022 avsågs både" in description:
        note = "Från 2022 ingår bara elever med examen, tidigare också de med studiebevis om 2 500 poäng."
        return "2022", "partly", note
    if "från 2022 och framåt på svar från elever i årskurs 8" in description:
        return "2022", "partly", "Till och med 2021 svarade elever i årskurs 9, från 2022 i årskurs 8."
    if "Innan 2019 kunde man endast svara ja" in description:
        return "2019", "partly", "Före 2019 räknades bara tre av programmen, därefter alla."
    return "", "", ""


def _definition(description: str, wording: str) -> str:
    """The first sentence, unless it is long or only says the wording again."""
    plain = _SOURCE.sub("", description).replace(_DEVELOPING, "").replace("en en ", "en ").strip()
    sentence = _SENTENCE.split(plain)[0]
    is_wording = indicator_key(sentence) == indicator_key(wording)
    return "" if len(sentence) > _LONGEST_DEFINITION or is_wording or not sentence.endswith(".") else sentence


if __name__ == "__main__":
    sys.exit(main())
