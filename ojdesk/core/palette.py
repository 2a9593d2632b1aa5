"""The colours, by role, as #rrggbb: one set for light, one for dark. Screen and paper take them from here."""

from collections.abc import Mapping
from dataclasses import dataclass

from ojdesk.core.model import Answer


@dataclass(frozen=True)
class Palette:
    """Colours that are safe for colour-blind readers, and never speak alone: each goes with a sign, word or line.

    Contrast against `ground` is at least 4.5 for text and 3 for what is drawn.
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
    group="#98397a",
    peers="#7590aa",
    bulk="#c6d1dc",
    on_own="#ffffff",
    answers=_answers("#00704f", "#8a6100", "#b0361b", "#6b7682"),
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
    group="#dd8fc3",
    peers="#5d7891",
    bulk="#3a4756",
    on_own="#10151a",
    answers=_answers("#3fb98c", "#d9a441", "#f07a5f", "#8b97a3"),
    alarm="#f07a5f",
)
