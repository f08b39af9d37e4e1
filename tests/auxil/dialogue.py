"""A person and the bot: what somebody says and presses, and what the bot does with each."""

from typing import Any

from tests.auxil import updates
from tests.auxil.desk import Bot, numbered
from tests.auxil.telegram_call import Call


class Dialogue:
    """One person in one chat with ``bot``."""

    def __init__(self, bot: Bot, *, user: int = 42, group: int | None = None, language: str = "vi") -> None:
        self._bot = bot
        self._user = user
        self._language = language
        self.chat = user if group is None else group
        self._group = group is not None

    async def say(self, text: str) -> list[Call]:
        """Write ``text`` and return the calls it brings about, without the sign that the bot types."""
        update = updates.message(text, self.chat, group=self._group, language=self._language, user=self._user)
        return await self.send(update)

    async def press(self, label: str) -> list[Call]:
        """Press the newest button of this chat whose text holds ``label``."""
        return await self.press_data(self.button(label)["callback_data"])

    async def press_data(self, data: str, message: int | None = None) -> list[Call]:
        """Press a button with ``data``."""
        update = updates.press(
            data, self.chat, group=self._group, language=self._language, user=self._user, message=message
        )
        return await self.send(update)

    async def send(self, update: dict[str, Any]) -> list[Call]:
        """Deliver ``update`` and return the calls it brings about."""
        before = len(self._bot.recorder.calls)
        await self._bot.intake.accept([numbered(update)])
        await self._bot.idle()
        return [call for call in self._bot.recorder.calls[before:] if call.method != "sendChatAction"]

    def button(self, label: str) -> dict[str, Any]:
        """Return the newest button of this chat whose text holds ``label``."""
        for call in reversed(self._bot.recorder.calls):
            if call.params.get("chat_id") in (self.chat, str(self.chat)):
                for each in buttons(call):
                    if label in each["text"]:
                        return each
        raise AssertionError(f"no button {label}")


def buttons(call: Call) -> list[dict[str, Any]]:
    """Return the buttons under a message."""
    rows: list[list[dict[str, Any]]] = call.params.get("reply_markup", {}).get("inline_keyboard", [])
    return [each for row in rows for each in row]


def labels(call: Call) -> list[str]:
    """Return what stands on the buttons under a message."""
    return [each["text"] for each in buttons(call)]


def methods(calls: list[Call]) -> list[str]:
    """Return the methods of ``calls``."""
    return [call.method for call in calls]


def said(calls: list[Call]) -> str:
    """Return everything ``calls`` show: messages, captions, notes on buttons."""
    return "\n".join(str(call.params.get("text", call.params.get("caption", ""))) for call in calls)
