"""What an answer claims, clause by clause, each under the scope its line gives it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hoi.bot.assistant.answer import Answer, Language
from hoi.bot.assistant.verify.counting import announced
from hoi.bot.assistant.verify.lexicon import lexicon, lowered
from hoi.bot.assistant.verify.line import line, pieces
from hoi.bot.assistant.verify.names import FIRST, MASK, Names, without_private
from hoi.bot.templates import words_of
from hoi.corpus.agencies import successors
from hoi.corpus.normalise import syllables

_LABELS, _MOST_LABELS = 0xF000, 0x8FF
"""Where the private characters begin that stand for the places of citations, and how many there are."""
_CONTRAST = re.compile(r",\s+(?:còn|trong khi|while|whereas)\s+")
_BULLET = re.compile(r"^\s*(?:[-+•*]|\d{1,2}[.)])\s+")
_ECHO = re.compile(r"“([^“”]{3,})”")


@dataclass(frozen=True, slots=True)
class Claim:
    """A clause with its scope before it; ``documents`` it names, ``labels`` the numbers of citations it points to.

    ``alone``: the numbers of documents it names without the others that the digest of them tells of.
    """

    text: str
    documents: frozenset[str]
    alone: frozenset[str]
    labels: frozenset[int]


def claims(answer: Answer, names: Names) -> tuple[Claim, ...]:
    """Return the claims of an answer; what its templates say themselves claims nothing."""
    text = names.hide(_without_places(answer, names))
    known = lexicon(answer.language)
    for phrase in known.phrases:
        if phrase in text:
            text = text.replace(phrase, MASK)
    text = _without_echo(_without_successors(text, answer), answer)
    return tuple(
        Claim(
            each,
            names.named(each),
            names.alone(each),
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
            ours = scope.strip(" :") == MASK  # a heading of our templates
            header = scope if not ours and _places(scope, language) else ""
            continue
        above = header if listed else ""
        for each in _clauses(rest):
            own, _ = _scope(each, language)
            yield f"{above}{each}" if own else f"{above}{scope}{each}"


def _without_count(row: str, language: Language) -> str:
    """Return a list's heading without the number it announces, which has been compared with the list."""
    said = announced(row, language)
    if said is None:
        return row
    nouns = "|".join(map(re.escape, words_of(language)["items"].values()))
    return re.sub(rf"(?<!\w){re.escape(said[0])}(?!\w)(?:\s+(?:{nouns}))?", "", row, count=1)


def _places(scope: str, language: Language) -> bool:
    """Tell whether a heading says when, where or by what document what it stands above holds."""
    said = line(scope, language)
    hidden = any(each >= FIRST for each in scope)
    return hidden or bool(said.figures) or said.national or said.provincial


def _clauses(text: str) -> Iterator[str]:
    for piece in pieces(text):
        for said in _CONTRAST.split(piece):
            if any(char.isalnum() or char >= FIRST for char in said):
                yield said


def _scope(row: str, language: Language) -> tuple[str, str]:
    """Return what a line begins with that only says what it is about (a period, a level, a document), and the rest."""
    head, colon, rest = row.partition(":")
    if not colon:
        return "", row
    words = set(line(head, language).words)
    return (f"{head}: ", rest) if words <= lexicon(language).allowed else ("", row)


def _without_places(answer: Answer, names: Names) -> str:
    text = without_private(answer.text)
    for quote in (each.quote for each in answer.citations if "\n" in each.quote):
        text = text.replace(quote, " ".join(quote.split()))  # its lines are no lines of the answer
    places = [(names.place(each), chr(_LABELS + at)) for at, each in enumerate(answer.citations[:_MOST_LABELS])]
    for place, character in sorted(places, key=lambda pair: -len(pair[0])):
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
