"""Deadlines of the ledger: what is due, from whom, and which times set nothing."""

import pytest

from bench.ledger import shown
from hoi.corpus.ledger import deadlines
from tests.auxil.ledger import held

Row = tuple[str, list[str], str | None, str | None]
LINES: dict[str, tuple[str, list[Row]]] = {
    "time_at_the_end": (
        "Sở Y tế lập đề án trước ngày 30/6/2022.",
        [("lập đề án", ["Sở Y tế"], "2022-06-30", None)],
    ),
    "time_first": (
        "Trước ngày 15/12 hằng năm, các sở báo cáo UBND tỉnh.",
        [("báo cáo UBND tỉnh", ["các sở"], None, "12-15")],
    ),
    "time_inside": (
        "Các sở báo cáo trước ngày 15/12 hằng năm về Sở Y tế.",
        [("báo cáo trước ngày 15/12 hằng năm về Sở Y tế", ["Các sở"], None, "12-15")],
    ),
    "finished_by": ("Lập đề án, hoàn thành trong quý I/2023.", [("Lập đề án", [], "2023-03-31", None)]),
    "clause_of_its_own": ("Lập đề án; hoàn thành trong quý I/2023.", [("Lập đề án", [], "2023-03-31", None)]),
    "clause_of_a_longer_line": (
        "Sở Y tế lập đề án; trình UBND tỉnh trong tháng 5/2022.",
        [("trình UBND tỉnh", ["Sở Y tế"], "2022-05-31", None)],
    ),
    "counted_from_this_document": (
        "Trong thời hạn 10 ngày kể từ ngày ban hành, Sở Y tế lập đề án.",
        [("lập đề án", ["Sở Y tế"], "2022-01-20", None)],
    ),
    "rhythm_of_reports": ("Định kỳ 6 tháng báo cáo UBND tỉnh.", [("báo cáo UBND tỉnh", [], None, "P6M")]),
    "rhythm_of_work": ("Hằng năm, tổ chức ngày hội tái chế.", []),
    "before_the_document": ("Rà soát việc cấp phép trước ngày 01/7/2019.", []),
    "takes_effect": ("Quy định này có hiệu lực từ ngày 01/7/2023.", []),
    "document_cited": ("Thực hiện Quyết định số 5/QĐ-UBND ngày 15/6/2023.", []),
}


def rows(text: str) -> list[Row]:
    found = [shown(row) for row in deadlines(held(text))]
    return [(row["what"], row["who"], row["due"], row["recurs"]) for row in found]


@pytest.mark.parametrize(("line", "expected"), LINES.values(), ids=LINES)
def test_a_line_of_a_list_of_tasks(line: str, expected: list[Row]) -> None:
    assert rows(f"III. NHIỆM VỤ\n- {line}") == expected


def test_the_year_of_a_target_is_no_deadline_but_its_day_is() -> None:
    text = "II. MỤC TIÊU\n- Đến hết năm 2025, 90% chợ đăng ký.\n- Trước ngày 30/6/2025, 80% hộ đăng ký."
    assert rows(text) == [("80% hộ đăng ký", [], "2025-06-30", None)]


def test_a_viewpoint_sets_none() -> None:
    assert rows("I. YÊU CẦU\n- Các sở hoàn thành trước ngày 30/6/2025.") == []


def test_a_line_below_sets_the_deadline_of_the_task() -> None:
    text = "III. NHIỆM VỤ\n- Lập đề án.\n+ Chủ trì: Sở Y tế.\n+ Thời hạn hoàn thành: 12/2022."
    (found,) = deadlines(held(text))
    assert shown(found) == {
        "locator": "III#1.2", "what": "Lập đề án", "who": ["Sở Y tế"], "due": "2022-12-31", "recurs": None,
    }  # fmt: skip
    assert found.quote == "Thời hạn hoàn thành: 12/2022."


def test_a_task_table_has_its_time_column() -> None:
    text = (
        "PHỤ LỤC\nSTT\tNhiệm vụ\tCơ quan chủ trì\tThời hạn\n1\tKhảo sát\tSở Y tế\tQuý II/2022\n"
        "2\tLập đề án\tnt\t2022 - 2024\n3\tSơ kết\tnt\tTrước ngày 15/12 hằng năm"
    )
    assert rows(text) == [
        ("Khảo sát", ["Sở Y tế"], "2022-06-30", None), ("Sơ kết", ["Sở Y tế"], None, "12-15"),
    ]  # fmt: skip
