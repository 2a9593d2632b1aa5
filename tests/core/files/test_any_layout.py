"""The same figures are read whatever way they are laid out."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from random import Random
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ojdesk.core.catalogue import catalogue
from ojdesk.core.files.child import ReadingProcess
from ojdesk.core.model import Group, Scale, Source, Status
from ojdesk.core.units import exists, unit_table
from tests.core.files.books import read, save
from tests.core.files.facts import UNKNOWN, Facts, Key, places, understood
from tests.core.files.layout import Layout
from tests.core.files.writer import write

UNITS = ("00", "01", "03", "14", "0114", "0380", "0381", "1440", "1489", "018006", "018012", "148052")
SURVEY = ("nybesok_14_dagar", "fia", "plan_tre_manader_alla", "socionomexamen", UNKNOWN)
REGISTER = ("andel_mottagare", "belopp_per_inv", "andel_langvarigt")
ONE_YEAR, THREE_YEARS = (2022,), (2021, 2022, 2023)
ONE_GROUP, THREE_GROUPS = (Group.TOTAL,), (Group.TOTAL, Group.WOMEN, Group.MEN)


def facts_of(
    source: Source, years: Sequence[int], groups: Sequence[Group] = ONE_GROUP, random: Random | None = None
) -> Facts:
    """A figure for every unit, indicator, year and group, or a reason why there is none."""
    random = random or Random(7)
    indicators = SURVEY if source is Source.SURVEY else REGISTER
    facts: dict[Key, float | Status] = {}
    for code, indicator, year, group in product(UNITS, indicators, years, groups):
        unit, known = unit_table().by_code[code], catalogue().by_id.get(indicator)
        scale = known.scale if known else Scale.YES
        if not exists(unit, year):
            continue
        fact: float | Status
        if scale is Scale.NUMBER:
            fact = float(random.randint(0, 3_000))
        elif unit.level.answers and scale.is_answer:
            fact = float(random.randint(0, 2 if scale is Scale.GRADED else 1))
        else:
            fact = random.randint(11, 999) / 10  # a whole sheet of shares below one could be either
        silent = random.randint(0, 6) == 0 and code != "0114"  # someone answers, or it is no question
        reasons = (Status.MISSING, Status.NOT_APPLICABLE, Status.SUPPRESSED)
        facts[Key(code, indicator, year, group)] = random.choice(reasons) if silent else fact
    return facts


def check(facts: Facts, layout: Layout, source: Source, process: ReadingProcess) -> None:
    written = write(facts, layout, source)
    reading = read(save(written.book), process)
    assert understood(reading) == facts
    assert places(reading) == written.places
    assert [finding.what for finding in reading.findings if "inte lästs" in finding.what] == []


def variants() -> dict[str, list[Any]]:
    """Every way in which a layout may differ, with all it may be."""
    found = {name: list(get_args(kind)) or [False, True] for name, kind in get_type_hints(Layout).items()}
    found["header_row"] = list(range(1, 13))
    found["numbering"] = ["", "{}. ", "{}a. ", "ind{} ", "b{}: ", "{}) ", "{} ", "Fråga {}: ", "{} – ", "U3146{} "]
    return found


def single_changes() -> list[Layout]:
    plain = Layout()
    changed = [
        replace(plain, **{name: value}) for name, values in variants().items() for value in values if name != "sheets"
    ]
    return [*dict.fromkeys(changed), replace(plain, sheets="level")]


def name_of(layout: Layout) -> str:
    changed = [name for name in variants() if getattr(layout, name) != getattr(Layout(), name)]
    return ",".join(f"{name}={getattr(layout, name)}" for name in changed) or "plain"


@pytest.mark.parametrize("layout", single_changes(), ids=name_of)
def test_a_survey_is_read_in_every_layout(layout: Layout, process: ReadingProcess) -> None:
    check(facts_of(Source.SURVEY, ONE_YEAR), layout, Source.SURVEY, process)


@pytest.mark.parametrize(
    "layout",
    [
        Layout(years="column"),
        Layout(years="under"),
        Layout(years="under", merged=False, area_above=True),
        Layout(years="behind", numbering="{}. "),
        Layout(years="behind", noise="mark"),
        Layout(sheets="year"),
        Layout(sheets="year", units="name", districts="bare"),
        Layout(long=True),
        Layout(long=True, units="split", codes="number"),
        Layout(sheets="level", years="under", units="split"),
    ],
    ids=name_of,
)
def test_several_years_are_read_from_one_file(layout: Layout, process: ReadingProcess) -> None:
    check(facts_of(Source.SURVEY, THREE_YEARS), layout, Source.SURVEY, process)


@pytest.mark.parametrize(
    "layout",
    [
        Layout(groups="behind"),
        Layout(groups="under"),
        Layout(groups="under", merged=False, noise="break"),
        Layout(groups="column"),
        Layout(groups="column", long=True, shares="format"),
        Layout(groups="under", years="under", shares="fraction"),
        Layout(groups="behind", years="behind", shares="sign"),
    ],
    ids=name_of,
)
@pytest.mark.parametrize("years", [ONE_YEAR, THREE_YEARS], ids=["one_year", "three_years"])
def test_groups_are_read_wherever_they_stand(layout: Layout, years: tuple[int, ...], process: ReadingProcess) -> None:
    check(facts_of(Source.REGISTER, years, THREE_GROUPS), layout, Source.REGISTER, process)


layouts = st.builds(Layout, **{name: st.sampled_from(values) for name, values in variants().items()})


@given(
    layout=layouts,
    source=st.sampled_from(Source),
    years=st.sampled_from([ONE_YEAR, THREE_YEARS]),
    groups=st.sampled_from([ONE_GROUP, THREE_GROUPS]),
    random=st.randoms(use_true_random=False),
)
@settings(max_examples=250, deadline=None, derandomize=True)
def test_any_figures_are_read_from_any_layout(
    process: ReadingProcess,
    layout: Layout,
    source: Source,
    years: tuple[int, ...],
    groups: tuple[Group, ...],
    random: Random,
) -> None:
    if source is Source.SURVEY:
        groups = ONE_GROUP
    if years == ONE_YEAR and layout.sheets == "year":
        layout = replace(layout, sheets="level")
    check(facts_of(source, years, groups, random), layout, source, process)
