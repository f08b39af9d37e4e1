"""Keywords: BM25 over folded syllables and their pairs."""

import logging
from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from hoi.index.words import Language, tokens

K1, B = 1.2, 0.75
"""The usual constants; a grid of twenty points on three sets moved MRR by less than 0.5 points a set."""


logging.getLogger("bm25s").setLevel(logging.WARNING)  # it announces every build on stderr


class KeywordIndex:
    """BM25 over the texts of one language that it was built from, one score a text."""

    def __init__(self, index: bm25s.BM25, language: Language) -> None:
        self._index = index
        self._language = language

    @classmethod
    def build(cls, texts: Sequence[str], language: Language) -> "KeywordIndex":
        """Index ``texts``; of none, as of one without words: the library cannot index nothing."""
        index = bm25s.BM25(k1=K1, b=B, method="lucene")
        # A text without words still counts as one: the library divides by the mean length.
        index.index([tokens(text, language) or [""] for text in texts or [""]], show_progress=False)
        return cls(index, language)

    @classmethod
    def load(cls, folder: Path, language: Language) -> "KeywordIndex":
        """Read what ``save`` wrote."""
        return cls(bm25s.BM25.load(folder, mmap=True), language)

    def save(self, folder: Path) -> None:
        """Write the postings into ``folder``."""
        self._index.save(folder, show_progress=False)

    def scores(self, text: str) -> NDArray[np.float32]:
        """Return the score of every indexed text for ``text``, shape ``(texts,)``."""
        known = [token for token in tokens(text, self._language) if token in self._index.vocab_dict]
        if not known:
            return np.zeros(self._index.scores["num_docs"], np.float32)
        return np.asarray(self._index.get_scores(known), dtype=np.float32)
