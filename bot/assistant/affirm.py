"""Yes and no: said only when the clause leaves no doubt; otherwise the clause speaks for itself."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from hoi.bot.assistant.forms import Form, without_frame
from hoi.bot.assistant.listing import Place
from hoi.bot.assistant.question import Reading
from hoi.corpus.figures import percentages
from hoi.corpus.model import Document, Provision
from hoi.corpus.normalise import fold
from hoi.index.words import Language, content, words

Verdict = Literal["yes", "not_all", "unsure"]

_DENIES: dict[Language, re.Pattern[str]] = {
    "vi": re.compile(r"\b(?:không|chưa|trừ|ngoại lệ|chỉ(?! tiêu)|dừng)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:not|no|except\w*|exempt\w*|only|stop\w*)\b", re.IGNORECASE),
}
_HEDGES: dict[Language, re.Pattern[str]] = {
    "vi": re.compile(r"\b(?:dần|tiến tới|phấn đấu|hạn chế|có thể|cấm|giảm dần)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:gradually|strive|towards|limit|may|possibly)\b", re.IGNORECASE),
}
_YEAR = re.compile(r"20\d\d")


@dataclass(frozen=True, slots=True)
class Clause:
    """A provision as a question for yes or no is judged by: its words, and those of the headings above it."""

    text: str
    headings: str
    timed: bool

    @classmethod
    def of(cls, document: Document, provision: Provision, language: Language, *, timed: bool) -> "Clause":
        """Return the clause in ``language``; ``timed``: it stands under a heading that names a period."""
        lines = [*document.ancestors(provision.locator), provision]
        said = [document.gloss.get(each.locator, "") if language == "en" else each.text for each in lines]
        return cls(said[-1], " ".join(said[:-1]), timed)


def verdict(reading: Reading, form: Form, places: tuple[Place, ...], clauses: tuple[Clause, ...]) -> Verdict:
    """Return what the clauses together say to a question for yes or no.

    ``yes``: the subject words of the question, after synonyms, stand in every clause, none denies, and a hedge
    ("dần", "tiến tới") or a share below 100% stands in none unless only a mention is asked for. ``not_all``: the
    question is about all of them and the one clause it is about names a share below 100%.
    """
    if reading.context and not _own(reading):
        return "unsure"
    if reading.percentages:  # of two periods, the one the figure is of
        stating = [percentages(clause.text) >= reading.percentages for clause in clauses]
        places = tuple(each for each, states in zip(places, stating, strict=True) if states)
        clauses = tuple(each for each, states in zip(clauses, stating, strict=True) if states)
    shares = [percentages(clause.text) for clause in clauses]
    partial = not reading.percentages and any(share and "100%" not in share for share in shares)
    if form.universal and partial and len(clauses) == 1 and not form.turned:
        return "not_all"
    sure = bool(clauses) and all(
        _affirms(reading, form, place, clause) for place, clause in zip(places, clauses, strict=True)
    )
    return "yes" if sure and not form.turned and not (partial and not form.mention) else "unsure"


def _affirms(reading: Reading, form: Form, place: Place, clause: Clause) -> bool:
    language = reading.language
    asked = _asked(reading, place[0], timed=clause.timed)
    own = fold(reading.text)
    unsaid = [match[0] for match in _HEDGES[language].finditer(clause.text) if fold(match[0]) not in own]
    inferred = place[0].statement_at.get(place[1].locator)
    return (
        _states(clause, asked, language)
        and not _DENIES[language].search(clause.text)
        and (form.mention or not unsaid)
        and (inferred is None or inferred.confidence != "inferred")
    )


def _states(clause: Clause, asked: list[str], language: Language) -> bool:
    """Tell whether a clause has all the words asked for.

    A Vietnamese word is mostly two syllables: each syllable asked for must stand beside a neighbour it has in the
    question, for "sinh" of "dân sinh" is not that of "học sinh".
    """
    text = f"{clause.text} {clause.headings}"
    said = words(text, language)
    if not asked or not set(asked) <= set(said):
        return False
    if language == "en":
        return True
    beside = {*pairwise(said), *pairwise(content(text, language))}
    joined = [pair for pair in pairwise(asked) if pair in beside]
    return {word for word in asked if not word.isdigit()} <= {syllable for pair in joined for syllable in pair}


def _own(reading: Reading) -> set[str]:
    """Return the words of a question that continues another which say what is asked of it anew."""
    return {word for word in without_frame(reading.text, reading.language) if not word.isdigit()}


def _asked(reading: Reading, document: Document, *, timed: bool) -> list[str]:
    """Return the words of the question that are its subject: not its frame, the document's number, nor its period."""
    name = set(words(f"{document.metadata.kind or ''} {document.metadata.number or ''}", reading.language))
    asked = [word for word in without_frame(reading.search, reading.language) if word not in name]
    return [word for word in asked if not (timed and _YEAR.fullmatch(word))]
