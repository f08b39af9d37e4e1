"""Agencies: where a name ends, what its full form is, and what became of it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoi.corpus.agencies import Agency, answers_to, find, listed, place_of, successor, successors
from hoi.corpus.agency_names import Rank
from hoi.corpus.library import Library
from hoi.corpus.model import Span

HERE = "tỉnh Lạng Sơn"
NAMES = {
    "one_with_commas": ("Sở Văn hóa, Thể thao và Du lịch chủ trì", ["Sở Văn hóa, Thể thao và Du lịch"]),
    "two": ("Sở Công Thương, Sở Tài chính", ["Sở Công Thương", "Sở Tài chính"]),
    "two_after_and": ("Bộ Y tế và Bộ Tư pháp quy định", ["Bộ Y tế", "Bộ Tư pháp"]),
    "dash_in_name": ("Bộ Lao động - Thương binh và Xã hội", ["Bộ Lao động - Thương binh và Xã hội"]),
    "verb_ends_name": ("Bộ Tài chính bố trí kinh phí", ["Bộ Tài chính"]),
    "open_name": (
        "Vụ Tiết kiệm năng lượng và Phát triển bền vững đề xuất",
        ["Vụ Tiết kiệm năng lượng và Phát triển bền vững"],
    ),
    "open_name_with_comma": (
        "Cục Đổi mới sáng tạo, Chuyển đổi xanh và Khuyến công (Bộ Công Thương)",
        ["Cục Đổi mới sáng tạo, Chuyển đổi xanh và Khuyến công", "Bộ Công Thương"],
    ),
    "comma_does_not_join": ("Cục Thuế, Kho bạc Nhà nước", ["Cục Thuế", "Kho bạc Nhà nước"]),
    "lower_case_name": ("Tổng cục thuế có trách nhiệm", ["Tổng cục thuế"]),
    "association": (
        "Hội Bảo vệ người tiêu dùng Việt Nam phối hợp",
        ["Hội Bảo vệ người tiêu dùng Việt Nam"],
    ),
    "of_the_province": ("Liên minh Hợp tác xã tỉnh, Công an tỉnh", ["Liên minh Hợp tác xã tỉnh", "Công an tỉnh"]),
    "border_gate_board": (
        "Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn tổ chức",
        ["Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn"],
    ),
    "committee_of_districts": (
        "UBND các huyện, thành phố và các đơn vị liên quan", ["UBND các huyện, thành phố", "các đơn vị liên quan"],
    ),
    "committees_of_provinces": (
        "Uỷ ban nhân dân các tỉnh, thành phố trực thuộc trung ương báo cáo",
        ["Uỷ ban nhân dân các tỉnh, thành phố trực thuộc trung ương"],
    ),
    "head_of_agency": ("Giám đốc Sở Công Thương, Chủ tịch UBND huyện Cao Lộc",
                       ["Giám đốc Sở Công Thương", "Chủ tịch UBND huyện Cao Lộc"]),
    "group": ("các sở, ban, ngành liên quan thực hiện", ["các sở, ban, ngành liên quan"]),
    "groups": ("Các bộ, ngành và các địa phương", ["Các bộ, ngành", "các địa phương"]),
    "ministries": (
        "Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ",
        ["Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ"],
    ),
    "enterprises": (
        "Các doanh nghiệp sản xuất, kinh doanh dịch vụ chủ động",
        ["Các doanh nghiệp sản xuất, kinh doanh dịch vụ"],
    ),
    "capitals": ("1. SỞ CÔNG THƯƠNG", ["SỞ CÔNG THƯƠNG"]),
    "front": (
        "Mặt trận Tổ quốc và các tổ chức chính trị - xã hội vận động",
        ["Mặt trận Tổ quốc", "các tổ chức chính trị - xã hội"],
    ),
    "not_an_agency": ("cán bộ tài chính dự hội nghị các trường hợp", []),
    "nothing": ("", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NAMES.values(), ids=NAMES)
def test_names(text: str, expected: list[str]) -> None:
    assert [mention.span.of(text) for mention in find(text)] == expected


FULL = {
    "short_sector": ("Sở TN&MT", "Sở Tài nguyên và Môi trường", "department", HERE),
    "half_short": ("Sở Nông nghiệp và PTNT", "Sở Nông nghiệp và Phát triển nông thôn", "department", HERE),
    "other_capitals": ("Sở Công thương", "Sở Công Thương", "department", HERE),
    "ministry_is_of_no_province": ("Bộ TT&TT", "Bộ Thông tin và Truyền thông", "ministry", None),
    "committee": ("UBND tỉnh", "Ủy ban nhân dân tỉnh", "province", HERE),
    "committee_elsewhere": ("UBND tỉnh Cao Bằng", "Ủy ban nhân dân tỉnh", "province", "tỉnh Cao Bằng"),
    "old_tone_mark": ("Uỷ ban nhân dân huyện", "Ủy ban nhân dân huyện", "district", None),
    "commune": ("UBND xã Tân Thành", "Ủy ban nhân dân xã Tân Thành", "commune", None),
    "council": ("HĐND tỉnh", "Hội đồng nhân dân tỉnh", "province", HERE),
    "department_elsewhere": ("Sở Y tế tỉnh Cao Bằng", "Sở Y tế", "department", "tỉnh Cao Bằng"),
    "unit": ("Cục Quản lý thị trường", "Cục Quản lý thị trường", "unit", None),
    "association": ("Hiệp hội Bán lẻ", "Hiệp hội Bán lẻ", "association", None),
    "enterprise": ("Công ty Điện lực Lạng Sơn", "Công ty Điện lực Lạng Sơn", "enterprise", None),
    "government": ("Thủ tướng Chính phủ", "Thủ tướng Chính phủ", "central", None),
    "all_departments": ("các sở, ngành", "các sở, ngành", "department", None),
}


@pytest.mark.parametrize(("text", "name", "rank", "place"), FULL.values(), ids=FULL)
def test_full_form_rank_and_place(text: str, name: str, rank: Rank, place: str | None) -> None:
    assert [each.agency for each in find(text, HERE)] == [Agency(name, rank, place)]


def test_a_list_ends_where_the_sentence_goes_on() -> None:
    text = "Sở Tài chính (cơ quan thường trực), UBND các huyện, thành phố và các đơn vị liên quan tham mưu Sở Y tế."
    mentions, end = listed(text, Span(0, len(text)))
    assert [each.span.of(text) for each in mentions] == [
        "Sở Tài chính", "UBND các huyện, thành phố", "các đơn vị liên quan",
    ]  # fmt: skip
    assert text[end:] == " tham mưu Sở Y tế."


def test_no_list_where_none_begins() -> None:
    assert listed("Tổ chức hội nghị", Span(0, 16)) == ((), 0)


@pytest.mark.parametrize(
    ("issuer", "place"),
    [("UBND tỉnh Lạng Sơn", HERE), ("Ủy ban nhân dân thành phố Hồ Chí Minh", "thành phố Hồ Chí Minh"),
     ("Bộ Công Thương", None), (None, None)],
    ids=["province", "city", "ministry", "unknown"],
)  # fmt: skip
def test_place_of_the_issuer(issuer: str | None, place: str | None) -> None:
    assert place_of(issuer) == place


@pytest.mark.parametrize("change", successors(), ids=lambda change: change.old)
def test_each_successor_is_what_a_statement_held_says(change: object) -> None:
    assert change in successors()
    found = next(each for each in successors() if each == change)
    statement = Library.shipped().get(found.document).provision(found.locator)
    assert found.old in statement.text
    assert found.new in statement.text


def test_a_province_has_its_own_successors() -> None:
    here = successor(Agency("Sở Tài nguyên và Môi trường", "department", HERE))
    assert here is not None
    assert here.new == "Sở Nông nghiệp và Môi trường"
    assert successor(Agency("Sở Tài nguyên và Môi trường", "department", "tỉnh Cao Bằng")) is None
    assert successor(Agency("Sở Công Thương", "department", HERE)) is None


SOIL, COMMITTEE = (
    Agency("Sở Tài nguyên và Môi trường", "department", HERE),
    Agency("Ủy ban nhân dân tỉnh", "province", HERE),
)
ASKED = {
    "full": (SOIL, "Sở Tài nguyên và Môi trường", True),
    "short": (SOIL, "SỞ TN&MT", True),
    "no_diacritics": (SOIL, "so tai nguyen va moi truong tinh lang son", True),
    "successor": (SOIL, "Sở Nông nghiệp và Môi trường", True),
    "successor_with_place": (SOIL, "Sở NN&MT tỉnh Lạng Sơn", True),
    "successor_elsewhere": (SOIL, "Sở Nông nghiệp và Môi trường tỉnh Cao Bằng", False),
    "another": (SOIL, "Sở Y tế", False),
    "predecessor_is_no_successor": (
        Agency("Sở Nông nghiệp và Môi trường", "department", HERE), "Sở Tài nguyên và Môi trường", False,
    ),
    "committee": (COMMITTEE, "UBND tỉnh", True),
    "committee_with_place": (COMMITTEE, "ubnd tinh lang son", True),
    "committee_elsewhere": (COMMITTEE, "UBND tỉnh Cao Bằng", False),
    "committee_of_another_level": (COMMITTEE, "UBND huyện", False),
    "place_not_said": (Agency("Sở Xây dựng", "department"), "Sở Xây dựng", True),
    "successor_of_a_place_not_said": (Agency("Sở Giao thông vận tải", "department"), "Sở Xây dựng", True),
    "of_the_province": (Agency("Ban Dân tộc tỉnh", "department", HERE), "Sở Dân tộc và Tôn giáo", True),
    "part_of_a_name": (Agency("Sở Công Thương", "department", HERE), "công thương", False),
}  # fmt: skip


@pytest.mark.parametrize(("agency", "asked", "expected"), ASKED.values(), ids=ASKED)
def test_answers_to(agency: Agency, asked: str, *, expected: bool) -> None:
    assert answers_to(agency, asked) is expected


WORDS = st.sampled_from(
    [
        "Sở",
        "Bộ",
        "Công",
        "Thương",
        "các",
        "và",
        ",",
        "-",
        "huyện",
        "UBND",
        "tỉnh",
        "Cục",
        "(",
        ")",
        "chủ trì",
        "\n",
        ";",
    ]
)


@given(st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=80))
def test_spans_lie_in_order_in_any_text(text: str) -> None:
    spans = [mention.span for mention in find(text)]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))
