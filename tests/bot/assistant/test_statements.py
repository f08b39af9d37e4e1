"""Statements put to the assistant for yes or no: who, what, how many, when, of what level, and whether it must be."""

from datetime import date

import pytest

from hoi.bot.assistant.answer import Question
from hoi.bot.assistant.assistant import Assistant

LEADS = {
    "aim_of_all": ("Đúng, theo mục tiêu", "Yes, under the target"),
    "gone": ("Không còn nữa.", "No longer there."),
    "no_except": ("Không, trừ ngoại lệ", "Không được, trừ", "Không được, đối với loại khó phân hủy"),
    "right": ("Đúng.",),
    "wrong": ("Không đúng.", "No, that is not right."),
    "yes": ("Có.", "Yes."),
    "no": ("Không.", "No, it is not so."),
    "aim": ("Đây là mục tiêu;", "This is a target;"),
    "no_duty": ("Đoạn trích dưới đây không nêu nghĩa vụ", "The passage below sets no duty."),
    "not_named": ("Văn bản không nêu “", "The text does not name “"),
}
ROLES = [
    ("Bộ Công Thương chủ trì Chương trình 889 phải không?", "right"),
    ("Địa phương có phối hợp thực hiện 889 không?", "yes"),
    ("Địa phương chủ trì chương trình 889 phải không?", "wrong"),
    ("Các bộ, ngành liên quan chủ trì Chương trình 889 đúng không?", "wrong"),
    ("Bộ Công Thương phối hợp thực hiện chương trình 889 phải không?", "wrong"),
    ("Các bộ ngành chủ trì, Bộ Công Thương phối hợp, đúng không?", "wrong"),
    ("Chủ trì Quyết định 889 là Bộ Tài chính, đúng không?", "wrong"),
    ("Bộ Tài nguyên và Môi trường có chủ trì Chương trình theo Quyết định 889 không?", "no"),
    ("Bộ Tài nguyên và Môi trường có phối hợp thực hiện Quyết định 889 không?", "unsure"),  # one of "các bộ"?
    ("Bộ Công Thương không chủ trì 889 đúng không?", "unsure"),
    ("Hội Bảo vệ người tiêu dùng chủ trì 3 nhiệm vụ đúng không?", "unsure"),  # "chưa được làm rõ"
    ("Is the Ministry of Industry and Trade the lead of Decision 889?", "yes"),
    ("Do localities lead Decision 889?", "no"),
]
DUTIES = [
    ("Kế hoạch 235 có bắt buộc doanh nghiệp không?", "no_duty"),
    ("Doanh nghiệp có bắt buộc phải tham gia tập huấn không?", "no_duty"),
    ("Trường cao đẳng có phải tổ chức cuộc thi không?", "no_duty"),
    ("Quyết định 889 có bắt buộc doanh nghiệp không?", "no_duty"),
    ("Tỉnh có bắt buộc xây dựng mô hình không?", "aim"),
    ("Siêu thị có phải đạt 100% vào năm 2030 không?", "aim"),
    ("Siêu thị phải giảm 65% túi ni lông đúng không?", "aim"),
    ("Đến 2030, huyện nào cũng phải mở tuyên truyền về tiêu dùng bền vững phải không?", "aim_of_all"),
    ("Do businesses have to attend training?", "no_duty"),
    ("Do all districts have to run awareness campaigns in 2021-2025?", "aim_of_all"),
    ("Doanh nghiệp nhựa phải tái chế không?", "yes"),
    ("Do producers of single-use plastics have a recycling obligation?", "yes"),
    ("Cơ sở sản xuất có phải thanh tra, kiểm tra không?", "unsure"),  # the duty is the province's
    ("Tổ chức, cá nhân có bắt buộc dùng nhựa tái chế không?", "unsure"),  # one of two clauses has a duty
    ("Siêu thị của tôi có bắt buộc phải bỏ túi ni lông không?", "unsure"),  # a plan's task says nothing of the decree
    ("Quán cà phê dùng ly nhựa với ống hút, luật có bắt mình phải làm gì không?", "unsure"),
]
DAYS = [
    *((f"Kế hoạch 235 ban hành {day} đúng không?", verdict) for day, verdict in (
        ("ngày 11/12/2021", "right"), ("ngày 11 tháng 12 năm 2021", "right"), ("11-12-2021", "right"),
        ("11.12.2021", "right"), ("2021-12-11", "right"), ("tháng 12/2021", "right"), ("năm 2021", "right"),
        ("ngày 12/11/2021", "wrong"), ("ngày 12 tháng 11 năm 2021", "wrong"), ("12-11-2021", "wrong"),
        ("2021-11-12", "wrong"), ("tháng 11/2021", "wrong"), ("năm 2022", "wrong"),
    )),
    *((f"Was Plan 235 issued {day}?", verdict) for day, verdict in (
        ("on 11 December 2021", "yes"), ("on December 11, 2021", "yes"), ("in December 2021", "yes"),
        ("in 2021", "yes"),
        ("on 12 November 2021", "no"), ("on 2021-11-12", "no"), ("on 5 May 2019", "no"), ("in 2020", "no"),
        ("on 12/11/2021", "unsure"),  # either of two days
    )),
    ("Did Plan 235 take effect on 1 January 2022?", "no"),
    ("Kế hoạch 204 ban hành ngày 18/10/2021 đúng không?", "right"),
    ("Kế hoạch 204 ban hành năm 2022 đúng không?", "wrong"),  # 2022 is in the name of the digest
    ("Có phải Quyết định 1316 ký ngày 22/8/2021?", "wrong"),
    ("Có phải Nghị định 05/2025 ban hành 16/01/2025?", "wrong"),
    ("Kế hoạch 106 ban hành năm 2020 phải không?", "wrong"),
    ("Chỉ thị 33 ban hành năm 2021 đúng không?", "wrong"),
    ("Luật Bảo vệ môi trường ban hành ngày 17/11/2022 đúng không?", "wrong"),
    ("Is it true that Decree 05/2025 took effect on 1 July 2025?", "wrong"),
    ("Cấp huyện hết hoạt động từ 01/3/2025, đúng không?", "wrong"),
    ("Có phải cấp huyện kết thúc từ 01/7/2025?", "right"),
    ("Lạng Sơn thành lập 6 sở mới từ 01/7/2025 đúng không?", "wrong"),
]  # fmt: skip
COUNTS = [
    ("Lạng Sơn có 61 xã phải không?", "right"),
    ("Có phải Lạng Sơn có 4 phường?", "right"),
    ("Lạng Sơn có bốn phường đúng không?", "right"),
    ("Does Lang Son have 4 wards?", "yes"),
    ("Có đúng Lạng Sơn có 5 phường không?", "wrong"),
    ("Có phải Lạng Sơn có 65 xã?", "wrong"),
    ("Lạng Sơn trước có 12 huyện phải không?", "wrong"),
    ("Trước sắp xếp Lạng Sơn có 11 huyện phải không?", "right"),
    ("Lạng Sơn có 11 huyện phải không?", "unsure"),  # it had
    ("Chính phủ còn 17 bộ đúng không?", "wrong"),
    ("Chính phủ có 17 bộ và cơ quan ngang bộ đúng không?", "unsure"),  # counted together
    ("Hội Bảo vệ người tiêu dùng có 5 nhiệm vụ đúng không?", "wrong"),
    ("Quyết định 889 áp dụng cho 10 nhóm ngành đúng không?", "wrong"),
    ("Lạng Sơn xây dựng 20-30 mô hình phải không?", "wrong"),
    ("Xây dựng 20-30 mô hình sản xuất và tiêu dùng bền vững đúng không?", "unsure"),  # the nation does
    ("Is it true that Lang Son has 65 communes?", "wrong"),
]
BODIES = [
    ("Có phải Sở Kế hoạch và Đầu tư nhập vào Sở Nội vụ không?", "wrong"),
    ("Bộ Giao thông vận tải nhập vào Bộ Xây dựng đúng không?", "right"),
    ("Bộ Xây dựng nhập vào Bộ Giao thông vận tải đúng không?", "wrong"),
    ("Bộ Công Thương có bị nhập vào bộ khác không?", "no"),
    ("Sở Khoa học và Công nghệ có bị nhập không?", "no"),
    ("Bộ Xây dựng bị giải thể phải không?", "wrong"),
    ("Bộ Tài nguyên và Môi trường nhập vào Bộ Nông nghiệp và Phát triển nông thôn đúng không?", "unsure"),
    ("Bộ Tài chính không nhập vào Bộ Kế hoạch và Đầu tư đúng không?", "unsure"),
    ("Sở Công Thương không đổi tên đúng không?", "right"),
    ("Sở Công Thương đổi tên rồi đúng không?", "wrong"),
    ("Lạng Sơn phải sáp nhập đúng không?", "wrong"),
    ("Bộ Lao động có còn không", "gone"),
    ("huyen con ko", "gone"),
    ("Does Lang Son still have districts?", "gone"),
    ("Was Lang Son merged with another province?", "no"),
    ("Quyết định 889 bị thay thế bởi Quyết định 76 phải không?", "wrong"),
    ("Nghị định 05/2025 thay thế Nghị định 08 phải không?", "wrong"),
    ("nđ 05/2025 có sửa nđ 08 ko ạ", "yes"),
    ("Does Decree 05/2025 amend Decree 08?", "yes"),
]
PERSONS = [
    ("Kế hoạch 235 do Đoàn Thu Hà ký ngày 11/12/2021 đúng không?", "right"),
    ("Kế hoạch 235 do Đoàn Thu Hà ký ngày 12/11/2021 đúng không?", "wrong"),
    ("Kế hoạch 235 ban hành năm 2021 do Bộ Công Thương ban hành phải không?", "wrong"),
    ("Kế hoạch 204 do Đoàn Thu Hà ký phải không?", "wrong"),
    ("Quyết định 3529 do Bộ trưởng Nguyễn Hồng Diên ký phải không?", "wrong"),
    ("Quyết định 889 có phải do Bộ trưởng Bộ Công Thương ký không?", "wrong"),
    ("Có đúng Thủ tướng Nguyễn Xuân Phúc ký Quyết định 889?", "unsure"),  # sources differ
    ("Kế hoạch do ông Hồ Tiến Thiệu ký thì có đúng thẩm quyền không?", "unsure"),
    ("Was Plan 235 signed by Ho Tien Thieu?", "no"),
    ("Was Decision 1316 signed by Le Van Thanh?", "yes"),
    ("Was Plan 235 issued by the Prime Minister?", "no"),
    ("Kế hoạch 235 thuộc lĩnh vực môi trường phải không?", "wrong"),
]
MEMBERS = [
    ("Nghị định 08 cấm thải bỏ chất thải nhựa xuống sông phải không?", "unsure"),  # the law does
    ("Ngành thép có trong 8 nhóm ngành của Quyết định 889 không?", "yes"),
    ("Khai thác khoáng sản có trong 8 nhóm ngành của Quyết định 889 không?", "not_named"),
    ("Ngành dệt may có thuộc diện giảm tiêu hao ở Lạng Sơn không?", "not_named"),
    ("Ống hút là sản phẩm nhựa sử dụng một lần đúng không?", "right"),
    ("Cửa hàng tiện lợi có thuộc diện không được dùng đồ nhựa một lần sau 2025 không?", "no"),
    ("Khu du lịch có được dùng ống hút nhựa không?", "no_except"),
    ("Từ năm 2026 có được sản xuất túi ni lông khó phân hủy sinh học không?", "unsure"),  # of what size?
    ("Không được sản xuất túi mỏng từ 2026 đúng không?", "unsure"),
    ("Sau 2030 có được nhập khẩu hộp xốp không?", "no_except"),
    ("Sau năm 2025 siêu thị có được dùng túi ni lông khó phân hủy không?", "no_except"),
]
FOLLOWING = [
    ("Bộ Tài chính còn không? → Bộ Quốc phòng có còn không?", "unsure"),  # another body than the clause's
    ("Sở Công Thương bây giờ thế nào? → có bị đổi tên không?", "no"),
    ("Sở Giao thông vận tải nhập vào đâu? → có còn tồn tại không?", "gone"),
    ("Từ 2026 túi ni lông nào không được sản xuất? → xuất khẩu có được miễn không?", "yes"),
    ("Từ 2026 có được sản xuất túi ni lông khó phân hủy không? → có ngoại lệ không?", "yes"),
    ("Ai chủ trì chương trình 889? → địa phương có chủ trì không?", "no"),
    ("Lạng Sơn có bao nhiêu phường? → 5 phường phải không?", "wrong"),
    ("Đến 2030 bao nhiêu siêu thị dùng bao bì thân thiện? → có bắt buộc không?", "aim"),
    ("What is the 2030 target for supermarkets in Lang Son? → Is it mandatory?", "aim"),
]


@pytest.fixture(scope="module")
def then(assistant: Assistant) -> Assistant:
    return Assistant(assistant.library, assistant.finder, today=lambda: date(2026, 11, 27))


@pytest.mark.parametrize(
    ("text", "expected"),
    [*ROLES, *DUTIES, *DAYS, *COUNTS, *BODIES, *PERSONS, *MEMBERS, *FOLLOWING],
)
def test_a_statement_is_judged_in_all_it_says(then: Assistant, text: str, expected: str) -> None:
    *before, question = text.split(" → ")

    said = then.ask(Question.of(question, tuple(before))).text

    assert next((name for name, leads in LEADS.items() if said.startswith(leads)), "unsure") == expected


@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param(
            "Kế hoạch 235 hết hạn năm 2025 phải không?",
            "Không đúng. Mốc xa nhất mà các chỉ tiêu đặt ra: giai đoạn đến năm 2030.",
            id="targets_run_on",
        ),
        pytest.param(
            "Kế hoạch 235 hết hạn năm 2030 phải không?",
            "Các văn bản đang lưu không nêu ngày hết hiệu lực của Kế hoạch số 235/KH-UBND.",
            id="last_year",
        ),
        pytest.param(
            "Quyết định 889 hết hiệu lực năm 2025 đúng không?",
            "Các văn bản đang lưu không nêu ngày hết hiệu lực của Quyết định số 889/QĐ-TTg.",
            id="not_known",
        ),
        pytest.param(
            "Giai đoạn 2021 - 2025 đã kết thúc phải không?",
            "Đúng. Giai đoạn 2021 - 2025 của Kế hoạch số 235/KH-UBND đã kết thúc.",
            id="over",
        ),
        pytest.param(
            "Nghị định 08 còn hiệu lực không?",
            "Các văn bản đang lưu không nêu ngày hết hiệu lực của Nghị định số 08/2022/NĐ-CP.",
            id="no_day_of_effect",
        ),
    ],
)  # fmt: skip
def test_the_end_of_a_document_is_not_that_of_a_period(then: Assistant, text: str, first: str) -> None:
    assert then.ask(Question.of(text)).text.splitlines()[0] == first


def test_no_count_opens_the_answer_to_yes_or_no(then: Assistant) -> None:
    answer = then.ask(Question.of("huyện còn không"))

    assert [each.locator for each in answer.citations] == ["IV#1"]


@pytest.mark.parametrize(
    ("before", "text", "first"),
    [
        pytest.param(
            "Đến 2025 bao nhiêu siêu thị phải dùng bao bì thân thiện?", "50% phải không?",
            "Con số trong câu hỏi không đúng. Kế hoạch số 235/KH-UBND đặt chỉ tiêu 85%:", id="of_another_thing",
        ),
        pytest.param(
            "Đến năm 2025 bao nhiêu khu công nghiệp, làng nghề được phổ biến, nâng cao nhận thức?", "70% à?",
            "Các văn bản nêu những con số khác nhau:", id="of_the_same_thing",
        ),
    ],
)  # fmt: skip
def test_a_figure_alone_is_looked_up_for_what_was_asked_before(
    then: Assistant, before: str, text: str, first: str
) -> None:
    assert then.ask(Question.of(text, (before,))).text.splitlines()[0] == first


def test_a_figure_that_another_document_has_is_not_called_wrong(then: Assistant) -> None:
    text = "Có phải 100% siêu thị phải dùng bao bì thân thiện vào năm 2025 không?"

    answer = then.ask(Question.of(text))

    assert answer.text.startswith("Các văn bản nêu những con số khác nhau:")
    assert {"II.1#5", "II#2"} <= {each.locator for each in answer.citations}
