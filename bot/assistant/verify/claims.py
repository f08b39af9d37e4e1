"""What an answer claims, clause by clause, each under the scope its line gives it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hoi.bot.assistant.answer import Answer, Citation, Language
from hoi.bot.assistant.verify.counting import counts
from hoi.bot.assistant.verify.lexicon import lexicon, lowered
from hoi.bot.assistant.verify.line import MASK, line, pieces
from hoi.corpus.agencies import successors
from hoi.corpus.library import Library
from hoi.corpus.normalise import syllables

_DOCUMENTS, _LABELS = 0xE000, 0xF000
"""Where private characters begin that stand for a document's name and for a citation's label."""
_MOST, _MOST_LABELS = 0xFFF, 0x8FF
_BULLET = re.compile(r"^\s*(?:[-+•*]|\d{1,2}[.)])\s+")
_ECHO = re.compile(r"“([^“”]{3,})”")
_SHORTEST_SCOPE = 1


@dataclass(frozen=True, slots=True)
class Claim:
    """A clause with its scope before it; ``documents`` it names, ``labels`` the numbers of citations it points to."""

    text: str
    documents: frozenset[str]
    labels: frozenset[int]


class Names:
    """The names of a library's documents, each as one private character."""

    def __init__(self, library: Library) -> None:
        self._ids = [document.id for document in library][:_MOST]
        numbered = list(zip(map(chr, range(_DOCUMENTS, _DOCUMENTS + _MOST)), library, strict=False))
        short = [(name, each) for each, document in numbered for name in _both(document.name)]
        full = [(name, each) for each, document in numbered for name in _both(document.full_name)]
        self._short = sorted(short, key=_longest_first)
        self._names = sorted((*short, *full), key=_longest_first)
        cuts = [re.escape(document.cut_after) for document in library if document.cut_after]
        self._cuts = re.compile(rf"(?<![\w.])(?:{'|'.join(cuts) or '(?!)'})(?![\w.]*\w)")
        self._missing = [text for document in library for each in document.missing for text in _both(each.what)]

    def hide(self, text: str, *, full: bool = True) -> str:
        """Return ``text`` with each document's name, and what is said of what our copies lack, as one character.

        A full name has a date and an issuer in it; they stay when ``full`` is false.
        """
        for sentence in self._missing:
            if sentence in text:
                text = text.replace(sentence, MASK)
        text = self._cuts.sub(MASK, text)
        for name, character in self._names if full else self._short:
            if name in text:
                text = text.replace(name, character)
        return text

    def place(self, citation: Citation) -> str:
        """Return the place that a citation's label gives, without the name of the document behind it."""
        document = self._ids.index(citation.document) if citation.document in self._ids else -1
        own = [name for name, each in self._short if ord(each) - _DOCUMENTS == document]
        return next((citation.label.removesuffix(f", {name}") for name in own if citation.label.endswith(name)), "")

    def named(self, text: str) -> frozenset[str]:
        """Return the documents whose names were hidden in ``text``."""
        return frozenset(self._ids[ord(each) - _DOCUMENTS] for each in text if _DOCUMENTS <= ord(each) < _LABELS)


def claims(answer: Answer, names: Names) -> tuple[Claim, ...]:
    """Return the claims of an answer; what its templates say themselves claims nothing."""
    text = names.hide(_without_labels(answer, names))
    known = lexicon(answer.language)
    for phrase in known.phrases:
        if phrase in text:
            text = text.replace(phrase, MASK)
    text = _without_echo(_without_successors(text, answer), answer)
    return tuple(
        Claim(
            each,
            names.named(each),
            frozenset(ord(c) - _LABELS for c in each if _LABELS <= ord(c) <= _LABELS + _MOST_LABELS),
        )
        for each in _parts(text, answer.language)
        if " ".join(syllables(lowered(each))) not in known.short
    )


def _parts(text: str, language: Language) -> Iterator[str]:
    header = ""
    for row in text.splitlines():
        listed = _BULLET.match(row)
        body = row[listed.end() :] if listed else _without_count(row, language)
        scope, rest = _scope(body, language)
        if not rest.strip(" .:;()"):
            header = scope if _places(scope, language) else ""
            continue
        above = header if listed else ""
        for each in _clauses(rest):
            own, _ = _scope(each, language)
            yield f"{above}{each}" if own else f"{above}{scope}{each}"


def _without_count(row: str, language: Language) -> str:
    """Return a list's heading without the number it announces, which has been compared with the list."""
    if not row.rstrip().endswith(":"):
        return row
    return " ".join(word for word in row.split() if word.lower() not in counts(language))


def _places(scope: str, language: Language) -> bool:
    """Tell whether a heading says when, where or by what document what it stands above holds."""
    said = line(scope, language)
    hidden = any(ord(each) >= _DOCUMENTS for each in scope)
    return hidden or bool(said.figures) or said.national or said.provincial


def _clauses(text: str) -> Iterator[str]:
    for said in pieces(text):
        if any(char.isalnum() or ord(char) >= _DOCUMENTS for char in said):
            yield said


def _scope(row: str, language: Language) -> tuple[str, str]:
    """Return what a line begins with that only says what it is about (a period, a level, a document), and the rest."""
    head, colon, rest = row.partition(":")
    if not colon:
        return "", row
    words = set(line(head, language).words)
    return (f"{head}: ", rest) if words <= lexicon(language).allowed else ("", row)


def _without_labels(answer: Answer, names: Names) -> str:
    text = answer.text
    places = [(names.place(each), chr(_LABELS + at)) for at, each in enumerate(answer.citations[:_MOST_LABELS])]
    for place, character in sorted(places, key=_longest_first):
        if place and place in text:
            text = text.replace(place, character)
    return text


def _without_successors(text: str, answer: Answer) -> str:
    """Hide "nay là Sở …" where the text names the old agency and the statement on the change is cited."""
    cited = {(each.document, each.locator) for each in answer.citations}
    for each in successors():
        said = f"nay là {each.new}"
        if said in text and (each.document, each.locator) in cited and each.old in text:
            text = text.replace(said, MASK)
    return text


def _without_echo(text: str, answer: Answer) -> str:
    """Hide what is quoted from the question, word for word."""
    asked = lowered(f"{answer.question} {answer.read_as}")
    return _ECHO.sub(lambda match: MASK if lowered(match[1]) in asked else match[0], text)


def _longest_first(name: tuple[str, str]) -> int:
    return -len(name[0])


def _both(name: object) -> tuple[str, str]:
    return getattr(name, "vi", ""), getattr(name, "en", "")
