"""Places in links and on buttons: the same place comes out again, and nothing else gets in."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoi.bot.telegram.references import MAX_LENGTH, Reference, deep_link, find, web_link
from hoi.corpus.library import Library

IDS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,6}){0,3}", fullmatch=True)
SEGMENTS = st.sampled_from(
    ["II", "1", "2.1", "đ", "dieu-5", "chuong-ii", "muc-2", "phu-luc-1", "bang-1#r3", "preamble", "meta", "dieu-13_2"]
)
LOCATORS = st.lists(SEGMENTS, min_size=1, max_size=4).map(".".join) | st.text(min_size=1, max_size=12)
ALPHABET = re.compile(r"[A-Za-z0-9_-]*")


@given(IDS, st.none() | LOCATORS)
def test_what_is_encoded_is_decoded_again(document: str, locator: str | None) -> None:
    reference = Reference(document, locator)
    encoded = reference.encode()
    if encoded is not None:
        assert ALPHABET.fullmatch(encoded)
        assert len(encoded) <= MAX_LENGTH
        assert Reference.decode(encoded) == reference


@given(st.text(max_size=70) | st.from_regex(r"[A-Za-z0-9_-]{0,70}", fullmatch=True))
def test_any_payload_is_a_place_spelt_its_one_way_or_none(payload: str) -> None:
    reference = Reference.decode(payload)
    assert reference is None or reference.encode() == payload


def test_every_place_held_has_a_link(library: Library) -> None:
    for document in library:
        for provision in document.provisions:
            reference = Reference(document.id, provision.locator)
            encoded = reference.encode()
            assert encoded is not None
            found = find(library, Reference.decode(encoded))
            assert found is not None
            assert found.provision is provision
            assert found.reference == reference


@pytest.mark.parametrize(
    "payload",
    [
        "",
        "_s",
        "_sII",
        "khong-co",
        "kh-235-2021_sXX",
        "kh-235-2021_s",
        "../../etc",
        "kh-235-2021_xffffffx",
        "_x110000x",
    ],
)
def test_unknown_place_is_none(library: Library, payload: str) -> None:
    assert find(library, Reference.decode(payload)) is None


def test_place_that_is_too_long_has_no_link() -> None:
    reference = Reference("a" * 64, "II.1")
    assert reference.encode() is None
    assert deep_link("hoi_bot", reference) is None


def test_links_name_the_place() -> None:
    reference = Reference("kh-235-2021", "II.1#5")
    assert deep_link("hoi_bot", reference) == "https://t.me/hoi_bot?start=kh-235-2021_sII_d1_h5"
    assert web_link("https://hoi.example/", reference) == "https://hoi.example/documents/kh-235-2021#II.1%235"
    assert web_link("https://hoi.example", Reference("d")) == "https://hoi.example/documents/d"
    assert web_link(None, reference) is None
    assert web_link("http://127.0.0.1:8080", reference) is None
