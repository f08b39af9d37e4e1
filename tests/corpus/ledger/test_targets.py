"""Targets: the ways to say one, what counts as one, and for which years."""

from typing import Any

import pytest

from bench.ledger import shown
from hoi.corpus.ledger import targets
from tests.auxil.ledger import held

CLAUSES: dict[str, tuple[str, tuple[Any, ...]]] = {
    # clause: measure, comparator, low, high, unit, subject
    "share": ("90% cụm công nghiệp được phổ biến.", ("được phổ biến", "=", 90, 90, "%", "cụm công nghiệp")),
    "share_in_words": ("90 phần trăm hộ đăng ký.", ("đăng ký", "=", 90, 90, "phần trăm", "hộ")),
    "share_at_least": ("Tối thiểu 90% hộ đăng ký.", ("đăng ký", ">=", 90, None, "%", "hộ")),
    "share_range": ("Từ 80% đến 85% hộ đăng ký.", ("đăng ký", "range", 80, 85, "%", "hộ")),
    "share_of_what_is_done": ("Thu gom 85% chất thải nhựa.", ("Thu gom", "=", 85, 85, "%", "chất thải nhựa")),
    "decrease": ("Giảm 5 - 8% mức tiêu hao của các ngành.", ("mức tiêu hao", "decrease", 5, 8, "%", "các ngành")),
    "decrease_by_somebody": ("Siêu thị giảm 65% lượng túi.", ("lượng túi", "decrease", 65, 65, "%", "Siêu thị")),
    "decrease_after_measure": ("Lượng túi giảm ít nhất 10%/năm.", ("Lượng túi", "decrease", 10, None, "%/năm", None)),
    "increase_from_a_base": (
        "Doanh thu tăng 6,5% so với năm 2020.",
        ("Doanh thu", "increase", 6.5, 6.5, "%", None),
    ),
    "level": ("Tỷ lệ hộ dùng nước sạch của tỉnh đạt 95%.", ("Tỷ lệ hộ dùng nước sạch", "=", 95, 95, "%", "tỉnh")),
    "level_of_those_who_act": ("Tỷ lệ hộ sử dụng nước sạch đạt trên 95%.",
                               ("Tỷ lệ hộ sử dụng nước sạch", ">", 95, None, "%", "hộ")),
    "level_and_more": ("Tỷ lệ che phủ đạt 60% trở lên.", ("Tỷ lệ che phủ", ">=", 60, None, "%", None)),
    "level_at_most": ("Tỷ lệ hao hụt không quá 4%.", ("Tỷ lệ hao hụt", "<=", None, 4, "%", None)),
    "level_from_another": ("Nâng tỷ lệ tái chế từ 40% lên 65%.", ("tỷ lệ tái chế", "=", 65, 65, "%", None)),
    "count": ("Xây dựng 02 mô hình chợ.", ("Xây dựng", "=", 2, 2, "mô hình", "mô hình chợ")),
    "count_range": ("Xây dựng 01- 02 mô hình chợ.", ("Xây dựng", "range", 1, 2, "mô hình", "mô hình chợ")),
    "count_of_each": ("Mỗi xã xây dựng ít nhất 03 mô hình chợ.", ("xây dựng", ">=", 3, None, "mô hình", "mô hình chợ")),
    "thousands": ("Đào tạo trên 2.000 cán bộ xã.", ("Đào tạo", ">", 2000, None, "cán bộ", "cán bộ xã")),
    "rate": ("Mức dùng nước không vượt quá 12 m3/tấn.", ("Mức dùng nước", "<=", None, 12, "m3/tấn", None)),
    "no_figure": ("Hình thành thị trường xanh.", ("Hình thành thị trường xanh", None, None, None, None, None)),
    "figure_that_is_no_goal": (
        "Hoàn thiện chính sách, gồm 8 nhiệm vụ.",
        ("Hoàn thiện chính sách, gồm 8 nhiệm vụ", None, None, None, None, None),
    ),
}  # fmt: skip
COLUMNS = ("measure", "comparator", "low", "high", "unit", "subject")


@pytest.mark.parametrize(("clause", "expected"), CLAUSES.values(), ids=CLAUSES)
def test_a_clause_of_a_list_of_targets(clause: str, expected: tuple[Any, ...]) -> None:
    (found,) = targets(held(f"II. MỤC TIÊU\n1. Giai đoạn 2021 - 2025\n- {clause}"))
    row = shown(found)
    assert tuple(row[name] for name in COLUMNS) == expected
    assert (row["period"], row["level"], row["locator"]) == ("2021 - 2025", "provincial", "II.1#1")


COUNTED = {
    "general_objective": ("II. MỤC TIÊU\n1. Mục tiêu chung\n- Xây dựng 02 mô hình.\n- Giảm 5% lượng túi.", ["II.1#2"]),
    "objectives_without_period": ("II. MỤC TIÊU\n- Xây dựng 02 mô hình.\n- Hình thành thị trường.", ["II#1"]),
    "viewpoint": ("I. QUAN ĐIỂM\n- Phấn đấu giảm 5% lượng túi.", []),
    "striving_task": ("III. NHIỆM VỤ\n- Phấn đấu 100% chợ phân loại rác.\n- Phân loại 100% rác.", ["III#1"]),
    "two_in_one_dash": ("II. CHỈ TIÊU\n- 90% chợ đăng ký; 80% hộ đăng ký.", ["II#1", "II#1"]),
    "heading_with_years": ("II. CHỈ TIÊU\n1. Đến năm 2025 có 3 mô hình\n- 90% chợ đăng ký.", ["II.1#1"]),
    "basis": ("Căn cứ Nghị quyết giảm 5% lượng túi;\nI. CHUNG\n- A.", []),
}


@pytest.mark.parametrize(("text", "locators"), COUNTED.values(), ids=COUNTED)
def test_what_counts_as_a_target(text: str, locators: list[str]) -> None:
    assert [row.locator for row in targets(held(text))] == locators


PERIODS = {
    "heading": ("1. Giai đoạn 2021 - 2025\n- 90% chợ đăng ký.", "2021 - 2025"),
    "clause": ("- Đến năm 2030, 90% chợ đăng ký.", "2030"),
    "clause_repeats_heading": ("1. Giai đoạn 2021 - 2025\n- Đến hết năm 2025, 90% chợ đăng ký.", "2021 - 2025"),
    "clause_against_heading": ("1. Giai đoạn 2021 - 2025\n- Đến năm 2023, 90% chợ đăng ký.", "2023"),
    "span_in_clause": ("- Giai đoạn 2026 - 2030, 90% chợ đăng ký.", "2026 - 2030"),
    "title_of_a_programme": ("1. Triển khai Chương trình giai đoạn 2021 - 2030\n- 90% chợ đăng ký.", None),
    "none": ("- 90% chợ đăng ký.", None),
}


@pytest.mark.parametrize(("text", "period"), PERIODS.values(), ids=PERIODS)
def test_period(text: str, period: str | None) -> None:
    (found,) = targets(held(f"II. CHỈ TIÊU\n{text}"))
    assert shown(found)["period"] == period


TABLE = (
    "II. CHỈ TIÊU\nTT\tChỉ tiêu\tĐơn vị tính\tHiện trạng năm 2021\tNăm 2023\tGiai đoạn 2024 - 2025\n"
    "1\tTỷ lệ chợ đạt chuẩn\t%\t40\t≥ 50\t80 - 85\n"
    "2\tSố mô hình\tmô hình\t0\t-\t1.200\n3\tLượng túi\t\t\tGiảm 5%\tgiảm dần"
)


def test_a_table_of_targets_has_a_row_for_each_figure_to_reach() -> None:
    rows = [shown(row) for row in targets(held(TABLE))]
    assert [tuple(row[name] for name in ("locator", "measure", *COLUMNS[1:5], "period")) for row in rows] == [
        ("II.bang-1#r1", "Tỷ lệ chợ đạt chuẩn", ">=", 50, None, "%", "2023"),
        ("II.bang-1#r1", "Tỷ lệ chợ đạt chuẩn", "range", 80, 85, "%", "2024 - 2025"),
        ("II.bang-1#r2", "Số mô hình", "=", 1200, 1200, "mô hình", "2024 - 2025"),
        ("II.bang-1#r3", "Lượng túi", "decrease", 5, 5, "%", "2023"),
    ]
