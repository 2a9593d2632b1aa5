from ojdesk.core.files.account import account, finding_text
from ojdesk.core.files.child import ReadingProcess
from ojdesk.core.files.workbook import Import, Reading
from ojdesk.core.model import Finding
from tests.core.files.books import Rows, read, save, sheet_of, simple_book


def sections(reading: Reading) -> dict[str, list[str]]:
    return dict(account(reading))


def test_an_account_of_a_survey(sample: Import) -> None:
    reading = next(
        it for it in sample.readings if it.file == "oppna-jamforelser-2022-ekonomiskt-bistand-enkatdata.xlsx"
    )
    told = sections(reading)
    assert list(told) == ["Innehåll", "Blad", "Tecken utan värde", "Indikatorer"]
    assert told["Innehåll"][0] == (
        "Enkätdata 2022: 5\u00a0232 resultat för riket, 21 län, 288 kommuner och 17 stadsdelar och socialförvaltningar."
    )
    assert told["Innehåll"][1].startswith("År: 2022 enligt titeln på bladet Information;")
    assert told["Innehåll"][2] == reading.invented
    assert told["Blad"][0] == "Information: inga enheter, har inte använts"
    assert "Riket: rubriker på rad 5 och 6; riket" in told["Blad"]
    assert told["Indikatorer"] == ["16 av 16 finns i katalogen."]
    assert told["Tecken utan värde"][0].startswith("”..” bortfall (")


def test_an_account_of_what_was_not_understood(process: ReadingProcess) -> None:
    rows: Rows = [["Kommun", "Kommunen har kvällsöppet"], ["Ale", 1], ["Malmö", "?"], ["Laholm", None], ["Okänd", 1]]
    book = simple_book(rows)
    sheet_of(book, [["Anteckningar"]], "Övrigt")
    told = sections(read(save(book), process))
    assert told["Innehåll"][0] == "Enkätdata 2022: 3 resultat för 3 kommuner."
    assert told["Indikatorer"] == [
        "0 av 1 finns i katalogen.",
        "Inte i katalogen, visas med filens egna ord: Kommunen har kvällsöppet",
    ]
    assert told["Tecken utan värde"] == ["tom cell bortfall (1) och ”?” okänt (1)"]
    assert told["Blad"][-1] == "Övrigt: inga enheter, har inte använts"
    assert told["Anmärkningar"] == [
        "blad Resultat cell A5: Raden ”Okänd” har ett värde men är ingen känd enhet. Raden har inte lästs.",
        "blad Resultat cell B3: En cell innehåller ”?”, som filen inte förklarar. "
        "Det visas som det står och räknas inte.",
        "”Kommunen har kvällsöppet”: Filen säger inte vad talen betyder. De har lästs som svar: 0 är nej.",
    ]


def test_a_finding_says_where_as_far_as_it_is_known() -> None:
    assert finding_text(Finding("a.xlsx", "Något hände.")) == "Något hände."
    assert finding_text(Finding("a.xlsx", "Något hände.", "Gör om.", sheet="A")) == "blad A: Något hände. Gör om."
    assert finding_text(Finding("a.xlsx", "Något.", "", sheet="A", cell="B2")) == "blad A cell B2: Något."
