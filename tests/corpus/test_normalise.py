"""One form for every text: what compares, what is typed, and where tone marks stand."""

import unicodedata
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoi.corpus.library import Library
from hoi.corpus.normalise import clean, fold, modern_tone, nfc, syllables

ANY = st.text(alphabet=st.characters(), max_size=80)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đường phố ĐÔNG", "duong pho dong"),
        (unicodedata.normalize("NFD", "thân thiện môi trường"), "than thien moi truong"),
        ("Ðiều Ɖiều", "dieu dieu"),
        ("85% — 2030", "85% — 2030"),
        ("", ""),
    ],
    ids=["d_with_stroke", "decomposed", "look_alikes_of_d", "figures_stay", "empty"],
)
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == expected


@given(ANY)
def test_fold_is_idempotent_and_blind_to_composition(text: str) -> None:
    assert fold(fold(text)) == fold(text) == fold(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Tỉ lệ \n bao\tnhiêu  ", "Tỉ lệ bao nhiêu"),
        ("85\u200b%\ufeff", "85%"),
        ("a\x00b\x07c", "abc"),
        ("a\ud800b", "a b"),
        ("gạch\u2028ngang", "gạch ngang"),
        ("\u202eđảo\u202c", "đảo"),
        (unicodedata.normalize("NFD", "hỏi"), "hỏi"),
        ("", ""),
    ],
    ids=[
        "spaces",
        "zero_width",
        "control",
        "lone_surrogate",
        "line_separator",
        "override",
        "decomposed",
        "empty",
    ],
)
def test_clean(text: str, expected: str) -> None:
    assert clean(text) == expected


@given(ANY)
def test_cleaned_text_is_one_line_that_can_be_stored(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert cleaned == " ".join(cleaned.split())
    assert cleaned == nfc(cleaned)
    assert clean(cleaned) == cleaned


def test_nfc_knows_every_line_end() -> None:
    assert nfc("a\r\nb\rc\n") == "a\nb\nc\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hoà hoá hoả hoã hoạ", "hòa hóa hỏa hõa họa"),
        ("khoẻ loè", "khỏe lòe"),
        ("thuỷ uý huỵ", "thủy úy hụy"),
        ("quý quỷ quý", "quý quỷ quý"),
        ("hoàn toán thuỷnh", "hoàn toán thuỷnh"),
        ("HOÀ Hoà UỶ", "HÒA Hòa ỦY"),
    ],
    ids=["oa", "oe", "uy", "u_belongs_to_q", "closed_syllable_keeps_it", "capitals"],
)
def test_modern_tone(text: str, expected: str) -> None:
    assert modern_tone(text) == expected


def test_modern_tone_agrees_with_underthesea_on_every_syllable_of_the_corpus() -> None:
    """The peer spells each syllable the modern way; ours must too."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its import announces optional parts on some versions
        from underthesea import text_normalize
    known = {word.lower() for document in Library.shipped() for word in syllables(document.text)}
    both_ways = known | {"hoà", "hoá", "khoẻ", "thuỷ", "uỷ", "huỷ", "tuỳ", "nguỵ", "toạ", "xoè"}
    words = sorted(word for word in both_ways if word.isalpha())
    assert len(words) > 500
    assert {word: modern_tone(word) for word in words} == {word: text_normalize(word) for word in words}


def test_syllables_are_runs_of_letters_and_digits() -> None:
    assert syllables("1.200 mô-hình_xanh, 85%") == ["1", "200", "mô", "hình", "xanh", "85"]
