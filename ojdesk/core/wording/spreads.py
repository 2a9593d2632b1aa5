"""How the counties differ, in sentences."""

from collections.abc import Sequence

from ojdesk.core.compare.spreads import CountyNumbers, CountyShare, NumberSpread, ShareSpread, Standing
from ojdesk.core.model import Answer, Direction, Level
from ojdesk.core.wording.answers import whom
from ojdesk.core.wording.groups import peers_sentence
from ojdesk.core.wording.names import listed, short_county, unit_noun
from ojdesk.core.wording.numbers import amount, count, count_of, number, percent, percentage_points, rounded, value_text
from ojdesk.core.wording.parts import parts_sentence

NAMES_IN_A_ROW = 3


def spread_sentence(spread: ShareSpread | NumberSpread, decimals: int = 0) -> str:
    """How the own county and the own unit stand among the others."""
    if isinstance(spread, ShareSpread):
        parts = [county_sentence(spread, decimals), own_answer_sentence(spread), _between_counties(spread, decimals)]
    else:
        parts = [_number_spread(spread, decimals)]
    if spread.peers is not None:
        parts.append(peers_sentence(spread.peers, decimals, spread.unit))
    return " ".join(filter(None, parts))


def spread_in_full(spread: ShareSpread | NumberSpread, decimals: int = 0) -> str:
    """What a figure over the counties shows, for those who do not see it: each county with its value, in its order."""
    told = ", ".join(_county_in_full(it, spread, decimals) for it in spread.rows)
    said = spread_sentence(spread, decimals)
    if not told:
        return said
    what = "Länens andelar" if isinstance(spread, ShareSpread) else "Länens medianer"
    return f"{said} {what} i ordning: {told}."


def _county_in_full(row: CountyShare | CountyNumbers, spread: ShareSpread | NumberSpread, decimals: int) -> str:
    """Jämtland 75 % (6 av 8)."""
    name = short_county(row.county)
    if isinstance(row, CountyNumbers):
        return f"{name} {value_text(row.median, spread.indicator, decimals)} ({len(row.values)} av {row.asked})"
    if row.share is None:
        return f"{name} inga svar"
    counted = f"{row.met} av {row.answered}" if row.answered else ""
    computed = "beräknat" if row.computed else ""
    about = ", ".join(filter(None, (counted, computed)))
    return f"{name} {percent(row.share, decimals)}{f' ({about})' if about else ''}"


def county_sentence(spread: ShareSpread, decimals: int) -> str:
    """How many in the own county meet the indicator, beside the nation; the nation alone where there is no county."""
    row = spread.own_row
    if row is None or spread.county is None:
        return _nation_share(spread, decimals)
    where, share = f"I {spread.county.name}", row.share
    if share is None:
        return f"{where} har ingen svarat {spread.year}."
    in_words = f"{number(share, decimals)} procent"
    if row.answered:
        noun = unit_noun((unit for unit, _ in spread.tiles), row.answered)
        sentence = f"{where} uppfyller {count_of(row.met, row.answered)} svarande {noun} indikatorn {spread.year}"
        sentence += f" ({in_words}{', beräknat av ojdesk' if row.computed else ''})"
    else:  # a file of counties alone says nothing of how many they are
        sentence = f"{where} uppfyller {in_words} av dem som svarat indikatorn {spread.year}"
    if spread.nation.value is not None:
        # From the numbers as they are shown: a reader will do the sum.
        apart = rounded(share, decimals) - rounded(spread.nation.value, decimals)
        if rounded(apart, decimals):
            sentence += f", {percentage_points(apart, decimals)} {'över' if apart > 0 else 'under'} riket"
        else:
            sentence += ", lika stor andel som i riket"
    return f"{sentence}.{' Så få svar säger lite.' if row.answered and row.few else ''}"


def _nation_share(spread: ShareSpread, decimals: int) -> str:
    if spread.nation.value is None:
        return ""
    counted = spread.nation_count
    share = f"{number(spread.nation.value, decimals)} procent"
    if not counted.answered:
        return f"I riket uppfyller {share} av dem som svarat indikatorn {spread.year}."
    of = f"{count_of(counted.met, counted.answered)} svarande enheter"
    return f"I riket uppfyller {of} indikatorn {spread.year} ({share})."


def own_answer_sentence(spread: ShareSpread) -> str:
    """Whether the own unit meets the indicator; empty when it is no answering unit."""
    name = spread.unit.name
    if not spread.unit.level.answers or spread.own.answer is None:
        return ""
    if spread.parts is not None:
        return parts_sentence(spread.unit, spread.parts, spread.year)
    return {
        Answer.YES: f"{name} gör det.",
        Answer.PARTLY: f"{name} gör det delvis, men inte för alla.",
        Answer.NO: f"{name} gör det inte.",
        Answer.SILENT: f"{name} svarade inte.",
        Answer.SUPPRESSED: f"Svaret från {name} är skyddat av sekretess.",
        Answer.NOT_APPLICABLE: f"För {name} är frågan inte aktuell.",
        Answer.UNKNOWN: f"Svaret från {name} går inte att tolka.",
        Answer.NOT_ASKED: "",
        Answer.ABSENT: f"{name} finns inte med i filen för {spread.year}.",
    }[spread.own.answer]


def _between_counties(spread: ShareSpread, decimals: int) -> str:
    rows = [row for row in spread.rows if row.share is not None]
    if len(rows) < 2:
        return ""
    lowest, highest = rows[-1].share, rows[0].share
    assert lowest is not None
    assert highest is not None
    if lowest == highest:
        return f"Andelen är densamma i alla län, {number(lowest, decimals)} procent."
    return (
        f"Mellan länen varierar andelen från {number(lowest, decimals)} procent ({_counties_at(rows, lowest)}) "
        f"till {number(highest, decimals)} procent ({_counties_at(rows, highest)})."
    )


def _counties_at(rows: Sequence[CountyShare], share: float) -> str:
    names = [short_county(row.county) for row in rows if row.share == share]
    return listed(names) if len(names) <= NAMES_IN_A_ROW else f"{count(len(names), neuter=True)} län"


def place_text(among: Standing, noun: str = "") -> str:
    """Plats 12 av 288 kommuner, räknat från lägst värde, delad med två andra; without a capital."""
    text = f"plats {among.rank} av {among.of}{f' {noun}' if noun else ''}, räknat från lägst värde"
    return f"{text}, delad med {count(among.tied)} {'annan' if among.tied == 1 else 'andra'}" if among.tied else text


def _number_spread(spread: NumberSpread, decimals: int) -> str:
    indicator, name = spread.indicator, spread.unit.name
    among = spread.standing
    noun = unit_noun(among.everyone.units, among.of)
    sentences = [whom(spread.group)]
    if spread.own.value is None:
        reason = {
            Answer.SUPPRESSED: f"Värdet för {name} {spread.year} är skyddat av sekretess.",
            Answer.ABSENT: f"{name} finns inte med i filen för {spread.year}.",
        }
        sentences.append(reason.get(spread.own.answer or Answer.SILENT, f"{name} saknar värde {spread.year}."))
    else:
        sentence = f"{name} har {amount(spread.own.value, indicator, decimals)} {spread.year}"
        if among.rank is not None:
            sentence += f" och ligger på {place_text(among, noun)}"
        sentences.append(sentence + ".")
    if indicator.direction is not Direction.NONE:
        wanted = "Lågt" if indicator.direction is Direction.LOW else "Högt"
        sentences.append(f"{wanted} värde är önskvärt.")
    if among.of:
        median = amount(among.everyone.median, indicator, decimals)
        sentences.append(f"Medianen bland {count(among.of)} {noun} är {median}.")
    if spread.nation.value is not None and spread.unit.level is not Level.NATION:
        sentences.append(f"Riket har {amount(spread.nation.value, indicator, decimals)}.")
    return " ".join(filter(None, sentences))
