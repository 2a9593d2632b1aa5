"""What a map says in words: its sentence, and each area for labels, tooltips, tables and the legend."""

from collections import Counter
from collections.abc import Callable

from ojdesk.core.compare.groups import PeerFigure
from ojdesk.core.compare.spreads import NumberSpread
from ojdesk.core.maps import Area, AreaMap
from ojdesk.core.model import Answer, Level
from ojdesk.core.wording.answers import NO_VALUE, answer_in_full, in_table, whom
from ojdesk.core.wording.groups import peers_sentence
from ojdesk.core.wording.names import called, listed, short_county, some_of
from ojdesk.core.wording.numbers import amount, count, count_of, number, value_text
from ojdesk.core.wording.parts import parts_noun
from ojdesk.core.wording.spreads import county_sentence, own_answer_sentence, spread_sentence

ANSWER_LEGEND = {Answer.YES: "ja", Answer.PARTLY: "ja, men inte för alla", Answer.NO: "nej"}
FEW_LEGEND = "färre än fem svar"
#: A city beside whose name stands how many of its parts meet the indicator, or between what their values lie.
ANSWERING_DISTRICTS_LEGEND = "svarar i delar: så många uppfyller"
MEASURED_DISTRICTS_LEGEND = "redovisas i delar: lägst–högst"
_NAMES_IN_A_ROW = 3
_MOST_MEMBERS = 8

#: Why there is no number; for answers, `answer_in_full` says it.
_NO_NUMBER = {
    Answer.SILENT: "värde saknas",
    Answer.SUPPRESSED: "skyddat av sekretess",
    Answer.NOT_APPLICABLE: "inte aktuellt",
    Answer.UNKNOWN: "värdet går inte att tolka",
    Answer.NOT_ASKED: "frågan ställdes inte",
    Answer.ABSENT: "finns inte med i filen",
}


def _area_name(area: Area) -> str:
    """Without "län", which all areas of such a map are."""
    return short_county(area.unit) if area.unit.level is Level.COUNTY else area.unit.name


def area_label(area: Area, shown: AreaMap) -> str:
    """Name and value beside the map; the name alone where a sign in the area says the rest."""
    if area.value is None and not area.districts:
        return _area_name(area)
    return f"{_area_name(area)} {_area_value(area, shown)}"


def _area_value(area: Area, shown: AreaMap) -> str:
    """What an area has, as short as it can be said: 41 %, ja, 3 av 13; with a star where ojdesk has computed it."""
    if area.districts:
        return f"{area.met} av {area.answered}" if shown.shows_answers else _districts_range(area, shown)
    if area.value is not None:
        return value_text(area.value, shown.indicator, shown.decimals) + ("*" if area.computed else "")
    return in_table(area.figure) if shown.shows_answers else NO_VALUE


def area_cell(area: Area, shown: AreaMap) -> str:
    """What an area has, or why it has nothing, in a table."""
    if area.districts:
        return _districts_text(area, shown)
    if area.value is None and not shown.shows_answers:
        return _reason(area, shown)
    return _area_value(area, shown)


def area_text(area: Area, shown: AreaMap) -> str:
    """All that is known of an area, in a sentence, and who of the comparison set lies there in another."""
    return " ".join(filter(None, [_area_alone(area, shown), _members_there(area, shown)]))


def in_group(area: Area, shown: AreaMap) -> str:
    """Whether an area is one of the comparison set, in a table; of a county how many of them lie in it."""
    if shown.county is None:
        return str(len(area.members))
    return "ja" if area.members else "nej"


def group_legend(peers: PeerFigure) -> str:
    """What the mark of the set's members is called in the legend."""
    return f"i gruppen {peers.peers.label}"


def _members_there(area: Area, shown: AreaMap) -> str:
    if not area.members:
        return ""
    if shown.county is not None and area.unit in area.members:
        return "Är med i gruppen."
    return f"I gruppen: {some_of(called(area.members, shown.unit), _MOST_MEMBERS)}."


def _area_alone(area: Area, shown: AreaMap) -> str:
    name = area.unit.name
    if area.districts:
        return f"{name}: {_districts_text(area, shown)}."
    if shown.shows_answers:
        return f"{name}: {answer_in_full(area.figure)}."
    if area.value is None:
        return f"{name}: {_reason(area, shown)}."
    text = f"{name}: {value_text(area.value, shown.indicator, shown.decimals)}"
    if area.computed:
        text += " (beräknat av ojdesk)" if shown.indicator.scale.is_answer else " (median, beräknad av ojdesk)"
    if shown.county is not None or not area.asked:
        return f"{text}."
    if shown.indicator.scale.is_answer:
        text += f", {area.met} av {area.answered} svarande uppfyller"
        if area.asked > area.answered:
            text += f"; svar finns från {area.answered} av {area.asked}"
        return f"{text}.{' Färre än fem svar.' if shown.is_few(area) else ''}"
    return f"{text}; {area.answered} av {area.asked} kommuner har värde."


def _in_digits(part: int, whole: int) -> str:
    """3 av 4, as labels and tables have it."""
    return f"{part} av {whole}" if part or not whole else f"ingen av {whole}"


def _districts_text(area: Area, shown: AreaMap, of: Callable[[int, int], str] = _in_digits) -> str:
    """What a city's parts have; `of` writes how many of how many."""
    noun = parts_noun(area.districts[0][0], area.answered)
    without = [it.answer for _, it in area.districts if it.value is None]
    is_silence = set(without) == {Answer.SILENT}
    if not area.answered:
        noun = parts_noun(area.districts[0][0], area.asked)
        return f"{of(0, area.asked)} {noun} {'har svarat' if is_silence else 'har något att räkna'}"
    if not shown.shows_answers:
        return f"{_districts_range(area, shown)} i {of(area.answered, area.asked)} {noun}"
    text = f"{of(area.met, area.answered)} svarande {noun} uppfyller"
    if not without:
        return text
    return f"{text}; {count(len(without))} {'svarade inte' if is_silence else 'har inget svar att räkna'}"


def _districts_range(area: Area, shown: AreaMap) -> str:
    values = [it.value for _, it in area.districts if it.value is not None]
    if not values:
        return NO_VALUE
    low, high = number(min(values), shown.decimals), value_text(max(values), shown.indicator, shown.decimals)
    return high if min(values) == max(values) else f"{low}–{high}"


def _reason(area: Area, shown: AreaMap) -> str:
    """Why an area has no colour."""
    if shown.county is None and shown.indicator.scale.is_answer and area.asked:
        return "inga svar att räkna"
    if shown.shows_answers:
        return answer_in_full(area.figure)
    return _NO_NUMBER[area.figure.answer or Answer.ABSENT]


def left_out(shown: AreaMap) -> str:
    """Why areas have no colour, for the legend: "svarade inte"; several reasons with the number of areas each."""
    without = [it for it in shown.areas if not it.districts]
    if shown.shows_answers:
        without = [it for it in without if it.figure.answer not in ANSWER_LEGEND]
    else:
        without = [it for it in without if it.value is None]
    reasons = Counter(_reason(it, shown) for it in without)
    if len(reasons) == 1:
        return next(iter(reasons))
    return ", ".join(f"{reason} ({quantity})" for reason, quantity in reasons.most_common())


# Sentences --------------------------------------------------------------------------------------------------------


def map_sentence(shown: AreaMap) -> str:
    """What the map shows: how the areas differ, where the own one stands, and the comparison set if there is one."""
    said = [_about_areas(shown)]
    if shown.peers is not None:
        said += [peers_sentence(shown.peers, shown.decimals, shown.unit), _where_members_lie(shown)]
    return " ".join(filter(None, said))


def _where_members_lie(shown: AreaMap) -> str:
    """Of a county's municipalities, which are of the comparison set; of the counties, where the set lies."""
    there = [it for it in shown.areas if it.members]
    if shown.county is None:
        return f"Gruppen finns i {some_of([_area_name(it) for it in there], _MOST_MEMBERS)}." if there else ""
    if not there:
        return f"Ingen i gruppen ligger i {shown.county.name}."
    names = called([unit for it in there for unit in it.members], shown.unit)
    return f"I {shown.county.name} är {some_of(names, _NAMES_IN_A_ROW)} med i gruppen."


def _about_areas(shown: AreaMap) -> str:
    spread = shown.spread
    if isinstance(spread, NumberSpread):
        return " ".join(filter(None, [whom(shown.group), _range(shown), _own_numbers(shown, spread), _medians(shown)]))
    if shown.county is None:
        return spread_sentence(spread, shown.decimals)
    cities = [it for it in shown.areas if it.districts]
    # A city whose districts answer has no answer of its own to tell of.
    own = "" if spread.unit in [it.unit for it in cities] else own_answer_sentence(spread)
    divided = [f"{it.unit.name}: {_districts_text(it, shown, count_of)}." for it in cities]
    return " ".join(filter(None, [county_sentence(spread, shown.decimals), own, *divided]))


def _range(shown: AreaMap) -> str:
    """Between whom the values lie."""
    there = [it for it in shown.areas if it.value is not None]
    values = [it.value or 0 for it in there]
    whose = f"kommunerna i {shown.county.name}" if shown.county else "länen"
    if not there:
        return f"För {whose} finns inga värden {shown.year}."
    if len(there) == 1:
        return ""
    low, high = min(values), max(values)
    if low == high:
        return f"Värdet är detsamma för {whose} {shown.year}, {amount(low, shown.indicator, shown.decimals)}."
    return f"Mellan {whose} varierar värdet {shown.year} från {_at(shown, low)} till {_at(shown, high)}."


def _at(shown: AreaMap, value: float) -> str:
    """3,8 procent (Västmanland)."""
    names = [_area_name(it) for it in shown.areas if it.value == value]
    if len(names) > _NAMES_IN_A_ROW:
        names = [f"{count(len(names))} kommuner" if shown.county else f"{count(len(names), neuter=True)} län"]
    return f"{amount(value, shown.indicator, shown.decimals)} ({listed(names)})"


def _own_numbers(shown: AreaMap, spread: NumberSpread) -> str:
    """Alingsås har 3,9 procent, länet 4,6 procent och riket 4,4 procent."""
    values: list[tuple[str, float | None]] = []
    if shown.county is None:
        values += [(it.unit.name, it.value) for it in shown.areas if it.unit.code == shown.own]
    elif spread.unit == shown.county:
        values.append((shown.county.name, spread.own.value))
    else:
        values.append((spread.unit.name, spread.own.value))
        values += [("länet", it.published.value) for it in spread.rows if it.county.code == shown.county.code]
    values.append(("riket", spread.nation.value))
    said = [(name, amount(it, shown.indicator, shown.decimals)) for name, it in values if it is not None]
    if not said:
        return ""
    (name, value), *others = said
    return f"{listed([f'{name[0].upper()}{name[1:]} har {value}', *(f'{it} {theirs}' for it, theirs in others)])}."


def _medians(shown: AreaMap) -> str:
    if not any(it.computed for it in shown.areas):
        return ""
    return "Länens värden är medianer bland deras kommuner, beräknade av ojdesk."
