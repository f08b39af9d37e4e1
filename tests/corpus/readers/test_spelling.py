"""Syllables as they are spelt, and what only looks like one."""

import pytest

from hoi.corpus.readers.spelling import is_spelt

SPELT = {
    "nghiêng": True, "quyết": True, "giếng": True, "hoà": True, "hòa": True, "thuỷ": True, "khuya": True, "của": True,
    "ươn": True, "QUỐC": True, "y": True,
    "cat": False, "xaõ": False, "haù": False, "hoï": False, "tạnh": True, "tặnh": False, "hệng": False, "": False,
    "nộị": False, "abc": False, "việtnam": False,
}  # fmt: skip


@pytest.mark.parametrize(("word", "expected"), SPELT.items(), ids=[each or "empty" for each in SPELT])
def test_spelling(word: str, *, expected: bool) -> None:
    assert is_spelt(word) is expected
