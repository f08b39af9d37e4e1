"""The names of documents in a text, each hidden as one character, so that its words count as no claim."""

import re
from collections.abc import Iterable
from itertools import pairwise

from hoi.bot.assistant.answer import Citation
from hoi.corpus.labels import own_name
from hoi.corpus.library import Library
from hoi.corpus.model import Bilingual, Document
from hoi.corpus.normalise import fold, syllables

MASK = "¦"
"""Stands where words that need no evidence were taken out."""
FIRST, LAST, _ALONE = "\ue000", "\uefff", "\uefff"
"""The private characters that stand for documents; those of a corpus beyond them are not hidden.

The last stands behind a digest's document that is named alone, without the others the digest tells of.
"""
_PRIVATE = re.compile("[\ue000-\uf8ff]")
NUMBER = re.compile(r"\d+(?:/\d{4})?/[^\W\d_]{2,}[\w-]*|\d+-[^\W\d_]{2,}/[^\W\d_]+")
"""The number of a document as texts print it: "889/QĐ-TTg", "28-NQ/TW"."""
_NAMING = 4  # words from which on a name without a number names one document, not a kind ("Báo cáo")

Name = tuple[str, str]


class Names:
    """The names of one library's documents."""

    def __init__(self, library: Library) -> None:
        numbered = dict(zip(map(chr, range(ord(FIRST), ord(_ALONE))), library, strict=False))
        self._documents = {character: document.id for character, document in numbered.items()}
        self._numbers = {character: fold(document.metadata.number or "") for character, document in numbered.items()}
        self._labels = {document.id: _both(document.name) for document in library}
        self._by_number: dict[str, list[tuple[Document, str]]] = {}
        for character, document in numbered.items():
            self._by_number.setdefault(fold(document.metadata.number or ""), []).append((document, character))
        cuts = {re.escape(document.cut_after) for document in library if document.cut_after}
        self._cuts = re.compile(rf"(?<![\w.])(?:{'|'.join(sorted(cuts)) or '(?!)'})(?![\w.]*\w)")
        self._missing = [text for document in library for each in document.missing for text in _both(each.what)]

    def hide(self, text: str, *, full: bool = True) -> str:
        """Return ``text`` with each document's name, and what is said of what our copies lack, as one character.

        A full name has a date and an issuer in it; they stay when ``full`` is false.
        """
        for sentence in self._missing:
            if sentence in text:
                text = text.replace(sentence, MASK)
        text = self._cuts.sub(MASK, text)
        for name, character in self._found_in(text, full=full):
            text = text.replace(name, character)
        return text

    def place(self, citation: Citation) -> str:
        """Return the place that a citation's label gives, without the name of the document behind it."""
        own = (f", {name}" for name in self._labels[citation.document])
        return next((citation.label.removesuffix(name) for name in own if citation.label.endswith(name)), "")

    def named(self, text: str) -> frozenset[str]:
        """Return the documents whose names were hidden in ``text``."""
        return frozenset(self._documents[each] for each in text if each in self._documents)

    def alone(self, text: str) -> frozenset[str]:
        """Return the numbers of the documents of digests that were named in ``text`` without the others beside them."""
        return frozenset(self._numbers[each] for each, after in pairwise(text) if after == _ALONE)

    def _found_in(self, text: str, *, full: bool) -> list[Name]:
        """Return the names that may stand in ``text``, the longest first: by the numbers it holds, for speed."""
        numbers = {"", *(fold(match[0]) for match in NUMBER.finditer(text))}
        found = [
            (name, f"{character}{_ALONE}" if name in own else character)
            for number in numbers
            for document, character in self._by_number.get(number, ())
            for own in (_own_names(document),)
            for name in (*own, *_names(document, full=full))
            if name in text
        ]
        return sorted(found, key=lambda name: -len(name[0]))


def without_private(text: str) -> str:
    """Return ``text`` without the characters that stand for names here."""
    return _PRIVATE.sub("¤", text)


def _names(document: Document, *, full: bool) -> Iterable[str]:
    names = (*_both(document.name), *(_both(document.full_name) if full else ()))
    return (name for name in names if any(map(str.isdigit, name)) or len(syllables(name)) >= _NAMING)


def _own_names(document: Document) -> tuple[str, ...]:
    """Return the names of the one document that a digest is named after, where they are not the digest's."""
    return tuple(each for each in _both(own_name(document)) if each not in _both(document.name))


def _both(said: Bilingual) -> tuple[str, str]:
    return said.vi, said.en
