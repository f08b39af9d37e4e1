"""Yes and no over all documents: what the cited clause decides is said first, and nothing else is.

``no`` is as strict as ``yes``: a wrong one is worse than none.
"""

from datetime import date

import pytest

from hoi.bot.assistant.answer import Question
from hoi.bot.assistant.assistant import Assistant

LEADS = {
    "yes": ("Có", "Đúng", "Rồi", "Yes"),
    "no": ("Không.", "Không,", "Không còn", "Không đúng", "Chưa", "No.", "No,", "No longer", "Not so", "Not yet"),
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
    ("Must exporters comply?", "unsure"),
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


def verdict(text: str) -> str:
    """Return what an answer says first."""
    return next((name for name, leads in LEADS.items() if text.startswith(leads)), "unsure")


@pytest.mark.parametrize(("text", "expected"), BEFORE)
def test_yes_and_no(assistant: Assistant, text: str, expected: str) -> None:
    then = Assistant(assistant.library, assistant.finder, today=lambda: date(2026, 11, 27))

    assert verdict(then.ask(Question.of(text)).text) == expected
