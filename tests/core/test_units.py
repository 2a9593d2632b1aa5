import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ojdesk.core.files.headings import Role
from ojdesk.core.files.whose import Conflict, identify, is_name_of, names_unit, parse_code
from ojdesk.core.model import Level, Unit
from ojdesk.core.resources import resource
from ojdesk.core.units import exists, split_district, unit_table

TABLE = unit_table()
UNITS = list(TABLE.by_code.values())
MUNICIPALITIES = [unit for unit in UNITS if unit.level is Level.MUNICIPALITY]
COUNTIES = [unit for unit in UNITS if unit.level is Level.COUNTY]
DISTRICTS = [unit for unit in UNITS if unit.level is Level.DISTRICT]


def by_code(code: str) -> Unit:
    return TABLE.by_code[code]


def test_all_of_sweden_is_there() -> None:
    assert (len(MUNICIPALITIES), len(COUNTIES)) == (290, 21)
    assert {unit.county for unit in MUNICIPALITIES} == {unit.code for unit in COUNTIES}
    assert all(unit.code.startswith(unit.county) for unit in MUNICIPALITIES)
    assert {len(unit.code) for unit in MUNICIPALITIES} == {4}


@pytest.mark.parametrize(
    "form", ["{}", "{} kommun", "{genitive} kommun", "{} stad", "{upper}", " {}* ", "{}\u00a0kommun", "{} (1)"]
)
def test_every_municipality_is_found_by_its_name(form: str) -> None:
    for unit in MUNICIPALITIES:
        genitive = unit.name if unit.name.endswith(("s", "x", "z")) else unit.name + "s"
        name = form.format(unit.name, genitive=genitive, upper=unit.name.upper())
        assert TABLE.municipality(name) == unit, name
        assert names_unit(name), name


@pytest.mark.parametrize(
    "form", ["{full}", "{short}", "{genitive}", "{genitive} LÄN", "Region {short}", "{full} (12 kommuner)"]
)
def test_every_county_is_found_by_its_names(form: str) -> None:
    for unit in COUNTIES:
        genitive = unit.name.removesuffix(" län")
        own = {"Skåne", "Uppsala", "Blekinge", "Örebro"}  # no s in the genitive, or one of their own
        short = genitive if genitive in own or not genitive.endswith("s") else genitive.removesuffix("s")
        name = form.format(full=unit.name, short=short, genitive=genitive)
        assert TABLE.county(name) == unit, name


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Sörmland", "04"),
        ("Västra Götalandsregionen", "14"),
        ("Region Örebro län", "18"),
        ("Jämtland Härjedalen", "23"),
        ("Region Jämtland Härjedalen", "23"),
        ("Dalarna", "20"),
        ("Västragötalands län", "14"),
    ],
)
def test_counties_by_the_names_they_use_themselves(name: str, code: str) -> None:
    assert TABLE.county(name) == by_code(code)


@pytest.mark.parametrize("name", ["Riket", "RIKET ", "Hela riket", "Sverige", "Riket (290 kommuner)", "Riket*"])
def test_the_nation(name: str) -> None:
    assert TABLE.is_nation(name)
    assert identify(((Role.UNIT_NAME, name),), year=2022) == TABLE.nation


@pytest.mark.parametrize(
    "name", ["", "Totalt", "Medelvärde", "Okänd", "Ale och Tjörn", "Stockholm, övriga", "Kommun", "län"]
)
def test_what_is_no_unit_is_none(name: str) -> None:
    assert not TABLE.is_nation(name)
    assert TABLE.county(name) is None
    assert TABLE.municipality(name) is None
    assert TABLE.district(name) is None


def test_no_name_means_two_units_of_one_level() -> None:
    with resource("units.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    lookup = {"län": TABLE.county, "kommun": TABLE.municipality}
    for row in rows:
        for name in [row["name"], *filter(None, row["aliases"].split("|"))]:
            if row["level"] in lookup:
                assert lookup[row["level"]](name) == by_code(row["code"]), name


# Districts ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "form",
    [
        *("{name}", "{city}, {name}", "{city} - {name}", "{city} – {name}", "{city}: {name}", "{city}/{name}"),
        *("{city} ({name})", "{name} ({city})", "{city}s stad, {name}"),
    ],
)
def test_every_district_is_found_by_its_name(form: str) -> None:
    for unit in DISTRICTS:
        year = unit.first_year or unit.last_year or 2022
        name = form.format(city=by_code(unit.municipality).name, name=unit.name)
        assert TABLE.district(name, year=year) == unit, name
        assert names_unit(name), name
        assert is_name_of(unit, name), name


def test_centrum_of_goteborg_is_two_districts() -> None:
    before, after = by_code("148034"), by_code("148052")
    assert before.name == after.name == "Centrum"
    for name in ("Centrum", "Göteborg, Centrum"):
        assert TABLE.district(name, year=2020) == before
        assert TABLE.district(name, year=2021) == after
        assert TABLE.district(name) is None
    assert TABLE.district("Göteborg, Socialförvaltningen Centrum", year=2022) == after
    assert not exists(before, 2021)
    assert exists(after, 2024)


def test_a_district_belongs_to_its_city() -> None:
    assert TABLE.district("Göteborg, Bromma") is None
    assert TABLE.district("Bromma", municipality="1480") is None
    assert TABLE.district("Stockholm, Bromma", municipality="1480") is None
    assert TABLE.district("Bromma stadsdelsområde") == by_code("018006")


def test_districts_come_from_and_go_on_as_others() -> None:
    assert [unit.name for unit in TABLE.successors("018021")] == ["Hägersten-Älvsjö"]
    assert {unit.name for unit in TABLE.predecessors("018002")} == {"Rinkeby-Kista", "Spånga-Tensta"}
    assert TABLE.predecessors("018006") == TABLE.successors("018006") == ()
    for unit in DISTRICTS:
        for after in TABLE.successors(unit.code):
            assert unit.last_year is not None
            assert after.first_year == unit.last_year + 1
            assert unit in TABLE.predecessors(after.code)
            assert after.municipality == unit.municipality
    ended = [unit for unit in DISTRICTS if unit.last_year]
    assert all(len(TABLE.successors(unit.code)) == 1 for unit in ended)


@pytest.mark.parametrize(
    ("year", "stockholm", "goteborg"), [(2019, 14, 10), (2020, 14, 10), (2021, 13, 4), (2023, 13, 4), (2024, 11, 4)]
)
def test_as_many_districts_as_there_were(year: int, stockholm: int, goteborg: int) -> None:
    there = [unit.municipality for unit in DISTRICTS if exists(unit, year)]
    assert (there.count("0180"), there.count("1480")) == (stockholm, goteborg)


def test_a_hyphen_within_a_name_does_not_split_it() -> None:
    for unit in UNITS:
        assert split_district(unit.name) == ("", unit.name)


# Codes -------------------------------------------------------------------------------------------------------------


def test_a_code_that_lost_its_zero_is_the_same_code() -> None:
    for unit in UNITS:
        assert parse_code(unit.code) == unit.code
        assert parse_code(str(int(unit.code))) == unit.code
        assert parse_code(f"{unit.code}.0") == unit.code
    assert parse_code("0000") == "00"
    assert parse_code("0014") == "14"
    assert parse_code("1", county=True) == "01"


@given(st.one_of(st.text(max_size=12), st.integers(0, 10**9).map(str)), st.booleans())
def test_a_code_is_digits_or_nothing(text: str, county: bool) -> None:
    code = parse_code(text, county=county)
    assert code is None or (code.isascii() and code.isdigit() and parse_code(code, county=county) in {code, None})
    assert not county or code is None or len(code) == 2


roles = st.sampled_from([Role.COUNTY_CODE, Role.COUNTY_NAME, Role.UNIT_CODE, Role.UNIT_NAME])
codes_and_names = st.sampled_from([text for unit in UNITS for text in (unit.code, unit.name)])


@given(
    st.lists(st.tuples(roles, st.one_of(codes_and_names, st.text(max_size=15))), max_size=5),
    st.none() | st.integers(2011, 2030),
)
def test_whatever_a_row_says_a_unit_of_it_was_named_in_it(cells: list[tuple[Role, str]], year: int | None) -> None:
    found = identify(tuple(cells), year=year)
    if isinstance(found, Unit):
        said = [text for _, text in cells]
        # A code may stand alone, or before a name in the same cell.
        digits = {(parse_code(part) or "").zfill(2) for text in said for part in (text, text.split(" ")[0])}
        named = any(is_name_of(found, text) or TABLE.district(text, year=year) == found for text in said)
        assert named or any(found.code.endswith(code) for code in digits)
    elif isinstance(found, Conflict):
        assert any(found.name in text for _, text in cells)
