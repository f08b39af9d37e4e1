"""Yes only when the clause leaves no doubt."""

import pytest

from hoi.bot.assistant.answer import Question
from hoi.bot.assistant.assistant import Assistant


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        pytest.param("Hợp tác xã của tôi có được tập huấn không?", "Có.", id="named"),
        pytest.param("Kinh tế tuần hoàn có được nhắc trong kế hoạch không?", "Có.", id="mentioned"),
        pytest.param("Các làng nghề có được tính vào chỉ tiêu 90% không?", "Có.", id="the_figures_own_period"),
        pytest.param("Is a circular economy one of the aims?", "Yes.", id="english"),
        pytest.param("Bà Đoàn Thu Hà ký kế hoạch này phải không?", "Đúng.", id="record"),
        pytest.param("Ông Nguyễn Văn A ký kế hoạch này phải không?", "Không đúng.", id="another_signer"),
        pytest.param("Chợ dân sinh có nằm trong danh sách của Nghị định 08 không?", "Không.", id="not_in_the_list"),
        pytest.param("Sau năm 2025 việc xây dựng mô hình có dừng lại không?", "Không.", id="goes_on"),
        pytest.param("Huyện chúng tôi có được miễn tổ chức tuyên truyền giai đoạn đầu không?", "Không.", id="for_all"),
        pytest.param("Siêu thị nào cũng phải bỏ bao bì nhựa trước 2025 phải không?", "Không phải tất cả.", id="share"),
    ],
)
def test_what_is_certain_is_said_first(assistant: Assistant, text: str, lead: str) -> None:
    assert assistant.ask(Question.of(text)).text.startswith(lead)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Học sinh cấp 2 có nằm trong cuộc thi tìm hiểu không?", id="another_word_with_its_syllables"),
        pytest.param("Có phải tỉnh cấm túi ni lông ở chợ dân sinh không?", id="moving_towards"),
        pytest.param("Siêu thị đến 2025 có phải dùng bao bì thân thiện môi trường không?", id="a_share_of_them"),
        pytest.param("Are primary schools covered by the student contest?", id="english"),
    ],
)
def test_what_is_not_certain_is_left_to_the_clause(assistant: Assistant, text: str) -> None:
    answer = assistant.ask(Question.of(text))

    assert not answer.text.startswith(("Có.", "Đúng.", "Không", "Yes.", "No"))
