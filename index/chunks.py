"""Documents to chunks: one for each provision that says something, under its headings and its document's title."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hoi.corpus.library import Library
from hoi.corpus.model import Document, Provision
from hoi.corpus.normalise import syllables
from hoi.index.words import Language, sentences

MAX_SYLLABLES = 160
"""Longest piece of a provision that is embedded at once; measured best on legal articles (+7 MRR over whole ones)."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A provision as it is indexed in one language.

    ``context`` is the document's title and the headings above; ``pieces`` are its sentences, embedded beside the whole
    (alone where it is longer than ``MAX_SYLLABLES``); ``questions`` are ways people ask about it.
    """

    document: str
    locator: str
    language: Language
    context: str
    text: str
    pieces: tuple[str, ...]
    questions: tuple[str, ...]

    @property
    def whole(self) -> str:
        """The text that stands for the provision: its context and its words."""
        return f"{self.context}\n{self.text}"

    def passages(self) -> list[str]:
        """Return the texts to embed: the whole first, unless it is too long, then the pieces in context."""
        inside = [f"{self.context}\n{piece}" for piece in self.pieces if piece != self.text]
        whole = len(syllables(self.text)) <= MAX_SYLLABLES
        return [self.whole, *inside] if whole or not inside else inside


def chunks(library: Library) -> Iterator[Chunk]:
    """Yield the chunks of every document, Vietnamese first, then the English gloss where there is one."""
    for document in library:
        for provision in document.provisions:
            if _speaks(document, provision):
                yield _vietnamese(document, provision)
        for provision in document.provisions:
            gloss = document.gloss.get(provision.locator)
            if gloss is not None and _speaks(document, provision):
                yield _english(document, provision, gloss)


def asked_about(found: Iterable[Chunk]) -> dict[tuple[str, str], int]:
    """Return the provisions that people's questions are known for, each (document, locator) with a number from 0."""
    places = dict.fromkeys((each.document, each.locator) for each in found if each.questions)
    return {place: number for number, place in enumerate(places)}


def _speaks(document: Document, provision: Provision) -> bool:
    """Tell whether a provision is found by itself.

    A heading is, if people ask about it as a whole. The head of the document is not: its record answers for it. Nor is
    a digest's notice about itself, which has no source and nobody asks about.
    """
    if provision.kind == "meta":
        return False
    asked = (provision.locator, "vi") in document.questions
    statement = document.statement_at.get(provision.locator)
    notice = statement is not None and not statement.sources
    return asked or not (document.children(provision.locator) or notice)


def _vietnamese(document: Document, provision: Provision) -> Chunk:
    context = "\n".join((document.full_name.vi, *provision.heading))
    pieces = _bounded(sentences(provision.text))
    questions = document.questions.get((provision.locator, "vi"), ())
    return Chunk(document.id, provision.locator, "vi", context, provision.text, pieces, questions)


def _english(document: Document, provision: Provision, gloss: str) -> Chunk:
    above = (document.gloss.get(each.locator) for each in document.ancestors(provision.locator))
    context = "\n".join((document.full_name.en, *filter(None, above)))
    questions = document.questions.get((provision.locator, "en"), ())
    return Chunk(document.id, provision.locator, "en", context, gloss, _bounded(sentences(gloss)), questions)


def _bounded(pieces: list[str]) -> tuple[str, ...]:
    """Return ``pieces`` with any that is still longer than ``MAX_SYLLABLES`` cut at a space."""
    out: list[str] = []
    for piece in pieces:
        words = piece.split()
        while len(syllables(" ".join(words))) > MAX_SYLLABLES:
            out.append(" ".join(words[:MAX_SYLLABLES]))
            words = words[MAX_SYLLABLES:]
        out.append(" ".join(words))
    return tuple(each for each in out if each)
