"""How far a figure holds, in headings and sentences."""

from ojdesk.core.compare.reasons import Nonresponse, Trust
from ojdesk.core.model import Place, Source
from ojdesk.core.wording.answers import in_table
from ojdesk.core.wording.names import called, listed, named, unit_history
from ojdesk.core.wording.numbers import count, count_of, number, percent, percentage_points, rounded
from ojdesk.core.wording.spreads import NAMES_IN_A_ROW


def trust_sections(trust: Trust) -> list[tuple[str, str]]:
    """Heading and text of each reason to trust a figure or not: who answered, what changed, whether it adds up."""
    is_survey = trust.indicator.source is Source.SURVEY
    sections = [("Svarande" if is_survey else "Underlag", _who_answered(trust)), _comparable(trust)]
    if trust.reconciliation is not None:
        sections.append(("Avstämd", _reconciled(trust)))
    if history := unit_history(trust.unit):
        sections.append(("Området över tid", history))
    return sections


def trust_in_short(trust: Trust) -> str:
    """Who answered and whether the year before can be compared with, in as few words as they take."""
    there, asked = trust.nation
    is_survey = trust.indicator.source is Source.SURVEY
    sentences = []
    if asked:
        verb = "svarade" if is_survey else "har ett värde"
        sentence = f"{there} av {asked} {'enheter' if is_survey else 'kommuner'} i riket {verb} {trust.year}"
        if trust.in_county is not None and trust.county is not None:
            sentence += f", i {trust.county.name} {trust.in_county[0]} av {trust.in_county[1]}"
        sentences.append(f"{sentence}.")
    if trust.previous is None:
        sentences.append("Det finns inget tidigare år i filerna.")
    elif not trust.indicator.known:
        sentences.append(f"Om frågan är densamma som {trust.previous} är inte känt.")
    elif trust.change is not None and trust.change.interrupts:
        sentences.append(f"Går inte säkert att jämföra med {trust.previous}.")
    elif trust.before is not None and trust.before.status is not None:
        sentences.append(f"Går att jämföra med {trust.previous}.")
    if trust.reconciliation is not None and not trust.reconciliation.agrees:
        sentences.append("Rikets publicerade andel stämmer inte med enheternas svar.")
    return " ".join(sentences)


def nonresponse_sentences(found: Nonresponse) -> list[str]:
    """Who answered none of the questions, in the nation and in the own county."""
    if not found.asked:
        return ["Filerna har inga svar från enskilda kommuner, så hur många som inte har svarat är inte känt."]
    if not found.silent:
        return [f"Alla {number(found.asked)} enheter har svarat på minst en fråga i enkäten {found.year}."]
    there = len(found.silent)
    of = f"{count_of(there, found.asked).capitalize()} enheter"
    sentences = [f"{of} svarade inte på någon fråga i enkäten {found.year}."]
    if found.county is not None and found.in_county:
        if not found.silent_in_county:
            sentences.append(f"I {found.county.name} svarade alla {count(found.in_county)}.")
        else:
            names = listed(called(found.silent_in_county, found.unit))
            sentences.append(
                f"I {found.county.name} svarade "
                f"{count_of(found.in_county - len(found.silent_in_county), found.in_county)}; "
                f"inga svar kom från {names}."
            )
    return [*sentences, "Den som inte har svarat räknas varken som ja eller nej."]


def source_section(trust: Trust) -> list[tuple[str, str]]:
    """Heading and text of where the figure stands, and whose it is where it is not the own unit's."""
    if trust.place is None or trust.placed is None:
        return []
    own = trust.placed == trust.unit
    return [("Källa" if own else f"Källa för {trust.placed.name.lower()}", _source_text(trust.place))]


def _source_text(place: Place) -> str:
    """Where a figure stands: file, sheet, cell."""
    return f"{place.file}, blad {place.sheet}, cell {place.cell}"


def _who_answered(trust: Trust) -> str:
    there, asked = trust.nation
    if not asked:
        return "Filerna har inga resultat för enskilda kommuner, så hur många som svarat är inte känt."
    noun = "enheter" if trust.indicator.source is Source.SURVEY else "kommuner"
    share = 100 * there / asked
    decimals = 1 if there < asked and rounded(share) == 100 else 0  # 289 of 290 is not all
    text = f"{count_of(there, asked).capitalize()} {noun} i riket ({percent(share, decimals)})."
    if trust.in_county is None or trust.county is None:
        return text
    text += f" I {trust.county.name} {count_of(*trust.in_county)}"
    if trust.silent:
        text += f"; värde saknas för {named(trust.silent, trust.unit, NAMES_IN_A_ROW)}"
    return text + "."


def _comparable(trust: Trust) -> tuple[str, str]:
    if trust.previous is None:
        return "Jämförbar med tidigare år?", f"{trust.year} är det första året med indikatorn i de öppnade filerna."
    heading = f"Jämförbar med {trust.previous}?"
    if trust.before is None or trust.before.status is None:
        return heading, f"{trust.unit.name} finns inte med {trust.previous}."
    if not trust.indicator.known:
        return heading, "Inte känt. Frågan finns inte i programmets katalog; åren hör ihop om orden är desamma."
    if trust.change is not None and trust.change.interrupts:
        return heading, f"Inte säkert. {trust.change.note}"
    return heading, f"Ja. {trust.change.note if trust.change else 'Ingen ändring är känd.'} {_then_and_now(trust)}"


def _then_and_now(trust: Trust) -> str:
    """Alingsås: delvis både 2021 och 2022. Alingsås: 3,8 % 2021 och 3,9 % 2022."""
    assert trust.before is not None
    then, now = in_table(trust.before, trust.decimals), in_table(trust.own, trust.decimals)
    if then == now:
        return f"{trust.unit.name}: {now} både {trust.previous} och {trust.year}."
    return f"{trust.unit.name}: {then} {trust.previous} och {now} {trust.year}."


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


def silent_text(trust: Trust) -> str:
    """Everyone without a value, the own county's first; empty where nobody lacks one."""
    parts = []
    if trust.silent and trust.county is not None:
        parts.append(f"{trust.county.name}: {listed(called(trust.silent, trust.unit))}.")
    if trust.silent_elsewhere:
        where = "Riket i övrigt" if trust.county is not None else "Riket"
        parts.append(f"{where}: {listed(called(trust.silent_elsewhere, trust.unit))}.")
    return "\n".join(parts)
