import pytest

from hoi.bot.telegram import history
from hoi.bot.telegram.history import CHATS, QUESTIONS, SECONDS, History


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_keeps_the_last_questions_oldest_first(clock: Clock) -> None:
    kept = History(clock)
    for number in range(QUESTIONS + 2):
        kept.remember(1, f"câu {number}")
    assert kept.recall(1) == ("câu 2", "câu 3", "câu 4", "câu 5")


def test_chats_do_not_mix(clock: Clock) -> None:
    kept = History(clock)
    kept.remember(1, "a")
    kept.remember(2, "b")
    assert (kept.recall(1), kept.recall(2), kept.recall(3)) == (("a",), ("b",), ())


@pytest.mark.parametrize(("seconds", "expected"), [(SECONDS - 1, ("a",)), (SECONDS, ())], ids=["just_before", "at"])
def test_expires_after_silence(clock: Clock, seconds: int, expected: tuple[str, ...]) -> None:
    kept = History(clock)
    kept.remember(1, "a")
    clock.now += seconds
    assert kept.recall(1) == expected


def test_what_has_expired_is_not_kept_in_memory(clock: Clock) -> None:
    kept = History(clock)
    kept.remember(1, "a")
    clock.now += SECONDS
    kept.remember(2, "b")
    assert len(kept) == 1


def test_a_question_renews_the_chat(clock: Clock) -> None:
    kept = History(clock)
    kept.remember(1, "a")
    kept.remember(2, "b")
    clock.now += SECONDS - 1
    kept.remember(1, "c")
    clock.now += 1
    assert (kept.recall(1), kept.recall(2)) == (("a", "c"), ())


def test_number_of_chats_is_bounded(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    assert CHATS == 10_000
    monkeypatch.setattr(history, "CHATS", 3)
    kept = History(clock)
    for chat in range(5):
        kept.remember(chat, "a")
    assert (len(kept), kept.recall(1), kept.recall(4)) == (3, (), ("a",))


def test_forget(clock: Clock) -> None:
    kept = History(clock)
    kept.remember(1, "a")
    kept.forget(1)
    kept.forget(2)
    assert kept.recall(1) == ()
