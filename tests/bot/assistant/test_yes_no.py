"""Yes and no over all documents: what the cited clause decides is said first, and nothing else is.

``no`` is as strict as ``yes``: a wrong one is worse than none.
"""

from datetime import date

import pytest

from hoi.bot.assistant.answer import Question
from hoi.bot.assistant.assistant import Assistant

LEADS = {
    "yes": ("Có", "Đúng", "Rồi", "Yes"),
    "no": (
        "Không.",
        "Không,",
        "Không được",
        "Không còn",
        "Không đúng",
        "Chưa",
        "No.",
        "No,",
        "No longer",
        "Not so",
        "Not yet",
    ),
    "not_all": ("Không phải tất cả.", "Not all of them."),
}
BEFORE = [
    # what became of bodies
    ("Bộ Kế hoạch và Đầu tư có còn không?", "no"),
    ("Bộ Giao thông vận tải còn không?", "no"),
    ("Sở Kế hoạch và Đầu tư còn không?", "no"),
    ("Ban Dân tộc còn không?", "no"),
    ("Cấp huyện còn không?", "no"),
    ("Is there a Ministry of Planning and Investment?", "no"),
    ("Do districts still exist?", "no"),
    ("Bộ Y tế có còn không?", "yes"),
    ("Bộ Tài chính còn không?", "yes"),
    ("Bộ Kế hoạch và Đầu tư có bị sáp nhập không?", "yes"),
    ("Lạng Sơn có phải sáp nhập không?", "no"),
    ("Sở Công Thương có đổi tên không?", "no"),
    # what is forbidden, from when, and for whom not
    ("Sau năm 2030 có được sản xuất sản phẩm nhựa sử dụng một lần không?", "no"),
    ("Năm 2028 có được sản xuất sản phẩm nhựa sử dụng một lần không?", "unsure"),
    ("Công ty sản xuất để xuất khẩu có bị cấm không?", "no"),
    ("Có được vứt rác nhựa xuống sông không?", "no"),
    ("Vứt chất thải nhựa xuống sông có bị cấm không?", "yes"),
    ("Must exporters comply?", "no"),
    # lists
    ("Chợ dân sinh có trong danh sách không?", "no"),
    ("Are convenience stores covered?", "no"),
    ("Khu du lịch có trong danh sách không?", "yes"),
    ("Trường cao đẳng có thi tìm hiểu không?", "yes"),
    ("Học sinh cấp 2 có nằm trong cuộc thi tìm hiểu không?", "unsure"),
    ("Trường đại học có nằm trong cuộc thi tìm hiểu không?", "unsure"),
    # duties and shares
    ("Doanh nghiệp nhựa phải tái chế không?", "yes"),
    ("100% siêu thị 2030 phải không?", "yes"),
    ("Tất cả các huyện đến năm 2030 đều phải tuyên truyền phải không?", "yes"),
    ("tất cả huyện 2030 phải tuyên truyền không?", "yes"),
    ("Is it required that all districts run awareness campaigns by 2030?", "yes"),
    ("Tất cả siêu thị đến 2025 đều phải dùng bao bì thân thiện môi trường phải không?", "not_all"),
    ("Hộ kinh doanh có được tập huấn không?", "unsure"),
    # figures and records
    ("5-8% đúng không?", "yes"),
    ("Ông Hồ Tiến Thiệu ký kế hoạch 235 phải không?", "no"),
    ("Kế hoạch 235 ban hành năm 2022 phải không?", "no"),
    ("Chỉ tiêu năm 2025 đã hết hạn chưa?", "yes"),
]

AFTER = [
    ("Sở Giao thông vận tải Lạng Sơn còn hoạt động không?", "no"),
    ("Bộ Lao động - Thương binh và Xã hội còn không?", "no"),
    ("Sở Tài nguyên và Môi trường có còn không?", "no"),
    ("Bộ Khoa học và Công nghệ còn không?", "yes"),
    ("Bộ Quốc phòng còn không?", "unsure"),
    ("Bộ Tài chính có bị sáp nhập không?", "unsure"),
    ("Does the Ministry of Transport still exist?", "no"),
    ("Does the Ministry of Health still exist?", "yes"),
    ("Did the Ministry of Transport merge?", "yes"),
    ("Sau năm 2025 khách sạn có được dùng sản phẩm nhựa sử dụng một lần không?", "no"),
    ("Trước năm 2025 khách sạn có được dùng sản phẩm nhựa sử dụng một lần không?", "unsure"),
    ("Từ năm 2026 có được sản xuất túi ni lông khó phân hủy sinh học không?", "unsure"),
    ("Sản phẩm có nhãn sinh thái Việt Nam sau năm 2030 có được sản xuất không?", "yes"),
    ("May single-use plastic products be produced after 2030?", "no"),
    ("Kế hoạch có cấm túi ni lông ở siêu thị không?", "no"),
    ("Siêu thị có trong danh sách của Nghị định 08 không?", "yes"),
    ("Cửa hàng tiện lợi có được dùng đồ nhựa một lần sau 2025 không?", "unsure"),
    ("Are primary schools covered by the contest?", "unsure"),
    ("Are colleges covered by the contest?", "yes"),
    ("Do schools take part in the contest?", "yes"),
    ("Làng nghề có thuộc chỉ tiêu 90% không?", "yes"),
    ("Đến năm 2030 có huyện nào được miễn tuyên truyền không?", "no"),
    ("Do all supermarkets have to use environmentally friendly packaging by 2025?", "not_all"),
    ("Kế hoạch 235 có nhắc tới kinh tế tuần hoàn không?", "yes"),
    ("Kế hoạch 235 có nhắc tới điện hạt nhân không?", "unsure"),
    ("Kế hoạch 235 ban hành năm 2021 phải không?", "yes"),
    ("Kế hoạch 235 do Sở Công Thương ban hành phải không?", "no"),
    ("Quyết định 889 do ông Trịnh Đình Dũng ký phải không?", "unsure"),  # one source names another
    ("8-10% đúng không?", "yes"),
    ("Chỉ tiêu năm 2030 đã hết hạn chưa?", "no"),
    ("Kế hoạch 235 còn hiệu lực không?", "unsure"),
    ("Nghị định 08 còn hiệu lực không?", "unsure"),
    ("Is Decision 889 still in force?", "unsure"),
]


def verdict(text: str) -> str:
    """Return what an answer says first."""
    return next((name for name, leads in LEADS.items() if text.startswith(leads)), "unsure")


@pytest.mark.parametrize(("text", "expected"), [*BEFORE, *AFTER])
def test_yes_and_no(assistant: Assistant, text: str, expected: str) -> None:
    then = Assistant(assistant.library, assistant.finder, today=lambda: date(2026, 11, 27))

    assert verdict(then.ask(Question.of(text)).text) == expected


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        pytest.param("Cấp 2 có thi tìm hiểu không?", "Văn bản không nêu nơi được hỏi.", id="another_of_its_kind"),
        pytest.param("Trường tiểu học có thi không?", "Văn bản không nêu “tiểu học”.", id="quoted_from_the_question"),
        pytest.param("5-8% đúng không?", "Đúng, với giai đoạn 2021 - 2025.", id="the_figures_period"),
        pytest.param("Kế hoạch 235 có hiệu lực đến khi nào?", "Các văn bản đang lưu không nêu ngày hết", id="validity"),
        pytest.param(
            "Khi nào phải đạt 100% siêu thị dùng bao bì thân thiện môi trường?", "Đến năm 2030", id="deadline"
        ),
        pytest.param("What is the deadline for 100% of supermarkets?", "By 2030", id="the_figures_deadline"),
        pytest.param("Giai đoạn đến năm 2030 kết thúc khi nào?", "Hết năm 2030.", id="end_of_a_period"),
        pytest.param("When does the plan end?", "At the end of 2030.", id="end_of_the_plan"),
    ],
)
def test_what_is_asked_comes_first(assistant: Assistant, text: str, lead: str) -> None:
    assert assistant.ask(Question.of(text)).text.startswith(lead)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Còn bao nhiêu ngày nữa phải dừng sản xuất sản phẩm nhựa dùng một lần?", id="vietnamese"),
        pytest.param("How many days until single-use plastic production stops?", id="english"),
    ],
)
def test_days_left_are_counted(assistant: Assistant, text: str) -> None:
    then = Assistant(assistant.library, assistant.finder, today=lambda: date(2030, 12, 21))

    assert any("10 ngày" in note or "10 days" in note for note in then.ask(Question.of(text)).notes)


def test_only_the_clause_of_the_figure_is_shown(assistant: Assistant) -> None:
    assert "2030" not in assistant.ask(Question.of("Khu kinh tế thuộc 90%?")).text
