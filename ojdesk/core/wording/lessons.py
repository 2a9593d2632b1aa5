"""What there is to learn from others, in a sentence."""

from ojdesk.core.lessons import Lessons
from ojdesk.core.wording.names import called, listed
from ojdesk.core.wording.numbers import count, count_of
from ojdesk.core.wording.spreads import NAMES_IN_A_ROW


def lessons_sentence(lessons: Lessons) -> str:
    """How many gaps there are, and who meets most of them: whom to call."""
    name, gaps = lessons.unit.name, len(lessons.gaps)
    if not lessons.answered:
        return f"{name} har inga svar i enkäten {lessons.year} att jämföra."
    where = f"de svarande i {f'gruppen {lessons.peers.label}' if lessons.peers else lessons.county.name}"
    if not gaps:
        return f"{name} uppfyller allt som minst hälften av {where} uppfyller {lessons.year} och som {name} svarat på."
    noun = "indikator" if gaps == 1 else "indikatorer"
    sentence = f"{count(gaps).capitalize()} {noun} som minst hälften av {where} uppfyller {lessons.year} uppfylls inte "
    sentence += f"helt av {name}."
    most = max((met for _, met in lessons.models), default=0)
    best = called([unit for unit, met in lessons.models if met == most], lessons.unit)
    if gaps == 1 or not best:
        return sentence
    of_them = ("båda" if gaps == 2 else f"alla {count(gaps)}") if most == gaps else count_of(most, gaps)
    if len(best) > NAMES_IN_A_ROW:
        around = "gruppen" if lessons.peers else "länet"
        return f"{sentence} {count(len(best)).capitalize()} enheter i {around} uppfyller {of_them}."
    return f"{sentence} {listed(best)} uppfyller {of_them}."
