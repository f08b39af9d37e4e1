"""Finding: a question's text in, provisions out, best first."""

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hoi.corpus.library import Library
from hoi.corpus.normalise import fold
from hoi.index import build, manifest
from hoi.index.chunks import asked_about
from hoi.index.dense import NEVER, Numbers, Scores, VectorIndex
from hoi.index.encoder import Vectors, for_questions, pin_threads
from hoi.index.examples import ExampleIndex
from hoi.index.restore import Restorer, everyday_questions
from hoi.index.sparse import KeywordIndex
from hoi.index.taught import FIELDS, REASONS, FieldName, Reason, read_unanswered
from hoi.index.words import Language, content, words

DENSE_SHARE = 0.5
"""Weight of the vectors against the keywords: the optimum of four sets and every form lies at 0.45 to 0.50."""
ASKED_SHARE = 0.75
"""Weight of the likeness to questions people ask against the likeness to the provision itself."""
REMEMBERED = 64
"""Questions whose vectors are kept in memory: a follow-up needs that of the question before it again."""
_TOP = 100
_FEW = 1_000
"""Up to so many chunks all are scored: as fast as searching for the nearest, and none is missed."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A provision found. ``score`` is fused, 0 to 1 within one search; the rest compare between searches.

    ``cosine`` is the vectors' score of the provision; ``asked`` how like the question is to those people ask about it
    (``examples.py``); ``keywords`` the BM25 score over the best a text could have; ``stated`` the share of the
    question's subject words, weighted by how rare they are, that the provision and its headings contain; ``coverage``
    the same with the words of the questions people ask about it.
    """

    document: str
    locator: str
    score: float
    cosine: float
    asked: float
    keywords: float
    stated: float
    coverage: float


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: the hits, best first, and how like the question is to those of other kinds.

    ``unanswered``: to those that have no answer here; ``fields``: to those about a document's record.
    """

    hits: tuple[Hit, ...]
    unanswered: dict[Reason, float]
    fields: dict[FieldName, float]


@dataclass(frozen=True, slots=True)
class _View:
    """The chunks of one language: their numbers, their places by document, how rare each word is, the keyword index.

    ``owners`` are the numbers that the examples know the chunks by; -1 for one nobody wrote examples for. ``untaught``
    marks the chunks of documents that have no examples at all.
    """

    language: Language
    numbers: Numbers
    places: dict[str, list[int]]
    rarity: dict[str, float]
    texts: KeywordIndex
    owners: Numbers
    untaught: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Scored:
    """The chunks a search looked at, and each one's scores; all of one shape."""

    numbers: Numbers
    cosines: Scores
    asked: Scores
    keywords: Scores
    fused: Scores


class Finder:
    """The index of one corpus, opened once and asked many times; safe to share between threads."""

    def __init__(self, folder: Path, embed: Callable[[str], Vectors], threads: int) -> None:
        self._embed = lru_cache(REMEMBERED)(embed)
        self._chunks = manifest.read_chunks(folder)
        self._passages = VectorIndex.load(folder / build.PASSAGES, threads)
        self._examples = ExampleIndex.load(folder / build.EXAMPLES)
        self._about = asked_about(self._chunks)
        self._stated = [frozenset(words(chunk.whole, chunk.language)) for chunk in self._chunks]
        self._words = [
            stated | frozenset(words(" ".join(chunk.questions), chunk.language))
            for stated, chunk in zip(self._stated, self._chunks, strict=True)
        ]
        self._views = {language: self._view(folder, language) for language in build.LANGUAGES}
        self._pieces = {(each.document, each.locator, each.language): each.pieces for each in self._chunks}
        vietnamese = [chunk for chunk in self._chunks if chunk.language == "vi"]
        taught = [text for chunk in vietnamese for text in (chunk.whole, *chunk.questions)]
        examples = [each.text for each in read_unanswered() if fold(each.text) != each.text.lower()]
        self.restorer = Restorer([*taught, *examples, *everyday_questions()])

    @classmethod
    def open(cls, library: Library, data_dir: Path, encoder: str = "", threads: int = 2) -> "Finder":
        """Open the index under ``data_dir``.

        Raises:
            IndexStateError: there is none, it is damaged, or it was built from something else.
        """
        pin_threads(threads)
        folder = manifest.current(data_dir)
        manifest.check(folder, library, encoder)
        return cls(folder, for_questions(encoder).query, threads)

    def search(
        self,
        text: str,
        language: Language,
        *,
        written: str = "",
        documents: Collection[str] | None = None,
        dense_share: float = DENSE_SHARE,
    ) -> Found:
        """Return the provisions of ``documents`` (all when None) for ``text``, at most ``_TOP``, best first.

        ``written`` is the same question in the words documents use, for the keywords. ``dense_share`` is the weight of
        the vectors: 0 searches by keywords alone, 1 by vectors alone.
        """
        vector = self._embed(text)
        view = self._views[language]
        likeness = self._examples.scores(vector, text, language)
        others = list(map(float, likeness[len(self._about) :]))
        unanswered = dict(zip(REASONS, others[: len(REASONS)], strict=True))
        fields = dict(zip(FIELDS, others[len(REASONS) :], strict=True))
        among = _among(view, documents)
        if not len(among):
            return Found((), unanswered, fields)
        written = written or text
        scored = self._scores(written, vector, view, among, likeness, dense_share)
        return Found(tuple(self._hits(written, view, scored)), unanswered, fields)

    def _scores(
        self, text: str, vector: Vectors, view: _View, among: Numbers, likeness: Scores, dense_share: float
    ) -> _Scored:
        texts = view.texts.scores(text)
        asked = np.where(view.owners >= 0, likeness[view.owners], np.float32(NEVER))
        among = self._likely(vector, view, among, texts, asked)
        numbers, asked = view.numbers[among], asked[among]
        cosines, keywords = self._passages.whole_and_best(vector, numbers), texts[among]
        fused = fuse(cosines, keywords, dense_share)
        if asked.max() > NEVER:
            # A document nobody wrote questions for stands by itself.
            alike = np.where(
                view.untaught[among], fused, (asked + 1) / 2 if globals().get("_absolute") else _scaled(asked)
            )
            fused = ((1 - ASKED_SHARE) * fused + ASKED_SHARE * alike).astype(np.float32)
        return _Scored(numbers, cosines, asked, keywords, fused)

    def _likely(self, vector: Vectors, view: _View, among: Numbers, *sides: Scores) -> Numbers:
        """Return the places of ``among`` that can come first on any side; all where they are few or the vectors exact.

        What one side finds the other must score too, so that no hit lacks its cosine.
        """
        if len(among) <= _FEW or self._passages.exact:
            return among
        near = np.searchsorted(view.numbers, self._passages.near(vector, view.numbers[among]))
        best = [among[np.argpartition(-scores[among], min(_TOP, len(among)) - 1)[:_TOP]] for scores in sides]
        return np.unique(np.concatenate([near, *best]))

    def _hits(self, text: str, view: _View, scored: _Scored) -> Iterator[Hit]:
        subject = self._weights(content(text, view.language), view)
        most = sum(self._weights(words(text, view.language), view).values()) or 1.0
        for n in np.argsort(-scored.fused, kind="stable")[:_TOP]:
            number = scored.numbers[n]
            yield Hit(
                document=self._chunks[number].document,
                locator=self._chunks[number].locator,
                score=float(scored.fused[n]),
                cosine=float(scored.cosines[n]),
                asked=float(scored.asked[n]),
                keywords=float(scored.keywords[n]) / most,
                stated=_coverage(subject, self._stated[number]),
                coverage=_coverage(subject, self._words[number]),
            )

    def pieces(self, document: str, locator: str, language: Language) -> tuple[str, ...]:
        """Return the sentences of a provision in this language, as they were cut when the index was built."""
        return self._pieces.get((document, locator, language), ())

    def _view(self, folder: Path, language: Language) -> _View:
        numbers = np.array([n for n, chunk in enumerate(self._chunks) if chunk.language == language], np.int64)
        taught = {document for document, _ in self._about}
        places: dict[str, list[int]] = {}
        for place, number in enumerate(numbers):
            places.setdefault(self._chunks[number].document, []).append(place)
        return _View(
            language,
            numbers,
            places,
            _rarity([self._words[n] for n in numbers]),
            KeywordIndex.load(folder / language, language),
            np.array([self._about.get((self._chunks[n].document, self._chunks[n].locator), -1) for n in numbers]),
            np.array([self._chunks[n].document not in taught for n in numbers]),
        )

    def _weights(self, asked: list[str], view: _View) -> dict[str, float]:
        """Return how much each word asked weighs; one that no provision has weighs as much as the rarest."""
        rarest = max(view.rarity.values(), default=1.0)
        return {word: view.rarity.get(word, rarest) for word in asked}


def _among(view: _View, documents: Collection[str] | None) -> Numbers:
    """Return the places in ``view`` of the chunks of ``documents``, ascending."""
    if documents is None:
        return np.arange(len(view.numbers))
    return np.array(sorted(place for each in set(documents) for place in view.places.get(each, ())), np.int64)


def _coverage(weights: dict[str, float], held: frozenset[str]) -> float:
    total = sum(weights.values())
    return sum(weight for word, weight in weights.items() if word in held) / total if total else 0.0


def fuse(cosines: Scores, keywords: Scores, dense_share: float = DENSE_SHARE) -> Scores:
    """Return the fused score: each side scaled to 0..1 over its own best hundred, then the weighted mean.

    Not reciprocal ranks: those lose 0.6 to 3.4 MRR to this on every set (docs/decisions/0003-retrieval.md).
    """
    return dense_share * _scaled(cosines) + (1 - dense_share) * _scaled(keywords)


def _scaled(scores: Scores) -> Scores:
    floor = np.sort(scores)[-min(_TOP, len(scores))]
    spread = float(scores.max() - floor)
    return np.clip((scores - floor) / spread, 0, 1) if spread > 0 else np.zeros_like(scores)


def _rarity(texts: list[frozenset[str]]) -> dict[str, float]:
    """Return each word's inverse document frequency over ``texts``."""
    counts = Counter(word for each in texts for word in each)
    return {word: math.log(1 + (len(texts) - n + 0.5) / (n + 0.5)) for word, n in counts.items()}
