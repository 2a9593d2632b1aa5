"""What a comparison set amounts to, in words. None of it is published, and all of it is said to be computed."""

from ojdesk.core.compare.groups import PeerFigure
from ojdesk.core.model import Unit
from ojdesk.core.peers import PeerSet
from ojdesk.core.wording.answers import NO_VALUE
from ojdesk.core.wording.names import called, listed
from ojdesk.core.wording.numbers import amount, count, count_of, number, percent, value_text

#: What it is called in tables.
PEERS_COMPUTED = "Gruppen, beräknat"
#: What it is called in a figure on paper, where its name has no room; `computed_note` explains the mark.
PEERS_MARK = "Gruppen*"
#: As many as Kolada has of similar municipalities; more would drown the sentence.
_MOST_NAMES = 7


def computed_note(peers: PeerSet) -> str:
    """Below a figure: who the group is, and that its figures are not published."""
    return f"* {peers.label}, beräknat av ojdesk"


def peers_sentence(found: PeerFigure, decimals: int = 0, own: Unit | None = None) -> str:
    """What a comparison set amounts to, as computed, and who meets it, named as seen from `own`.

    I gruppen … uppfyller två av sju svarande indikatorn 2022 (29 procent, beräknat av ojdesk): Boxholm och Norsjö.
    Medianen i gruppen … är 4,1 procent 2022, beräknad av ojdesk ur sju värden.
    """
    label, year = found.peers.label, found.year
    absent = ""
    if 0 < found.absent < found.size:
        absent = f" {count(found.absent).capitalize()} av de {count(found.size)} finns inte med i filen för {year}."
    if found.value is None:
        if not found.asked:
            return f"Ingen i gruppen {label} finns med i filen för {year}."
        return f"Ingen i gruppen {label} har {'svarat' if found.is_share else 'något värde'} {year}.{absent}"
    if not found.is_share:
        text = f"Medianen i gruppen {label} är {amount(found.value, found.indicator, decimals)} {year}"
        return f"{text}, beräknad av ojdesk ur {values_in(found)}.{few_text(found)}{absent}"
    text = f"I gruppen {label} uppfyller {met_of(found)} svarande indikatorn {year}"
    text += f" ({number(found.value, decimals)} procent, beräknat av ojdesk)"
    names = listed(called(found.met_by, own)) if found.met <= _MOST_NAMES else ""
    return f"{text}{f': {names}' if names else ''}.{few_text(found)}{absent}"


def peers_in_table(found: PeerFigure, decimals: int = 0) -> str:
    """In a cell: 4 av 7 (57 %), or the median."""
    if found.value is None:
        return NO_VALUE
    value = value_text(found.value, found.indicator, decimals)
    if not found.is_share:
        return f"median {value}"
    return f"{found.met} av {found.answered} ({percent(found.value, decimals)})"


def about_peers(found: PeerFigure, decimals: int = 0) -> str:
    """For tooltips and screen readers: the set's name, the year, and what was computed from how many."""
    text = f"{found.peers.label} {found.year}: "
    if found.value is None:
        return f"{text}inga svar" if found.is_share else f"{text}inga värden"
    if found.is_share:
        share = percent(found.value, decimals)
        text += f"{found.met} av {found.answered} svarande uppfyller ({share}, beräknat av ojdesk)"
        return f"{text}.{' Färre än fem svar.' if found.few else ''}"
    text += f"median {value_text(found.value, found.indicator, decimals)}, beräknad av ojdesk ur {values_in(found)}"
    return f"{text}.{' Färre än fem värden.' if found.few else ''}"


def met_of(found: PeerFigure) -> str:
    """How many of those who answered meet the indicator: "två av sju"."""
    return count_of(found.met, found.answered)


def values_in(found: PeerFigure) -> str:
    """How many values it is made of: "sju värden"."""
    return f"{count(found.answered, neuter=True)} {'värde' if found.answered == 1 else 'värden'}"


def few_text(found: PeerFigure) -> str:
    """A sentence that warns of few answers, with a space before it; empty where there are enough."""
    return f" Så få {'svar' if found.is_share else 'värden'} säger lite." if found.few else ""
