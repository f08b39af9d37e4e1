"""BM25: the library's scores are those of a naive reading of the formula."""

import math
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoi.corpus.library import Library
from hoi.index import sparse
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
def test_scores_of_the_corpus_are_the_formulas(
    library: Library, tmp_path: Path, question: str, language: Language
) -> None:
    texts = [chunk.whole for chunk in chunks(library) if chunk.language == language]
    scores = KeywordIndex.build(texts, language, tmp_path).scores(question)
    assert scores.dtype == np.float32
    np.testing.assert_allclose(scores, naive(texts, question, language), rtol=1e-4, atol=1e-5)


def built(texts: Iterable[str], language: Language = "vi") -> KeywordIndex:
    with tempfile.TemporaryDirectory() as folder:  # a map outlives its file
        return KeywordIndex.build(texts, language, Path(folder))


@given(st.lists(WORDS, min_size=1, max_size=6), WORDS)
def test_scores_of_any_texts_are_the_formulas(texts: list[str], question: str) -> None:
    index = built(texts)
    np.testing.assert_allclose(index.scores(question), naive(texts, question, "vi"), rtol=1e-4, atol=1e-5)
    every_second = np.arange(0, len(texts), 2)
    assert np.array_equal(index.scores_at(question, every_second), index.scores(question)[every_second])


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_words_are_counted_and_found_where_they_stand(texts: list[str]) -> None:
    index = built(texts)
    for word in ("an", "cho", "duong", "nowhere"):
        having = [word in tokens(text, "vi") for text in texts]
        assert index.holding(word, np.arange(len(texts))).tolist() == having
        assert index.frequency(word) == sum(having)


def test_marks_do_not_matter_and_neighbours_do() -> None:
    index = built(["siêu thị lớn", "thị trấn siêu", "chợ"])
    scores = index.scores("sieu thi")
    assert np.array_equal(scores, index.scores("SIÊU THỊ"))
    assert scores[0] > scores[1] > scores[2] == 0


@pytest.fixture(scope="module")
def many() -> KeywordIndex:
    """Three thousand texts of words some of which are in nearly every one."""
    random = np.random.default_rng(5)
    common, rare = [f"c{n}" for n in range(5)], [f"r{n}" for n in range(300)]
    return built(" ".join((*random.choice(common, 4), *random.choice(rare, 3))) for _ in range(3_000))


@pytest.mark.parametrize("read", [10**9, 1_000, 0], ids=["all_read", "the_rare_read", "none_read"])
@pytest.mark.parametrize("only", [False, True], ids=["of_all", "of_some"])
def test_the_best_are_those_of_the_scores(
    many: KeywordIndex, monkeypatch: pytest.MonkeyPatch, read: int, *, only: bool
) -> None:
    monkeypatch.setattr(sparse, "_READ", read)
    among = np.arange(many.count) % 3 == 0 if only else np.ones(many.count, np.bool_)
    for question in ("c1 c2 r7 r8", "c3 r150", "r1 r2 r3", "c0", "nowhere", ""):
        scores = np.where(among, many.scores(question), 0)
        found, its_scores = many.best(question, 10, among=among if only else None)
        np.testing.assert_allclose(its_scores, many.scores(question)[found], rtol=1e-5)
        assert np.array_equal(found, np.unique(found))
        if read or question == "":
            surely = np.flatnonzero(scores > max(0, np.sort(scores)[-11]))
            assert np.isin(surely, found).all() or (read < 10**9 and question == "c0")
        assert among[found].all()


def test_what_is_built_is_read_back(tmp_path: Path) -> None:
    index = KeywordIndex.build(["siêu thị", "chợ dân sinh", ""], "vi", tmp_path)
    loaded = KeywordIndex(tmp_path, "vi")
    for question in ("chợ", "siêu thị chợ", "gì", ""):
        assert np.array_equal(loaded.scores(question), index.scores(question))


def test_no_texts_can_be_indexed_too() -> None:
    """A library need not have a word of English."""
    index = built([], "en")
    assert not index.scores("market").any()
    assert not len(index.best("market", 10)[0])
