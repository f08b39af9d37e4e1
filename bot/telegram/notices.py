"""What the bot says unasked: into the store in the transaction that decides it, then on its way like any answer."""

from collections.abc import Callable, Sequence

from hoi.bot.clock import Clock
from hoi.bot.store import Store, Transaction, outbox
from hoi.bot.store.outbox import NOTICE, Letter
from hoi.bot.store.pseudonyms import Pseudonyms
from hoi.bot.telegram import lifetimes
from hoi.bot.telegram.calls import Call
from hoi.bot.telegram.lanes import Lanes

Decide = Callable[[Transaction], bool]
"""Marks in the store that a notice goes out; False when it went out before."""


def _always(_: Transaction) -> bool:
    return True


class Notices:
    """Sends reminders and broadcasts, each once."""

    def __init__(self, store: Store, pseudonyms: Pseudonyms, lanes: Lanes, now: Clock) -> None:
        self._store = store
        self._pseudonyms = pseudonyms
        self._lanes = lanes
        self._now = now

    async def post(self, name: str, chat: int, calls: Sequence[Call], decide: Decide = _always) -> bool:
        """Send ``calls`` to ``chat`` if ``decide`` says so; tell whether it did.

        ``name`` is the notice's own (``reminder:7:2026-12-15``): as long as one of this name is under way, another is
        not begun. ``decide`` runs in the transaction that stores the calls.

        Raises:
            StorageError: nothing was stored, and nothing is sent.
        """
        job, lane, now = f"{NOTICE}{name}", self._pseudonyms.of("chat", chat), int(self._now().timestamp())
        letters = [Letter(call.dump(), now + lifetimes.of_call(call)) for call in calls]

        def put(transaction: Transaction) -> bool:
            decided = decide(transaction)
            if decided:
                outbox.put(transaction, job, lane, letters, now)
            return decided

        posted = await self._store.run(put)
        if posted:
            self._lanes.put(lane, job)
        return posted
