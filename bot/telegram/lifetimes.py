"""How long an answer is of use: after that Telegram refuses it, or nobody waits for it. Pure.

From the source of the Bot API server: it forgets a callback query after 150 seconds, an inline query after 30, and a
message that was not fetched after 24 hours.
"""

from telegram import Update

from hoi.bot.telegram.calls import Call

PRESS = 150
INLINE = 30
MESSAGE = 24 * 3600

_OF_METHOD = {"answerCallbackQuery": PRESS, "answerInlineQuery": INLINE, "answerGuestQuery": PRESS}


def of_call(call: Call) -> int:
    """Return the seconds after the arrival of its update for which ``call`` is of use."""
    return _OF_METHOD.get(call.method, MESSAGE)


def of_update(update: Update) -> int:
    """Return the seconds after its arrival for which ``update`` is worth handling."""
    return INLINE if update.inline_query is not None else MESSAGE
