"""What may be replaced: the same document, by id, number, date and issuer; nothing else is touched."""

from datetime import date

import pytest

from hoi.corpus.errors import InputError
from hoi.corpus.library import Library
from hoi.corpus.model import Metadata
from hoi.corpus.store.identity import refuse_if_taken

PLAN = "kh-235-2021"
DAY = date(2021, 12, 11)


def plan(
    number: str | None = "235/KH-UBND", day: date | None = DAY, issuer: str | None = "UBND tỉnh Lạng Sơn"
) -> Metadata:
    return Metadata(number=number, kind="Kế hoạch", issued_on=day, issuer=issuer)


SAME = {
    "same": plan(),
    "issuer_written_out": plan(issuer="Ủy ban nhân dân tỉnh Lạng Sơn"),
    "issuer_in_part": plan(issuer="Tỉnh Lạng Sơn"),
    "no_issuer": plan(issuer=None),
    "number_in_other_letters": plan("235/kh-ubnd"),
}


@pytest.mark.parametrize("metadata", SAME.values(), ids=SAME)
def test_the_same_document_is_replaced(library: Library, metadata: Metadata) -> None:
    refuse_if_taken(PLAN, metadata, library.get(PLAN), library)


ANOTHER = {
    "other_number": plan("236/KH-UBND"),
    "other_day": plan(day=date(2021, 12, 12)),
    "no_day": plan(day=None),
    "no_number": plan(number=None),
    "other_province": plan(issuer="UBND tỉnh Cao Bằng"),
    "a_department": plan(issuer="Sở Công Thương"),
}


@pytest.mark.parametrize("metadata", ANOTHER.values(), ids=ANOTHER)
def test_another_document_does_not_take_the_id(library: Library, metadata: Metadata) -> None:
    with pytest.raises(InputError, match=PLAN) as caught:
        refuse_if_taken(PLAN, metadata, library.get(PLAN), library)
    assert "--id" in caught.value.vi


@pytest.mark.parametrize("metadata", [plan(), plan(issuer=None), plan(day=None)], ids=["same", "no_issuer", "no_day"])
def test_a_number_belongs_to_one_id(library: Library, metadata: Metadata) -> None:
    with pytest.raises(InputError, match=f"hoi remove {PLAN}"):
        refuse_if_taken("kh-moi", metadata, None, library)


FREE = {
    "other_issuer": plan(issuer="UBND tỉnh Cao Bằng"),
    "other_year": plan(day=date(2022, 12, 11)),
    "other_number": plan("236/KH-UBND"),
    "no_number": plan(number=None),
}


@pytest.mark.parametrize("metadata", FREE.values(), ids=FREE)
def test_a_number_of_another_issuer_or_year_is_free(library: Library, metadata: Metadata) -> None:
    refuse_if_taken("kh-moi", metadata, None, library)


def test_what_was_held_without_a_number_is_replaced_by_the_same(library: Library) -> None:
    held = library.get("sap-xep-2025")
    refuse_if_taken(held.id, Metadata(kind="Tổng hợp"), held, library)
