"""Duties: the ways to name who leads and who supports, and what is no duty."""

import pytest

from bench.ledger import shown
from hoi.corpus.ledger import duties
from tests.auxil.ledger import held

Row = tuple[str, list[str], list[str]]
LINES: dict[str, tuple[str, Row | None]] = {
    "leads_with": (
        "Sở Công Thương chủ trì, phối hợp với Sở Tài chính, UBND các huyện, thành phố xây dựng đề án.",
        ("xây dựng đề án", ["Sở Công Thương"], ["Sở Tài chính", "UBND các huyện, thành phố"]),
    ),
    "leads_and_others_support": (
        "Sở Công Thương chủ trì, Sở Tài chính phối hợp xây dựng đề án.",
        ("xây dựng đề án", ["Sở Công Thương"], ["Sở Tài chính"]),
    ),
    "without_với": (
        "Sở Công Thương chủ trì, phối hợp các sở, ngành liên quan xây dựng đề án.",
        ("xây dựng đề án", ["Sở Công Thương"], ["các sở, ngành liên quan"]),
    ),
    "supports": (
        "Sở Tài chính phối hợp với Sở Công Thương trong việc thẩm định đề án.",
        ("thẩm định đề án", ["Sở Công Thương"], ["Sở Tài chính"]),
    ),
    "supports_nobody_named": (
        "Hội Nông dân tỉnh phối hợp tuyên truyền.",
        ("tuyên truyền", [], ["Hội Nông dân tỉnh"]),
    ),
    "list_with_semicolons": (
        "Các sở, ban, ngành; UBND các huyện, thành phố xây dựng kế hoạch.",
        ("xây dựng kế hoạch", ["Các sở, ban, ngành", "UBND các huyện, thành phố"], []),
    ),
    "order_after_a_condition": (
        "Nếu có vướng mắc, đề nghị các đơn vị phản ánh về Sở Y tế.",
        ("phản ánh về Sở Y tế", ["các đơn vị"], []),
    ),
    "ordered": ("Giao Sở Y tế tổ chức tập huấn.", ("tổ chức tập huấn", ["Sở Y tế"], [])),
    "asked": ("Đề nghị Hội Nông dân tỉnh vận động hội viên.", ("vận động hội viên", ["Hội Nông dân tỉnh"], [])),
    "responsible": (
        "Các bộ, ngành theo chức năng, nhiệm vụ được giao có trách nhiệm lập kế hoạch.",
        ("lập kế hoạch", ["Các bộ, ngành"], []),
    ),
    "responsible_later": (
        "Các cơ quan, đơn vị được phân công chủ trì thực hiện nhiệm vụ có trách nhiệm lập kế hoạch.",
        ("lập kế hoạch", ["Các cơ quan, đơn vị"], []),
    ),
    "somebody": ("Chủ đầu tư hạ tầng có trách nhiệm thu gom rác.", ("thu gom rác", ["Chủ đầu tư hạ tầng"], [])),
    "verb_alone": ("Sở Xây dựng theo dõi việc thực hiện.", ("theo dõi việc thực hiện", ["Sở Xây dựng"], [])),
    "at_the_end": (
        "Lập đề án do Sở Y tế chủ trì, Sở Tài chính phối hợp thực hiện.",
        ("Lập đề án", ["Sở Y tế"], ["Sở Tài chính"]),
    ),
    "after_a_time": ("Hằng năm, Sở Y tế tổng hợp số liệu.", ("tổng hợp số liệu", ["Sở Y tế"], [])),
    "after_a_condition": (
        "Trong quá trình thực hiện, nếu có khó khăn, vướng mắc, các đơn vị báo cáo Sở Y tế.",
        ("báo cáo Sở Y tế", ["các đơn vị"], []),
    ),
    "aside": ("Sở Y tế (cơ quan thường trực) chủ trì lập đề án.", ("lập đề án", ["Sở Y tế"], [])),
    "nobody": ("Xây dựng chuyên mục trên báo.", ("Xây dựng chuyên mục trên báo", [], [])),
    "lead_of_a_document_is_no_role": (
        "Rà soát văn bản do Bộ Y tế chủ trì soạn thảo năm 2021.",
        ("Rà soát văn bản do Bộ Y tế chủ trì soạn thảo năm 2021", [], []),
    ),
    "lead_in": ("Tập trung thực hiện các nhiệm vụ sau:", None),
    "right": ("Được hỗ trợ kinh phí đào tạo.", None),
    "executes": ("Các sở, ngành chịu trách nhiệm thi hành Quyết định này.", None),
    "takes_effect": ("Kế hoạch này có hiệu lực kể từ ngày ký.", None),
    "funds": ("Kinh phí thực hiện do ngân sách bảo đảm.", None),
}


@pytest.mark.parametrize(("line", "expected"), LINES.values(), ids=LINES)
def test_a_line_of_a_list_of_tasks(line: str, expected: Row | None) -> None:
    rows = [shown(row) for row in duties(held(f"III. NHIỆM VỤ\n- {line}"))]
    assert [(row["task"], row["lead"], row["support"]) for row in rows] == ([expected] if expected else [])


HEADINGS = {
    "name": "1. Sở Y tế",
    "name_with_colon": "1. Sở Y tế:",
    "duties_of": "1. Trách nhiệm của Sở Y tế",
    "responsible": "1. Sở Y tế có trách nhiệm:",
    "aside": "1. Sở Y tế (cơ quan thường trực)",
    "capitals": "1. SỞ Y TẾ",
    "article": "Điều 2. Sở Y tế",
}


@pytest.mark.parametrize("heading", HEADINGS.values(), ids=HEADINGS)
def test_what_stands_under_an_agency_is_its_duty(heading: str) -> None:
    under = "- Lập đề án.\n- Phối hợp với Sở Xây dựng khảo sát.\n- Giao Chi cục Dân số họp."
    text = f"V. TỔ CHỨC THỰC HIỆN\n{heading}\n{under}"
    found = [
        [[each.value.title() for each in cells] for cells in (row.lead, row.support)] for row in duties(held(text))
    ]
    assert found == [[["Sở Y Tế"], []], [["Sở Xây Dựng"], ["Sở Y Tế"]], [["Chi Cục Dân Số"], []]]


def test_who_is_inherited_points_to_the_heading() -> None:
    text = "V. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Lập đề án."
    ((lead,),) = [row.lead for row in duties(held(text))]
    assert lead.span is not None
    assert text[lead.span.start - 3 : lead.span.end] == "1. Sở Y tế"


def rows(text: str) -> list[tuple[str, str, list[str], list[str], str | None]]:
    found = [shown(row) for row in duties(held(text))]
    return [(row["locator"], row["task"], row["lead"], row["support"], row["period"]) for row in found]


def test_one_line_may_set_several_duties() -> None:
    assert rows(
        "V. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế lập đề án; trình UBND tỉnh. Sở Tài chính bố trí kinh phí; "
        "UBND các huyện tuyên truyền."
    ) == [
        ("V.1", "lập đề án; trình UBND tỉnh", ["Sở Y tế"], [], None),
        ("V.1", "bố trí kinh phí", ["Sở Tài chính"], [], None),
        ("V.1", "tuyên truyền", ["UBND các huyện"], [], None),
    ]


def test_a_role_may_change_within_a_line() -> None:
    assert rows("V. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Lập đề án; phối hợp với Sở Xây dựng kiểm tra.") == [
        ("V.1#1", "Lập đề án", ["Sở Y tế"], [], None),
        ("V.1#1", "kiểm tra", ["Sở Xây dựng"], ["Sở Y tế"], None),
    ]


def test_lines_below_say_who_and_when() -> None:
    who = "+ Cơ quan chủ trì: Sở Y tế.\n+ Cơ quan phối hợp: Sở Tài chính; các doanh nghiệp."
    below = f"{who}\n+ Thời gian thực hiện: 2022 - 2024."
    assert rows(f"III. NHIỆM VỤ\n- Lập đề án.\n{below}\n- Họp dân.") == [
        ("III#1", "Lập đề án", ["Sở Y tế"], ["Sở Tài chính", "các doanh nghiệp"], "2022 - 2024"),
        ("III#2", "Họp dân", [], [], None),
    ]


def test_lines_beside_describe_the_lines_before_them() -> None:
    first = "- Lập đề án.\n- Họp dân.\n- Đơn vị chủ trì: Sở Y tế."
    text = f"III. NHIỆM VỤ\n{first}\n- Khảo sát.\n- Đơn vị chủ trì: Sở Xây dựng."
    assert [(row[0], row[2]) for row in rows(text)] == [
        ("III#1", ["Sở Y tế"]), ("III#2", ["Sở Y tế"]), ("III#4", ["Sở Xây dựng"]),
    ]  # fmt: skip


def test_a_period_before_the_task_is_its_period() -> None:
    text = "III. NHIỆM VỤ\n- Giai đoạn 2026 - 2030, mở rộng mô hình.\n- Thực hiện Chương trình giai đoạn 2021 - 2030."
    assert [(row[1], row[4]) for row in rows(text)] == [
        ("mở rộng mô hình", "2026 - 2030"), ("Thực hiện Chương trình giai đoạn 2021 - 2030", None),
    ]  # fmt: skip


TABLE = (
    "III. NHIỆM VỤ\nSTT\tNội dung công việc\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian thực hiện\tSản phẩm\n"
    "1\tKhảo sát\tSở Y tế\tSở Tài chính, Sở Xây dựng; các đơn vị liên quan\t2022 - 2023\tBáo cáo\n"
    "2\tLập đề án\tnt\tnhư trên\tQuý I/2023\tĐề án\n3\tHọp dân\t\tTổ dân phố số 5\tHằng năm\t\n4\t\tSở Y tế\t\t\t"
)


def test_a_task_table() -> None:
    at = "III.bang-1#r"
    support = ["Sở Tài chính", "Sở Xây dựng", "các đơn vị liên quan"]
    assert rows(TABLE) == [
        (f"{at}1", "Khảo sát", ["Sở Y tế"], support, "2022 - 2023"),
        (f"{at}2", "Lập đề án", ["Sở Y tế"], support, None),
        (f"{at}3", "Họp dân", [], ["Tổ dân phố số 5"], None),
    ]


def test_a_table_that_assigns_nothing_holds_no_duty() -> None:
    assert rows("PHỤ LỤC\nSTT\tTên xã\tSố hộ\n1\tTân Thành\t120") == []


def test_a_digest_names_no_duty_that_it_does_not_assign() -> None:
    text = "III. NHIỆM VỤ\n- Theo một nguồn, Bộ Y tế chủ trì, các bộ, ngành liên quan phối hợp thực hiện.\n- Họp dân."
    assert [row.locator for row in duties(held(text, verbatim=False))] == ["III#1"]
    assert [row.locator for row in duties(held(text))] == ["III#1", "III#2"]
