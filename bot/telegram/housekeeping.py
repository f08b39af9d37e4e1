"""What is not needed any more is erased, every few minutes and at the start, and can be read from no file then."""

from hoi.bot.clock import Clock
from hoi.bot.store import Store, Transaction, broadcasts, dead_letters, inbox, meanings, replies, turns
from hoi.bot.telegram.pace import Waiting

EVERY_SECONDS = 300.0


async def keep_house(store: Store, waiting: Waiting, now: Clock) -> None:
    """Erase what has expired, again and again.

    Raises:
        Stopping: the bot stops.
        StorageError: the state cannot be written.
    """
    while True:
        moment = int(now().timestamp())
        await store.run(lambda transaction, moment=moment: _expire(transaction, moment))  # type: ignore[misc]
        await store.scrub()
        await waiting.sleep(EVERY_SECONDS)


def _expire(transaction: Transaction, now: int) -> None:
    for table in (inbox, turns, replies, meanings, dead_letters, broadcasts):
        table.expire(transaction, now)
