"""Bytes to text: every encoding that such files are met in, and what is no text."""

import random
import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoi.corpus.errors import InputError
from hoi.corpus.readers import legacy
from hoi.corpus.readers.encoding import decode
from tests.corpus.readers.old_fonts import tcvn3, vni

TEXT = (
    "Quyết định số 12/QĐ-UBND của Ủy ban nhân dân tỉnh về việc giảm thiểu, thu gom rác thải nhựa.\n"
    "Điều 1. Phạm vi áp dụng: 85% cơ sở kinh doanh “xanh” – đến năm 2025.\n"
)


def windows_1258(text: str) -> bytes:
    """Encode as Vietnamese Windows does: the hat belongs to the letter, the tone follows it."""
    spelt = []
    for char in text:
        base, *marks = list(unicodedata.normalize("NFD", char))
        tones = "".join(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
        hat = "".join(mark for mark in marks if mark not in tones)
        spelt.append(unicodedata.normalize("NFC", base + hat) + tones)
    return "".join(spelt).encode("cp1258")


ENCODED = {
    "utf_8": TEXT.encode(),
    "utf_8_with_mark": TEXT.encode("utf-8-sig"),
    "utf_16_with_mark": b"\xff\xfe" + TEXT.encode("utf-16-le"),
    "utf_16_big_with_mark": b"\xfe\xff" + TEXT.encode("utf-16-be"),
    "utf_16_without_mark": TEXT.encode("utf-16-le"),
    "utf_16_big_without_mark": TEXT.encode("utf-16-be"),
    "windows_1258": windows_1258(TEXT),
    "dos_end_of_file": TEXT.encode() + b"\x1a",
}


@pytest.mark.parametrize("raw", ENCODED.values(), ids=ENCODED)
def test_decode(raw: bytes) -> None:
    assert decode(raw) == TEXT


@pytest.mark.parametrize(
    ("encoded", "decoded"),
    [(tcvn3, legacy.decode_tcvn3), (vni, legacy.decode_vni)],
    ids=["tcvn3", "vni"],
)
def test_old_fonts_come_as_latin_1(encoded: object, decoded: object) -> None:
    assert callable(encoded)
    assert callable(decoded)
    raw = encoded(TEXT).encode("cp1252")
    assert decoded(decode(raw)) == decoded(encoded(TEXT))


def test_western_text_stays_western() -> None:
    text = "Le préfet de la Haute-Garonne décrète : l'été sera très chaud, « à bientôt ».\n"
    assert decode(text.encode("cp1252")) == text


def test_a_declared_vietnamese_code_page_is_believed() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1258"><p>Mã {}</p>'
    assert "<p>Mã số</p>" in decode(windows_1258(page.format("số")))


def test_a_wrong_declaration_is_not() -> None:
    page = f'<meta charset="iso-8859-1"><p>{TEXT}</p>'
    assert decode(page.encode()) == page


def test_a_cut_letter_does_not_change_the_encoding() -> None:
    assert decode(TEXT.encode()[:-20]).startswith(TEXT[:80])


JUNK = {
    "nuls": b"\x00" * 500,
    "controls": bytes(range(1, 32)) * 20,
    "random": random.Random(1).randbytes(5000),  # noqa: S311
    "random_after_a_mark": b"\xff\xfe" + random.Random(2).randbytes(5000),  # noqa: S311
    "program": b"\x7fELF\x02\x01\x01" + b"\x00" * 9 + b"abc" * 20 + b"\x00\x01\x02" * 40,
}


@pytest.mark.parametrize("raw", JUNK.values(), ids=JUNK)
def test_what_is_no_text_is_refused(raw: bytes) -> None:
    with pytest.raises(InputError):
        decode(raw)


def test_a_stray_control_character_is_no_junk() -> None:
    assert "\x07" in decode(TEXT.encode() + b"\x07")


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(raw: bytes) -> None:
    with suppress(InputError):
        decode(raw).encode("utf-8")
