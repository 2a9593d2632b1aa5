"""What signs and words in the cells mean: by the file's own key first, by the source's custom second."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from ojdesk.core.catalogue import catalogue
from ojdesk.core.files.explanations import Explanation, explanations, sign_key
from ojdesk.core.files.meanings import answer, codings, is_nought, meaning
from ojdesk.core.files.numerals import number_in
from ojdesk.core.files.sheet import Sheet
from ojdesk.core.model import Indicator, Source, Status

#: Signs that a source uses whatever the file says of them: the statistics database of the register writes X for
#: secrecy and -- for a figure that was not delivered. Other signs mean different things in different publications.
_CUSTOM: Mapping[Source, Mapping[str, Status]] = MappingProxyType(
    {
        Source.REGISTER: MappingProxyType({"x": Status.SUPPRESSED, "--": Status.MISSING}),
        Source.SURVEY: MappingProxyType({}),
    }
)

#: Numbers that stand for answers in most files.
_ANSWERS_BY_NUMBER = {"0", "1", "2"}

#: How much of an explanation is repeated.
_MAX_SAID = 120

#: What an explanation comes to: why there is no value, nought, an answer, or nothing that is understood.
_Kind = Status | Literal["nought", "answer"] | None


@dataclass(frozen=True)
class Legend:
    """The file's own key.

    Attributes:
        statuses: sign, as `sign_key` has it → what it stands for; the empty cell's is the empty one.
        answers: number or word → the answers it stands for: "ja", "ja, för alla", "delvis" or "nej". More than one when
            questions are answered in different ways, as 1 is "ja" on one and "delvis" on another.
        noughts: Signs that stand for the number nought.
        texts: sign → what the file says of it, once for each different meaning: several make it unknown.
        doubtful: 0, 1 or 2 → an explanation beside it which would make it a missing value, in a file that says of no
            other number what answer it is: most often a numbered note.
        rows: The rows of tables in which signs are explained, as (sheet, row).
        subject: Which of the Öppna jämförelser the file is of, as "Äldreomsorg"; empty for ekonomiskt bistånd. Its
            indicators leave that out of their names.
        source: Decides what unexplained signs mean by custom.
        by_sheet: The keys of sheets that explain a sign in another way than other sheets do.
    """

    source: Source
    statuses: Mapping[str, Status] = field(default_factory=dict)
    answers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    noughts: frozenset[str] = frozenset()
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    doubtful: Mapping[str, str] = field(default_factory=dict)
    rows: frozenset[tuple[str, int]] = frozenset()
    subject: str = ""
    by_sheet: Mapping[str, "Legend"] = field(default_factory=dict)

    def on(self, sheet: str) -> "Legend":
        """The key as it holds on a sheet."""
        return self.by_sheet.get(sheet, self)

    def status_of(self, text: str) -> Status:
        """What a text in a cell stands for; UNKNOWN when neither the file nor custom says."""
        sign = sign_key(text)
        if sign in self.statuses:
            return self.statuses[sign]
        if sign in self.texts:
            return Status.UNKNOWN
        return meaning(text) or _CUSTOM[self.source].get(sign, Status.UNKNOWN)

    def is_known(self, text: str) -> bool:
        """Whether a text in a cell is a sign or a word for why there is no value."""
        return self.status_of(text) is not Status.UNKNOWN

    def is_disputed(self, sign: str) -> bool:
        """Whether the file gives a sign more than one meaning."""
        return len(self.texts.get(sign, ())) > 1

    @cached_property
    def has_numbers(self) -> bool:
        """Whether some of its signs are numbers."""
        return any(map(number_in, self.statuses))

    def said_of(self, text: str) -> str:
        """What the file says of a text in a cell, in its own words and in quotation marks; empty if nothing."""
        return " eller ".join(f"”{said[:_MAX_SAID]}”" for said in self.texts.get(sign_key(text), ()))

    def said_where(self, text: str, status: Status) -> str:
        """The same on the sheets where the text stands for that status."""
        keys = (it for it in (self, *self.by_sheet.values()) if it.status_of(text) is status)
        return next((said for it in keys if (said := it.said_of(text))), "")

    def known(self, wording: str) -> Indicator | None:
        """The indicator that a wording means in this file, or None."""
        return catalogue().find(wording, area=self.subject)

    def with_coding(self, wording: str) -> "Legend":
        """This key, but by the coding that a heading itself gives, as in "Rutin (1=Ja, 2=Nej)"."""
        answers: dict[str, frozenset[str]] = {}
        for code, word in codings(wording):
            if (stands_for := answer(word)) is not None:
                answers[code] = answers.get(code, frozenset()) | {stands_for}
        return replace(self, answers=answers) if answers else self


def read_legend(sheets: Iterable[Sheet], source: Source, subject: str = "") -> Legend:
    """Gathers the key from every sheet."""
    found, headed_rows = explanations(sheets)
    answers: dict[str, frozenset[str]] = {}
    for it in found:
        if (stands_for := answer(it.text)) is not None:
            answers[it.sign] = answers.get(it.sign, frozenset()) | {stands_for}
    kept, doubtful = _without_notes(found, answers.keys())
    by_sign: dict[str, dict[str, dict[_Kind, str]]] = {}
    for it, kind in kept:
        by_sign.setdefault(it.sign, {}).setdefault(it.sheet, {}).setdefault(kind, it.text)
    merged = {sign: _merge(of_sheets.values()) for sign, of_sheets in by_sign.items()}
    whole = Legend(
        source,
        answers=answers,
        doubtful=doubtful,
        rows=frozenset(headed_rows | {(it.sheet, it.row) for it, _ in kept if it.tabled and len(it.sign) < 3}),
        subject=subject,
    )
    differing = {sheet for sign, kinds in merged.items() if len(kinds) > 1 for sheet in by_sign[sign]}
    own = {
        sheet: merged | {sign: _merge([it[sheet]]) for sign, it in by_sign.items() if it.get(sheet, {}).keys() - {None}}
        for sheet in differing
    }
    return replace(_settled(whole, merged), by_sheet={sheet: _settled(whole, kinds) for sheet, kinds in own.items()})


def _without_notes(
    found: Iterable[Explanation], answers: Collection[str]
) -> tuple[list[tuple[Explanation, _Kind]], dict[str, str]]:
    """The explanations with what they come to, without what is none; and those of 0, 1 and 2 that may be notes."""
    said = [(it, _kind(it)) for it in found]
    sure = {it.sign for it, kind in said if it.joined and isinstance(kind, Status)} | set(answers)
    has_coding = any(sign.isdigit() for sign in answers)
    kept: list[tuple[Explanation, _Kind]] = []
    doubtful: dict[str, str] = {}
    for it, kind in said:
        # "1 Uppgiften saknas för Ale" is a footnote; that 1 means missing must be said in a key or with a =.
        if isinstance(kind, Status) and it.sign.isdigit() and not it.joined:
            is_answer = it.sign in _ANSWERS_BY_NUMBER
            if is_answer and it.certain and not has_coding and it.sign not in sure:
                doubtful.setdefault(it.sign, it.text)
            if not it.certain or (is_answer and (not has_coding or it.sign in sure)):
                continue
        if kind is not None or it.certain:
            kept.append((it, kind))
    return kept, doubtful


def _kind(explanation: Explanation) -> _Kind:
    if answer(explanation.text) is not None:
        return "answer"
    if is_nought(explanation.text) and not number_in(explanation.sign):
        return "nought"
    return meaning(explanation.text)


def _merge(of_sheets: Iterable[Mapping[_Kind, str]]) -> dict[_Kind, str]:
    """What a sign comes to by all that is said of it; what is not understood counts only if nothing else is said."""
    kinds: dict[_Kind, str] = {}
    for it in of_sheets:
        kinds = dict(it) | kinds
    return {kind: text for kind, text in kinds.items() if kind is not None} or kinds


def _settled(legend: Legend, signs: Mapping[str, Mapping[_Kind, str]]) -> Legend:
    """A key in which each sign has its one meaning, or only the file's words."""
    meant = {sign: next(iter(kinds)) for sign, kinds in signs.items() if len(kinds) == 1}
    return replace(
        legend,
        statuses={sign: kind for sign, kind in meant.items() if isinstance(kind, Status)},
        noughts=frozenset(sign for sign, kind in meant.items() if kind == "nought"),
        texts={sign: tuple(kinds.values()) for sign, kinds in signs.items()},
    )
