"""Why a file is not read."""


class Trouble(Exception):  # noqa: N818 - it says what the file is, not that the program erred
    """Its arguments: the reason in one word, for which `refusals` has the sentence, and the cell if one is to blame."""

    @property
    def reason(self) -> str:
        """One of the words below."""
        return str(self.args[0])

    @property
    def cell(self) -> str:
        """The cell that is to blame, as `E7`; empty when none is."""
        return str(self.args[1]) if len(self.args) > 1 else ""


DAMAGED, HARMFUL, LOCKED, PACKING, ENCODING = "damaged", "harmful", "locked", "packing", "encoding"
BROKE, LARGE, NO_TABLE, NO_WORKBOOK = "broke", "large", "no_table", "no_workbook"
SHEETS, NAMESAKES, OUTSIDE, CROWDED = "sheets", "namesakes", "outside", "crowded"
