"""Comparison sets: those that come with the program, and those that go out as a file and come back."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ojdesk.core.model import Level
from ojdesk.core.peers import (
    MOST_MEMBERS,
    NO_PEERS,
    Origin,
    PeerSet,
    city_parts,
    municipality_group,
    read_set,
    ready_made,
    save_set,
    similar_municipalities,
    unused_name,
)
from ojdesk.core.units import exists, unit_table
from ojdesk.core.work import Refused

UNITS = unit_table().by_code
MUNICIPALITIES = [unit for unit in UNITS.values() if unit.level is Level.MUNICIPALITY]
OWN = PeerSet("Sjuhärad – på prov", members=("1489", "1490", "1280-norr", "999901"))


# Those that come with the program ---------------------------------------------------------------------------------


def test_every_municipality_is_like_seven_others() -> None:
    for unit in MUNICIPALITIES:
        found = similar_municipalities(unit)
        assert found is not None
        assert found.label == f"Liknande kommuner {unit.name} (Kolada 2023)"
        assert len(set(found.members)) == 7
        assert unit.code not in found.members
        assert {UNITS[code].level for code in found.members} == {Level.MUNICIPALITY}


def test_every_municipality_is_of_one_kind() -> None:
    groups = [municipality_group(unit) for unit in MUNICIPALITIES]
    assert all(found and unit.code in found.members for unit, found in zip(MUNICIPALITIES, groups, strict=True))
    # As SKR has them since 2023.
    sizes = {found.label: len(found.members) for found in groups if found}
    assert sorted(sizes.values()) == [3, 21, 23, 24, 27, 35, 43, 51, 63]
    assert sizes["Pendlingskommun nära storstad (SKR 2023)"] == 43
    assert sizes["Storstäder (SKR 2023)"] == 3


@pytest.mark.parametrize(
    ("code", "year", "labels"),
    [
        ("1489", 2022, ["Liknande kommuner Alingsås (Kolada 2023)", "Pendlingskommun nära storstad (SKR 2023)"]),
        ("018006", 2024, ["Stockholms stadsdelar (2024)"]),
        ("148052", 2022, ["Göteborgs socialförvaltningar (2022)"]),
        ("148034", 2019, ["Göteborgs stadsdelar (2019)"]),
        ("1280-norr", 2015, ["Malmös stadsområden (2015)"]),
        ("1280-fosie", 2013, ["Malmös stadsdelar (2013)"]),
        ("1280-norr", 2022, []),
        ("14", 2022, []),
        ("00", 2022, []),
    ],
)
def test_the_sets_that_fit_a_unit(code: str, year: int, labels: list[str]) -> None:
    assert [it.label for it in ready_made(UNITS[code], year)] == labels


@pytest.mark.parametrize(("year", "count"), [(2019, 14), (2022, 13), (2024, 11)])
def test_a_city_has_the_parts_that_it_had_in_the_year(year: int, count: int) -> None:
    found = city_parts(UNITS["0180"], year)
    assert found is not None
    assert len(found.members) == count
    assert all(exists(UNITS[code], year) and UNITS[code].municipality == "0180" for code in found.members)


def test_the_own_unit_is_left_out_and_that_is_said() -> None:
    group = municipality_group(UNITS["1489"])
    assert group is not None
    assert set(group.members) - set(group.others("1489")) == {"1489"}
    assert group.label_for("1489").endswith("(SKR 2023), utan den egna enheten")
    assert group.label_for("0180") == group.label


# Own ones ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("peers", [OWN, *ready_made(UNITS["1489"], 2022), *ready_made(UNITS["018006"], 2022)])
def test_a_shared_set_comes_back_as_it_was(peers: PeerSet, tmp_path: Path) -> None:
    path = tmp_path / "grupp.json"
    save_set(peers, path)
    assert read_set(path) == peers


def test_a_set_from_another_year_keeps_its_members_and_its_year() -> None:
    older = PeerSet("Liknande kommuner Alingsås", Origin.KOLADA, 2022, ("1490", "1463"))
    assert older != similar_municipalities(UNITS["1489"])
    kept = PeerSet.from_json(json.loads(json.dumps(older.to_json())))
    assert (kept.members, kept.label) == (("1490", "1463"), "Liknande kommuner Alingsås (Kolada 2022)")


def test_a_file_can_be_read_by_eye(tmp_path: Path) -> None:
    save_set(OWN, tmp_path / "grupp.json")
    said = json.loads((tmp_path / "grupp.json").read_text("utf-8"))
    assert [it["name"] for it in said["members"]] == ["Alingsås", "Borås", "Norr", ""]


GOOD = {"format": "ojdesk jämförelsegrupp", "version": 1, "name": "A", "origin": "egen", "year": 0}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "är ingen jämförelsegrupp"),
        (b"\xff\xfe\x00", "är ingen jämförelsegrupp"),
        (b"[" * 100_000, "är ingen jämförelsegrupp"),
        (b"[]", "är ingen jämförelsegrupp"),
        (json.dumps(GOOD).encode(), "är ingen jämförelsegrupp"),
        (json.dumps({**GOOD, "members": [{"code": "../../x"}]}).encode(), "är ingen jämförelsegrupp"),
        (json.dumps({**GOOD, "members": [{"code": "1440"}], "origin": "SCB"}).encode(), "är ingen jämförelsegrupp"),
        (json.dumps({**GOOD, "members": [{"code": "1440"}], "name": "\x00\n"}).encode(), "är ingen jämförelsegrupp"),
        (json.dumps({**GOOD, "members": [{"code": "1440"}], "version": 2}).encode(), "nyare version"),
        (b" " * 2_000_000, "är ingen jämförelsegrupp"),
    ],
)
def test_what_is_no_set_is_refused_in_plain_words(content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "grupp.json"
    path.write_bytes(content)
    with pytest.raises(Refused, match=said) as refused:
        read_set(path)
    assert str(refused.value).startswith("grupp.json ")


def test_a_file_that_is_gone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="gick inte att läsa"):
        read_set(tmp_path / "borta.json")


values = st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text(max_size=8), max_size=4)


@given(st.dictionaries(st.sampled_from(["name", "origin", "year", "members"]), values | st.just("egen") | st.just(0)))
def test_anything_is_a_whole_set_or_none(raw: dict[str, Any]) -> None:
    try:
        made = PeerSet.from_json(raw)
    except ValueError:
        return
    assert made
    assert made.name.isprintable()
    assert PeerSet.from_json(made.to_json()) == made


def test_no_set_has_more_members_than_there_is_room_for() -> None:
    members = [f"{number:04}" for number in range(MOST_MEMBERS + 1)]
    with pytest.raises(ValueError, match="members"):
        PeerSet.from_json({**OWN.to_json(), "members": members})
    assert not NO_PEERS


def test_two_sets_are_not_called_the_same() -> None:
    assert unused_name("Egen grupp", ["Annan"]) == "Egen grupp"
    assert unused_name("Egen grupp", ["egen grupp", "Egen grupp 2"]) == "Egen grupp 3"
    assert len(unused_name("x" * 80, ["x" * 80])) <= 80


@given(st.binary(max_size=80) | st.text().map(str.encode) | values.map(lambda it: json.dumps(it).encode()))
@example(b"\xef\xbb\xbf{}")
@example(json.dumps({**GOOD, "members": [{"code": "1440"}], "version": float("nan"), "name": "\ud800"}).encode())
@example(json.dumps({**GOOD, "members": [{"code": ["1440"]}]}).encode())
@example(b'{"format": ' + b"9" * 5_000 + b"}")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_a_file_holds_is_a_set_or_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "grupp.json"
    path.write_bytes(content)
    with pytest.raises(Refused, match=r"^grupp\.json "):
        read_set(path)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no such files")
@pytest.mark.parametrize("name", ["a\0.json", "\ud800.json", "x" * 300 + ".json", "slut.json"])
def test_what_is_no_file_is_refused_and_never_waited_for(name: str, tmp_path: Path) -> None:
    (tmp_path / "slut.json").symlink_to("/dev/zero")
    with pytest.raises(Refused, match="gick inte att läsa"):
        read_set(tmp_path / name)
