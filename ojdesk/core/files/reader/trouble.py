"""Why a file is not read."""


class Trouble(Exception):  # noqa: N818 - it says what the file is, not that the program erred
    """Its argument is the reason in one word, for which `refusals` has the sentence."""

    @property
    def reason(self) -> str:
        return str(self.args[0])


DAMAGED, HARMFUL, LOCKED, ENCODING = "damaged", "harmful", "locked", "encoding"
BROKE, LARGE, SHEETS, NO_TABLE, NO_WORKBOOK = "broke", "large", "sheets", "no_table", "no_workbook"
