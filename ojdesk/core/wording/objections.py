"""What is known to be objected to figures in municipalities, each answered with facts of the figure at hand."""

from ojdesk.core.compare.reasons import Trust
from ojdesk.core.model import Answer, Scale, Source
from ojdesk.core.wording.numbers import count, count_of, number, percent


def objections(trust: Trust) -> list[tuple[str, str]]:
    """Objections with their answers; one to which the files have nothing to say is left out."""
    asked = (
        ("Det är fel på statistiken!", _wrong(trust)),
        ("Vem har lämnat in siffran?", _who(trust)),
        ("Det mättes vid fel tidpunkt!", _when(trust)),
        ("Jämför vi samma saker?", _same(trust)),
        ("Det är slumpen!", _chance(trust)),
        ("Alla har inte svarat!" if _is_survey(trust) else "Alla är inte med!", _silent(trust)),
        ("Det är så speciellt hos oss!", _special(trust)),
    )
    return [(objection, answer) for objection, answer in asked if answer]


def _is_survey(trust: Trust) -> bool:
    return trust.indicator.source is Source.SURVEY


def _wrong(trust: Trust) -> str:
    if trust.place is None:
        return ""
    text = "Siffran är den som står i Socialstyrelsens fil; källcellen kan visas härifrån."
    found = trust.reconciliation
    if found is None:
        return text
    if found.agrees:
        return f"{text} Rikets andel går att räkna fram ur enheternas svar, och den stämmer."
    return f"{text} Rikets andel stämmer däremot inte med enheternas svar, se Avstämd."


def _who(trust: Trust) -> str:
    name = trust.unit.name
    if not _is_survey(trust):
        return "Ingen har svarat på någon fråga: värdet är räknat ur register."
    if not trust.unit.level.answers:
        return "Kommunerna, stadsdelarna och socialförvaltningarna själva, som svar på Socialstyrelsens enkät."
    if trust.own.status is None:
        return ""
    if trust.own.answer is Answer.SILENT:
        return f"Ingen: {name} har inte svarat på frågan {trust.year}."
    return f"{name} självt, som svar på Socialstyrelsens enkät {trust.year}."


def _when(trust: Trust) -> str:
    if not _is_survey(trust):
        return f"Värdet är för året {trust.year}, även om filen kan ha kommit ut senare."
    return f"Svaret gäller när enkäten gjordes {trust.year}. Vad som har ändrats sedan dess visar först nästa enkät."


def _same(trust: Trust) -> str:
    text = f"Alla värden för {trust.year} står under samma rubrik i filen."
    if not trust.indicator.known:
        return f"{text} Vad rubriken tar in är inte känt: indikatorn finns inte i programmets katalog."
    if trust.change is not None and trust.change.interrupts:
        return f"{text} Med {trust.previous} är det däremot inte säkert att de går att jämföra."
    return text


def _chance(trust: Trust) -> str:
    if trust.indicator.scale.is_answer:
        if trust.in_county is None or not trust.in_county[0] or trust.county is None:
            return ""
        weight = 100 / trust.in_county[0]
        return (
            "Alla är tillfrågade, ingen är utvald, så det finns ingen felmarginal av det slag som urval har. Men ett "
            f"enda svar flyttar andelen i {trust.county.name} {number(weight, 1)} procentenheter."
        )
    if trust.range is None or not trust.unit.level.answers:
        return ""
    low, high = (number(it, trust.decimals) for it in trust.range)
    between = f"varit {high}" if low == high else f"legat mellan {low} och {high}"
    unit = " procent" if trust.own.scale is Scale.PERCENT else ""
    return (
        f"Under de jämförbara åren har värdet för {trust.unit.name} {between}{unit}. "
        "Filen säger inte hur många personer det bygger på; ju färre, desto mer kan det svänga mellan åren."
    )


def _silent(trust: Trust) -> str:
    there, asked = trust.nation
    if not asked:
        return ""
    if there == asked:
        return f"Jo, alla {count(asked)} har ett värde {trust.year}."
    text = f"Nej, {count_of(asked - there, asked)} saknar värde {trust.year}."
    if trust.possible is None or trust.county is None:
        return text
    low, high = (percent(it) for it in trust.possible)
    return f"{text} Om alla i {trust.county.name} hade svarat skulle länets andel vara lägst {low} och högst {high}."


def _special(trust: Trust) -> str:
    if not trust.unit.level.answers:
        return ""
    return (
        "Välj kommuner med liknande förutsättningar under Jämför med, så syns om det också skiljer sig mellan dem. "
        "Siffran själv tar ingen hänsyn till läge, storlek eller befolkning."
    )
