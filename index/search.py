"""Finding: a question's text in, provisions out, best first."""

import math
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hoi.corpus.library import Library
from hoi.index import build
from hoi.index.chunks import Chunk
from hoi.index.dense import VectorIndex
from hoi.index.encoder import Encoder, for_questions, pin_threads
from hoi.index.restore import Restorer, everyday_questions
from hoi.index.sparse import KeywordIndex
from hoi.index.words import Language, content, words

DENSE_SHARE = 0.5
"""Weight of the vectors against the keywords: the optimum of four sets and every form lies at 0.45 to 0.50."""
_TOP = 100

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Hit:
    """A provision found. ``score`` is fused, 0 to 1 within one search; the rest compare between searches.

    ``cosine`` is the vectors' own score; ``keywords`` the BM25 score over the best a text could have; ``coverage`` the
    share of the question's subject words, weighted by how rare they are, that the provision or its headings contain.
    """

    document: str
    locator: str
    score: float
    cosine: float
    keywords: float
    coverage: float


class Finder:
    """The index of one corpus, opened once and asked many times; safe to share between threads."""

    def __init__(self, chunks: list[Chunk], vectors: VectorIndex, keywords: dict[str, KeywordIndex], encoder: Encoder) -> None:
        self._chunks = chunks
        self._vectors = vectors
        self._keywords = keywords
        self._encoder = encoder
        self._of = {
            language: np.array([n for n, chunk in enumerate(chunks) if chunk.language == language], np.int64)
            for language in build.LANGUAGES
        }
        self._words = [frozenset(words(chunk.whole, chunk.language)) for chunk in chunks]
        self._rarity = {language: _rarity([self._words[n] for n in self._of[language]]) for language in self._of}
        self._pieces = {(each.document, each.locator, each.language): each.pieces for each in chunks}
        vietnamese = [chunks[n] for n in self._of["vi"]]
        self.restorer = Restorer([*(chunk.whole for chunk in vietnamese), *everyday_questions()])

    @classmethod
    def open(cls, library: Library, data_dir: Path, encoder: str = "", threads: int = 2) -> "Finder":
        """Open the index under ``data_dir``.

        Raises:
            IndexStateError: there is none, it is damaged, or it was built from something else.
        """
        pin_threads(threads)
        folder = build.current(data_dir)
        build.check(folder, library, encoder)
        keywords = {language: KeywordIndex.load(folder / language, language) for language in build.LANGUAGES}
        vectors = VectorIndex.load(folder, threads)
        return cls(build.read_chunks(folder), vectors, keywords, for_questions(encoder))

    def search(self, text: str, language: Language, *, documents: Collection[str] | None = None) -> list[Hit]:
        """Return the provisions of ``documents`` (all when None) for ``text``, at most ``_TOP``, best first."""
        view = self._of[language]
        if documents is not None:
            view = np.array([n for n in view if self._chunks[n].document in documents], np.int64)
        if not len(view):
            return []
        cosines = self._vectors.scores(self._encoder.query(text))[view]
        keywords = self._keywords[language].scores(text)[np.searchsorted(self._of[language], view)]
        fused = fuse(cosines, keywords)
        best = np.argsort(-fused, kind="stable")[:_TOP]
        return [self._hit(view[n], text, language, fused[n], cosines[n], keywords[n]) for n in best]

    def pieces(self, document: str, locator: str, language: Language) -> tuple[str, ...]:
        """Return the sentences of a provision in this language, as they were cut when the index was built."""
        return self._pieces.get((document, locator, language), ())

    def unknown_words(self, text: str, language: Language) -> list[str]:
        """Return the subject words of ``text`` that no provision of this language contains, in order."""
        return [word for word in content(text, language) if word not in self._rarity[language]]

    def _hit(self, number: int, text: str, language: Language, score: float, cosine: float, keywords: float) -> Hit:
        chunk = self._chunks[number]
        weights = self._weights(words(text, language), language)
        keywords /= sum(weights.values()) or 1.0
        return Hit(
            chunk.document, chunk.locator, float(score), float(cosine), float(keywords), self._coverage(number, text)
        )

    def _coverage(self, number: int, text: str) -> float:
        chunk = self._chunks[number]
        weights = self._weights(content(text, chunk.language), chunk.language)
        covered = sum(weight for word, weight in weights.items() if word in self._words[number])
        return covered / (sum(weights.values()) or 1.0)

    def _weights(self, asked: list[str], language: Language) -> dict[str, float]:
        """Return how much each word asked weighs; one that no provision has weighs as much as the rarest."""
        rarity = self._rarity[language]
        rarest = max(rarity.values(), default=1.0)
        return {word: rarity.get(word, rarest) for word in asked}


def fuse(cosines: Scores, keywords: Scores) -> Scores:
    """Return the fused score: each side scaled to 0..1 over its own best hundred, then the weighted mean.

    Not reciprocal ranks: those lose 0.6 to 3.4 MRR to this on every set (docs/decisions/0003-retrieval.md).
    """
    return DENSE_SHARE * _scaled(cosines) + (1 - DENSE_SHARE) * _scaled(keywords)


def _scaled(scores: Scores) -> Scores:
    floor = np.sort(scores)[-min(_TOP, len(scores))]
    spread = float(scores.max() - floor)
    return np.clip((scores - floor) / spread, 0, 1) if spread > 0 else np.zeros_like(scores)


def _rarity(texts: list[frozenset[str]]) -> dict[str, float]:
    """Return each word's inverse document frequency over ``texts``."""
    counts = Counter(word for each in texts for word in each)
    return {word: math.log(1 + (len(texts) - n + 0.5) / (n + 0.5)) for word, n in counts.items()}
