"""The vectors of the shipped examples are those of the embedded encoder, and none is missing."""

import random
from pathlib import Path

import numpy as np
import pytest

from hoi.corpus.library import Library
from hoi.index.build import examples
from hoi.index.chunks import asked_about, chunks
from hoi.index.encoder import EmbeddedE5
from hoi.index.shipped import ShippedVectors, save

SAMPLE = 60


@pytest.fixture(scope="module")
def texts(library: Library) -> list[str]:
    found = list(chunks(library))
    return [each.text for each in examples(found, asked_about(found))]


def test_every_shipped_example_has_its_vector(texts: list[str]) -> None:
    shipped = ShippedVectors.load()
    assert [text for text in texts if shipped.get(text) is None] == [], "run: make vectors"


def test_the_vectors_are_those_of_the_encoder(texts: list[str]) -> None:
    sample = random.Random(1).sample(texts, SAMPLE)  # noqa: S311 - a sample
    shipped = ShippedVectors.load()
    held = np.array([shipped.get(text) for text in sample])
    cosines = np.einsum("ij,ij->i", held, EmbeddedE5().queries(sample))
    assert cosines.min() > 0.9998


def test_what_is_written_is_read_back_and_nothing_else(tmp_path: Path) -> None:
    vectors = np.eye(3, dtype=np.float32)
    save(["một", "hai", "ba"], vectors, tmp_path / "some.npz")
    read = ShippedVectors.load(tmp_path / "some.npz")
    for text, vector in zip(["một", "hai", "ba"], vectors, strict=True):
        held = read.get(text)
        assert held is not None
        assert np.allclose(held, vector)
    assert read.get("bốn") is None
    assert ShippedVectors.load(tmp_path / "none.npz").get("một") is None
