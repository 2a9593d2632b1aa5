"""The colours, by role, as #rrggbb: for light, dark and high contrast. Screen and paper take them from here."""

from collections.abc import Mapping
from dataclasses import dataclass

from ojdesk.core.model import Answer


@dataclass(frozen=True)
class Palette:
    """Colours that are safe for colour-blind readers, and never speak alone: each goes with a sign, word or line.

    Contrast is at least 4.5 for text (7 in high contrast) and 3 for what is drawn, against each ground that it comes
    to lie on; what fills an area on a map may be paler, since the area has an outline.

    Attributes:
        fills: What an answer's area on a map is filled with: dark for yes, pale for no, between them for partly, so
            that they are told apart without colour.
        classes: From the lowest class of values on a map to the highest, each clearly darker (in the dark, lighter)
            than the one before.
    """

    ground: str
    panel: str
    rule: str
    selected: str
    hover: str
    text: str
    quiet: str
    own: str
    county: str
    nation: str
    group: str
    peers: str
    bulk: str
    on_own: str
    answers: Mapping[Answer, str]
    fills: Mapping[Answer, str]
    classes: tuple[str, ...]
    alarm: str


def _answers(yes: str, partly: str, no: str, silent: str) -> dict[Answer, str]:
    return dict.fromkeys(Answer, silent) | {Answer.YES: yes, Answer.PARTLY: partly, Answer.NO: no}


LIGHT = Palette(
    ground="#ffffff",
    panel="#f5f7f9",
    rule="#dce1e6",
    selected="#e3eef8",
    hover="#eef2f6",
    text="#1c2530",
    quiet="#55616d",
    own="#00579b",
    county="#b3500f",
    nation="#3a4350",
    group="#8a1f5c",
    peers="#6b87a2",
    bulk="#c6d1dc",
    on_own="#ffffff",
    answers=_answers("#00704f", "#8a6100", "#8f1d05", "#6b7682"),
    fills=_answers("#00704f", "#dcae55", "#f8ddd5", "#ffffff"),
    classes=("#e3ebf3", "#a9bed4", "#7292b3", "#446c94", "#1b4068"),
    alarm="#b0361b",
)

DARK = Palette(
    ground="#161b21",
    panel="#1d232b",
    rule="#38424d",
    selected="#1f3950",
    hover="#252d36",
    text="#e8edf2",
    quiet="#a3afba",
    own="#5aa9e6",
    county="#f0954f",
    nation="#c9d2db",
    group="#d998b8",
    peers="#6886a1",
    bulk="#3a4756",
    on_own="#10151a",
    answers=_answers("#3fb98c", "#e6bc4a", "#f07a5f", "#8b97a3"),
    fills=_answers("#3fb98c", "#8a6a2c", "#4a2b25", "#161b21"),
    classes=("#2a3a4a", "#41607e", "#5f88ae", "#8fb4d5", "#cfe3f5"),
    alarm="#f07a5f",
)

#: For those who need all the contrast that there is: light on black, as Windows' own high contrast has it.
HIGH_CONTRAST = Palette(
    ground="#000000",
    panel="#000000",
    rule="#8c8c8c",
    selected="#00304d",
    hover="#2b2b2b",
    text="#ffffff",
    quiet="#f0f0f0",
    own="#ffff00",
    county="#ff8f33",
    nation="#ffffff",
    group="#ffb2fb",
    peers="#8f8f8f",
    bulk="#6a7683",
    on_own="#000000",
    answers=_answers("#4dffc3", "#ffdc50", "#ff8a70", "#c8d0d8"),
    fills=_answers("#4dffc3", "#9a7a1e", "#5c241a", "#000000"),
    classes=("#2a3a4a", "#41607e", "#5f88ae", "#8fb4d5", "#e2f0ff"),
    alarm="#ffa08c",
)

PALETTES = (LIGHT, DARK, HIGH_CONTRAST)
