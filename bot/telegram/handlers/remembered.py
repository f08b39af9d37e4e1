"""What is remembered of an answer, and the buttons that ask for it."""

from telegram import InlineKeyboardMarkup

from hoi.bot.assistant.answer import Answer
from hoi.bot.store import Transaction, meanings
from hoi.bot.telegram.answer_buttons import under
from hoi.bot.telegram.answered import Answered, token_of
from hoi.bot.telegram.incoming import Desk, Incoming


def keep(transaction: Transaction, incoming: Incoming, desk: Desk, answer: Answer) -> None:
    """Remember for a while what the buttons under an answer are about."""
    token, answered = _named(incoming, desk, answer)
    meanings.keep(transaction, token, incoming.whose, answered.dump(), int(incoming.received.timestamp()))


def buttons(incoming: Incoming, desk: Desk, answer: Answer) -> InlineKeyboardMarkup | None:
    """Return the buttons under an answer that is kept."""
    token, answered = _named(incoming, desk, answer)
    return under(answered, token, desk.library, desk.aids.comparer)


async def recalled(incoming: Incoming, desk: Desk, token: str) -> Answered | None:
    """Return what is remembered of an answer in this chat; None when that is nothing (any more)."""
    now = int(incoming.received.timestamp())
    stored = await desk.store.run(lambda transaction: meanings.find(transaction, token, incoming.chat, now))
    return Answered.load(stored) if stored else None


def _named(incoming: Incoming, desk: Desk, answer: Answer) -> tuple[str, Answered]:
    """Return the token of an answer and what is kept under it.

    The answer to a typed question is named after the question's message, so that an edit that changes nothing of the
    answer changes nothing of its buttons; the answer to a press, of which a message may get several, after the press.
    """
    update = incoming.update.update_id
    pressed = incoming.update.callback_query is not None
    purpose, number = ("press", update) if pressed else (f"answer:{incoming.chat}", incoming.message.message_id)
    return token_of(desk.pseudonyms, purpose, number), Answered.of(update, answer)
