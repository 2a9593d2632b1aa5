"""Numbers, missing values and finished sentences, as a Swedish reader expects them.

Decimal comma, no-break space in thousands and before %, a real minus, "procent" in sentences and % in tables, one to
twelve in letters in sentences. A sentence says what the figures say: never a cause, never a judgement.
"""

import itertools
import math
from collections.abc import Iterable, Sequence

from ojdesk.core.compare import (
    CountyShare,
    Figure,
    Line,
    NumberSpread,
    Overview,
    ShareSpread,
    Trend,
    Trust,
)
from ojdesk.core.lessons import Lessons
from ojdesk.core.model import Answer, Direction, Group, Indicator, Level, Place, Scale, Source, Unit
from ojdesk.core.text import in_swedish_order
from ojdesk.core.units import unit_table

NBSP = "\u00a0"
MINUS = "−"
#: Stands in a table where there is no value; its reason is in the tooltip and the legend.
NO_VALUE = "–"

_COMMON = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
_NAMES_IN_A_ROW = 3

ANSWER_WORDS = {
    Answer.YES: "ja",
    Answer.PARTLY: "delvis",
    Answer.NO: "nej",
    Answer.SILENT: "ej svar",
    Answer.SUPPRESSED: "sekretess",
    Answer.NOT_APPLICABLE: "ej aktuellt",
    Answer.UNKNOWN: "oklart",
    Answer.NOT_ASKED: "ej ställd",
    Answer.ABSENT: "ej med",
}

GROUP_WORDS = {
    Group.TOTAL: "totalt",
    Group.WOMEN: "kvinnor",
    Group.MEN: "män",
    Group.BORN_IN_SWEDEN: "inrikes födda",
    Group.BORN_ABROAD: "utrikes födda",
}


# Numbers ----------------------------------------------------------------------------------------------------------


def number(value: float, decimals: int = 0) -> str:
    """1 234,5 with no-break spaces; a real minus in front of negative numbers."""
    shown = rounded(value, decimals)
    text = f"{abs(shown):,.{decimals}f}".replace(",", NBSP).replace(".", ",")
    return MINUS + text if shown < 0 else text


def rounded(value: float, decimals: int = 0) -> float:
    """The number that `number` writes: half up, as readers expect; Python and NumPy would round 0.5 to 0."""
    scaled = math.floor(abs(value) * 10**decimals + 0.5 + 1e-9) / 10**decimals
    return math.copysign(scaled, value) if scaled else 0.0


def percent(value: float, decimals: int = 0) -> str:
    """41 %, for tables, axes and labels."""
    return f"{number(value, decimals)}{NBSP}%"


def points(difference: float, decimals: int = 0) -> str:
    """+6 p.e., for tables alone."""
    return f"{signed(difference, decimals)}{NBSP}p.e."


def signed(difference: float, decimals: int = 0) -> str:
    """+6 or −6, and a plain 0."""
    text = number(difference, decimals)
    return f"+{text}" if difference > 0 and any(digit in text for digit in "123456789") else text


def count(quantity: int, *, neuter: bool = False) -> str:
    """One to twelve in letters, other numbers in digits; `neuter` gives "ett" for words like "län"."""
    if quantity == 1 and neuter:
        return "ett"
    return _COMMON[quantity] if 0 <= quantity < len(_COMMON) else number(quantity)


def percentage_points(difference: float, decimals: int = 0) -> str:
    """Sex procentenheter, en procentenhet, 0,4 procentenheter: for sentences, without a sign."""
    size = rounded(abs(difference), decimals)
    if decimals == 0:
        return f"{count(int(size))} {'procentenhet' if size == 1 else 'procentenheter'}"
    return f"{number(size, decimals)} procentenheter"


def amount(value: float, indicator: Indicator, decimals: int = 0) -> str:
    """A value in a sentence: 41 procent, 1 024 kronor."""
    if indicator.scale is not Scale.NUMBER:
        return f"{number(value, decimals)} procent"
    return f"{number(value, decimals)}{_unit_word(indicator)}"


def difference(value: float, indicator: Indicator, decimals: int = 0) -> str:
    """A difference in a sentence, without a sign: två procentenheter, 120 kronor."""
    if indicator.scale is not Scale.NUMBER:
        return percentage_points(value, decimals)
    return f"{number(abs(value), decimals)}{_unit_word(indicator)}"


def _unit_word(indicator: Indicator) -> str:
    return " kronor" if "kr)" in indicator.name or "kr/" in indicator.name else ""


def value_text(value: float, indicator: Indicator, decimals: int = 0) -> str:
    """A value on a label: 41 % or 1 024."""
    return number(value, decimals) if indicator.scale is Scale.NUMBER else percent(value, decimals)


def in_table(figure: Figure, decimals: int = 0) -> str:
    """A figure in a table cell: the answer's word, or a number with its sign."""
    if figure.answer is not None:
        return ANSWER_WORDS[figure.answer]
    assert figure.value is not None
    if figure.is_share or figure.scale is Scale.PERCENT:
        return percent(figure.value, decimals)
    return number(figure.value, decimals)


def answer_in_full(figure: Figure) -> str:
    """An answer in words for tooltips and screen readers: "ja, för alla", "ja, men inte för alla", "svarade inte"."""
    words = {
        Answer.YES: "ja, för alla" if figure.scale is Scale.GRADED else "ja",
        Answer.PARTLY: "ja, men inte för alla",
        Answer.NO: "nej",
        Answer.SILENT: "svarade inte",
        Answer.SUPPRESSED: "skyddat av sekretess",
        Answer.NOT_APPLICABLE: "inte aktuellt",
        Answer.UNKNOWN: "svaret går inte att tolka",
        Answer.NOT_ASKED: "frågan ställdes inte",
        Answer.ABSENT: "finns inte med i filen",
    }
    return words[figure.answer] if figure.answer else in_table(figure)


# Names ------------------------------------------------------------------------------------------------------------


def short_county(unit: Unit) -> str:
    """Värmland for Värmlands län, on axes."""
    return unit.name.removesuffix(" län").removesuffix("s")


def full_name(unit: Unit) -> str:
    """A unit's name among all others: a district with its city behind it, and its last year if it is gone."""
    city = unit_table().by_code.get(unit.municipality)
    name = f"{unit.name}, {city.name}" if city else unit.name
    return f"{name} (till {unit.last_year})" if unit.last_year else name


def unit_history(unit: Unit) -> str:
    """What became of a unit and what it was before; empty for one that has always been as it is.

    Älvsjö fanns till och med 2020 och ingår sedan i Hägersten-Älvsjö.
    Järva finns från 2024. Området omfattar det som till och med 2023 var Rinkeby-Kista och Spånga-Tensta.
    """
    table = unit_table()
    before, after = table.predecessors(unit.code), table.successors(unit.code)
    there = f"från {unit.first_year}" if before else ""
    if unit.last_year:
        there = f"{unit.first_year}–{unit.last_year}" if before else f"till och med {unit.last_year}"
    if not there:
        return ""
    sentences = [f"{unit.name} {'fanns' if unit.last_year else 'finns'} {there}"]
    if unit.last_year:
        names = ["ett nytt område med samma namn" if it.name == unit.name else it.name for it in after]
        city = table.by_code[unit.municipality].name
        sentences[0] += f" och ingår sedan i {listed(names)}" if after else f"; därefter redovisas {city} som helhet"
    if before:
        names = sorted((it.name for it in before), key=in_swedish_order)
        verb = "omfattade" if unit.last_year else "omfattar"
        sentences.append(f"Området {verb} det som till och med {before[0].last_year} var {listed(names)}")
    return " ".join(f"{sentence}." for sentence in sentences)


def listed(words: Sequence[str]) -> str:
    """A, b och c."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} och {words[-1]}" if words else ""


def unit_noun(units: Iterable[Unit], quantity: int) -> str:
    """Kommun or kommuner; enhet or enheter where districts are among them."""
    if any(unit.level is Level.DISTRICT for unit in units):
        return "enhet" if quantity == 1 else "enheter"
    return "kommun" if quantity == 1 else "kommuner"


def year_ranges(years: Sequence[int]) -> str:
    """2018–2020 och 2022."""
    runs = [list(run) for _, run in itertools.groupby(enumerate(years), key=lambda it: it[1] - it[0])]
    return listed([f"{run[0][1]}–{run[-1][1]}" if len(run) > 1 else str(run[0][1]) for run in runs])


# Overview ---------------------------------------------------------------------------------------------------------


def overview_sentence(overview: Overview) -> str:
    """How many indicators the unit meets, and what is new since the year before. Without a full stop: a heading."""
    name, year = overview.unit.name, overview.year
    if not overview.unit.level.answers:
        return f"{name} {year}: andelen svarande enheter som uppfyller varje indikator"
    if not overview.asked:
        return f"{name} finns inte med i enkäten {year}"
    if overview.silent:
        return f"{name} har inte svarat på enkäten {year}"
    if not overview.answered:
        return f"{name} har inga svar {year} som går att räkna"
    of = f"{overview.answered} besvarade" if overview.answered < overview.asked else str(overview.asked)
    sentence = f"{name} uppfyller {overview.met} av {of} indikatorer {year}"
    if not overview.compared:
        return sentence
    gained, lost = len(overview.gained), len(overview.lost)
    if not gained and not lost:
        return f"{sentence}; inga nya och inga förlorade sedan {overview.previous}"
    new = f"{count(gained)} {'ny' if gained == 1 else 'nya'}" if gained else "ingen ny"
    gone = f"{count(lost)} {'förlorad' if lost == 1 else 'förlorade'}" if lost else "ingen förlorad"
    return f"{sentence}; {new} och {gone} sedan {overview.previous}"


# Trend ------------------------------------------------------------------------------------------------------------


def trend_sentence(trend: Trend, decimals: int = 0) -> str:
    """What happened over the years, to the nation, the county and the own unit. Never across a break."""
    sentences = [whom(trend.group)]
    if trend.indicator.scale.is_answer:
        sentences += _share_development(trend, decimals)
        if trend.unit.level.answers:
            sentences.append(_own_answers(trend))
    else:
        sentences += _number_development(trend, decimals)
    sentences += [it.note for it in trend.breaks]
    first, last = trend.unit.first_year or trend.years[0], trend.unit.last_year or trend.years[-1]
    if trend.years[0] < first or last < trend.years[-1]:
        sentences.append(unit_history(trend.unit))
    return " ".join(filter(None, sentences))


def _share_development(trend: Trend, decimals: int) -> list[str]:
    own_county = trend.own_line if trend.unit.level is Level.COUNTY else trend.county
    sentences: list[str] = []
    for line in (trend.nation, own_county):
        first, last = _ends(trend, line) if line else (None, None)
        if line is None or last is None:
            continue
        where = "riket" if line is trend.nation else line.unit.name
        subject = f"I {where} var den" if sentences else f"Andelen i {where} som uppfyller indikatorn var"
        sentences.append(_moved(subject, trend, line, first, last, decimals))
    return sentences


def _ends(trend: Trend, line: Line) -> tuple[int | None, int | None]:
    """The first and last position with a value in the last stretch of years that may be compared."""
    start, end = trend.segments()[-1]
    there = [position for position in range(start, end + 1) if not math.isnan(line.values[position])]
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
        first, last = _ends(trend, line)
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


def others_text(trend: Trend, peers: Sequence[str]) -> str:
    """Who the grey lines are; empty when there are none."""
    levels = {line.unit.level for line in trend.others}
    if not levels:
        return ""
    if levels == {Level.COUNTY}:
        return "länen" if trend.unit.level is Level.NATION else "övriga län"
    if peers:
        return "de jämförda enheterna"
    return "länets övriga kommuner" if levels == {Level.MUNICIPALITY} else "stadens övriga delar"


# Spread -----------------------------------------------------------------------------------------------------------


def spread_sentence(spread: ShareSpread | NumberSpread, decimals: int = 0) -> str:
    """How the own county and the own unit stand among the others."""
    if isinstance(spread, ShareSpread):
        parts = county_sentence(spread, decimals), own_answer_sentence(spread), _between_counties(spread, decimals)
        return " ".join(filter(None, parts))
    return _number_spread(spread, decimals)


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
        sentence = f"{where} uppfyller {row.met} av {row.answered} svarande {noun} indikatorn {spread.year}"
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
    sentence = f"I riket uppfyller {number(spread.nation.value, decimals)} procent indikatorn {spread.year}"
    if counted.answered:
        sentence += f", {counted.met} av {number(counted.answered)} svarande enheter"
    return sentence + "."


def own_answer_sentence(spread: ShareSpread) -> str:
    """Whether the own unit meets the indicator; empty when it is no answering unit."""
    name = spread.unit.name
    if not spread.unit.level.answers or spread.own.answer is None:
        return ""
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
    return listed(names) if len(names) <= _NAMES_IN_A_ROW else f"{count(len(names), neuter=True)} län"


def _number_spread(spread: NumberSpread, decimals: int) -> str:
    indicator, name = spread.indicator, spread.unit.name
    noun = unit_noun(spread.all_units.units, spread.of)
    sentences = [whom(spread.group)]
    if spread.own.value is None:
        reason = {
            Answer.SUPPRESSED: f"Värdet för {name} {spread.year} är skyddat av sekretess.",
            Answer.ABSENT: f"{name} finns inte med i filen för {spread.year}.",
        }
        sentences.append(reason.get(spread.own.answer or Answer.SILENT, f"{name} saknar värde {spread.year}."))
    else:
        sentence = f"{name} har {amount(spread.own.value, indicator, decimals)} {spread.year}"
        if spread.rank is not None:
            sentence += f" och ligger på plats {spread.rank} av {spread.of} {noun}, räknat från lägst värde"
            if spread.tied:
                sentence += f", delad med {count(spread.tied)} {'annan' if spread.tied == 1 else 'andra'}"
        sentences.append(sentence + ".")
    if indicator.direction is not Direction.NONE:
        wanted = "Lågt" if indicator.direction is Direction.LOW else "Högt"
        sentences.append(f"{wanted} värde är önskvärt.")
    if spread.all_units.values:
        sentences.append(
            f"Medianen bland {number(spread.of)} {noun} är {amount(spread.all_units.median, indicator, decimals)}."
        )
    if spread.nation.value is not None and spread.unit.level is not Level.NATION:
        sentences.append(f"Riket har {amount(spread.nation.value, indicator, decimals)}.")
    return " ".join(filter(None, sentences))


def whom(group: Group) -> str:
    """Whom the figures are about, unless it is everybody."""
    return "" if group is Group.TOTAL else f"Uppgifterna gäller {GROUP_WORDS[group]}."


def peers_sentence(answers: Sequence[tuple[Unit, Figure]]) -> str:
    """Who among the picked peers meets an indicator: Av 7 jämförda … uppfyller tre indikatorn: Ale, Mark och Tibro."""
    answered = [(unit, figure) for unit, figure in answers if figure.met is not None]
    met = [unit.name for unit, figure in answered if figure.met]
    if not answered:
        return "Ingen av dem som jämförs har svarat." if answers else ""
    sentence = f"Av {len(answered)} jämförda som svarat uppfyller {count(len(met)) if met else 'ingen'} indikatorn"
    return f"{sentence}: {listed(met)}." if met else f"{sentence}."


# Whom to learn from ------------------------------------------------------------------------------------------------


def lessons_sentence(lessons: Lessons) -> str:
    """How many gaps there are, and who meets most of them: whom to call."""
    name, gaps = lessons.unit.name, len(lessons.gaps)
    where = f"de svarande i {lessons.county.name}"
    if not gaps:
        return f"{name} uppfyller allt som minst hälften av {where} uppfyller {lessons.year} och som {name} svarat på."
    noun = "indikator" if gaps == 1 else "indikatorer"
    sentence = f"{count(gaps).capitalize()} {noun} som minst hälften av {where} uppfyller {lessons.year} uppfylls inte "
    sentence += f"helt av {name}."
    most = max((met for _, met in lessons.models), default=0)
    best = [unit.name for unit, met in lessons.models if met == most]
    if gaps == 1 or not best:
        return sentence
    of_them = "alla" if most == gaps else f"{count(most)} av {count(gaps)}"
    if len(best) > _NAMES_IN_A_ROW:
        return f"{sentence} {count(len(best)).capitalize()} enheter i länet uppfyller {of_them}."
    return f"{sentence} {listed(best)} uppfyller {of_them}."


def named(units: Sequence[Unit], most: int = 8) -> str:
    """The units' names, the first ones where there are many: Ale, Borås och sju till."""
    names = [unit.name for unit in units]
    if len(names) <= most + 1:
        return listed(names)
    return f"{', '.join(names[:most])} och {count(len(names) - most)} till"


# How far a figure holds -------------------------------------------------------------------------------------------


def trust_sections(trust: Trust) -> list[tuple[str, str]]:
    """Heading and text of each reason to trust a figure or not: who answered, what changed, whether it adds up."""
    is_survey = trust.indicator.source is Source.SURVEY
    sections = [("Svarande" if is_survey else "Underlag", _who_answered(trust)), _comparable(trust)]
    if trust.reconciliation is not None:
        sections.append(("Avstämd", _reconciled(trust)))
    if history := unit_history(trust.unit):
        sections.append(("Området över tid", history))
    return sections


def source_section(trust: Trust) -> list[tuple[str, str]]:
    """Heading and text of where the figure stands, and whose it is where it is not the own unit's."""
    if trust.place is None or trust.placed is None:
        return []
    own = trust.placed == trust.unit
    return [("Källa" if own else f"Källa för {trust.placed.name.lower()}", source_text(trust.place))]


def source_text(place: Place) -> str:
    """Where a figure stands: file, sheet, cell."""
    return f"{place.file}, blad {place.sheet}, cell {place.cell}"


def _who_answered(trust: Trust) -> str:
    there, asked = trust.nation
    if not asked:
        return "Filerna har inga resultat för enskilda kommuner, så hur många som svarat är inte känt."
    noun = "enheter" if trust.indicator.source is Source.SURVEY else "kommuner"
    text = f"{there} av {asked} {noun} i riket ({percent(100 * there / asked)})."
    if trust.in_county is None or trust.county is None:
        return text
    text += f" I {trust.county.name} {trust.in_county[0]} av {trust.in_county[1]}"
    if trust.silent:
        text += f"; värde saknas för {named(trust.silent, _NAMES_IN_A_ROW)}"
    return text + "."


def _comparable(trust: Trust) -> tuple[str, str]:
    if trust.previous is None:
        return "Jämförbar med tidigare år?", f"{trust.year} är det första året med indikatorn i de öppnade filerna."
    heading = f"Jämförbar med {trust.previous}?"
    if not trust.was_there:
        return heading, f"{trust.unit.name} finns inte med {trust.previous}."
    if not trust.indicator.known:
        return heading, "Inte känt. Frågan finns inte i programmets katalog; åren hör ihop om orden är desamma."
    if trust.change is None:
        return heading, "Ja. Ingen ändring är känd."
    return heading, f"{'Inte säkert' if trust.change.interrupts else 'Ja'}. {trust.change.note}"


def _reconciled(trust: Trust) -> str:
    found = trust.reconciliation
    assert found is not None
    published, computed = number(found.published, found.decimals), number(found.computed, found.decimals)
    if computed != published:  # "63 procent" beside "62 procent" would not look right though 62,5 is
        computed = number(found.computed, found.decimals + 1)
    text = f"Beräknat ur enheternas svar: {computed} procent. I filen: {published} procent."
    if found.agrees:
        return f"{text} Det stämmer{'' if computed == published else ' så när som på avrundningen'}."
    return f"{text} Det skiljer {percentage_points(found.computed - found.published, found.decimals + 1)}."
