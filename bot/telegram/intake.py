"""Updates into the store: whatever comes is on the disk before Telegram is told that it came."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from hoi.bot.clock import Clock
from hoi.bot.store import Store, Transaction, connections, dead_letters, inbox, outbox
from hoi.bot.store.dead_letters import WHOLE, DeadLetter
from hoi.bot.store.inbox import Arrival
from hoi.bot.store.pseudonyms import Pseudonyms
from hoi.bot.telegram.connecting import connection_in
from hoi.bot.telegram.gate import Gate
from hoi.bot.telegram.lanes import Lanes


class Intake:
    """Takes updates in, by whichever way they come."""

    def __init__(self, store: Store, pseudonyms: Pseudonyms, lanes: Lanes, now: Clock, gate: Gate) -> None:
        self._store = store
        self._pseudonyms = pseudonyms
        self._lanes = lanes
        self._now = now
        self._gate = gate

    async def accept(self, updates: Iterable[Mapping[str, Any]]) -> None:
        """Store ``updates``, but for a flood's, and put the new ones into their lanes; then they may be acknowledged.

        Raises:
            StorageError: they could not be stored.
        """
        now = self._seconds()
        updates = [each for each in updates if self._gate.lets_in(each, now)]
        if not updates:
            return
        arrivals = [self._arrival(update) for update in updates]
        said = {int(each["update_id"]): connection_in(each, self._pseudonyms) for each in updates}

        def add(transaction: Transaction) -> list[Arrival]:
            new = inbox.add(transaction, arrivals, now)
            for each in new:
                if (connection := said[each.id]) is not None:
                    connections.put(transaction, connection, now)
            return new

        for arrival in await self._store.run(add):
            self._lanes.put(arrival.lane, outbox.job_of(arrival.id))

    async def refuse(self, body: bytes) -> None:
        """Record that something came which is no update; Telegram would send it again and again otherwise.

        Raises:
            StorageError: it could not be recorded.
        """
        job = f"body:{hashlib.sha256(body).hexdigest()[:16]}"
        letter = DeadLetter(job, WHOLE, "", "not an update", self._seconds())
        await self._store.run(lambda transaction: dead_letters.add(transaction, letter))

    async def recover(self) -> None:
        """Put what was not finished before the last stop into its lanes again, oldest first.

        Raises:
            StorageError: it cannot be read.
        """
        for update, lane in await self._store.run(inbox.unfinished):
            self._lanes.put(lane, outbox.job_of(update))
        for job, chat in await self._store.run(outbox.notices):
            self._lanes.put(chat, job)

    def _arrival(self, update: Mapping[str, Any]) -> Arrival:
        lane = self._pseudonyms.named(lane_of(update))  # of a chat: the chat's own pseudonym
        body = json.dumps(update, ensure_ascii=False, separators=(",", ":"))
        # JSON may carry half a pair of surrogates, which no file can hold.
        sound = body.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return Arrival(int(update["update_id"]), lane, sound)

    def _seconds(self) -> int:
        return int(self._now().timestamp())


def is_update(value: object) -> bool:
    """Tell whether ``value`` can be an update at all."""
    return isinstance(value, dict) and type(value.get("update_id")) is int


def lane_of(update: Mapping[str, Any]) -> str:
    """Return what an update keeps its order with: its chat, in the name of a business account or not, or its sender.

    A business account has a lane for each customer: one whom Telegram makes the bot wait for holds up no other.

    >>> lane_of({"update_id": 1, "message": {"chat": {"id": -100}, "from": {"id": 5}}})
    'chat:-100'
    """
    content = next((value for name, value in update.items() if isinstance(value, dict)), {})
    if "business_connection" in update:
        return f"business:{content.get('id')}"
    kind = f"business:{content['business_connection_id']}" if "business_connection_id" in content else "chat"
    message = content.get("message")
    for holder in (content, message if isinstance(message, dict) else {}):
        if (number := _number(holder.get("chat"))) is not None:
            return f"{kind}:{number}"
    sender = _number(content.get("from"))
    return f"user:{sender}" if sender is not None else f"update:{update['update_id']}"


def _number(value: object) -> object:
    return value.get("id") if isinstance(value, dict) else None
