"""Which words of our templates are taken out of an answer, and which are claims."""

import pytest

from hoi.bot.assistant.verify import lexicon as module
from hoi.bot.assistant.verify.lexicon import lexicon


@pytest.mark.parametrize(
    ("phrase", "taken"),
    [
        pytest.param("Văn bản ghi:", True, id="a_phrase"),
        pytest.param("Văn bản", False, id="too_short"),
        pytest.param("Cơ quan chủ trì:", False, id="a_role"),
        pytest.param("Mục tiêu của cả nước:", False, id="a_level"),
        pytest.param("Mời bạn hỏi về kế hoạch của tỉnh hoặc chương trình của cả nước.", True, id="a_sentence"),
    ],
)
def test_a_phrase_that_names_a_level_or_a_role_is_a_claim(
    monkeypatch: pytest.MonkeyPatch, phrase: str, taken: bool
) -> None:
    monkeypatch.setattr(module, "fixed_phrases", lambda _language: frozenset((phrase,)))
    known = lexicon.__wrapped__("vi")

    assert (phrase in known.phrases) is taken
    assert not known.allowed & known.markers


def test_markers_are_never_function_words() -> None:
    for known in (lexicon("vi"), lexicon("en")):
        assert not known.markers & (known.function | known.allowed)
