"""Differences: counted again from the two quotes they rest on, and refused when they do not follow."""

import pytest

from hoi.bot.assistant.answer import Answer, Citation, Language
from hoi.bot.assistant.verify import Verifier
from hoi.corpus.labels import label
from hoi.corpus.library import Library

PLAN, DECISION = "kh-235-2021", "qd-889-2020"
PARKS = ((PLAN, "II.1#2"), (DECISION, "II.1#3"), (PLAN, "II.1"), (DECISION, "II.1"))
FUEL = ((PLAN, "II.2#1"), (PLAN, "II.1#1"), (PLAN, "II.1"), (PLAN, "II.2"))
USE = ((PLAN, "II.2#1"), (DECISION, "II.2#2"), (PLAN, "II.2"), (DECISION, "II.2"))
SHOPS = ((PLAN, "II.1#5"), (PLAN, "II.2#5"), (PLAN, "II.1"), (PLAN, "II.2"))
SAME = ((PLAN, "II.1#5"), (DECISION, "II.1#6"), (PLAN, "II.1"), (DECISION, "II.1"))
DISTRICTS = ((PLAN, "II.1#4"), (DECISION, "II.1#5"), (PLAN, "II.1"), (DECISION, "II.1"))
MODELS = ((PLAN, "II.1#3"), (DECISION, "II.1#4"), (PLAN, "II.1"), (DECISION, "II.1"))
Places = tuple[tuple[str, str], ...]


@pytest.fixture(scope="module")
def verifier(library: Library) -> Verifier:
    return Verifier(library)


def said(library: Library, text: str, places: Places, language: Language = "vi", asked: str = "") -> Answer:
    cited = []
    for document, locator in places:
        held = library.get(document)
        cited.append(Citation.cut(held, locator, label(held, locator, language), held.provision(locator).span))
    return Answer(asked, asked, language, "answered", text, tuple(cited))


@pytest.mark.parametrize(
    ("text", "places", "language"),
    [
        pytest.param("Tỉnh cao hơn cả nước hai mươi điểm phần trăm (90% so với 70%).", PARKS, "vi", id="levels"),
        pytest.param(
            "Giai đoạn 2021 - 2025: tỉnh cao hơn cả nước hai mươi điểm phần trăm (90% so với 70%).", PARKS, "vi",
            id="period",
        ),
        pytest.param("Tỉnh và cả nước bằng nhau (85%).", SAME, "vi", id="same"),
        pytest.param("Tăng mười lăm điểm phần trăm, từ 85% lên 100%.", SHOPS, "vi", id="periods"),
        pytest.param(
            "Mức thấp nhất của tỉnh cao hơn một điểm phần trăm, mức cao nhất bằng nhau (8 - 10% so với 7 - 10%).",
            USE, "vi", id="ranges",
        ),
        pytest.param(
            "Mức thấp nhất tăng ba điểm phần trăm, mức cao nhất tăng hai điểm phần trăm (từ 5 - 8% lên 8 - 10%).",
            FUEL, "vi", id="ranges_over_time",
        ),
        pytest.param(
            "The lower end is higher by three percentage points, the upper end is higher by two percentage points "
            "(8 - 10% against 5 - 8% before).",
            FUEL, "en", id="ranges_in_english",
        ),
        pytest.param("Tỉnh 01- 02 mô hình, cả nước 20 - 30 mô hình.", MODELS, "vi", id="counts"),
        pytest.param("Up by fifteen percentage points (100% against 85% before).", SHOPS, "en", id="english"),
    ],
)  # fmt: skip
def test_a_difference_that_follows_is_sound(
    library: Library, verifier: Verifier, text: str, places: Places, language: Language
) -> None:
    assert verifier.faults(said(library, text, places, language)) == ()


@pytest.mark.parametrize(
    ("text", "places", "language"),
    [
        pytest.param(
            "Tỉnh cao hơn cả nước hai mươi lăm điểm phần trăm (90% so với 70%).", PARKS, "vi", id="wrong_difference"
        ),
        pytest.param("Tỉnh cao hơn cả nước hai mươi điểm phần trăm (95% so với 75%).", PARKS, "vi", id="wrong_figures"),
        pytest.param("Tỉnh thấp hơn cả nước hai mươi điểm phần trăm (90% so với 70%).", PARKS, "vi", id="wrong_way"),
        pytest.param(
            "Tỉnh cao hơn cả nước âm hai mươi điểm phần trăm (70% so với 90%).", PARKS, "vi", id="turned_round"
        ),
        pytest.param(
            "Tỉnh thấp hơn cả nước hai mươi điểm phần trăm (70% so với 90%).", PARKS, "vi", id="sides_changed"
        ),
        pytest.param("Tỉnh và cả nước bằng nhau (90%).", PARKS, "vi", id="not_the_same"),
        pytest.param(
            "Tỉnh cao hơn cả nước hai mươi điểm phần trăm (90% so với 70%).", PARKS[:1], "vi", id="one_not_cited"
        ),
        pytest.param(
            "Tỉnh cao hơn cả nước hai mươi điểm phần trăm (100% so với 80%).", DISTRICTS, "vi", id="other_things"
        ),
        pytest.param(
            "Giai đoạn đến năm 2030: tỉnh cao hơn cả nước hai mươi điểm phần trăm (90% so với 70%).", PARKS, "vi",
            id="wrong_period",
        ),
        pytest.param(
            "Không phải tỉnh cao hơn cả nước hai mươi điểm phần trăm (90% so với 70%).", PARKS, "vi", id="denied"
        ),
        pytest.param("Giảm mười lăm điểm phần trăm, từ 100% xuống 85%.", SHOPS, "vi", id="periods_turned_round"),
        pytest.param("Tăng mười lăm điểm phần trăm.", SHOPS, "vi", id="without_its_figures"),
        pytest.param("Tăng 15 điểm phần trăm, từ 85% lên 100%.", SHOPS, "vi", id="in_digits"),
        pytest.param(
            "Mức thấp nhất tăng hai điểm phần trăm, mức cao nhất tăng ba điểm phần trăm (từ 5 - 8% lên 8 - 10%).",
            FUEL, "vi", id="ends_changed",
        ),
        pytest.param(
            "Mức thấp nhất tăng ba điểm phần trăm, mức cao nhất tăng hai điểm phần trăm (từ 5 - 8% xuống 8 - 10%).",
            FUEL, "vi", id="range_the_wrong_way",
        ),
        pytest.param(
            "Mức cao nhất của tỉnh cao hơn một điểm phần trăm, mức thấp nhất bằng nhau (8 - 10% so với 7 - 10%).",
            USE, "vi", id="wrong_end",
        ),
        pytest.param("Tỉnh 20 - 30 mô hình, cả nước 1 - 2 mô hình.", MODELS, "vi", id="counts_changed"),
        pytest.param("Tỉnh 1 - 2 nhà máy, cả nước 20 - 30 nhà máy.", MODELS, "vi", id="counts_of_other_things"),
        pytest.param("Up by ten percentage points (100% against 85% before).", SHOPS, "en", id="english"),
    ],
)  # fmt: skip
def test_a_difference_that_does_not_follow_is_caught(
    library: Library, verifier: Verifier, text: str, places: Places, language: Language
) -> None:
    assert verifier.faults(said(library, text, places, language))


@pytest.mark.parametrize(
    ("asked", "opening", "sound"),
    [
        pytest.param("Tỉnh có cao hơn cả nước không?", "Có", True, id="yes"),
        pytest.param("Tỉnh có thấp hơn cả nước không?", "Không", True, id="no"),
        pytest.param("Tỉnh có cao hơn cả nước không?", "Không", False, id="wrong_no"),
        pytest.param("Tỉnh có thấp hơn cả nước không?", "Có", False, id="wrong_yes"),
        pytest.param("Tỉnh có quy định về khu công nghiệp không?", "Không", False, id="not_asked"),
    ],
)
def test_yes_and_no_are_checked_against_the_question(
    library: Library, verifier: Verifier, asked: str, opening: str, *, sound: bool
) -> None:
    answer = said(
        library, f"{opening}, tỉnh cao hơn cả nước hai mươi điểm phần trăm (90% so với 70%).", PARKS, asked=asked
    )

    assert (verifier.faults(answer) == ()) is sound
