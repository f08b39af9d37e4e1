"""Sizes and thicknesses: a rule of two limits holds only under both, and what is not known is not judged."""

import pytest

from hoi.bot.assistant.measures import Measure

LIMIT = Measure.of("kích thước dưới 50 cm x 50 cm và độ dày một lớp màng dưới 50 µm")


@pytest.mark.parametrize(
    ("text", "within"),
    [
        pytest.param("túi 40x40cm dày 30 micromet", True, id="under_both"),
        pytest.param("túi 20x30 dày 0,02mm", True, id="millimetres"),
        pytest.param("300 x 400 mm, 20 micron", True, id="sides_in_millimetres"),
        pytest.param("túi 60 x 60 cm dày 30 µm", False, id="too_large"),
        pytest.param("túi dày 60 µm kích thước 30x30", False, id="too_thick"),
        pytest.param("50x50 cm, 50 µm", False, id="at_the_limit"),
        pytest.param("60x60 cm", False, id="too_large_whatever_the_thickness"),
        pytest.param("dày trên 50 micron", False, id="over"),
        pytest.param("30x30 cm", None, id="thickness_unknown"),
        pytest.param("dày 20 micron", None, id="size_unknown"),
        pytest.param("40x60 cm dày 20 micron", None, id="one_side_under"),
        pytest.param("smaller than 50x50 cm", None, id="under_without_a_thickness"),
        pytest.param("smaller than 50x50 cm and thinner than 50 microns", True, id="the_rule's_own_words"),
        pytest.param("under 60x60 cm, 20 microns", None, id="under_more_than_the_limit"),
        pytest.param("túi ni lông năm 2026", None, id="none"),
    ],
)
def test_a_bag_is_within_a_rule_only_under_both_limits(text: str, within: bool | None) -> None:
    assert Measure.of(text).within(LIMIT) is within


def test_a_text_without_measures_has_none() -> None:
    assert not Measure.of("Từ ngày 01/01/2026, túi mỏng")
