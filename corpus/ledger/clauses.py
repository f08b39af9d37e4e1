"""Sentences and clauses of a provision, and the edges of the words inside them."""

import re
from dataclasses import dataclass

from hoi.corpus.model import Span

_STOP = re.compile(r"[().;]")
_ABBREVIATION = re.compile(r"(?:\b(?:TP|Tp|TX|Tx|TT|TS|PGS|GS|ThS|BS|KS|Tr|tr|Q|P)|(?<![^\W_])[A-ZĐ])$")
_AFTER_SENTENCE = re.compile(r"\s+[^\sa-zà-ỹđ,.;:)]")
_EDGES = " \t\n\xa0.;:,/"


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause without the marks at its edges, and the sentence it is of, with its full stop."""

    span: Span
    sentence: Span


def clauses(text: str, span: Span) -> tuple[Clause, ...]:
    """Return the clauses of ``span``: parts ended by a semicolon or a sentence's full stop, outside parentheses.

    >>> line = "Làm a (b; c); làm d. Báo cáo TP. Huế."
    >>> [each.span.of(line) for each in clauses(line, Span(0, len(line)))]
    ['Làm a (b; c)', 'làm d', 'Báo cáo TP. Huế']
    """
    found, parts, start, depth = list[Clause](), list[Span](), span.start, 0
    for match in _STOP.finditer(text, span.start, span.end):
        mark = match[0]
        depth = max(0, depth + {"(": 1, ")": -1}.get(mark, 0))
        if depth == 0 and mark in ".;":
            ends = mark == "." and _ends_sentence(text, match.start(), span.end)
            if mark == ";" or ends:
                parts.append(trimmed(text, start, match.start()))
                start = match.end()
            if ends:
                found += _of_sentence(parts, start)
                parts = []
    parts.append(trimmed(text, start, span.end))
    return (*found, *_of_sentence(parts, span.end))


def trimmed(text: str, start: int, end: int, edges: str = _EDGES) -> Span:
    """Return the span without blanks and stops at its edges; empty at ``end`` when nothing is left."""
    words = text[start:end]
    left = len(words) - len(words.lstrip(edges))
    return Span(start + left, start + left + len(words[left:].rstrip(edges)))


def _of_sentence(parts: list[Span], end: int) -> list[Clause]:
    parts = [each for each in parts if each.start < each.end]
    return [Clause(each, Span(parts[0].start, end)) for each in parts]


def _ends_sentence(text: str, at: int, end: int) -> bool:
    return _AFTER_SENTENCE.match(text, at + 1, end) is not None and not _ABBREVIATION.search(text, max(0, at - 6), at)
