"""BM25: the library's scores are those of a naive reading of the formula."""

import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoi.corpus.library import Library
from hoi.index.chunks import chunks
from hoi.index.sparse import K1, B, KeywordIndex
from hoi.index.words import Language, tokens

QUESTIONS = (
    "bao nhieu siêu thị dùng bao bì",
    "doanh nghiệp doanh nghiệp được tập huấn",
    "không từ nào zzz",
    "",
)
WORDS = st.lists(st.sampled_from(["an", "bình", "chợ", "dân", "đường", "em"]), max_size=8).map(" ".join)


def naive(texts: Sequence[str], question: str, language: Language) -> list[float]:
    """BM25 as Lucene has it, one term at a time."""
    held = [Counter(tokens(text, language) or [""]) for text in texts]
    mean = sum(each.total() for each in held) / len(held)

    def score(text: Counter[str]) -> float:
        total = 0.0
        for token in tokens(question, language):
            having = sum(token in each for each in held)
            if having:
                rarity = math.log(1 + (len(held) - having + 0.5) / (having + 0.5))
                total += rarity * text[token] / (text[token] + K1 * (1 - B + B * text.total() / mean))
        return total

    return [score(text) for text in held]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("question", QUESTIONS, ids=["plain", "said_twice", "unknown_words", "empty"])
def test_scores_of_the_corpus_are_the_formulas(library: Library, question: str, language: Language) -> None:
    texts = [chunk.whole for chunk in chunks(library) if chunk.language == language]
    scores = KeywordIndex.build(texts, language).scores(question)
    assert scores.dtype == np.float32
    np.testing.assert_allclose(scores, naive(texts, question, language), rtol=1e-4, atol=1e-5)


@given(st.lists(WORDS, min_size=1, max_size=6), WORDS)
def test_scores_of_any_texts_are_the_formulas(texts: list[str], question: str) -> None:
    scores = KeywordIndex.build(texts, "vi").scores(question)
    np.testing.assert_allclose(scores, naive(texts, question, "vi"), rtol=1e-4, atol=1e-5)


def test_marks_do_not_matter_and_neighbours_do() -> None:
    index = KeywordIndex.build(["siêu thị lớn", "thị trấn siêu", "chợ"], "vi")
    scores = index.scores("sieu thi")
    assert np.array_equal(scores, index.scores("SIÊU THỊ"))
    assert scores[0] > scores[1] > scores[2] == 0


def test_what_is_saved_is_read_back(tmp_path: Path) -> None:
    index = KeywordIndex.build(["siêu thị", "chợ dân sinh", ""], "vi")
    index.save(tmp_path)
    loaded = KeywordIndex.load(tmp_path, "vi")
    for question in ("chợ", "siêu thị chợ", "gì", ""):
        assert np.array_equal(loaded.scores(question), index.scores(question))


def test_no_texts_can_be_indexed_too(tmp_path: Path) -> None:
    """A library need not have a word of English."""
    KeywordIndex.build([], "en").save(tmp_path)
    assert not KeywordIndex.load(tmp_path, "en").scores("market").any()
