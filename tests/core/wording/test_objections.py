"""The usual objections, each answered with the figure's own facts or not at all."""

import re
from dataclasses import replace

from ojdesk.core.compare import reasons
from ojdesk.core.dataset import Dataset
from ojdesk.core.wording.numbers import NBSP
from ojdesk.core.wording.objections import objections


def test_a_survey_answer(dataset: Dataset) -> None:
    told = dict(objections(reasons.trust(dataset, "1489", "plan_tre_manader_alla", 2022)))
    assert len(told) == 7
    assert told["Vem har lämnat in siffran?"] == "Alingsås självt, som svar på Socialstyrelsens enkät 2022."
    assert "flyttar andelen i Västra Götalands län 2,0 procentenheter" in told["Det är slumpen!"]  # 100 / 51
    assert told["Alla har inte svarat!"] == (
        "Nej, 19 av 305 saknar värde 2022. Om alla i Västra Götalands län hade svarat skulle länets andel vara lägst "
        f"40{NBSP}% och högst 42{NBSP}%."
    )
    broken = dict(objections(reasons.trust(dataset, "1489", "rutin_vald_vuxen", 2024)))
    assert broken["Jämför vi samma saker?"].endswith("Med 2023 är det däremot inte säkert att de går att jämföra.")


def test_a_register_number_was_answered_by_nobody_and_rests_on_a_number_of_people_that_nobody_tells(
    dataset: Dataset,
) -> None:
    told = dict(objections(reasons.trust(dataset, "1489", "andel_mottagare", 2022)))
    assert told["Vem har lämnat in siffran?"].startswith("Ingen har svarat")
    assert "legat mellan 3,6 och 4,1 procent" in told["Det är slumpen!"]
    assert "inte hur många personer" in told["Det är slumpen!"]
    assert "Alla är inte med!" in told


def test_one_who_did_not_answer_is_not_said_to_have(dataset: Dataset) -> None:
    told = dict(objections(reasons.trust(dataset, "1440", "plan_tre_manader_alla", 2022)))
    assert told["Vem har lämnat in siffran?"] == "Ingen: Ale har inte svarat på frågan 2022."
    # The city's districts answer; of the city itself there is nothing to say.
    assert "Vem har lämnat in siffran?" not in dict(objections(reasons.trust(dataset, "0180", "freda", 2022)))


def test_a_nation_that_does_not_add_up_is_not_called_right(dataset: Dataset) -> None:
    found = reasons.trust(dataset, "1489", "freda", 2022)
    assert found.reconciliation is not None
    wrong = replace(found, reconciliation=replace(found.reconciliation, agrees=False))
    assert "stämmer däremot inte" in dict(objections(wrong))["Det är fel på statistiken!"]


def test_no_answer_is_empty_or_has_holes(dataset: Dataset) -> None:
    for unit in ("1489", "148034", "148052", "018018", "0180", "14", "00"):
        for indicator in ("freda", "individuella_moten", "andel_mottagare", "belopp_per_inv"):
            for year in (2018, 2022, 2024):
                for objection, answer in objections(reasons.trust(dataset, unit, indicator, year)):
                    assert answer.endswith("."), (objection, answer)
                    assert not re.search(r"\bnan\b|\bNone\b|[{}]|  ", answer), answer
