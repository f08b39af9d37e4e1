"""What a question ranges over: levels, places, documents, and what it says it does not ask for."""

import pytest

from hoi.bot.assistant.answer import Answer, Question
from hoi.bot.assistant.assistant import Assistant
from hoi.bot.assistant.levels import level_at
from hoi.bot.assistant.scope import level_of, without_excluded
from hoi.corpus.library import Library


def ask(assistant: Assistant, text: str, *history: str) -> Answer:
    return assistant.ask(Question.of(text, history))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Ở cấp tỉnh chứ không phải cả nước, bao nhiêu làng nghề?", "Ở cấp tỉnh, bao nhiêu làng nghề?"),
        ("toan quoc bao nhieu phan tram, toi khong hoi lang son", "toan quoc bao nhieu phan tram"),
        ("Riêng cả nước, không tính tỉnh, phải dựng mấy mô hình?", "Riêng cả nước, phải dựng mấy mô hình?"),
        ("không hỏi Lạng Sơn nhé, cả nước thì sao", "cả nước thì sao"),
        ("siêu thị giảm bao nhiêu (không hỏi chợ)", "siêu thị giảm bao nhiêu"),
        ("For Lạng Sơn only, not the whole country: what share?", "For Lạng Sơn only: what share?"),
        ("Nationally, rather than in Lang Son, what cut is set?", "Nationally, what cut is set?"),
    ],
)
def test_what_is_not_asked_for_is_left_out(text: str, left: str) -> None:
    assert without_excluded(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "Mình bán hàng chứ không sản xuất thì có được tập huấn không?",
        "Do trading businesses, not only factories, get training?",
        "Kế hoạch 235 có nói về chợ không?",
        "Quyết định này không tính tới doanh nghiệp nhỏ sao?",
        "không hỏi gì",
    ],
)
def test_other_denials_stay(text: str) -> None:
    assert without_excluded(text) == text


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Tỷ lệ tỉnh có kế hoạch riêng", None),
        ("80% tỉnh, thành phố", None),
        ("Mục tiêu của tỉnh", "provincial"),
        ("the nation's target", "national"),
        ("Tỉnh so với cả nước", None),
    ],
)
def test_the_level_a_question_names(text: str, level: str | None) -> None:
    assert level_of(text) == level


@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param(
            "Cửa hàng em sắp xin kinh phí mở rộng: đến 2030 bao nhiêu phần trăm siêu thị phải đổi bao bì?", "II.2#5",
            id="before_a_colon",
        ),
        pytest.param(
            "Khu công nghiệp nào được phổ biến trong giai đoạn đầu? Tôi cần ghi vào báo cáo.", "II.1#2", id="after_it"
        ),
        pytest.param("Chỉ tiêu tuyên truyền đến 2025 đặt cho những đơn vị nào?", "II.1#4", id="for_whom"),
    ],
)  # fmt: skip
def test_what_is_told_beside_a_question_is_not_asked_for(assistant: Assistant, text: str, first: str) -> None:
    assert ask(assistant, text).citations[0].locator == first


def test_what_another_document_did_is_not_told_of_the_one_named(assistant: Assistant) -> None:
    assert "05/2025/NĐ-CP" in ask(assistant, "Văn bản nào sửa Nghị định 08/2022 và có hiệu lực từ khi nào?").text


def test_one_of_two_figures_offered_is_no_wrong_figure(assistant: Assistant) -> None:
    answer = ask(assistant, "Đến 2025 siêu thị dùng bao bì thân thiện là 85% hay 100%?")

    assert not answer.text.startswith("Con số trong câu hỏi khác")
    assert answer.citations[0].locator == "II.1#5"


def test_only_the_side_asked_for_is_told(assistant: Assistant) -> None:
    answer = ask(assistant, "Cả nước đến 2025 bao nhiêu % khu công nghiệp được phổ biến, không hỏi số của tỉnh nha")

    assert "70%" in answer.text
    assert "90%" not in answer.text


@pytest.mark.parametrize(
    ("text", "locator"),
    [
        ("Mức năm 2030 dành cho làng nghề ở Lạng Sơn là bao nhiêu?", "II.2#2"),
        ("can cu phap ly cua ke hoach 235 lang son la van ban nao", "preamble"),
        ("quan diem cua 889 la lam dong bo hay chon khau dot pha", "I.2#2"),
    ],
    ids=["son-la", "son-la-folded", "lam-dong"],
)
def test_no_other_place_is_read_into_ordinary_words(assistant: Assistant, text: str, locator: str) -> None:
    answer = ask(assistant, text)

    assert [each.locator for each in answer.citations][:1] == [locator]


@pytest.mark.parametrize(
    "text", ["Sơn La đến 2030 bao nhiêu siêu thị dùng bao bì xanh?", "o lam dong sieu thi the nao"]
)
def test_another_place_is_not_answered_for(assistant: Assistant, text: str) -> None:
    assert ask(assistant, text).status == "not_found"


def test_a_document_set_aside_is_not_the_one_asked_about(assistant: Assistant) -> None:
    answer = ask(assistant, "Ngoài Kế hoạch 235, Lạng Sơn đã ban hành kế hoạch nào về chất thải nhựa?")

    assert answer.citations[0].document == "nd-08-2022"


def test_the_record_of_a_held_document_is_told(assistant: Assistant) -> None:
    assert "Đoàn Thu Hà" in ask(assistant, "ke hoach 235 do ai ky").text


def test_a_share_picks_its_period(assistant: Assistant) -> None:
    answer = ask(assistant, "Còn bao lâu nữa tới hạn 100% siêu thị dùng bao bì thân thiện môi trường?")

    assert answer.citations[0].locator == "II.2#5"
    assert "85%" not in answer.text


def test_the_figure_of_another_subject_is_not_agreed_with(assistant: Assistant) -> None:
    answer = ask(assistant, "Is it true that 90% of supermarkets must comply by 2025?")

    assert answer.citations[0].locator == "II.1#5"
    assert "85%" in answer.text


def test_a_turn_to_another_thing_keeps_the_document(assistant: Assistant) -> None:
    answer = ask(assistant, "Chợ dân sinh thì sao?", "Kế hoạch 106 muốn siêu thị giảm bao nhiêu túi ni lông?")

    assert (answer.citations[0].document, answer.citations[0].locator) == ("nd-08-2022", "IV.2#2")


def test_a_part_is_searched_for_what_it_speaks_of(assistant: Assistant) -> None:
    answer = ask(assistant, "Phần I chỗ nào nhắc tới người tiêu dùng?")

    assert [each.locator for each in answer.citations] == ["I.2", "I.3"]


def test_a_digest_speaks_of_both_levels() -> None:
    library = Library.shipped()
    of = {
        (document, locator): level_at(library.get(document), library.get(document).provision(locator))
        for document, locator in (("sap-xep-2025", "II#3"), ("sap-xep-2025", "III#3"), ("nd-08-2022", "IV.2#1"),
                                  ("nd-08-2022", "dieu-64#7"), ("kh-235-2021", "I.1"))
    }  # fmt: skip

    assert list(of.values()) == ["national", "provincial", "provincial", "national", "provincial"]
