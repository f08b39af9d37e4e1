"""How answers read: whose words a line is in is said once; records, lists and notes say what was asked for."""

import pytest

from hoi.bot.assistant.answer import Question
from hoi.bot.assistant.assistant import Assistant

OPENINGS = {
    "one_source": (
        "Sở Công Thương Lạng Sơn có bị đổi tên không?", "Không. Theo một nguồn, Sở Công Thương tỉnh Lạng Sơn giữ",
    ),
    "one_source_en": (
        "Did Lang Son keep its borders in the merger?", "According to one source, under Resolution No. 202/2025/QH15",
    ),
    "remark": (
        "Nghị định 05/2025 có sửa Điều 64 không?", "Nhận xét của người tổng hợp: trong các nguồn đã xem, không đoạn",
    ),
    "source_and_period": (
        "Lạng Sơn giảm tiêu hao 8-10% đến 2030, đúng không?",
        "Đúng. Theo Kế hoạch số 235/KH-UBND, giai đoạn đến năm 2030: Phấn đấu",
    ),
    "ended_period": (
        "Giai đoạn 2021-2025 đã kết thúc chưa?", "Rồi. Giai đoạn 2021 - 2025 của Kế hoạch số 235/KH-UBND đã kết thúc.",
    ),
    "list_of_two_facts": (
        "Lạng Sơn hiện có bao nhiêu xã, bao nhiêu phường? Kể tên các phường.", "- Theo một nguồn, sau sắp xếp",
    ),
    "one_of_a_body": ("huyen con ko", "Không còn nữa. Theo bản tổng hợp: Từ ngày 01/7/2025, cấp huyện kết thúc"),
    "count_of_a_plan": ("Kế hoạch 235 có mấy mục tiêu đến năm 2030?", "Giai đoạn đến năm 2030 có năm mục tiêu:"),
    "count_of_a_digest": (
        "Quyết định 889 có bao nhiêu mục tiêu giai đoạn 2021-2025?",
        "Giai đoạn 2021 - 2025, bản tổng hợp nêu mười một ý:",
    ),
    "list_of_a_digest_uncounted": ("8 nhóm ngành của Quyết định 889 là những ngành nào?", "- Đến năm 2025, cả nước"),
    "what_it_is_about": ("Kế hoạch 235 nói về gì?", "Kế hoạch số 235/KH-UBND có tên là: Thực hiện Chương trình"),
    "kind": ("Kế hoạch 235 là loại văn bản gì?", "Loại văn bản của Kế hoạch số 235/KH-UBND là Kế hoạch."),
    "english_issuer": (
        "Who issued Plan 235?", "Plan No. 235/KH-UBND was issued by the People's Committee of Lạng Sơn province.",
    ),
    "english_field": ("What is the field of Plan 235?", "Plan No. 235/KH-UBND is in the field of trade."),
}  # fmt: skip


@pytest.mark.parametrize(("text", "opening"), OPENINGS.values(), ids=OPENINGS)
def test_an_answer_opens_with(assistant: Assistant, text: str, opening: str) -> None:
    assert assistant.ask(Question.of(text)).text.startswith(opening)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        pytest.param(
            "Kế hoạch 235 thuộc lĩnh vực nào, do ai ký?",
            ["Kế hoạch số 235/KH-UBND thuộc lĩnh vực Thương mại.", "Văn bản do Đoàn Thu Hà ký."],
            id="as_asked",
        ),
        pytest.param(
            "Quyết định 889 do ai ký, ngày nào, có hiệu lực khi nào?",
            [
                "Quyết định số 889/QĐ-TTg do Trịnh Đình Dũng ký.",
                "Văn bản được ban hành ngày 24/6/2020.",
                "Văn bản có hiệu lực từ ngày 24/6/2020.",
            ],
            id="none_dropped",
        ),
        pytest.param(
            "Kế hoạch 235 do ai ký, còn hiệu lực không?",
            [
                "Kế hoạch số 235/KH-UBND ngày 11/12/2021 do Đoàn Thu Hà ký.",
                "Văn bản có hiệu lực từ ngày 11/12/2021.",
                "Các văn bản đang lưu không nêu ngày hết hiệu lực của văn bản này.",
                "Mốc xa nhất mà các chỉ tiêu đặt ra: giai đoạn đến năm 2030.",
            ],
            id="validity_after_the_name",
        ),
    ],
)
def test_the_facts_of_a_record_stand_in_the_order_asked(assistant: Assistant, text: str, sentences: list[str]) -> None:
    assert assistant.ask(Question.of(text)).text.splitlines() == sentences


def test_a_heading_is_cited_but_is_no_source_of_its_own(assistant: Assistant) -> None:
    answer = assistant.ask(Question.of("Bao nhiêu phần trăm siêu thị phải dùng bao bì thân thiện môi trường?"))

    headings = [each.locator for each in answer.citations if each.heading]
    assert headings == ["II.1", "II.2"]
    assert not {each.locator for each in answer.sources} & set(headings)
    assert [each.period for each in answer.sources] == ["Giai đoạn 2021 - 2025", "Giai đoạn đến năm 2030"]


def test_a_heading_that_was_asked_for_is_a_source(assistant: Assistant) -> None:
    answer = assistant.ask(Question.of("Giai đoạn đến năm 2030 kết thúc khi nào?"))

    assert [each.locator for each in answer.sources] == ["II.2"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Kế hoạch 204 do ai ký?", "Kế hoạch số 204/KH-UBND", id="another_document"),
        pytest.param("Hộp xốp bị cấm từ khi nào?", "Nghị định số 08/2022/NĐ-CP", id="article"),
    ],
)
def test_the_note_on_a_digest_names_the_document_cited(assistant: Assistant, text: str, name: str) -> None:
    assert f"Nội dung tổng hợp, không phải nguyên văn: {name}." in assistant.ask(Question.of(text)).notes


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("Kế hoạch 235 có quy định mức phạt không?", True, id="may_stand_beyond"),
        pytest.param("Kế hoạch 235 có tham vọng hơn kế hoạch của các tỉnh khác không?", False, id="comparison"),
        pytest.param("Kết quả thực hiện Kế hoạch 235 đến nay thế nào?", False, id="what_came_of_it"),
    ],
)
def test_the_cut_is_told_where_it_explains_the_refusal(assistant: Assistant, text: str, *, told: bool) -> None:
    answer = assistant.ask(Question.of(text))

    assert answer.status == "not_found"
    assert any("chỉ đến tiêu đề mục III.2" in note for note in answer.notes) is told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Tập huấn cho doanh nghiệp tốn bao nhiêu tiền?", "Các văn bản đang lưu không nêu số tiền, mức giá được hỏi."),
        ("Bao giờ cấm túi ni lông ở chợ?", "Các văn bản đang lưu không nêu thời điểm được hỏi."),
        ("How much is the fine for plastic bags at markets?", "The documents held do not state a penalty or sanction."),
        ("Thời tiết Lạng Sơn hôm nay ra sao?", "Không tìm thấy nội dung này trong các văn bản đang lưu."),
        ("Ai ký Nghị định 08/2022?", "Bản Nghị định số 08/2022/NĐ-CP đang lưu không nêu người ký."),
        ("Who signed Decree 08/2022?", "The text held of Decree No. 08/2022/NĐ-CP does not state who signed it."),
    ],
)
def test_a_refusal_says_what_is_lacking(assistant: Assistant, text: str, said: str) -> None:
    answer = assistant.ask(Question.of(text))

    assert (answer.status, answer.text, answer.citations) == ("not_found", said, ())


@pytest.mark.parametrize(
    ("text", "kept", "left_out"),
    [
        pytest.param(
            "Đến năm 2030 bao nhiêu phần trăm siêu thị dùng bao bì thân thiện?",
            "100% các siêu thị", "chuỗi cung ứng", id="the_end",
        ),
        pytest.param(
            "Đến năm 2030 siêu thị được khuyến khích phân phối sản phẩm dán nhãn sinh thái nào?",
            "được dán nhãn sinh thái", "", id="not_what_is_asked",
        ),
        pytest.param(
            "Kế hoạch 235 nói gì về túi ni lông ở chợ dân sinh?", "Xây dựng tài liệu, tổ chức tuyên truyền", "",
            id="not_the_words_that_govern",
        ),
    ],
)  # fmt: skip
def test_a_long_clause_is_cut_behind_what_answers(assistant: Assistant, text: str, kept: str, left_out: str) -> None:
    answer = assistant.ask(Question.of(text))

    assert kept in answer.text
    assert not left_out or left_out not in answer.text
    assert left_out in answer.citations[0].quote
