"""What is shipped of the examples is what they teach, with the embedded encoder's vectors."""

import random
from pathlib import Path

import numpy as np
import pytest

from hoi.corpus.library import Library
from hoi.index.build import Taught, as_shipped, examples
from hoi.index.cache import key_of
from hoi.index.chunks import chunks
from hoi.index.encoder import EmbeddedE5
from hoi.index.examples import RIDGE, ExampleIndex
from hoi.index.shipped import Learned, load, passages, rounded, save
from hoi.index.taught import read_together

SAMPLE = 60
QUESTION = "siêu thị phải dùng bao bì gì"
TEXTS, OWNERS = ["một", "hai", "ba"], ["a:I.1", "near_miss"]


@pytest.fixture(scope="module")
def taught(library: Library) -> Taught:
    return examples(chunks(library))


@pytest.fixture(scope="module")
def learned(taught: Taught) -> Learned:
    held = load(taught.texts, taught.owners)
    assert held is not None, "the examples were changed; run: make examples"
    return held


def test_the_vectors_are_those_of_the_encoder(taught: Taught, learned: Learned) -> None:
    sample = random.Random(1).sample(range(len(taught.examples)), SAMPLE)  # noqa: S311 - a sample
    texts = [taught.texts[place] for place in sample]
    assert np.einsum("ij,ij->i", learned.vectors[sample], EmbeddedE5().queries(texts)).min() > 0.9998


def test_no_passage_of_the_shipped_documents_is_embedded_again(library: Library) -> None:
    encoder, held = EmbeddedE5(), passages()
    texts = {key_of(encoder, text, as_questions=False): text for each in chunks(library) for text in each.passages()}
    assert held.keys() == texts.keys(), "the documents were changed; run: make examples"
    sample = random.Random(3).sample(sorted(texts), SAMPLE // 4)  # noqa: S311 - a sample
    vectors = encoder.passages([texts[key] for key in sample])
    np.testing.assert_allclose(np.stack([held[key] for key in sample]), vectors, atol=2e-4)


def test_the_weights_solve_the_regression(taught: Taught, learned: Learned) -> None:
    """The score of an example is its target (1 or -1) less its own weight times the ridge."""
    index = ExampleIndex.build(taught.examples, learned.vectors, len(taught.owners), learned.dual)
    for place in random.Random(2).sample(range(len(taught.examples)), SAMPLE):  # noqa: S311 - a sample
        example = taught.examples[place]
        target = np.full(len(taught.owners), -1.0)
        target[list(example.owners)] = 1
        scores = index.scores(learned.vectors[place], example.text, example.language)
        np.testing.assert_allclose(scores, (target - RIDGE * learned.dual[place]).clip(-1, 1), atol=0.02)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    vectors = rounded(np.random.default_rng(1).normal(size=(3, 8)).astype(np.float32))
    dual = np.array([[1.5, -0.25], [0, 1], [-2, 0.5]], np.float32)
    save(TEXTS, OWNERS, Learned(vectors, dual), tmp_path / "some.npz")
    read = load(TEXTS, OWNERS, tmp_path / "some.npz")
    assert read is not None
    np.testing.assert_allclose(read.vectors, vectors, atol=1e-6)
    np.testing.assert_array_equal(read.dual, dual)


def test_what_is_of_other_examples_or_owners_is_not_read(tmp_path: Path) -> None:
    learned = Learned(np.eye(3, dtype=np.float32), np.zeros((3, 2), np.float32))
    assert load(TEXTS, OWNERS, tmp_path / "none.npz") is None
    save(TEXTS, OWNERS, learned, tmp_path / "some.npz")
    assert load([*TEXTS[:2], "bốn"], OWNERS, tmp_path / "some.npz") is None
    assert load(TEXTS, ["b:I.1", "near_miss"], tmp_path / "some.npz") is None


def test_every_group_of_provisions_has_its_examples(taught: Taught) -> None:
    """A place that nobody asks about by itself would leave out the whole group."""
    places = {f"{document}:{locator}" for each in read_together() for document, locator in each.provisions}
    assert places <= set(taught.owners)


def test_a_document_taken_out_takes_its_owners_and_leaves_the_rest(taught: Taught, library: Library) -> None:
    """Scores do not depend on which other owners there are."""
    fewer = examples(chunks(Library([each for each in library if each.id != "sap-xep-2025"])))
    vector = EmbeddedE5().query(QUESTION)
    whole, part = as_shipped(taught), as_shipped(fewer)
    assert whole is not None
    assert part is not None
    kept = [taught.owners.index(owner) for owner in fewer.owners]
    scores = whole.scores(vector, QUESTION, "vi")
    np.testing.assert_allclose(part.scores(vector, QUESTION, "vi"), scores[kept], atol=1e-6)
    assert len(fewer.owners) < len(taught.owners)
