"""Labels: how a place is said, in both languages."""

import re

import pytest

from hoi.corpus.errors import NotHeldError
from hoi.corpus.labels import citation_line, label, place
from hoi.corpus.library import Library

PLACES = {
    "dash": (
        "kh-235-2021",
        "III.1#4",
        "gạch đầu dòng thứ 4, khoản 1, phần III",
        "dash 4, clause 1, part III",
    ),
    "clause": ("kh-235-2021", "I.3", "khoản 3, phần I", "clause 3, part I"),
    "part": ("kh-235-2021", "II", "phần II", "part II"),
    "preamble": ("kh-235-2021", "preamble", "phần căn cứ", "legal basis"),
    "meta": ("kh-235-2021", "meta", "phần đầu văn bản", "head of the document"),
    "dash_of_an_article": ("nd-08-2022", "dieu-64#2", "gạch đầu dòng thứ 2, Điều 64", "dash 2, article 64"),
}


@pytest.mark.parametrize(("document", "locator", "vi", "en"), PLACES.values(), ids=PLACES)
def test_place(document: str, locator: str, vi: str, en: str) -> None:
    held = Library.shipped().get(document)
    assert place(held, locator) == vi
    assert place(held, locator, "en") == en


def test_label_ends_with_the_name_of_the_document() -> None:
    plan = Library.shipped().get("kh-235-2021")
    expected = "gạch đầu dòng thứ 5, khoản 1, phần II, Kế hoạch số 235/KH-UBND"
    assert label(plan, "II.1#5") == expected


def test_every_provision_has_a_place_of_its_own_and_a_line_to_cite() -> None:
    for document in Library.shipped():
        places = [place(document, each.locator) for each in document.provisions]
        assert len(set(places)) == len(places)
        for each in document.provisions:
            line = citation_line(document, each.locator)
            assert line.startswith("theo ")
            assert document.full_name.vi in line
            assert document.verbatim != bool(re.search("tổng hợp", line, re.IGNORECASE))


def test_place_of_what_is_not_held() -> None:
    with pytest.raises(NotHeldError):
        place(Library.shipped().get("kh-235-2021"), "IX")
