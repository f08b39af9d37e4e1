"""How far figures lie apart: told only of targets for the same thing that count the same way."""

import pytest

from hoi.bot.assistant.answer import Question
from hoi.bot.assistant.assistant import Assistant
from hoi.bot.assistant.contrast import Contrasts, asks_of_figures
from hoi.corpus.library import Library

PLAN, DECISION, DECREE = "kh-235-2021", "qd-889-2020", "nd-08-2022"
Places = tuple[tuple[str, str], ...]


def found(library: Library, places: Places) -> list[list[tuple[str, float]]]:
    held = tuple((library.get(document), library.get(document).provision(locator)) for document, locator in places)
    return [[(end.name, end.by) for end in gap.ends] for gap in Contrasts(library).gaps(held)]


@pytest.mark.parametrize(
    ("places", "ends"),
    [
        pytest.param(((PLAN, "II.1#5"), (PLAN, "II.2#5")), [[("", 15.0)]], id="periods"),
        pytest.param(((PLAN, "II.2#5"), (PLAN, "II.1#5")), [[("", 15.0)]], id="periods_the_later_first"),
        pytest.param(((PLAN, "II.1#1"), (PLAN, "II.2#1")), [[("low", 3.0), ("high", 2.0)]], id="ranges"),
        pytest.param(((PLAN, "II.1#4"), (PLAN, "II.2#4")), [[("", 0.0)]], id="periods_the_same"),
        pytest.param(((PLAN, "II.1#2"), (DECISION, "II.1#3")), [[("", 20.0)]], id="levels"),
        pytest.param(((DECISION, "II.1#3"), (PLAN, "II.1#2")), [[("", 20.0)]], id="levels_the_nation_first"),
        pytest.param(((PLAN, "II.1#5"), (DECISION, "II.1#6")), [[("", 0.0)]], id="levels_the_same"),
        pytest.param(((PLAN, "II.1#1"), (DECISION, "II.1#2")), [[("", 0.0)]], id="ranges_the_same"),
        pytest.param(((PLAN, "II.2#1"), (DECISION, "II.2#2")), [[("low", 1.0), ("high", 0.0)]], id="ranges_at_levels"),
        pytest.param(((PLAN, "II.1#3"), (DECISION, "II.1#4")), [[]], id="counts_are_set_beside_only"),
        pytest.param(
            ((PLAN, "II.1#2"), (PLAN, "II.2#2"), (DECISION, "II.1#3"), (DECISION, "II.2#3")),
            [[("", 20.0)], [("", 0.0)]],
            id="levels_in_both_periods",
        ),
        pytest.param(((PLAN, "II.1#2"), (PLAN, "II.1#5")), [], id="two_things_in_one_period"),
        pytest.param(((PLAN, "II.1#4"), (DECISION, "II.1#5")), [], id="districts_and_provinces"),
        pytest.param(((PLAN, "II.1#5"), (DECREE, "II#2")), [], id="supermarkets_and_bags"),
        pytest.param(((PLAN, "II.1#1"), (PLAN, "II.1#2")), [], id="a_decrease_and_a_level"),
        pytest.param(((PLAN, "II.1#5"), (PLAN, "II.2#5"), (PLAN, "II.1#2")), [], id="three"),
        pytest.param(((PLAN, "II.1#1"),), [], id="one"),
    ],
)
def test_gaps(library: Library, places: Places, ends: list[list[tuple[str, float]]]) -> None:
    assert found(library, places) == ends


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        pytest.param("Tỉnh có cao hơn cả nước không?", True, id="higher"),
        pytest.param("Tỉnh có thấp hơn cả nước không?", False, id="lower"),
        pytest.param("Cả nước có cao hơn tỉnh không?", False, id="the_other_way_round"),
        pytest.param("Tỉnh và cả nước có bằng nhau không?", False, id="same"),
        pytest.param("Tỉnh và cả nước có giống nhau không?", False, id="alike"),
        pytest.param("Tỉnh và cả nước có khác nhau không?", True, id="different"),
        pytest.param("Is the province's target higher than the national one?", True, id="english"),
        pytest.param("Mục tiêu của tỉnh có nhắc tới khu công nghiệp không?", None, id="no_comparison"),
        pytest.param("Trung ương có cao hơn tỉnh không?", False, id="the_centre_first"),
        pytest.param("Chính phủ đặt cao hơn tỉnh phải không?", False, id="the_government_first"),
        pytest.param("Mức quốc gia có cao hơn mức của tỉnh không?", False, id="the_national_level_first"),
        pytest.param("Quyết định 889 có cao hơn Kế hoạch 235 không?", False, id="the_decision_first"),
        pytest.param("Kế hoạch 235 có cao hơn Quyết định 889 không?", True, id="the_plan_first"),
        pytest.param("Does Decision 889 set a higher target than Plan 235?", False, id="the_decision_first_in_english"),
        pytest.param("Does the plan aim higher than the decision?", True, id="documents_by_their_kinds"),
        pytest.param("Is Decision 889's target lower than Plan 235's?", True, id="the_decision_lower"),
        pytest.param("Trung ương có thấp hơn địa phương không?", True, id="the_centre_lower"),
        pytest.param("So với cả nước, tỉnh có cao hơn không?", True, id="what_it_is_measured_by_first"),
        pytest.param("Cả nước so với tỉnh có cao hơn không?", False, id="both_before_the_cue"),
        pytest.param("Hà Nội có cao hơn tỉnh không?", None, id="another_side"),
        pytest.param("Có cao hơn không?", None, id="no_side"),
    ],
)
def test_answers_for_yes_or_no(library: Library, asked: str, answer: bool | None) -> None:
    plan, decision = library.get(PLAN), library.get(DECISION)
    (gap,) = Contrasts(library).gaps(((plan, plan.provision("II.1#2")), (decision, decision.provision("II.1#3"))))

    assert gap.answers(asked) is answer


@pytest.mark.parametrize(
    ("asked", "opening"),
    [
        ("Đến 2025 chỉ tiêu khu công nghiệp của trung ương có cao hơn của tỉnh không?", "Không, tỉnh cao hơn cả nước"),
        ("Đến 2025 chỉ tiêu khu công nghiệp của tỉnh có cao hơn trung ương không?", "Có, tỉnh cao hơn cả nước"),
        ("Đến 2025 chỉ tiêu khu công nghiệp ở trung ương có thấp hơn địa phương không?", "Có, tỉnh cao hơn cả nước"),
    ],
)
def test_an_answer_opens_with_yes_or_no_by_the_side_that_is_asked_of(
    assistant: Assistant, asked: str, opening: str
) -> None:
    assert assistant.ask(Question.of(asked)).text.startswith(opening)


def test_equal_figures_are_not_the_same_words(library: Library) -> None:
    plan, decision = library.get(PLAN), library.get(DECISION)
    (gap,) = Contrasts(library).gaps(((plan, plan.provision("II.1#1")), (decision, decision.provision("II.1#2"))))

    assert gap.answers("Tỉnh và cả nước có bằng nhau không?") is True
    assert gap.answers("Tỉnh và cả nước có giống nhau không?") is None


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Danh sách ngành phải giảm tiêu hao ở hai giai đoạn có giống nhau không?", False),
        ("Mức giảm tiêu hao của các ngành ở hai giai đoạn có giống nhau không?", True),
        ("Tỉnh có cao hơn cả nước không?", True),
        ("Are the sectors the same in both periods?", False),
    ],
)
def test_only_a_question_of_figures_is_answered_by_their_difference(text: str, asked: bool) -> None:
    assert asks_of_figures(text) == asked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("Chỉ tiêu nào của tỉnh cao hơn cả nước?", [("II.1#2", "II.1#3")], id="higher"),
        pytest.param("Which provincial targets are above the national ones?", [("II.1#2", "II.1#3")], id="english"),
        pytest.param(
            "Đến năm 2025 những chỉ tiêu nào của tỉnh bằng với cả nước?",
            [("II.1#1", "II.1#2"), ("II.1#5", "II.1#6")], id="equal",
        ),
    ],
)  # fmt: skip
def test_targets_asked_for_by_how_they_compare(assistant: Assistant, text: str, shown: list[tuple[str, str]]) -> None:
    cited = [each for each in assistant.ask(Question.of(text)).citations if not each.heading]

    pairs = zip(cited[::2], cited[1::2], strict=True)
    assert [(ours.locator, theirs.locator) for ours, theirs in pairs] == shown
    assert {each.document for each in cited[::2]} == {PLAN}
    assert {each.document for each in cited[1::2]} == {DECISION}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("Kế hoạch 204 và Kế hoạch 235, văn bản nào ra trước?", ["11/12/2021", "18/10/2021"], id="days"),
        pytest.param(
            "KH 204 với KH 235 có cùng một người ký không?", ["Đoàn Thu Hà", "Lương Trọng Quỳnh"], id="signers"
        ),
        pytest.param("Kế hoạch 235 khác Kế hoạch 204 thế nào?", ["889/QĐ-TTg", "1316/QĐ-TTg"], id="as_such"),
    ],
)
def test_a_document_not_held_is_compared_by_what_is_said_of_it(
    assistant: Assistant, text: str, said: list[str]
) -> None:
    answer = assistant.ask(Question.of(text))

    assert [each for each in said if each not in answer.text] == []


def test_targets_that_rise_are_shown_in_both_periods(assistant: Assistant) -> None:
    answer = assistant.ask(Question.of("Những chỉ tiêu nào của Lạng Sơn tăng lên khi sang giai đoạn đến 2030?"))

    cited = [each.locator for each in answer.citations if not each.heading]
    assert cited == ["II.1#1", "II.1#2", "II.1#5", "II.2#1", "II.2#2", "II.2#5"]
