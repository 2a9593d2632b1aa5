"""What happened over the years, in sentences."""

import math
from collections.abc import Sequence

from ojdesk.core.compare.trends import Line, Trend, newest
from ojdesk.core.model import Answer, Group, Level, Scale
from ojdesk.core.peers import PeerSet
from ojdesk.core.wording.answers import GROUP_WORDS, whom
from ojdesk.core.wording.groups import few_text, met_of, values_in
from ojdesk.core.wording.names import listed, unit_history, year_ranges
from ojdesk.core.wording.numbers import amount, difference, number, rounded
from ojdesk.core.wording.parts import parts_sentence


def trend_sentence(trend: Trend, decimals: int = 0) -> str:
    """What happened over the years, and what one must know of them."""
    return " ".join(filter(None, (development_sentence(trend, decimals), trend_notes(trend))))


def development_sentence(trend: Trend, decimals: int = 0) -> str:
    """What happened over the years, to the nation, the county and the own unit. Never across a break."""
    sentences = [whom(trend.group)]
    if trend.indicator.scale.is_answer:
        sentences += _share_development(trend, decimals)
        sentences.append(_peers_development(trend, decimals))
        if trend.unit.level.answers:
            sentences.append(_own_answers(trend))
    else:
        sentences += [*_number_development(trend, decimals), _peers_development(trend, decimals)]
    return " ".join(filter(None, sentences))


def trend_notes(trend: Trend) -> str:
    """Where the series is broken, and what became of a unit that has not been there all years."""
    sentences = [it.note for it in trend.breaks]
    first, last = trend.unit.first_year or trend.years[0], trend.unit.last_year or trend.years[-1]
    if trend.years[0] < first or last < trend.years[-1]:
        sentences.append(unit_history(trend.unit))
    return " ".join(filter(None, sentences))


def _share_development(trend: Trend, decimals: int) -> list[str]:
    own_county = trend.own_line if trend.unit.level is Level.COUNTY else trend.county
    sentences: list[str] = []
    for line in (trend.nation, own_county):
        first, last = _ends(trend, line.values) if line else (None, None)
        if line is None or last is None:
            continue
        where = "riket" if line is trend.nation else line.unit.name
        subject = f"I {where} var den" if sentences else f"Andelen i {where} som uppfyller indikatorn var"
        sentences.append(_moved(subject, trend, line, first, last, decimals))
    return sentences


def _ends(trend: Trend, values: Sequence[float]) -> tuple[int | None, int | None]:
    """The first and last position with a value in the last stretch of years that may be compared."""
    start, end = trend.segments()[-1]
    there = [position for position in range(start, end + 1) if not math.isnan(values[position])]
    return (there[0], there[-1]) if there else (None, None)


def _moved(subject: str, trend: Trend, line: Line, first: int | None, last: int, decimals: int) -> str:
    """Andelen … var 67 procent 2024, och 31 procent 2020."""
    now, year = amount(line.values[last], trend.indicator, decimals), trend.years[last]
    if first is None or first == last:
        return f"{subject} {now} {year}."
    if rounded(line.values[first], decimals) == rounded(line.values[last], decimals):
        return f"{subject} {now} både {trend.years[first]} och {year}."
    verb = "ökade" if line.values[last] > line.values[first] else "minskade"
    before = f"från {number(line.values[first], decimals)} procent {trend.years[first]}"
    return f"{subject.replace(' var', f' {verb}')} {before} till {now} {year}."


def _own_answers(trend: Trend) -> str:
    """Alingsås svarade nej 2018–2022 och 2024 men ja 2023."""
    name = trend.unit.name
    spoken = {
        Answer.YES: "ja för alla" if trend.indicator.scale is Scale.GRADED else "ja",
        Answer.PARTLY: "delvis",
        Answer.NO: "nej",
    }
    years_of: dict[Answer, list[int]] = {}
    for year, figure in zip(trend.years, trend.own, strict=True):
        if figure.answer is not None:
            years_of.setdefault(figure.answer, []).append(year)
    said = [f"{spoken[answer]} {year_ranges(years)}" for answer, years in years_of.items() if answer in spoken]
    sentences = []
    if divided := [(it, year) for it, year in zip(trend.parts, trend.years, strict=False) if it is not None]:
        sentences.append(parts_sentence(trend.unit, *divided[-1]))
    if said:
        # "nej 2018–2022 och 2024 och ja 2023" would run together.
        sentences.append(f"{name} svarade {' men '.join(said) if len(said) == 2 else listed(said)}.")
    if silent := years_of.get(Answer.SILENT):
        sentences.append(f"{name} svarade inte {year_ranges(silent)}.")
    if other := years_of.get(Answer.NOT_APPLICABLE):
        sentences.append(f"Frågan var inte aktuell för {name} {year_ranges(other)}.")
    return " ".join(sentences)


def _number_development(trend: Trend, decimals: int) -> list[str]:
    sentences = []
    for line, name in ((trend.own_line, trend.unit.name), (trend.nation, "Riket")):
        if line is None or (line is trend.nation and line.unit == trend.unit):
            continue
        first, last = _ends(trend, line.values)
        if last is None:
            sentences.append(f"{name} har inget värde att visa." if line is trend.own_line else "")
            continue
        now = line.values[last]
        sentence = f"{name} hade {amount(now, trend.indicator, decimals)} {trend.years[last]}"
        if first is not None and first != last:
            moved = rounded(now, decimals) - rounded(line.values[first], decimals)
            if rounded(moved, decimals):
                what = "en ökning" if moved > 0 else "en minskning"
                size = difference(moved, trend.indicator, decimals)
                sentence += f", {what} med {size} sedan {trend.years[first]}"
            else:
                sentence += f", lika mycket som {trend.years[first]}"
        sentences.append(sentence + ".")
    if trend.own[-1].answer is Answer.SUPPRESSED:
        sentences.append(f"Värdet för {trend.unit.name} {trend.years[-1]} är skyddat av sekretess.")
    return sentences


def groups_sentence(groups: Sequence[Trend], decimals: int = 0) -> str:
    """What the own unit's newest values are for women and men, and for those born in Sweden and abroad.

    Bland kvinnor hade Alingsås 3,7 procent 2022 och bland män 4,2 procent, en skillnad på 0,5 procentenheter.
    """
    of_group, at = {it.group: it for it in groups}, newest(groups)
    pairs = ((Group.WOMEN, Group.MEN), (Group.BORN_IN_SWEDEN, Group.BORN_ABROAD))
    return " ".join(
        _pair_sentence(of_group[one], of_group[other], at, decimals)
        for one, other in pairs
        if one in of_group and other in of_group
    )


def _pair_sentence(one: Trend, other: Trend, at: int, decimals: int) -> str:
    year, both = one.years[at], (one, other)
    name = "riket" if one.unit.level is Level.NATION else one.unit.name
    values = [(it.group, value) for it in both if (value := it.own[at].value) is not None]
    among = [f"bland {GROUP_WORDS[it.group]}" for it in both]
    if not values:
        if {it.own[at].answer for it in both} == {Answer.SUPPRESSED}:
            return f"Värdena {listed(among)} är skyddade av sekretess i {name} {year}."
        return f"{name[0].upper()}{name[1:]} saknar värden {listed(among)} {year}."
    (group, value), *rest = values
    first = f"Bland {GROUP_WORDS[group]} hade {name} {amount(value, one.indicator, decimals)} {year}"
    if not rest:
        lacking = other if group is one.group else one
        why = "är skyddat av sekretess" if lacking.own[at].answer is Answer.SUPPRESSED else "saknas"
        return f"{first}; värdet bland {GROUP_WORDS[lacking.group]} {why}."
    # From the numbers as they are shown: a reader will do the sum.
    apart = rounded(rounded(value, decimals) - rounded(rest[0][1], decimals), decimals)
    if not apart:
        return f"{first}, lika mycket som {among[1]}."
    return (
        f"{first} och {among[1]} {amount(rest[0][1], one.indicator, decimals)}, "
        f"en skillnad på {difference(apart, one.indicator, decimals)}."
    )


def _peers_development(trend: Trend, decimals: int) -> str:
    """I gruppen … var andelen 57 procent 2024 (fyra av sju svarande), mot 29 procent 2020, beräknat av ojdesk."""
    first, last = _ends(trend, trend.peer_values) if trend.peers else (None, None)
    if last is None:
        return ""
    now, before = trend.peers[last], trend.peers[last if first is None else first]
    assert now.value is not None
    assert before.value is not None
    of = f"{met_of(now)} svarande" if now.is_share else values_in(now)
    text = f"I gruppen {now.peers.label} var {'andelen' if now.is_share else 'medianen'} "
    text += f"{amount(now.value, trend.indicator, decimals)} "
    is_same = rounded(now.value, decimals) == rounded(before.value, decimals)
    if before is not now and is_same:
        return f"{text}både {before.year} och {now.year} ({of} {now.year}), beräknat av ojdesk.{few_text(now)}"
    text += f"{now.year} ({of})"
    if before is not now:
        text += f", mot {amount(before.value, trend.indicator, decimals)} {before.year}"
    return f"{text}, beräknat av ojdesk.{few_text(now)}"


def others_text(trend: Trend, peers: PeerSet) -> str:
    """Who the grey lines are; empty when there are none."""
    levels = {line.unit.level for line in trend.others}
    if not levels:
        return ""
    if levels == {Level.COUNTY}:
        return "länen" if trend.unit.level is Level.NATION else "övriga län"
    if peers:
        return f"enheterna i gruppen {peers.label}"
    return "länets övriga kommuner" if levels == {Level.MUNICIPALITY} else "stadens övriga delar"
