"""What is picked: fitted to what is open, and to JSON and back."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ojdesk.core.choice import Choice
from ojdesk.core.dataset import Dataset, build
from ojdesk.core.files.workbook import Import
from ojdesk.core.model import Source
from ojdesk.core.peers import Origin, PeerSet

SIMILAR = PeerSet("Liknande kommuner Alingsås", Origin.KOLADA, 2023, ("0382", "1494"))
CHOICE = Choice("1489", "fia", ("fia", "andel_barn"), 2022, county=False, peers=SIMILAR)


def test_json_and_back() -> None:
    assert Choice.from_json(json.loads(json.dumps(Choice().to_json()))) == Choice()
    assert Choice.from_json(json.loads(json.dumps(CHOICE.to_json()))) == CHOICE


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([*CHOICE.to_json(), "annat"]), json_values))
def test_anything_in_the_file_gives_some_choice(raw: dict[str, Any]) -> None:
    made = Choice.from_json(raw)
    assert {name: type(value) for name, value in made.to_json().items()} == {
        name: type(value) for name, value in Choice().to_json().items()
    }


def test_a_choice_that_fits_is_left_alone(dataset: Dataset) -> None:
    fitted = Choice(unit="1489").fitted(dataset)
    assert fitted.fitted(dataset) == fitted


def test_what_is_not_there_is_let_go(dataset: Dataset) -> None:
    fitted = Choice("9999", "no such", ("no such",), 1999).fitted(dataset)
    assert fitted.unit == ""
    assert fitted.year == 2024
    assert fitted.indicator in fitted.indicators


def test_a_comparison_set_keeps_its_members_whatever_is_open(dataset: Dataset) -> None:
    peers = PeerSet("Egna", members=("1440", "9999"))
    assert Choice("1489", peers=peers).fitted(dataset).peers == peers


def test_a_newcomer_gets_indicators_in_use_from_different_areas(dataset: Dataset) -> None:
    fitted = Choice().fitted(dataset)
    areas = [dataset.indicators[it].area for it in fitted.indicators]
    assert len(set(areas)) == len(areas) == 4
    assert all(2024 in dataset.years_with(it) for it in fitted.indicators)


def test_a_dataset_of_registers_alone_can_be_shown(sample: Import) -> None:
    registers = build(it for it in sample.readings if it.source is Source.REGISTER)
    fitted = Choice(unit="1489").fitted(registers)
    assert fitted.year == 2022
    assert fitted.indicators


def test_ticked_ones_stand_in_the_lists_order(dataset: Dataset) -> None:
    fitted = Choice(indicators=("andel_barn", "fia", "nybesok_14_dagar")).fitted(dataset)
    assert fitted.indicators == ("nybesok_14_dagar", "fia", "andel_barn")
