"""Names: the id that follows from kind, number and year, the names in both languages, the level."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoi.corpus.errors import InputError
from hoi.corpus.library import Library
from hoi.corpus.model import Metadata
from hoi.corpus.store.naming import checked, identifier, is_identifier, level, names

DAY = date(2021, 12, 11)

IDS = {
    "plan": (Metadata("235/KH-UBND", "Kế hoạch", issued_on=DAY), "kh-235-2021"),
    "decision": (Metadata("889/QĐ-TTg", "Quyết định", issued_on=date(2020, 6, 24)), "qd-889-2020"),
    "decree_keeps_its_zero": (Metadata("08/2022/NĐ-CP", "Nghị định", issued_on=date(2022, 1, 10)), "nd-08-2022"),
    "year_of_the_number_first": (Metadata("08/2022/NĐ-CP", "Nghị định", issued_on=date(2023, 1, 1)), "nd-08-2022"),
    "party_resolution": (Metadata("45-NQ/TU", "Nghị quyết", issued_on=DAY), "nq-45-2021"),
    "law": (Metadata("72/2020/QH14", "Luật"), "luat-72-2020"),
    "letter": (Metadata("1234/UBND-KT", "Công văn", issued_on=DAY), "cv-1234-2021"),
    "programme": (Metadata("5/CTr-UBND", "Chương trình", issued_on=DAY), "ctr-5-2021"),
    "regulation": (Metadata("12/QyĐ-UBND", "Quy định", issued_on=DAY), "qdi-12-2021"),
    "project": (Metadata("3/ĐA-UBND", "Đề án", issued_on=DAY), "da-3-2021"),
    "number_with_a_letter": (Metadata("12a/TB-UBND", "Thông báo", issued_on=DAY), "tb-12a-2021"),
    "kind_in_capitals": (Metadata("7/BC-UBND", "BÁO CÁO", issued_on=DAY), "bc-7-2021"),
    "kind_from_the_number": (Metadata("9/CTr-UBND", issued_on=DAY), "ctr-9-2021"),
    "bare_number": (Metadata("55", "Sắc lệnh", issued_on=date(1945, 11, 14)), "sl-55-1945"),
    "blank_in_the_number": (Metadata("46 NQ/TVQH", "Nghị quyết", issued_on=DAY), "nq-46-2021"),
    "kind_that_is_not_listed": (Metadata("3/ĐL-HH", "Điều lệ", issued_on=DAY), "dieu-le-3-2021"),
}


@pytest.mark.parametrize(("metadata", "expected"), IDS.values(), ids=IDS)
def test_identifier(metadata: Metadata, expected: str) -> None:
    assert identifier(metadata) == expected


def test_shipped_documents_have_the_id_of_their_record(library: Library) -> None:
    for held in library:
        if held.metadata.number:
            assert identifier(held.metadata) == held.id


@pytest.mark.parametrize(
    "metadata",
    [
        Metadata(),
        Metadata("235/KH-UBND", "Kế hoạch"),
        Metadata(kind="Kế hoạch", issued_on=DAY),
        Metadata("235", issued_on=DAY),
        Metadata("…/KH-UBND", "Kế hoạch", issued_on=DAY),
        Metadata("1/X", "../..", issued_on=DAY),
    ],
    ids=["nothing", "no_year", "no_number", "no_kind", "number_left_blank", "hostile_kind"],
)
def test_what_is_not_stated_needs_an_id(metadata: Metadata) -> None:
    with pytest.raises(InputError) as caught:
        identifier(metadata)
    assert caught.value.exit_code == 2


@given(st.text(max_size=80))
def test_an_id_names_one_folder(text: str) -> None:
    if is_identifier(text):
        assert checked(text) == text
        assert text.isascii()
        assert not set(text) - set("abcdefghijklmnopqrstuvwxyz0123456789-")
    else:
        with pytest.raises(InputError):
            checked(text)


def test_names_of_a_shipped_document_are_those_of_its_record(library: Library) -> None:
    for held in (library.get("kh-235-2021"), library.get("qd-889-2020")):
        made = names(held.metadata, held.id)
        assert (made.name, made.full_name) == (held.name, held.full_name)
        assert held.metadata.number in made.aliases


def test_no_alias_is_a_bare_number() -> None:
    aliases = names(Metadata("100/2024/NĐ-CP", "Nghị định", issued_on=DAY), "nd-100-2024").aliases
    assert "Nghị định 100" in aliases
    assert "NĐ 100/2024" in aliases
    assert not any(alias.isdigit() for alias in aliases)


def test_names_without_a_number() -> None:
    made = names(Metadata(kind="Quy chế", title="Làm việc của Ủy ban nhân dân huyện"), "qc-1")
    assert made.name.vi == "Quy chế “Làm việc của Ủy ban nhân dân huyện”"
    assert made.full_name == made.name
    assert made.aliases == ()
    assert names(Metadata(), "qc-1").name.en == "Document “qc-1”"


ISSUERS = {
    "UBND tỉnh Lạng Sơn": ("provincial", "the People's Committee of Lạng Sơn province"),
    "Uỷ ban nhân dân huyện Cao Lộc": ("provincial", "the People's Committee of Cao Lộc district"),
    "HĐND tỉnh Lạng Sơn": ("provincial", "the People's Council of Lạng Sơn province"),
    "Sở Công Thương": ("provincial", "Sở Công Thương"),
    "Bộ Chỉ huy Quân sự tỉnh": ("provincial", "Bộ Chỉ huy Quân sự tỉnh"),
    "Bộ Công Thương": ("national", "Bộ Công Thương"),
    "Thủ tướng Chính phủ": ("national", "the Prime Minister"),
    "CHÍNH PHỦ": ("national", "the Government"),
    "Quốc hội": ("national", "the National Assembly"),
    "Ủy ban Thường vụ Quốc hội": ("national", "the Standing Committee of the National Assembly"),
    "Tổng cục Thống kê": ("national", "Tổng cục Thống kê"),
    "Bộ": ("national", "Bộ"),
    "Bộp": ("provincial", "Bộp"),
}


@pytest.mark.parametrize(("issuer", "expected"), ISSUERS.items(), ids=ascii)
def test_level_and_english_of_issuers(issuer: str, expected: tuple[str, str]) -> None:
    full_name = names(Metadata("1/X", issuer=issuer), "x-1").full_name.en
    assert (level(issuer), full_name.partition(" of ")[2]) == expected
