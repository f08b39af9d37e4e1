"""Learning from examples, against plain arithmetic and on what it is for."""

from pathlib import Path

import numpy as np
import pytest

from hoi.index.dense import NEVER
from hoi.index.encoder import EmbeddedE5
from hoi.index.examples import DIRECTIONS, RIDGE, SHARPNESS, WORDS_SHARE, Axes, Example, ExampleIndex
from hoi.index.words import tokens

EXAMPLES = (
    Example("bao nhiêu siêu thị dùng bao bì xanh", "vi", (0,)),
    Example("share of supermarkets with green packaging", "en", (0,)),
    Example("làng nghề được tuyên truyền bao nhiêu phần trăm", "vi", (2,)),
    Example("siêu thị và làng nghề có chỉ tiêu gì", "vi", (0, 2)),
    Example("giá vàng hôm nay", "vi", (3,)),
)
OWNERS = 4


@pytest.fixture(scope="module")
def vectors() -> np.ndarray:
    return EmbeddedE5().queries([each.text for each in EXAMPLES])


@pytest.fixture(scope="module")
def learned(vectors: np.ndarray) -> ExampleIndex:
    return ExampleIndex.build(EXAMPLES, vectors, OWNERS)


def plain_scores(vectors: np.ndarray, query: np.ndarray, text: str) -> np.ndarray:
    """The same regression, written out."""
    said = [[f"{each.language} {token}" for token in tokens(each.text, each.language)] for each in EXAMPLES]
    asked = [f"vi {token}" for token in tokens(text, "vi")]
    frequency = {token: sum(token in each for each in said) for each in said for token in each}
    rarity = {token: np.log((1 + len(said)) / (1 + count)) + 1 for token, count in frequency.items()}

    def weighed(words: list[str]) -> dict[str, float]:
        raw = {token: (1 + np.log(words.count(token))) * rarity[token] for token in words if token in rarity}
        length = np.sqrt(sum(value**2 for value in raw.values())) or 1.0
        return {token: value / length for token, value in raw.items()}

    def alike(left: tuple[np.ndarray, dict[str, float]], right: tuple[np.ndarray, dict[str, float]]) -> float:
        shared = sum(value * right[1].get(token, 0.0) for token, value in left[1].items())
        return float(np.exp(SHARPNESS * (left[0] @ right[0] - 1)) + WORDS_SHARE * shared)

    mean = vectors.mean(axis=0)

    def centred(vector: np.ndarray) -> np.ndarray:
        return (vector - mean) / np.linalg.norm(vector - mean)

    held = [(centred(vector), weighed(words)) for vector, words in zip(vectors, said, strict=True)]
    gram = np.array([[alike(left, right) for right in held] for left in held])
    targets = np.full((len(held), OWNERS), -1.0)
    for row, each in zip(targets, EXAMPLES, strict=True):
        row[list(each.owners)] = 1
    dual = np.linalg.solve(gram + RIDGE * np.eye(len(held)), targets)
    return np.array([alike((centred(query), weighed(asked)), each) for each in held]) @ dual


@pytest.mark.parametrize("text", ["siêu thị dùng bao bì gì", "làng nghề thì sao", "超市"])
def test_scores_are_those_of_the_plain_regression(learned: ExampleIndex, vectors: np.ndarray, text: str) -> None:
    query = EmbeddedE5().query(text)
    scores = learned.scores(query, text, "vi")
    taught = [0, 2, 3]
    np.testing.assert_allclose(scores[taught], plain_scores(vectors, query, text)[taught].clip(NEVER, 1), atol=1e-4)
    assert scores[1] == NEVER, "nobody wrote an example for it"


def test_an_example_is_most_like_its_own_owners(learned: ExampleIndex, vectors: np.ndarray) -> None:
    for example, vector in zip(EXAMPLES, vectors, strict=True):
        best = np.argsort(-learned.scores(vector, example.text, example.language))
        assert set(best[: len(example.owners)]) == set(example.owners)


def test_what_is_read_back_scores_the_same(learned: ExampleIndex, vectors: np.ndarray, tmp_path: Path) -> None:
    learned.save(tmp_path / "examples")
    read = ExampleIndex.load(tmp_path / "examples")
    for example, vector in zip(EXAMPLES, vectors, strict=True):
        before, after = (each.scores(vector, example.text, example.language) for each in (learned, read))
        np.testing.assert_array_equal(before, after)


def test_what_is_known_of_a_token_lies_in_one_piece(learned: ExampleIndex, tmp_path: Path) -> None:
    """A question then touches a page of the file for each of its tokens, not one for each token and owner."""
    learned.of([3, None, 0]).save(tmp_path / "examples")
    words = np.load(tmp_path / "examples" / "words.npy", mmap_mode="r")

    assert words.shape[1] == 1 + 3
    assert words.flags.c_contiguous


def test_learning_again_from_what_was_solved_scores_the_same(learned: ExampleIndex, vectors: np.ndarray) -> None:
    again = ExampleIndex.build(EXAMPLES, vectors, OWNERS, learned.dual)
    for example, vector in zip(EXAMPLES, vectors, strict=True):
        before, after = (each.scores(vector, example.text, example.language) for each in (learned, again))
        np.testing.assert_array_equal(before, after)


def test_some_owners_in_another_order_keep_their_scores(learned: ExampleIndex, vectors: np.ndarray) -> None:
    some = learned.of([3, None, 0])
    for example, vector in zip(EXAMPLES, vectors, strict=True):
        scores = learned.scores(vector, example.text, example.language)
        np.testing.assert_allclose(
            some.scores(vector, example.text, example.language), [scores[3], NEVER, scores[0]], atol=1e-6
        )


def test_many_examples_are_compared_along_the_directions_they_differ_in() -> None:
    """Vectors that differ in fewer directions than are kept lose nothing by it."""
    random = np.random.default_rng(5)
    spread = random.normal(size=(DIRECTIONS // 2, 384)).astype(np.float32)
    vectors = random.normal(size=(500, len(spread))).astype(np.float32) @ spread
    axes = Axes.of(vectors)
    apart = vectors - vectors.mean(axis=0)
    apart /= np.linalg.norm(apart, axis=1, keepdims=True)
    reduced = axes.reduced(vectors)

    assert reduced.shape == (500, DIRECTIONS)
    np.testing.assert_allclose(reduced @ reduced.T, apart @ apart.T, atol=1e-4)
