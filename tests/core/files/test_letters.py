"""Names and headings with letters that are not what they look like are read, and told of."""

from pathlib import Path

import pytest

from ojdesk.core.files.interpretation import interpret
from ojdesk.core.files.reading import Reading
from ojdesk.core.files.sheet import Cell, Sheet

FIA = "Använder FIA"


def read_rows(*rows: list[Cell]) -> Reading:
    return interpret(Path("resultat 2022 enkätdata.xlsx"), "", [Sheet("Resultat", list(rows))])


def test_letters_that_cannot_be_seen_are_told_of() -> None:
    plain = read_rows(["Kommun", FIA], ["Vallentuna", 1.0], ["Åre", 0.0])
    odd = read_rows(["Kommun", "Använ\u200bder FIA"], ["Valle\u202entuna", 1.0], ["\u2067Åre\u2069", 0.0])
    columns = ["unit_code", "value", "status"]
    assert odd.observations[columns].to_dict() == plain.observations[columns].to_dict()
    told = [it for it in odd.findings if it not in plain.findings]
    assert {(it.cell, it.what.split(" ")[-6].strip("()")) for it in told if "syns" in it.what} == {
        ("B1", "U+200B"),
        ("A2", "U+202E"),
        ("A3", "U+2067"),
    }


def test_a_letter_that_only_looks_like_ours_is_told_of() -> None:
    reading = read_rows(["Kommunkod", "Kommun", FIA], ["0123", "J\u0430rfalla", 1.0], ["1440", "Ale", 0.0])
    (finding,) = [it for it in reading.findings if "liknar" in it.what]
    assert finding.cell == "B2"
    assert finding.what.endswith("innehåller en bokstav som bara liknar en svensk (U+0430).")


def test_a_letter_that_was_lost_is_told_of() -> None:
    reading = read_rows(["Kommun", "Anv\ufffdnder n\ufffdgot annat"], ["Vallentuna", 1.0], ["Ale", 0.0])
    (finding,) = [it for it in reading.findings if "inte gick att läsa" in it.what]
    assert finding.cell == "B1"
    assert finding.action.startswith("Hämta filen på nytt")


@pytest.mark.parametrize("heading", ["Kommu\u00adnens stöd", "Σ kostnad", "Andel (µ)", "Stöd – vård\u00a0och omsorg"])
def test_signs_that_are_meant_are_not_told_of(heading: str) -> None:
    reading = read_rows(["Kommun", heading], ["Vallentuna", 1.0], ["Ale", 0.0])
    assert not any("bokstav" in it.what or "tecken som" in it.what for it in reading.findings)
