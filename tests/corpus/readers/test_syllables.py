"""The shape of a Vietnamese syllable."""

import pytest

from hoi.corpus.library import Library
from hoi.corpus.normalise import nfc
from hoi.corpus.readers.syllables import is_syllable, strange_share

WORDS = "à Ơ ủy uỷ gì giữa giếng quốc quyền khuya khuỷu nghiêng ngoằn ngoèo hoà hòa thuế yêu chuyển xoong đặc ƯỚC"


@pytest.mark.parametrize("word", WORDS.split())
def test_a_syllable(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(nfc(word).upper())


@pytest.mark.parametrize("word", ["", "b", "UBND", "blockchain", "KHOAHỌC", "trưởngg", "ngh", "QĐ", "2025", "a b"])
def test_no_syllable(word: str) -> None:
    assert not is_syllable(word)


def test_share_of_strange_words_in_a_real_document_is_small() -> None:
    assert strange_share(Library.shipped().get("kh-235-2021").text) < 0.03


@pytest.mark.parametrize("text", ["", "12 - 34 %"])
def test_a_text_without_words_has_none_strange(text: str) -> None:
    assert strange_share(text) == 0
