"""At the door: a question beyond what one may ask is turned away before it is stored: a flood costs the others little.

A question typed in a private chat is decided on when it arrives, and what was let in is answered also after a restart.
Everything else is counted when it is handled, for only then is it known whether it asks anything; until then it is
turned away only where the answer would be silence anyway.
"""

from collections.abc import Mapping
from typing import Any

from telegram import Update
from telegram.constants import ChatType

from hoi.bot.store.pseudonyms import Pseudonyms
from hoi.bot.telegram.addressing import from_bot
from hoi.bot.telegram.incoming import Incoming
from hoi.bot.telegram.limits import Asking, Leave, Limits


class Gate:
    """Lets questions in, at the rate of their person and chat."""

    def __init__(self, pseudonyms: Pseudonyms) -> None:
        self._pseudonyms = pseudonyms
        self._limits = Limits()
        self._told: set[int] = set()

    def lets_in(self, update: Mapping[str, Any], received: float) -> bool:
        """Tell whether an update, as Telegram wrote it, is worth storing; called once for each, in their order."""
        match update.get("message"):
            case {
                "chat": {"id": int(chat), "type": str(kind)},
                "from": {"id": int(user), "is_bot": by_bot},
                "date": int(date),
                "text": str(text),
                **others,
            } if text and "via_bot" not in others:
                private = kind == ChatType.PRIVATE
                sender = others.get("sender_chat")
                person = sender.get("id") if isinstance(sender, dict) else user
                asking = self._asking(person, chat, received, date, group=not private)
                if not private:
                    return not self._limits.would_ignore(asking)
                return bool(by_bot) or self._decided(update["update_id"], asking)
        return True

    def leave(self, incoming: Incoming) -> Leave:
        """Say what is done with what somebody asks; counts it, unless that was done when it came."""
        update = incoming.update
        if update.inline_query is not None:
            return Leave.ANSWERED
        if _typed_in_private(update):
            told = update.update_id in self._told
            self._told.discard(update.update_id)
            return Leave.TOLD if told else Leave.ANSWERED
        chat = update.effective_chat
        group = chat is not None and chat.type != ChatType.PRIVATE
        received = incoming.received.timestamp()
        return self._limits.leave(Asking(incoming.user, incoming.chat, received, _written(update), group))

    def _asking(self, person: object, chat: int, received: float, written: int, *, group: bool) -> Asking:
        names = self._pseudonyms.named
        return Asking(names(f"user:{person}"), names(f"chat:{chat}"), received, written, group)

    def _decided(self, update: int, asking: Asking) -> bool:
        leave = self._limits.leave(asking)
        if leave is Leave.TOLD:
            self._told.add(update)
        return leave is not Leave.IGNORED


def _typed_in_private(update: Update) -> bool:
    message = update.message
    return (
        message is not None
        and message.chat.type == ChatType.PRIVATE
        and bool(message.text)
        and message.from_user is not None
        and not from_bot(message)
    )


def _written(update: Update) -> float | None:
    """Return when what is asked was written, or last edited; None for a press."""
    message = update.message or update.edited_message or update.business_message or update.guest_message
    moment = (message.edit_date or message.date) if message is not None else None
    return moment.timestamp() if moment is not None else None
