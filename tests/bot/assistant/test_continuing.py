"""Questions that continue the one before: what they keep of it, and what they are about now."""

import pytest

from hoi.bot.assistant.answer import Answer, Question
from hoi.bot.assistant.assistant import Assistant


def ask(assistant: Assistant, *asked: str) -> Answer:
    *history, text = asked
    return assistant.ask(Question.of(text, tuple(history)))


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        pytest.param(
            ("Chỉ tiêu 90% khu công nghiệp là của giai đoạn nào?", "Ngoài khu công nghiệp, gạch đó còn kể ai nữa?"),
            "II.1#2", id="that_dash",
        ),
        pytest.param(
            ("Which target names supermarkets by 2030?", "What else does that target ask to be built?"),
            "II.2#5", id="that_target",
        ),
        pytest.param(
            ("Lộ trình cấm túi ni lông nói tới siêu thị chứ?", "Chợ dân sinh thì sao ạ, có luôn không?"),
            "III.1#1", id="another_of_its_things",
        ),
        pytest.param(
            ("Đến 2025 bao nhiêu phần trăm làng nghề được phổ biến?", "Vậy tới mốc nào thì đủ toàn bộ?"),
            "II.2#2", id="when_all_of_it",
        ),
        pytest.param(
            ("Sở Giao thông vận tải Lạng Sơn nhập vào sở nào?", "ở trung ương cũng vậy à?"),
            "II#5", id="the_other_level_of_a_digest",
        ),
        pytest.param(
            ("Kế hoạch 106 bắt siêu thị giảm mấy % túi ni lông?", "còn ngoài chợ"), "IV.2#2", id="what_it_turns_to"
        ),
        pytest.param(
            ("Lạng Sơn có phải sáp nhập với tỉnh khác không?", "cả nước giờ còn mấy tỉnh nhỉ"), "III#7",
            id="known_by_itself",
        ),
        pytest.param(
            ("Is single-use plastic gone from malls after 2025 under the decree?", "who has to make sure of that?"),
            "dieu-64#8", id="who_sees_to_that",
        ),
        pytest.param(
            ("Lạng Sơn giảm tiêu hao nhiên liệu đến 2030 bao nhiêu?", "Con số tương ứng của cả nước là mấy?"),
            "II.2#2", id="the_figure_that_corresponds",
        ),
        pytest.param(
            ("Kế hoạch 235 đặt mục tiêu bao bì ở siêu thị đến 2025 bao nhiêu %?", "và nghị định 08 thì sao"),
            "dieu-64#7", id="the_same_in_another_document",
        ),
        pytest.param(
            ("Bộ Kế hoạch và Đầu tư nhập vào bộ nào?", "dưới tỉnh cũng vậy luôn hả"), "III#3",
            id="the_same_at_the_other_level",
        ),
        pytest.param(
            ("Quyết định 889 đến 2025 đặt mục tiêu gì về chính sách?", "thế đến 2030?"), "II.2#1", id="the_next_period"
        ),
        pytest.param(
            ("Kế hoạch 204 làm theo quyết định nào của trung ương?", "Quyết định ấy đòi thu gom bao nhiêu rác nhựa?"),
            "II#3", id="the_decision_asked_for",
        ),
        pytest.param(
            ("Hội Bảo vệ người tiêu dùng được Quyết định 889 giao mấy việc?", "Việc thứ hai là gì?"), "III.1#4",
            id="the_second_of_them",
        ),
        pytest.param(
            ("KCN, làng nghề của tỉnh đến 2025 có chỉ tiêu thế nào?", "Còn siêu thị?"), "II.1#5", id="another_thing"
        ),
        pytest.param(
            ("Đến 2025 Lạng Sơn giảm bao nhiêu nguyên nhiên vật liệu?", "À nhầm, ý tôi là mốc 2030"), "II.2#1",
            id="what_was_meant",
        ),
        pytest.param(
            ("Đến 2025 bao nhiêu siêu thị dùng bao bì thân thiện?", "Không phải siêu thị, ý tôi là làng nghề"),
            "II.1#2", id="not_that_but_this",
        ),
        pytest.param(
            ("Kế hoạch 235 nói gì về nông thôn mới?", "Trong đó Sở Công Thương được giao những gì?"), "III.2",
            id="in_that",
        ),
        pytest.param(
            ("Chương trình theo Quyết định 889 có mục tiêu chung là gì?", "Ai chủ trì, ai phối hợp?"), "III.1#1",
            id="what_is_asked_for_elsewhere",
        ),
        pytest.param(
            ("70% khu công nghiệp, làng nghề được phổ biến đến 2025 đúng không?", "Số đó của tỉnh hay cả nước?"),
            "II.1#3", id="whose_figure_it_is",
        ),
        pytest.param(
            ("Đến 2025 bao nhiêu siêu thị của tỉnh dùng bao bì thân thiện?", "Đó là bắt buộc hay chỉ phấn đấu thôi?"),
            "II.1#5", id="whether_it_binds",
        ),
        pytest.param(("Mục III.1 của Kế hoạch 235 nói gì?", "Thế mục 2 ngay sau đó?"), "III.2", id="the_next_section"),
        pytest.param(
            ("Bộ Giao thông vận tải nhập vào bộ nào?", "Bỏ qua câu trên đi, đến 2025 làng nghề của tỉnh đạt mấy %?"),
            "II.1#2", id="what_was_dropped",
        ),
        pytest.param(
            ("PET có tính là nhựa một lần không?", "Thôi hỏi chuyện khác, tỉnh mình có nhập với tỉnh khác không?"),
            "III#7", id="another_subject",
        ),
        pytest.param(
            ("Chỉ tiêu phổ biến nhận thức cho khu công nghiệp 2021-2025?", "Trích nguyên văn giúp em ạ."), "II.1#2",
            id="word_for_word",
        ),
        pytest.param(
            ("Quán triệt Chương trình để làm gì?", "Chép đúng câu đó ra đi bạn"), "I.4", id="that_sentence"
        ),
        pytest.param(
            ("Sở Tài nguyên và Môi trường Lạng Sơn giờ thành sở gì?", "Căn cứ nghị quyết nào?"), "III#2",
            id="what_it_rests_on",
        ),
        pytest.param(
            ("Bộ nào chủ trì chương trình 889?", "Bộ đó sau sắp xếp giờ còn không?"), "II#7", id="what_that_body_became"
        ),
        pytest.param(
            ("Which ministry leads the programme of Decision 889?", "Does that ministry still exist?"), "II#7",
            id="what_that_ministry_became",
        ),
        pytest.param(
            ("Kế hoạch tỉnh có nhắc kinh tế tuần hoàn không?", "Quyết định 889 có nói tương tự không?"), "I.3#5",
            id="the_like_in_another_document",
        ),
        pytest.param(
            ("Sau sắp xếp Lạng Sơn còn bao nhiêu xã phường?", "4 phường đó tên gì?"), "IV#5", id="names_of_them"
        ),
        pytest.param(
            ("Kế hoạch 106 của tỉnh đặt mục tiêu gì cho chợ?", "kế hoạch đó ban hành hôm nào?"), "IV.2#1",
            id="that_plan_only_spoken_of",
        ),
        pytest.param(
            ("Nhiệm vụ truyền thông đầu tiên trong phần III là gì?", "Còn cái thứ hai?"), "III.1#2", id="the_second"
        ),
        pytest.param(("Mục đích thứ ba của kế hoạch là gì?", "Còn thứ tư?"), "I.4", id="the_next_by_number"),
        pytest.param(
            ("Lạng Sơn giảm tiêu hao nguyên liệu bao nhiêu tới 2030?", "What about the earlier period?"), "II.1#1",
            id="the_earlier_period",
        ),
    ],
)  # fmt: skip
def test_what_is_meant_is_kept(assistant: Assistant, asked: tuple[str, ...], first: str) -> None:
    assert ask(assistant, *asked).citations[0].locator == first


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        pytest.param(("Đề án 1316 nói gì về rác nhựa?", "ai ký cái đó?"), "Lê Văn Thành", id="a_scheme"),
        pytest.param(
            ("Quản lý chất thải nhựa được duyệt bằng quyết định nào?", "Ai ký quyết định đó?"), "Lê Văn Thành",
            id="that_decision",
        ),
        pytest.param(
            ("Bộ nào chủ trì Chương trình 889?", "Văn bản đó ban hành ngày nào?"), "24/6/2020", id="the_nations"
        ),
        pytest.param(("Kế hoạch 235 ban hành ngày nào?", "ai ký?"), "Đoàn Thu Hà", id="the_plan"),
        pytest.param(("Ai ký kế hoạch 235 thế?", "còn QĐ 889?"), "Trịnh Đình Dũng", id="of_another_document"),
        pytest.param(
            ("Kế hoạch 235 thực hiện quyết định nào?", "ai ký quyết định đó?"), "Trịnh Đình Dũng", id="one_asked_for"
        ),
        pytest.param(
            ("Bộ Công Thương ra kế hoạch thực hiện 889 bằng quyết định số mấy?", "ai ký cái này"), "Trần Tuấn Anh",
            id="one_that_is_not_held",
        ),
        pytest.param(("Who signed Plan 235?", "And the national decision?"), "Trịnh Đình Dũng", id="english"),
        pytest.param(
            ("Ngoài Lạng Sơn, địa phương nào có kế hoạch thực hiện QĐ 889?", "Số hiệu của kế hoạch đó?"), "219/KH-UBND",
            id="the_one_of_its_kind",
        ),
        pytest.param(("Ai ký kế hoạch 235?", "thế của trung ương thì ai ký?"), "Trịnh Đình Dũng", id="the_other_level"),
        pytest.param(("Kế hoạch 204 là gì?", "Ai ký?"), "Lương Trọng Quỳnh", id="the_one_named_not_one_it_names"),
        pytest.param(("Quyết định 889 thay gì?", "Ai ký?"), "Trịnh Đình Dũng", id="not_the_one_replaced"),
        pytest.param(
            ("Kế hoạch 235 để cụ thể hóa Quyết định 889 phải không?", "Thế ai ký quyết định đó?"), "Trịnh Đình Dũng",
            id="of_the_kind_pointed_at",
        ),
        pytest.param(
            ("Bộ Công Thương có kế hoạch riêng thực hiện Chương trình 889 không?", "Số mấy, ai ký?"), "Trần Tuấn Anh",
            id="one_that_there_is_besides",
        ),
        pytest.param(
            ("Kế hoạch 204 của tỉnh thực hiện quyết định nào?", "thế QĐ 1316 do ai ký?"), "Lê Văn Thành", id="one_named"
        ),
        pytest.param(
            ("Kế hoạch 235 cơ quan nào ban hành?", "nghe nói tới năm 2023 mới ban hành mà"), "11/12/2021",
            id="another_year_said",
        ),
        pytest.param(
            ("Quyết định 889 ban hành năm nào?", "Sao lại do Bộ trưởng ký nhỉ?"), "Trịnh Đình Dũng", id="whoever_else"
        ),
    ],
)  # fmt: skip
def test_a_record_is_of_the_document_spoken_of(assistant: Assistant, asked: tuple[str, ...], said: str) -> None:
    assert said in ask(assistant, *asked).text


@pytest.mark.parametrize(
    ("name", "opening"), [("Đoàn Thu Hà", "Đúng."), ("Trịnh Đình Dũng", "Không đúng.")], ids=["right", "wrong"]
)
def test_what_was_said_is_confirmed_or_not(assistant: Assistant, name: str, opening: str) -> None:
    answer = ask(assistant, "Ai ký kế hoạch 235?", f"Có phải {name} không?")

    assert answer.text.startswith(opening)
    assert "Đoàn Thu Hà" in answer.text


def test_a_share_that_no_clause_gives_is_not_answered_by_the_one_before(assistant: Assistant) -> None:
    answer = ask(assistant, "Kế hoạch 204 của tỉnh nhằm mục đích gì?", "chỉ tiêu bao nhiêu phần trăm?")

    assert (answer.status, answer.text) == ("not_found", "Các văn bản đang lưu không nêu tỷ lệ được hỏi.")


def test_what_is_set_for_one_period_alone_is_not_told_of_the_other(assistant: Assistant) -> None:
    answer = ask(
        assistant, "Đến 2030 bao nhiêu % tỉnh, thành cả nước có kế hoạch hành động riêng?", "mốc 2025 thì sao?"
    )

    assert not any(each.locator == "II.1#5" for each in answer.citations)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param(
            ("Mục truyền thông của Kế hoạch 235 có việc xây dựng tài liệu chứ?", "Cùng mục này còn nhiệm vụ nào khác?"),
            {"III.1#2", "III.1#3", "III.1#4"}, id="the_others",
        ),
        pytest.param(
            ("Kế hoạch 235 có tập huấn cho hợp tác xã không?", "Có bao nhiêu nhiệm vụ trong mục đó?"),
            {"III.1#1", "III.1#2", "III.1#3", "III.1#4"}, id="all",
        ),
        pytest.param(
            ("Phần II gồm những gì?", "còn khoản 2 phần II?"), {f"II.2#{n}" for n in range(1, 6)}, id="of_another_part"
        ),
        pytest.param(("Khoản 1 phần II nói gì?", "còn khoản 2?"), {f"II.2#{n}" for n in range(1, 6)}, id="of_its_part"),
        pytest.param(
            ("Các mục tiêu đến 2025 của kế hoạch tỉnh là gì?", "Rồi, giờ tới lượt 2030, kể đủ nhé"),
            {f"II.2#{n}" for n in range(1, 6)}, id="all_of_another_period",
        ),
        pytest.param(
            ("Kế hoạch 235 chia mục tiêu thành mấy giai đoạn?", "Liệt kê hết mục tiêu của giai đoạn đầu giúp tôi."),
            {f"II.1#{n}" for n in range(1, 6)}, id="all_of_one_period",
        ),
        pytest.param(("Mục III.2 nói gì?", "còn mục III.1?"), {f"III.1#{n}" for n in range(1, 5)}, id="after_the_cut"),
    ],
)  # fmt: skip
def test_a_list_is_of_what_stands_there(assistant: Assistant, asked: tuple[str, ...], expected: set[str]) -> None:
    assert {each.locator for each in ask(assistant, *asked).citations if not each.heading} == expected


@pytest.mark.parametrize(
    "text", ["By 2030?", "2030?", "In the province?", "And in the whole country?", "So 85%, right?"]
)
def test_a_short_question_after_one_in_english_is_english(assistant: Assistant, text: str) -> None:
    asked = ("By 2025, what share of supermarkets must use eco-friendly packaging?", text)
    assert ask(assistant, *asked).language == "en"


def test_what_follows_a_vague_question_continues_what_that_continued(assistant: Assistant) -> None:
    answer = ask(
        assistant, "Đến 2025 bao nhiêu siêu thị dùng bao bì thân thiện?", "có chắc không vậy bạn", "còn đến 2030?"
    )

    assert answer.citations[0].locator == "II.2#5"
