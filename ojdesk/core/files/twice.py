"""A figure that a file gives more than once."""

import numpy as np
import pandas as pd

from ojdesk.core.model import Finding, Status, address
from ojdesk.core.work import checkpoint

#: What makes two cells the same figure.
_FIGURE = ["unit_code", "indicator_id", "year", "group"]


def settle_twice(table: pd.DataFrame, file: str) -> tuple[pd.DataFrame, Finding | None]:
    """Leaves one cell where a file gives a figure more than once; when they differ, none of them counts.

    Args:
        table: All result cells of the file, with the columns of `observations.COLUMNS`; is changed.
        file: The file's name.

    Returns:
        The cells that stay, in the same order, and what is to be said of those that differ.
    """
    checkpoint()
    if not table.duplicated(_FIGURE).any():
        return table, None
    blank = table["raw"].astype(str) == ""
    given = table[~blank]
    first_value = given.groupby(_FIGURE, observed=True)["value"].transform("first")
    first_status = given.groupby(_FIGURE, observed=True)["status"].transform("first")
    same = ((given["value"] == first_value) | given["value"].isna()) & (given["status"] == first_status)
    differing = given[~same]
    at_odds = pd.MultiIndex.from_frame(table[_FIGURE]).isin(pd.MultiIndex.from_frame(differing[_FIGURE]))
    table.loc[at_odds, "value"] = np.nan
    table.loc[at_odds, "status"] = Status.UNKNOWN
    # Of several cells the first that is not blank stays.
    order = np.lexsort((np.arange(len(table)), blank.to_numpy()))
    kept = ~table.iloc[order].duplicated(_FIGURE).sort_index().to_numpy()
    finding = None if differing.empty else _at_odds(table[at_odds], file)
    return table[kept].reset_index(drop=True), finding


def _at_odds(cells: pd.DataFrame, file: str) -> Finding:
    """The finding on figures that the file gives more than once, and differently."""
    is_first = (cells[_FIGURE].astype(str) == cells[_FIGURE].astype(str).iloc[0]).all(axis=1)
    first, other = cells[is_first].iloc[0], cells[is_first].iloc[1]
    count = len(cells.drop_duplicates(_FIGURE))
    results = "Ett resultat står" if count == 1 else f"{count} resultat står"
    return Finding(
        file,
        f"{results} på mer än ett ställe i filen, med olika värden, och räknas inte. Det första gäller "
        f"{first['unit_name']} och står också på bladet {other['sheet']}, "
        f"cell {address(int(other['row']), int(other['column']))}.",
        "Rätta filen i Excel och öppna den igen, eller hämta den på nytt.",
        serious=True,
        sheet=str(first["sheet"]),
        cell=address(int(first["row"]), int(first["column"])),
    )
