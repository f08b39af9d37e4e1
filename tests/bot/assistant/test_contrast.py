"""Which of two figures is higher, told only of percentages that count the same way."""

import pytest

from hoi.bot.assistant.contrast import Contrasts
from hoi.corpus.library import Library

PLAN, DECISION = "kh-235-2021", "qd-889-2020"


@pytest.mark.parametrize(
    ("places", "contrast"),
    [
        pytest.param(((PLAN, "II.1#5"), (PLAN, "II.2#5")), "second", id="periods"),
        pytest.param(((PLAN, "II.1#2"), (DECISION, "II.1#3")), "first", id="levels"),
        pytest.param(((PLAN, "II.1#5"), (DECISION, "II.1#6")), "same", id="same"),
        pytest.param(((PLAN, "II.2#1"), (DECISION, "II.2#2")), "different", id="ranges_that_share_an_end"),
        pytest.param(((PLAN, "II.1#3"), (DECISION, "II.1#4")), "", id="not_percentages"),
        pytest.param(((PLAN, "II.1#1"), (PLAN, "II.1#2")), "", id="a_decrease_and_a_level"),
        pytest.param(((PLAN, "II.1#1"),), "", id="one"),
    ],
)
def test_contrast(library: Library, places: tuple[tuple[str, str], ...], contrast: str) -> None:
    found = tuple((library.get(document), library.get(document).provision(locator)) for document, locator in places)

    assert Contrasts().of(found) == contrast
