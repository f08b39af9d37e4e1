"""The tables, through whichever store."""

from dataclasses import replace
from typing import Literal

import pytest

from hoi.bot.store import (
    Row,
    Transaction,
    broadcasts,
    chats,
    connections,
    consents,
    dead_letters,
    erasure,
    feedback,
    inbox,
    meanings,
    moves,
    outbox,
    replies,
    subscriptions,
    turns,
)
from hoi.bot.store.chats import Chat
from hoi.bot.store.connections import Connection
from hoi.bot.store.dead_letters import WHOLE, DeadLetter
from hoi.bot.store.feedback import Feedback
from hoi.bot.store.inbox import Arrival
from hoi.bot.store.meanings import Whose
from hoi.bot.store.outbox import Letter
from hoi.bot.store.subscriptions import Subscription
from hoi.bot.store.turns import Turn
from tests.bot.store.conftest import Do

NOW = 1_000_000
SUBSCRIPTION = Subscription("s", "p", "c", 42, None, "vi", "document", "kh-235-2021", NOW)


def test_update_is_stored_once(do: Do) -> None:
    first, second = Arrival(1, "a", "{}"), Arrival(2, "a", "{}")
    assert do(lambda t: inbox.add(t, [first, second], NOW)) == [first, second]
    assert do(lambda t: inbox.add(t, [second, Arrival(1, "b", "khác")], NOW)) == []
    assert do(inbox.unfinished) == [(1, "a"), (2, "a")]


def test_update_is_taken_up_until_it_is_finished(do: Do) -> None:
    do(lambda t: inbox.add(t, [Arrival(1, "a", "thân")], NOW))
    assert [do(lambda t: inbox.claim(t, 1)).attempts for _ in range(3)] == [1, 2, 3]
    do(lambda t: inbox.mark_answered(t, 1))
    claim = do(lambda t: inbox.claim(t, 1))
    assert (claim.state, claim.attempts, claim.body) == ("answered", 3, ""), (
        "its text is gone, attempts are not counted"
    )
    assert do(inbox.unfinished) == [(1, "a")]
    do(lambda t: inbox.finish(t, 1))
    assert do(lambda t: inbox.claim(t, 1)) is None
    assert do(inbox.unfinished) == []
    assert do(lambda t: t.execute("SELECT body FROM inbox")) == [(None,)]


def test_number_of_a_finished_update_is_kept_against_repeats_and_then_erased(do: Do) -> None:
    do(lambda t: inbox.add(t, [Arrival(1, "a", "")], NOW))
    do(lambda t: inbox.finish(t, 1))
    do(lambda t: inbox.expire(t, NOW + inbox.SECONDS - 1))
    assert do(lambda t: inbox.add(t, [Arrival(1, "a", "")], NOW)) == []
    do(lambda t: inbox.expire(t, NOW + inbox.SECONDS))
    assert len(do(lambda t: inbox.add(t, [Arrival(1, "a", "")], NOW))) == 1


def test_unfinished_update_never_expires(do: Do) -> None:
    do(lambda t: inbox.add(t, [Arrival(1, "a", "")], 0))
    do(lambda t: inbox.expire(t, NOW * 1000))
    assert do(inbox.unfinished) == [(1, "a")]


def test_letters_are_stored_once_and_go_one_by_one(do: Do) -> None:
    letters = [Letter("một", NOW + 5), Letter("hai", NOW + 9)]
    for _ in range(2):
        do(lambda t: outbox.put(t, "update:1", "c", letters, NOW))
    do(lambda t: outbox.remove(t, "update:1", 0))
    (left,) = do(lambda t: outbox.of(t, "update:1"))
    assert (left.ordinal, left.call, left.expires_at, left.chat) == (1, "hai", NOW + 9, "c")
    do(lambda t: outbox.clear(t, "update:1"))
    assert do(lambda t: outbox.of(t, "update:1")) == []


def test_notices_are_found_again_oldest_first(do: Do) -> None:
    do(lambda t: outbox.put(t, "notice:b", "c", [Letter("x", NOW), Letter("y", NOW)], NOW + 1))
    do(lambda t: outbox.put(t, "notice:a", "d", [Letter("x", NOW)], NOW + 2))
    do(lambda t: outbox.put(t, outbox.job_of(7), "c", [Letter("x", NOW)], NOW))
    assert do(outbox.notices) == [("notice:b", "c"), ("notice:a", "d")]
    assert (outbox.update_of("update:7"), outbox.update_of("notice:a")) == (7, None)


def test_dead_letters_newest_first_until_they_expire(do: Do) -> None:
    old, new = DeadLetter("update:1", WHOLE, "c", "cũ", NOW), DeadLetter("update:2", 0, "c", "mới", NOW + 1)
    for letter in (old, new, replace(new, reason="lần nữa")):
        do(dead_letters.add, letter)
    assert do(lambda t: dead_letters.newest(t, 5)) == (new, old)
    do(lambda t: dead_letters.expire(t, NOW + dead_letters.SECONDS))
    assert do(lambda t: dead_letters.newest(t, 5)) == (new,)


def _all(transaction: Transaction, table: str) -> list[Row]:
    return transaction.execute(f"SELECT * FROM {table}")  # noqa: S608


def turn(update: int, asked_at: int = NOW, message: int = 0) -> Turn:
    return Turn(update, "c", "p", message or update, f"câu {update}", asked_at)


def test_last_questions_of_a_chat_are_remembered(do: Do) -> None:
    for number in range(1, 8):
        do(turns.remember, turn(number))
    do(lambda t: turns.remember(t, turn(7)))
    assert do(lambda t: turns.recall(t, "c", NOW, before=99)) == ("câu 4", "câu 5", "câu 6", "câu 7")
    assert do(lambda t: turns.recall(t, "c", NOW, before=6)) == ("câu 4", "câu 5"), "not those after the update"
    assert do(lambda t: turns.recall(t, "d", NOW, before=99)) == ()


def test_questions_of_a_silent_chat_are_erased(do: Do) -> None:
    do(lambda t: turns.remember(t, turn(1)))
    assert do(lambda t: turns.recall(t, "c", NOW + turns.SECONDS - 1, before=9)) == ("câu 1",)
    assert do(lambda t: turns.recall(t, "c", NOW + turns.SECONDS, before=9)) == ()
    do(lambda t: turns.remember(t, replace(turn(2), chat="d", asked_at=NOW + 5)))
    do(lambda t: turns.expire(t, NOW + turns.SECONDS))
    assert do(lambda t: t.execute("SELECT chat FROM turns")) == [("d",)]


def test_rewritten_question_is_not_remembered(do: Do) -> None:
    do(lambda t: turns.remember(t, turn(1, message=70)))
    do(lambda t: turns.retract(t, "c", 70))
    assert do(lambda t: turns.recall(t, "c", NOW, before=9)) == ()


def test_replies_to_a_question_for_as_long_as_they_can_be_edited(do: Do) -> None:
    for message in (12, 11):
        do(replies.add, "c", 5, message, NOW)
    assert do(lambda t: replies.of(t, "c", 5, NOW)) == (11, 12)
    assert do(lambda t: replies.of(t, "c", 5, NOW + replies.SECONDS)) == ()
    do(lambda t: replies.remove(t, "c", 11))
    assert do(lambda t: replies.of(t, "c", 5, NOW)) == (12,)
    do(lambda t: replies.expire(t, NOW + replies.SECONDS))
    assert do(lambda t: t.execute("SELECT * FROM replies")) == []


def test_chat_chooses_dies_moves_and_lives_again(do: Do) -> None:
    assert do(lambda t: chats.find(t, "c")) == Chat()
    do(lambda t: chats.choose_language(t, "c", "en"))
    do(lambda t: chats.bury(t, "c", NOW))
    do(lambda t: chats.move(t, "c", -100))
    assert do(lambda t: chats.find(t, "c")) == Chat("en", dead=True, moved_to=-100)
    do(lambda t: chats.revive(t, "c"))
    do(lambda t: chats.choose_language(t, "c", None))
    assert do(lambda t: chats.find(t, "c")) == Chat(moved_to=-100)


def test_chat_is_introduced_to_once_however_often_that_update_is_handled(do: Do) -> None:
    do(lambda t: chats.choose_language(t, "c", "en"))
    assert [do(lambda t, update=update: chats.introduce(t, "c", update)) for update in (5, 5, 6)] == [True, True, False]
    assert do(lambda t: chats.find(t, "c")).language == "en"


def test_button_means_something_in_its_own_chat_for_a_while(do: Do) -> None:
    do(lambda t: meanings.keep(t, "abc", Whose("c", "p"), "{}", NOW, 10))
    assert do(lambda t: meanings.find(t, "abc", "c", NOW + 9)) == "{}"
    assert do(lambda t: meanings.find(t, "abc", "d", NOW)) is None
    assert do(lambda t: meanings.find(t, "abc", "c", NOW + 10)) is None
    do(lambda t: meanings.expire(t, NOW + 10))
    assert do(lambda t: t.execute("SELECT * FROM meanings")) == []
    assert len(meanings.token()) == 12


def test_connection_is_what_was_last_said_of_it(do: Do) -> None:
    assert do(lambda t: connections.find(t, "b")) is None
    for allowed in (True, False):
        do(connections.put, Connection("b", "p", allowed), NOW)
        assert do(lambda t: connections.find(t, "b")).may_reply is allowed


def test_later_word_takes_the_place_of_an_earlier_one(do: Do) -> None:
    first = Feedback("t", "p", "c", "right", NOW, question="câu hỏi")
    do(lambda t: feedback.give(t, first))
    do(lambda t: feedback.give(t, Feedback("t", "p", "c", "wrong", NOW + 1, reason="thiếu số")))
    kept = replace(first, verdict="wrong", given_at=NOW + 1, reason="thiếu số")
    assert do(lambda t: feedback.newest(t, 9)) == (kept,)
    assert do(lambda t: feedback.newest(t, 9, "right")) == ()
    assert do(feedback.count) == {"right": 0, "wrong": 1, "remark": 0}


def test_withdrawn_consent_erases_what_was_kept_under_it(do: Do) -> None:
    do(lambda t: consents.give(t, "p", NOW))
    do(lambda t: feedback.give(t, Feedback("t", "p", "c", "wrong", NOW, "lý do", "câu hỏi")))
    assert do(lambda t: consents.given(t, "p"))
    do(lambda t: consents.withdraw(t, "p"))
    assert not do(lambda t: consents.given(t, "p"))
    (kept,) = do(lambda t: feedback.newest(t, 9))
    assert (kept.question, kept.reason) == (None, None)


def test_subscription_is_kept_once_and_cancelled_by_its_own_chat(do: Do) -> None:
    assert do(lambda t: subscriptions.add(t, SUBSCRIPTION))
    assert not do(lambda t: subscriptions.add(t, replace(SUBSCRIPTION, id="khác")))
    assert not do(lambda t: subscriptions.cancel(t, "chat khác", "s"))
    assert do(lambda t: subscriptions.of_chat(t, "c")) == (SUBSCRIPTION,)
    assert do(lambda t: subscriptions.cancel(t, "c", "s"))
    assert do(lambda t: subscriptions.of_chat(t, "c")) == ()


def test_dead_chat_is_not_reminded_and_a_moved_one_is(do: Do) -> None:
    do(lambda t: subscriptions.add(t, SUBSCRIPTION))
    do(lambda t: subscriptions.readdress(t, "c", "c2", -100))
    (moved,) = do(subscriptions.living)
    assert (moved.chat, moved.address) == ("c2", -100)
    do(lambda t: chats.bury(t, "c2", NOW))
    assert do(subscriptions.living) == ()


def test_chosen_language_is_that_of_reminders_and_broadcasts(do: Do) -> None:
    do(lambda t: subscriptions.add(t, SUBSCRIPTION))
    for chosen, expected in (("en", "en"), (None, "vi")):
        do(lambda t, chosen=chosen: chats.choose_language(t, "c", chosen))
        assert [each.language for each in do(subscriptions.living)] == [expected]
        assert [each.language for each in do(broadcasts.recipients)] == [expected]


def test_nobody_is_told_who_has_no_reminders_any_more(do: Do) -> None:
    assert not do(lambda t: broadcasts.mark_told(t, "thông báo", "c"))
    assert not do(lambda t: subscriptions.mark_sent(t, "s", "e", "2026-12-15", NOW))


def test_reminder_goes_out_once(do: Do) -> None:
    do(lambda t: subscriptions.add(t, SUBSCRIPTION))
    do(lambda t: subscriptions.add(t, replace(SUBSCRIPTION, id="cùng", kind="agency")))
    do(lambda t: subscriptions.add(t, replace(SUBSCRIPTION, id="khác", chat="d")))
    assert [do(lambda t: subscriptions.mark_sent(t, "s", "e", "2026-12-15", NOW)) for _ in range(2)] == [True, False]
    assert not do(lambda t: subscriptions.mark_sent(t, "cùng", "e", "2026-12-15", NOW)), "once a chat, not once each"
    assert do(lambda t: subscriptions.mark_sent(t, "khác", "e", "2026-12-15", NOW))


def test_moved_chat_is_not_reminded_twice_of_what_both_asked_for(do: Do) -> None:
    do(lambda t: subscriptions.add(t, SUBSCRIPTION))
    do(lambda t: subscriptions.mark_sent(t, "s", "e", "2026-12-15", NOW))
    do(lambda t: subscriptions.add(t, replace(SUBSCRIPTION, id="t", subject="khác")))
    do(lambda t: subscriptions.add(t, replace(SUBSCRIPTION, id="u", chat="c2", address=-100)))
    do(lambda t: subscriptions.readdress(t, "c", "c2", -100))
    assert sorted(each.id for each in do(subscriptions.living)) == ["t", "u"]
    assert do(_all, "reminders") == []


@pytest.mark.parametrize(("own", "kept"), [(None, "en"), ("vi", "vi")])
def test_chosen_language_goes_along_unless_there_is_one_there(do: Do, own: Literal["vi"] | None, kept: str) -> None:
    do(lambda t: chats.choose_language(t, "c", "en"))
    do(lambda t: chats.choose_language(t, "c2", own))
    do(lambda t: moves.follow(t, "c", "c2", -100))
    assert do(lambda t: chats.find(t, "c2")).language == kept
    assert do(lambda t: chats.find(t, "c")).moved_to == -100


def _filled(transaction: Transaction, person: str, chat: str) -> None:
    """Put something about ``person`` in ``chat`` into every table that can hold it."""
    for update, state in enumerate(("done", "dead"), 1 if chat == "c" else 11):
        inbox.add(transaction, [Arrival(update, chat, "{}")], NOW)
        inbox.finish(transaction, update, state)  # type: ignore[arg-type]
    outbox.put(transaction, f"{outbox.NOTICE}{chat}", chat, [Letter("Sắp đến hạn", NOW)], NOW)
    dead_letters.add(transaction, DeadLetter(f"update:{chat}", WHOLE, chat, "lý do", NOW))
    chats.choose_language(transaction, chat, "en")
    connections.put(transaction, Connection(f"b{chat}", person, may_reply=True), NOW)
    turns.remember(transaction, replace(turn(1 if chat == "c" else 11), chat=chat, person=person))
    replies.add(transaction, chat, 5, 11, NOW)
    meanings.keep(transaction, f"abc{chat}", Whose(chat, person), "{}", NOW)
    consents.give(transaction, person, NOW)
    feedback.give(transaction, Feedback("t", person, chat, "wrong", NOW, "lý do", "câu hỏi"))
    subscriptions.add(transaction, replace(SUBSCRIPTION, id=f"s{chat}", person=person, chat=chat))
    subscriptions.mark_sent(transaction, f"s{chat}", "e", "2026-12-15", NOW)
    broadcasts.mark_told(transaction, "thông báo", chat)


def _naming(transaction: Transaction, *names: str) -> set[str]:
    """Return the tables in which one of ``names`` stands."""
    return {table for table in _tables(transaction) if any({*row} & {*names} for row in _all(transaction, table))}


def _tables(transaction: Transaction) -> set[str]:
    return {name for (name,) in transaction.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_every_table_is_erased_or_holds_nothing_about_anybody(do: Do) -> None:
    do(lambda t: _filled(t, "p", "c"))
    assert do(lambda t: _naming(t, "p", "c", "sc")) == do(_tables) - erasure.IMPERSONAL, "a table nobody thought of?"
    do(lambda t: erasure.erase(t, "p", ["c"]))
    assert do(lambda t: _naming(t, "p", "c", "sc")) == set()


def test_group_keeps_what_is_not_the_persons(do: Do) -> None:
    do(lambda t: _filled(t, "p", "c"))
    do(lambda t: _filled(t, "q", "d"))
    do(lambda t: turns.remember(t, replace(turn(3), chat="c", person="q")))
    before = do(lambda t: _naming(t, "q", "d", "sd"))
    do(lambda t: erasure.erase(t, "p"))
    assert do(lambda t: _naming(t, "p", "sc")) == set()
    assert do(lambda t: _naming(t, "q", "d", "sd")) == before
    assert do(lambda t: turns.recall(t, "c", NOW, before=99)) == ("câu 3",)
    assert do(lambda t: chats.find(t, "c")).language == "en"


def test_what_is_still_on_its_way_is_sent_though_somebody_is_erased(do: Do) -> None:
    do(lambda t: outbox.put(t, "update:1", "c", [Letter("câu trả lời", NOW)], NOW))
    do(lambda t: inbox.add(t, [Arrival(1, "c", "{}")], NOW))
    do(lambda t: erasure.erase(t, "p", ["c"]))
    assert len(do(lambda t: outbox.of(t, "update:1"))) == 1
    assert do(inbox.unfinished) == [(1, "c")]
