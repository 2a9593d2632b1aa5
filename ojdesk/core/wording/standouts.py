"""What stands out, in sentences: what is, never why, and never whether it is good."""

from ojdesk.core.compare.groups import PeerFigure
from ojdesk.core.compare.spreads import CountyShare
from ojdesk.core.compare.standouts import Kind, Standout
from ojdesk.core.model import Answer, Level
from ojdesk.core.wording.groups import met_of
from ojdesk.core.wording.names import short_county
from ojdesk.core.wording.numbers import amount, count, count_of, number, percentage_points, rounded
from ojdesk.core.wording.spreads import place_text

#: How they were chosen, for the chapter on method.
RULE = (
    "Det som sticker ut är valt av ojdesk efter en fast regel, som inte säger något om orsaker. För den som svarar "
    "själv: det som saknas här men som störst andel i länet (eller i gruppen, om en är vald) uppfyller, minst hälften; "
    "det som har tillkommit eller förlorats sedan förra enkäten; det som uppfylls här men av minst andel i länet eller "
    "gruppen, mindre än hälften. Räcker det inte till tre tas de registervärden som ligger längst ut bland kommunerna. "
    "För ett län: där det skiljer mest från riket uppåt och nedåt, och det som har ändrats mest. För riket: det som "
    "har ändrats mest, och där det skiljer mest mellan länen. Andelar av färre än fem svar räknas inte."
)


def standouts_title(quantity: int) -> str:
    """Tre saker som sticker ut."""
    return f"{count(quantity).capitalize()} {'sak' if quantity == 1 else 'saker'} som sticker ut"


def standout_sentence(found: Standout, decimals: int = 0) -> str:
    """What stands out, without the indicator's name in front."""
    name, year = found.unit.name, found.year
    match found.kind:
        case Kind.GAP:
            if found.own.answer is Answer.PARTLY:
                around = _met_around(found, "uppfyller", "den helt", decimals)
                return f"{name} uppfyller indikatorn delvis, men inte för alla. {around}"
            return f"{name} uppfyller inte indikatorn. {_met_around(found, 'gör', 'det', decimals)}"
        case Kind.RARE:
            return f"{name} uppfyller indikatorn. {_met_around(found, 'gör', 'det', decimals)}"
        case Kind.LOST:
            return f"{name} uppfyllde indikatorn {found.previous}, men inte {year}."
        case Kind.GAINED:
            return f"{name} uppfyller indikatorn {year}, men gjorde det inte {found.previous}."
        case Kind.OUTER:
            return _outer(found, decimals)
        case Kind.MOVED:
            return _moved(found, decimals)
        case Kind.APART:
            return _apart(found, decimals)
        case _:
            return _beside_nation(found, decimals)


def _met_around(found: Standout, verb: str, what: str, decimals: int) -> str:
    """I Västra Götalands län gör 37 av 51 svarande det (73 procent)."""
    around = found.around
    if isinstance(around, PeerFigure):
        assert around.value is not None
        share = f"{number(around.value, decimals)} procent, beräknat av ojdesk"
        return f"I gruppen {around.peers.label} {verb} {met_of(around)} svarande {what} ({share})."
    assert isinstance(around, CountyShare)
    assert around.share is not None
    computed = ", beräknat av ojdesk" if around.computed else ""
    share = f"{number(around.share, decimals)} procent{computed}"
    return f"I {around.county.name} {verb} {count_of(around.met, around.answered)} svarande {what} ({share})."


def _outer(found: Standout, decimals: int) -> str:
    assert found.own.value is not None
    assert found.standing is not None
    value = amount(found.own.value, found.indicator, decimals)
    return f"{found.unit.name} har {value} {found.year}, {place_text(found.standing, 'kommuner')}."


def _beside_nation(found: Standout, decimals: int) -> str:
    assert found.own.value is not None
    assert found.nation.value is not None
    apart = rounded(found.own.value, decimals) - rounded(found.nation.value, decimals)
    return (
        f"I {found.unit.name} uppfyller {number(found.own.value, decimals)} procent av de svarande indikatorn "
        f"{found.year}, {percentage_points(apart, decimals)} {'över' if apart > 0 else 'under'} riket."
    )


def _moved(found: Standout, decimals: int) -> str:
    assert found.own.value is not None
    assert found.before is not None
    assert found.before.value is not None
    where = "riket" if found.unit.level is Level.NATION else found.unit.name
    verb = "ökade" if found.own.value > found.before.value else "minskade"
    return (
        f"Andelen i {where} som uppfyller indikatorn {verb} från {number(found.before.value, decimals)} procent "
        f"{found.previous} till {number(found.own.value, decimals)} procent {found.year}."
    )


def _apart(found: Standout, decimals: int) -> str:
    assert found.ends is not None
    lowest, highest = found.ends
    assert lowest.share is not None
    assert highest.share is not None
    return (
        f"Bland län med minst fem svar går andelen {found.year} från {number(lowest.share, decimals)} procent "
        f"({short_county(lowest.county)}) till {number(highest.share, decimals)} procent "
        f"({short_county(highest.county)})."
    )
