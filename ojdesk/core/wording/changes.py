"""What a unit meets now and did not meet the survey before, in sentences."""

from ojdesk.core.compare.overviews import Overview
from ojdesk.core.wording.names import listed
from ojdesk.core.wording.numbers import count


def changes_sentence(overview: Overview) -> str:
    """Sedan 2021 har Alingsås fått … och förlorat …: by name, and out of how many that can be compared."""
    change, name = overview.change, overview.unit.name
    if not change.compared:
        return f"Inga svar från {name} {overview.year} går att jämföra med {change.previous}."
    noun = "indikator" if change.compared == 1 else "indikatorer"
    of = f"Av {count(change.compared)} {noun} som {name} har svarat på båda åren och som går att jämföra"
    gained, lost = ([f"”{it.short}”" for it in them] for them in (change.gained, change.lost))
    if not gained and not lost:
        return f"{of} är ingen ny och ingen förlorad sedan {change.previous}."
    sentences = []
    if gained:
        sentences.append(f"{of} uppfylls {listed(gained)} {overview.year} men inte {change.previous}.")
    if lost:
        which = f"{listed(lost)} uppfylldes {change.previous} men inte {overview.year}."
        sentences.append(which if gained else f"{of} uppfylldes {which.replace(' uppfylldes', '', 1)}")
    return " ".join(sentences)
