"""Rows asked for: by agency under any of its names, and by period."""

import pytest

from hoi.corpus.errors import InputError
from hoi.corpus.ledger.select import Table, Wanted, rows
from hoi.corpus.library import Library
from tests.auxil.ledger import held

PLAN = held(
    "II. CHỈ TIÊU\n1. Giai đoạn 2021 - 2025\n- 90% chợ đăng ký.\n2. Giai đoạn 2026 - 2030\n- UBND tỉnh có 3 mô hình.\n"
    "III. TỔ CHỨC THỰC HIỆN\n1. Sở Tài nguyên và Môi trường\n- Lập đề án trước ngày 30/6/2025.\n"
    "- Báo cáo UBND tỉnh trước ngày 15/12 hằng năm.\n2. UBND các huyện, thành phố\n"
    "- Phối hợp với Sở TN&MT thu gom rác.\n- Giai đoạn 2026 - 2030, mở rộng mô hình."
)
ASKED: dict[str, tuple[Table, Wanted, list[str]]] = {
    "any": ("duties", Wanted(), ["III.1#1", "III.1#2", "III.2#1", "III.2#2"]),
    "agency": ("duties", Wanted(agency="Sở Tài nguyên và Môi trường"), ["III.1#1", "III.1#2", "III.2#1"]),
    "short": ("duties", Wanted(agency="so tnmt"), ["III.1#1", "III.1#2", "III.2#1"]),
    "successor": ("duties", Wanted(agency="Sở Nông nghiệp và Môi trường"), ["III.1#1", "III.1#2", "III.2#1"]),
    "support": ("duties", Wanted(agency="UBND các huyện, thành phố"), ["III.2#1", "III.2#2"]),
    "nobody": ("duties", Wanted(agency="Sở Y tế"), []),
    "agency_of_deadlines": ("deadlines", Wanted(agency="Sở TN&MT"), ["III.1#1", "III.1#2"]),
    "agency_of_targets": ("targets", Wanted(agency="UBND tỉnh Lạng Sơn"), ["II.2#1"]),
    "period": ("targets", Wanted(period="2021-2025"), ["II.1#1"]),
    "year_of_the_end": ("targets", Wanted(period="đến 2030"), ["II.2#1"]),
    "order": ("targets", Wanted(period="giai đoạn 1"), ["II.1#1"]),
    "period_of_duties": ("duties", Wanted(period="2026 - 2030"), ["III.2#2"]),
    "due_in_period": ("deadlines", Wanted(period="2021 - 2025"), ["III.1#1", "III.1#2"]),
    "what_recurs_falls_in_any": ("deadlines", Wanted(period="2028"), ["III.1#2"]),
    "both": ("duties", Wanted(agency="Sở TN&MT", period="2026 - 2030"), []),
}


@pytest.mark.parametrize(("table", "wanted", "locators"), ASKED.values(), ids=ASKED)
def test_rows(table: Table, wanted: Wanted, locators: list[str]) -> None:
    assert [row.locator for row in rows(table, [PLAN], wanted)] == locators


def test_rows_of_several_documents_stand_in_their_order() -> None:
    found = rows("targets", Library.shipped(), Wanted(period="2026 - 2030"))
    assert {row.document for row in found} == {"kh-235-2021", "qd-889-2020"}
    assert [row.document for row in found] == sorted(row.document for row in found)


def test_a_period_that_says_nothing_is_refused() -> None:
    with pytest.raises(InputError) as raised:
        rows("targets", [PLAN], Wanted(period="sắp tới"))
    assert "sắp tới" in raised.value.vi
    assert raised.value.exit_code == 2
