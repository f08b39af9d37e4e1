"""The rounds: every minute, what the bot says unasked. Reminders that are due, and broadcasts that were confirmed.

Each is decided and stored in one transaction and sent like any answer: once, in its turn, also after a restart.
"""

import asyncio
from datetime import datetime

from hoi.bot import reminders
from hoi.bot.reminders import Reminder
from hoi.bot.store import Transaction, broadcasts, subscriptions
from hoi.bot.store.broadcasts import Recipient
from hoi.bot.telegram import reminder_screens
from hoi.bot.telegram.calls import send_message
from hoi.bot.telegram.handlers.operators import announced
from hoi.bot.telegram.incoming import Desk
from hoi.bot.telegram.notices import Decide, Notices
from hoi.bot.telegram.pace import Waiting
from hoi.bot.telegram.place import Place

EVERY_SECONDS = 60.0


async def go_rounds(desk: Desk, notices: Notices, waiting: Waiting) -> None:
    """Go round again and again.

    Raises:
        Stopping: the bot stops.
        StorageError: the state cannot be read or written.
    """
    while True:
        await remind(desk, notices, desk.now())
        await announce(desk, notices)
        await waiting.sleep(EVERY_SECONDS)


async def remind(desk: Desk, notices: Notices, now: datetime) -> int:
    """Post the reminders that are due at ``now`` and return how many there were."""
    living = await desk.store.run(subscriptions.living)
    today = now.astimezone(reminders.AT.tzinfo).date()
    posted = 0
    # In a thread: thousands of subscriptions take a while to go through.
    for each in await asyncio.to_thread(reminders.due, desk.aids.ledger, living, now):
        to = each.subscription
        calls = reminder_screens.notice(each, today).sent(Place(to.address, to.topic))
        name = f"reminder:{to.id}:{each.entry_key}:{each.key}"
        posted += await notices.post(name, to.address, calls, _marking(each, int(now.timestamp())))
    return posted


async def announce(desk: Desk, notices: Notices) -> None:
    """Post every broadcast that goes out, to each chat once."""
    for token, text in await desk.store.run(broadcasts.going):
        for each in await desk.store.run(broadcasts.recipients):
            calls = send_message(Place(each.address, each.topic), announced(text, each.language))
            await notices.post(f"broadcast:{token}:{each.chat}", each.address, calls, _telling(token, each))
        await desk.store.run(lambda transaction, token=token: broadcasts.finish(transaction, token))  # type: ignore[misc]


def _marking(reminder: Reminder, now: int) -> Decide:
    def mark(transaction: Transaction) -> bool:
        return subscriptions.mark_sent(transaction, reminder.subscription.id, reminder.entry_key, reminder.key, now)

    return mark


def _telling(token: str, recipient: Recipient) -> Decide:
    def mark(transaction: Transaction) -> bool:
        return broadcasts.mark_told(transaction, token, recipient.chat)

    return mark
