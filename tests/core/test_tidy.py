"""The tidy table: every cell, as published."""

import io
from pathlib import Path

import pandas as pd
import pytest

from ojdesk.core import tidy
from ojdesk.core.files.workbook import Import
from ojdesk.core.tidy import COLUMNS, save_tidy, tidy_table
from ojdesk.core.work import Refused

MANUAL = Path(__file__).parents[2] / "packaging" / "parquet.md"


def test_the_columns_are_those_that_the_manual_promises() -> None:
    assert ",".join(COLUMNS) == (
        "year,source,level,unit_code,unit_name,indicator_id,indicator,group,scale,value,status,raw,file,sheet,cell"
    )


def test_the_file_has_every_cell_and_reads_back_the_same(sample: Import, tmp_path: Path) -> None:
    path = tmp_path / "ut.csv"
    assert save_tidy(sample.readings, path) == sum(len(it.observations) for it in sample.readings)
    text = path.read_bytes().decode("utf-8")
    assert text.startswith(",".join(COLUMNS) + "\n")
    assert "\r" not in text
    texts = {"unit_code": str, "raw": str}
    back = pd.read_csv(io.StringIO(text), dtype=texts, keep_default_na=False, na_values={"value": [""]})
    wanted = tidy_table(sample.readings)
    for column in COLUMNS:
        if column == "value":
            pd.testing.assert_series_equal(back[column], wanted[column], check_exact=True)
        else:
            assert back[column].astype(str).tolist() == wanted[column].astype(str).tolist(), column


def test_values_are_written_without_what_binary_fractions_add(sample: Import, tmp_path: Path) -> None:
    save_tidy(sample.readings, tmp_path / "ut.csv")
    values = pd.read_csv(tmp_path / "ut.csv", dtype=str)["value"].dropna()
    assert values.str.len().max() <= 6
    assert {"3.8", "41", "1043"} <= set(values)


def test_places_are_written_as_excel_does(sample: Import) -> None:
    table = tidy_table(sample.readings)
    assert "AH8" in set(table["cell"])
    assert table.loc[table["indicator_id"] == "plan_tre_manader_alla", "cell"].str.match(r"^[A-Z]+\d+$").all()


def test_parquet_needs_what_is_not_installed(sample: Import, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tidy, "find_spec", lambda _: None)
    with pytest.raises(Refused, match="kräver tillägget pyarrow"):
        save_tidy(sample.readings, tmp_path / "ut.parquet")
    assert list(tmp_path.iterdir()) == []


def test_parquet_has_every_cell_with_its_type(sample: Import, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is an extra")
    import pyarrow.parquet as pq

    path = tmp_path / "ut.parquet"
    wanted = tidy_table(sample.readings)
    assert save_tidy(sample.readings, path) == len(wanted)
    table = pq.read_table(path)
    assert table.column_names == list(COLUMNS)
    types = {name: str(table.schema.field(name).type) for name in ("year", "value", "cell", "unit_code")}
    words = "dictionary<values=string, indices=int32, ordered=0>"
    assert types == {"year": "int32", "value": "double", "cell": "string", "unit_code": words}
    assert table["value"].null_count == int(wanted["value"].isna().sum()) > 0
    for name in COLUMNS:
        if name != "value":
            assert table[name].to_pylist() == wanted[name].tolist(), name
    assert {3.8, 41.0, 1043.0} <= set(table["value"].to_pylist())


def test_the_manuals_question_to_duckdb(sample: Import, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is an extra")
    duckdb = pytest.importorskip("duckdb", reason="duckdb is only for this")
    monkeypatch.chdir(tmp_path)
    save_tidy(sample.readings, Path("ut.parquet"))
    question = MANUAL.read_text("utf-8").partition("```sql\n")[2].partition("```")[0]
    found = {(year, county): (answered, share) for year, county, answered, share in duckdb.sql(question).fetchall()}
    table = tidy_table(sample.readings)
    mine = table[(table["indicator_id"] == "fia") & (table["level"] == "kommun") & (table["year"] == 2022)]
    mine = mine[mine["unit_code"].astype(str).str.startswith("14") & mine["value"].notna()]
    assert found[2022, "14"] == (len(mine), round(100 * mine["value"].mean(), 1))
