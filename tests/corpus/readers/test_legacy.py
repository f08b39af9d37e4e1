"""Old encodings: every letter comes back, what proves an encoding, and what must never be taken for one."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoi.corpus.blocks import Grid, Paragraph
from hoi.corpus.library import Library
from hoi.corpus.readers import legacy
from hoi.corpus.readers.spelling import is_spelt
from tests.corpus.readers.old_fonts import LETTERS, tcvn3, vni

PARAGRAPHS = {
    "decree": "Sắc lệnh của Chủ tịch Chính phủ lâm thời nước Việt Nam dân chủ cộng hòa",
    "article": "Điều thứ nhất. Các trưởng ty được quyền ký giấy tờ thường, trừ những việc quan trọng.",
    "agencies": "Sở Tài nguyên và Môi trường chủ trì, phối hợp với UBND các huyện",
    "short": "Điều 1",
    "place_and_date": "Hà Nội, ngày 30 tháng 11 năm 1945",
}
LEFT_ALONE = {
    "unicode": "Tỉnh Đắk Nông có 85% cơ sở lưu trú",
    "latin_letters_only": "Có cà phê, chè và sô cô la ở nhà cô",
    "no_diacritics": "UBND tinh Lang Son",
    "french": "« Où est le maïs ? », dit-il à sa mère, déjà très fâchée. Noël, là-bas, c'était l'été.",
    "french_names": "Thaï laïc",
    "english": "The naïve façade of the café — © 2020 Dell® — 5 µm, ½ inch, §5",
    "soft_hyphens": "co\u00adoperate in\u00adformation",
    "german": "Die Größe des Gefäßes nach § 5 BGB, über Maß",
    "spanish": "El niño, el año, el señor. AÑO ESPAÑA",
    "danish": "Jeg må gå på så",
    "units": "10 N·m, 3 µm, 20°C ± 2, m×n, x¹ + y²",
    "code": "if (x != y && a[i] >= 0) { s += 'é'; } // ©",
    "symbols": "® © § ¶ · ¹",
    "decomposed": unicodedata.normalize("NFD", "Quyết định của Thủ tướng"),
    "mistaken_utf_8": "Quyết định".encode().decode("latin-1"),
    "empty": "",
}


@given(st.text(LETTERS + "ĂÂÊÔƠƯĐ 0123456789.,:;()%/-", max_size=60))
def test_every_letter_comes_back_from_tcvn3(text: str) -> None:
    assert legacy.decode_tcvn3(tcvn3(text)) == text


@given(st.text(LETTERS + LETTERS.upper() + " 0123456789.,:;()%/-", max_size=60))
def test_every_letter_comes_back_from_vni(text: str) -> None:
    assert legacy.decode_vni(vni(text)) == text


def test_vni_typed_with_signs_of_the_other_case() -> None:
    assert legacy.decode_vni("UÛy ban, Uûy ban, ÑIEÀU, Ñieàu") == "Ủy ban, Ủy ban, ĐIỀU, Điều"


def test_soft_hyphen_is_a_letter_of_tcvn3() -> None:
    assert legacy.decode("Thñ t\u00adíng ChÝnh phñ") == "Thủ tướng Chính phủ"


def test_greek_mu_is_what_some_programs_write_for_the_micro_sign() -> None:
    assert legacy.decode("H\u03bc Néi") == "Hà Nội"


@pytest.mark.parametrize("text", PARAGRAPHS.values(), ids=PARAGRAPHS)
def test_a_paragraph_proves_its_encoding(text: str) -> None:
    assert legacy.is_tcvn3(tcvn3(text))
    assert legacy.is_vni(vni(text))
    assert not legacy.is_vni(tcvn3(text))
    assert not legacy.is_tcvn3(vni(text))
    assert legacy.decode(tcvn3(text)) == legacy.decode_tcvn3(tcvn3(text))
    assert legacy.decode(vni(text)) == text


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_other_writing_is_left_alone(text: str) -> None:
    assert legacy.decode(text) == text


def test_the_corpus_is_left_alone() -> None:
    for document in Library.shipped():
        lines = document.text.split("\n")
        assert legacy.decode_all(lines) == lines


SYLLABLES = sorted({word for document in Library.shipped() for word in document.text.lower().split() if is_spelt(word)})


@given(st.lists(st.sampled_from(SYLLABLES), max_size=12).map(" ".join))
def test_vietnamese_is_left_alone(text: str) -> None:
    assert legacy.decode(text) == text
    assert legacy.decode(text.upper()) == text.upper()


@given(st.lists(st.text(max_size=40), max_size=5))
def test_no_text_raises(texts: list[str]) -> None:
    assert len(legacy.decode_all(texts)) == len(texts)


def test_what_most_paragraphs_prove_holds_for_the_short_ones() -> None:
    texts = ["Quyết định của Ủy ban nhân dân tỉnh", "QĐ-UB", "có", "Ủy ban nhân dân tỉnh", "12", "TỈNH HƯNG LĨNH"]
    assert legacy.decode(tcvn3("QĐ-UB")) == tcvn3("QĐ-UB")
    assert legacy.decode_all([vni(text) for text in texts]) == texts
    small = ["Quyết định của Ủy ban nhân dân tỉnh", "QĐ-UB", "có"]
    assert legacy.decode_all([tcvn3(text) for text in small])[1:] == small[1:]


def test_a_few_old_paragraphs_do_not_speak_for_a_unicode_file() -> None:
    texts = ["Ủy ban nhân dân", "Quyết định", "Kế hoạch", tcvn3("Quyết định của Chính phủ"), "5 µm", "Có"]
    assert legacy.decode_all(texts) == [*texts[:3], "Quyết định của Chính phủ", *texts[4:]]


def test_blocks_are_decoded_cell_by_cell() -> None:
    blocks = (Paragraph(tcvn3("Chủ trì thực hiện")), Grid(((tcvn3("Sở Công Thương"), "1"), ("", tcvn3("Tổng")))))
    assert legacy.decode_blocks(blocks) == (
        Paragraph("Chủ trì thực hiện"),
        Grid((("Sở Công Thương", "1"), ("", "Tổng"))),
    )


CAPITALS = {
    "a_line_in_capitals": ("KT. Bé TR¦ëNG Bé V¡N TH¦", "KT. BỘ TRƯỞNG BỘ VĂN THƯ"),
    "a_name": ("Phan §×nh Tr÷", "Phan Đình Trữ"),
    "a_sentence": ("C¸c xÝ nghiÖp gi¶i thÓ ph¶i nép l­u tµi liÖu cho c¬ quan v¨n th­.", None),
}


@pytest.mark.parametrize(("line", "expected"), CAPITALS.values(), ids=CAPITALS)
def test_a_plain_line_typed_in_capitals_stays_in_capitals(line: str, expected: str | None) -> None:
    sentence = CAPITALS["a_sentence"][0]
    (_, decoded) = legacy.decode_lines([sentence, line])
    assert decoded == (expected or legacy.decode_tcvn3(sentence))
