"""What was understood of a file, as the window and the command line say it."""

from dataclasses import replace
from pathlib import Path

from ojdesk.core.account import account, finding_text
from ojdesk.core.dataset import Dataset, build
from ojdesk.core.files.interpretation import interpret
from ojdesk.core.files.reading import Reading
from ojdesk.core.files.sheet import Cell, Sheet
from ojdesk.core.files.workbook import Import
from ojdesk.core.model import Finding


def sections(reading: Reading, dataset: Dataset | None = None) -> dict[str, list[str]]:
    return dict(account(reading, dataset or build([reading])))


def of_sample(sample: Import, name: str) -> Reading:
    return next(it for it in sample.readings if it.file == f"oppna-jamforelser-{name}.xlsx")


def test_an_account_of_a_survey(sample: Import, dataset: Dataset) -> None:
    reading = of_sample(sample, "2022-ekonomiskt-bistand-enkatdata")
    told = sections(reading, dataset)
    assert list(told) == ["Innehåll", "Blad", "Tecken utan värde", "Indikatorer", "Avstämning"]
    assert told["Innehåll"][0] == (
        "Enkätdata 2022: 5\u00a0232 resultat för riket, 21 län, 288 kommuner och 17 stadsdelar och socialförvaltningar."
    )
    assert told["Innehåll"][1:] == [
        "År: 2022 enligt titeln på bladet Information.",
        "Nämns också: 2022 enligt filens namn.",
        reading.invented,
    ]
    assert told["Blad"][0] == "Information: inga enheter, har inte använts"
    assert "Riket: rubriker på rad 5 och 6; riket" in told["Blad"]
    assert told["Tecken utan värde"] == [
        "”..”: bortfall, filen säger ”Uppgift saknas, kommunen har inte svarat” (306 celler)"
    ]
    assert told["Avstämning"] == ["330 av 330 andelar för län och riket stämmer med enheternas egna svar."]


def test_an_account_tells_which_indicators_came_and_went(sample: Import, dataset: Dataset) -> None:
    told = sections(of_sample(sample, "2022-ekonomiskt-bistand-enkatdata"), dataset)["Indikatorer"]
    assert told[:4] == [
        "16 av 16 finns i katalogen, 2 med andra ord än katalogens.",
        "”Upprättat en plan mot självförsörjning* med den enskilde inom tre månader för alla” har lästs som "
        "Upprättat en plan för självförsörjning med den enskilde inom tre månader för alla",
        "”Individuella möten för utredning och planering” har lästs som "
        "Separata möten med kvinnan och mannen för utredning och planering",
        "Nya 2022 jämfört med 2021: inga.",
    ]
    assert told[4].startswith("Försvunna 2022 jämfört med 2021: Socialjour utanför kontorstid; Samordning, missbruk;")
    first = sections(of_sample(sample, "2018-ekonomiskt-bistand"), dataset)["Indikatorer"]
    assert len(first) == 1, "there is no year before to compare with"


def test_an_account_of_shares_that_do_not_add_up(sample: Import) -> None:
    reading = of_sample(sample, "2022-ekonomiskt-bistand-enkatdata")
    table = reading.observations.copy()
    wrong = (table["unit_code"] == "14") & (table["indicator_id"] == "freda")
    table.loc[wrong, "value"] += 10
    told = sections(replace(reading, observations=table))["Avstämning"]
    assert told[0].startswith("329 av 330 andelar")
    assert told[1].startswith("Västra Götalands län, FREDA-kortfrågor 2022: avviker med tio procentenheter (i filen ")


def test_an_account_of_results_that_two_files_have(sample: Import) -> None:
    reading = of_sample(sample, "2022-ekonomiskt-bistand-enkatdata")
    table = reading.observations.copy()
    table.loc[table["unit_code"] == "1489", "value"] = 0
    corrected = replace(reading, file="rättad.xlsx", digest="rättad", observations=table, corrected=True)
    dataset = build([corrected, reading])
    heading = "Samma resultat i flera filer"
    differing = dataset.overlaps[0].differing
    assert sections(reading, dataset)[heading] == [
        f"2022: 5\u00a0232 resultat finns också i rättad.xlsx, som används ({differing} värden skiljer)."
    ]
    assert sections(corrected, dataset)[heading] == [
        f"2022: används i stället för 5\u00a0232 resultat i {reading.file} ({differing} värden skiljer)."
    ]


def test_an_account_of_what_was_not_understood() -> None:
    rows: list[list[Cell]] = [
        ["Kommun", "Kommunen har kvällsöppet"],
        ["Ale", 1.0],
        ["Malmö", "?"],
        ["Laholm", None],
        ["Okänd", 1.0],
    ]
    sheets = [
        Sheet("Information", [["Öppna jämförelser 2022, enkätdata"]]),
        Sheet("Resultat", rows),
        Sheet("Övrigt", [["Anteckningar"]]),
    ]
    told = sections(interpret(Path("resultat.xlsx"), "", sheets))
    assert told["Innehåll"][0] == "Enkätdata 2022: 3 resultat för 3 kommuner."
    assert told["Indikatorer"] == [
        "0 av 1 finns i katalogen.",
        "Inte i katalogen, visas med filens egna ord: Kommunen har kvällsöppet",
    ]
    assert told["Tecken utan värde"] == ["Tom cell: bortfall (1 cell)", "”?”: okänt (1 cell)"]
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
