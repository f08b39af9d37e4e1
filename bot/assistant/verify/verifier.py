"""The rules: each claim of an answer against each citation it may rest on."""

import re
from collections.abc import Iterator

from hoi.bot.assistant.answer import Answer, Citation
from hoi.bot.assistant.verify.claims import Claim, claims
from hoi.bot.assistant.verify.counting import miscounted
from hoi.bot.assistant.verify.derived import Differences, unfounded
from hoi.bot.assistant.verify.evidence import Evidence, Reader
from hoi.bot.assistant.verify.fault import Fault
from hoi.bot.assistant.verify.lexicon import Lexicon, lexicon
from hoi.bot.assistant.verify.line import Line, line
from hoi.bot.assistant.verify.names import Names
from hoi.bot.assistant.verify.order import Comparison
from hoi.bot.assistant.verify.record import misrecorded, opened
from hoi.bot.assistant.verify.roles import role_fault
from hoi.bot.assistant.verify.scope import level_fault, name_fault, time_fault
from hoi.corpus.library import Library
from hoi.corpus.model import stands_under

_LEFT_OUT = re.compile(r"\[(?:…|\.{3})\]|…|\.{3}")
_CUT = re.compile(r" \[…\]$", re.MULTILINE)
_MOST_LINES = 3
"""Clauses of a citation a claim is compared with: those that share most words with it."""


def slices(answer: Answer, library: Library) -> bool:
    """Tell whether every quote is the slice of its document's text that it says it is."""
    return all(_is_slice(each, library) for each in answer.citations)


def _is_slice(citation: Citation, library: Library) -> bool:
    return citation.quote != "" and citation.span.of(library.get(citation.document).text) == citation.quote


class Verifier:
    """Checks answers over one library; what it reads of a document is kept. Safe to share between threads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._names = Names(library)
        self._differences = Differences(library)
        self._readers = {document.id: Reader(document, self._names) for document in library}

    def faults(self, answer: Answer) -> tuple[Fault, ...]:
        """Return what ``answer`` says that no single one of its citations carries; empty when it is sound."""
        cut = [Fault("slice", each.label) for each in answer.citations if not _is_slice(each, self._library)]
        if cut:
            return tuple(cut)
        cited = frozenset((each.document, each.locator) for each in answer.citations)
        held = [self._readers[each.document].evidence(each, cited, answer.language) for each in answer.citations]
        answer = self._differences.hidden(answer)
        found = [*miscounted(answer), *_left_out(answer, held), *unfounded(answer)]
        for claim in claims(answer, self._names):
            found += self._unsupported(claim, held, answer)
        return tuple(found)

    def claims_anything(self, answer: Answer) -> bool:
        """Tell whether an answer says more than what it is about."""
        known = lexicon(answer.language)
        rows = [line(claim.text, answer.language) for claim in claims(answer, self._names)]
        return any(set(row.words) - known.allowed or any(not each.is_time for each in row.figures) for row in rows)

    def _unsupported(self, claim: Claim, held: list[Evidence], answer: Answer) -> tuple[Fault, ...]:
        """Return the faults of one claim beside the citation that carries most of it."""
        known, said = lexicon(answer.language), line(claim.text, answer.language)
        if not said.figures and set(said.words) <= known.allowed:
            return ()
        best: tuple[Fault, ...] = (Fault("source", claim.text),)
        for each in self._eligible(claim, held, answer.citations):
            found = tuple(_faults(claim, said, each, known))
            if not found:
                return ()
            if best[0].kind == "source" or len(found) < len(best):
                best = found
        return best

    def _eligible(self, claim: Claim, held: list[Evidence], citations: tuple[Citation, ...]) -> Iterator[Evidence]:
        """Return the citations a claim may rest on: those of the document it names, those at the place it gives."""
        numbers = {reader.number for each in claim.documents if (reader := self._readers[each]).number}
        places = [citations[at] for at in claim.labels]
        for each, citation in zip(held, citations, strict=True):
            if places and not any(_is_at(citation, place) for place in places):
                continue
            if not claim.documents or each.document in claim.documents or numbers & each.figures:
                yield each


def _is_at(citation: Citation, place: Citation) -> bool:
    """Tell whether a citation is that of a place, or stands under it."""
    return citation.document == place.document and stands_under(citation.locator, place.locator)


def _faults(claim: Claim, said: Line, evidence: Evidence, known: Lexicon) -> Iterator[Fault]:
    """Return what ``claim`` says that ``evidence`` does not."""
    recorded = opened(claim.text, evidence)
    if recorded is not None:
        yield from recorded
        return
    exact = any(said.said in row.said for row in evidence.lines) and len(said.words) > 1
    yield from level_fault(said, evidence)
    yield from time_fault(said, evidence)
    yield from _figure_faults(said, evidence)
    if not evidence.record:  # what a digest says of another document is not its own document's
        yield from (Fault("figure", number) for number in claim.alone - evidence.figures)
    if not exact:
        yield from name_fault(claim.text, evidence)
    if evidence.record:
        yield from misrecorded(said, evidence, known)
    else:
        yield from _word_faults(said, evidence, known)


def _left_out(answer: Answer, held: list[Evidence]) -> Iterator[Fault]:
    """Return a mark of words left out that the text itself does not print; at the end of a line it joins nothing."""
    for match in _LEFT_OUT.finditer(_CUT.sub("", answer.text)):
        before, after = match.string[: match.start()][-8:].lower(), match.string[match.end() :][:8].lower()
        if not any(f"{before}{match[0]}{after}" in each.text.lower() for each in held):
            yield Fault("slice", match[0])


def _figure_faults(said: Line, evidence: Evidence) -> Iterator[Fault]:
    for each in said.figures:
        if not each.is_time and each.form not in evidence.figures:
            yield Fault("figure", each.form)


def _word_faults(said: Line, evidence: Evidence, known: Lexicon) -> Iterator[Fault]:
    if not set(said.words) - known.allowed and not said.figures:
        return
    role = role_fault(said, evidence, known)
    if role is not None:
        yield from role
        return
    optional = known.allowed | frozenset(word for row in evidence.above for word in row.words)
    rows = sorted(evidence.lines, key=lambda row: -len(set(said.words) & set(row.words)))[:_MOST_LINES]
    found: list[Fault] = []
    for row in rows:
        fault = Comparison(said, row, known, optional - known.markers).fault()
        if fault is None:
            return
        found.append(fault)
    yield from found[:1] or [Fault("source", " ".join(said.words))]
