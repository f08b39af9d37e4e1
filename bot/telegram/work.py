"""One job from the store to Telegram: handled once, its calls stored together, sent one by one, then erased."""

import asyncio
import json
import logging

from telegram import Update

from hoi.bot.store import Transaction, chats, dead_letters, inbox, moves, outbox, replies
from hoi.bot.store.dead_letters import WHOLE, DeadLetter
from hoi.bot.store.inbox import Claim
from hoi.bot.store.outbox import Letter, Stored
from hoi.bot.telegram import lifetimes
from hoi.bot.telegram.calls import Call
from hoi.bot.telegram.incoming import Desk
from hoi.bot.telegram.pace import Stopping
from hoi.bot.telegram.reception import Reception
from hoi.bot.telegram.sender import Delivery, Sender
from hoi.bot.telegram.troubles import Kind
from hoi.corpus.errors import StorageError

ATTEMPTS = 5
"""Times an update is taken up: one that ends the process each time is put aside after them."""
AT_ONCE = 8
"""Updates handled at the same time; the others wait in the order they came, one of each chat."""

_log = logging.getLogger(__name__)


class Work:
    """Does the jobs of the lanes."""

    def __init__(self, desk: Desk, reception: Reception, sender: Sender, at_once: int = AT_ONCE) -> None:
        self._desk = desk
        self._store = desk.store
        self._reception = reception
        self._sender = sender
        self._slots = asyncio.Semaphore(at_once)  # first come, first served: a lane waits here with one job at most

    async def __call__(self, job: str) -> None:
        """Do one job: an update or a notice.

        Raises:
            Stopping: the bot stops; the rest of the job is done after the next start.
            StorageError: the state cannot be read or written.
            Revoked: the token is not valid any more.
        """
        update = outbox.update_of(job)
        if update is None or await self._is_answered(update, job):
            await self._send(job, update)

    async def _is_answered(self, update: int, job: str) -> bool:
        """See to it that the calls of an update are in the outbox; tell whether there is anything to send."""
        async with self._slots:  # taken up only now: an update that merely waits is not to blame for a killed process
            claim = await self._store.run(lambda transaction: inbox.claim(transaction, update))
            if claim is None or claim.state == "answered":
                return claim is not None
            if claim.attempts > ATTEMPTS:
                await self._put_aside(update, job, "taken up too often")
                return False
            try:
                return await self._handle(update, job, claim)
            except Stopping:
                await self._store.run(lambda transaction: inbox.give_back(transaction, update))
                raise

    async def _handle(self, update: int, job: str, claim: Claim) -> bool:
        """Store the calls of an update in one transaction with the word that it was handled."""
        try:
            chat, letters = await self._letters(claim)

            def keep(transaction: Transaction) -> None:
                outbox.put(transaction, job, chat, letters, claim.received_at)
                if letters:
                    inbox.mark_answered(transaction, update)
                else:
                    inbox.finish(transaction, update)

            await self._store.run(keep)
        except (StorageError, Stopping):
            raise
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one update, the next must go on
            await self._put_aside(update, job, f"cannot be handled: {type(error).__name__}")
            return False
        return bool(letters)

    async def _letters(self, claim: Claim) -> tuple[str, list[Letter]]:
        """Return the chat of an update and the calls that answer it."""
        read = Update.de_json(json.loads(claim.body), None)
        incoming = await self._reception.receive(read, claim.received_at)
        late = self._now() > claim.received_at + lifetimes.of_update(read)
        calls = [] if late else await self._reception.answer(incoming)
        return incoming.chat, [Letter(call.dump(), claim.received_at + lifetimes.of_call(call)) for call in calls]

    async def _send(self, job: str, update: int | None) -> None:
        """Send what the outbox holds of a job, each letter erased right after it was sent."""
        letters = await self._store.run(lambda transaction: outbox.of(transaction, job))
        for letter in letters:
            delivery = await self._deliver(job, letter, update, last=letter is letters[-1])
            if delivery.lost is Kind.DEAD:
                return

    async def _deliver(self, job: str, letter: Stored, update: int | None, *, last: bool) -> Delivery:
        async def record(delivery: Delivery) -> None:
            ends = last or delivery.lost is Kind.DEAD

            def note(transaction: Transaction) -> None:
                self._note(transaction, job, letter, delivery)
                if ends:
                    _end(transaction, job, update)

            try:
                await self._store.run(note)
            except StorageError:
                raise
            except Exception as error:  # noqa: BLE001 - it is sent: with the letter kept, each start would send it again
                await self._lose(job, letter, update, type(error).__name__, ends=ends)

        call, unasked = Call.load(letter.call), update is None
        return await self._sender.send(call, record, lambda: self._now() > letter.expires_at, unasked=unasked)

    def _note(self, transaction: Transaction, job: str, letter: Stored, delivery: Delivery) -> None:
        """Remember what became of a letter."""
        now, call, chat = self._now(), delivery.call, letter.chat
        outbox.remove(transaction, job, letter.ordinal)
        if delivery.moved_to is not None:
            self._follow(transaction, chat, delivery.moved_to)
        if delivery.lost is Kind.DEAD:
            chats.bury(transaction, chat, now)
        if delivery.lost is not None:
            reason = f"{call.method}: {delivery.lost.name.lower()}"
            dead_letters.add(transaction, DeadLetter(job, letter.ordinal, chat, reason, now))
        elif call.method == "deleteMessage":
            replies.remove(transaction, chat, int(call.params["message_id"]))
        elif call.answers is not None and delivery.message is not None:
            edited = Call.load(letter.call).params.get("message_id")
            if edited is not None and edited != delivery.message:  # it was gone, and is sent anew
                replies.remove(transaction, chat, int(edited))
            replies.add(transaction, chat, call.answers, delivery.message, now)

    async def _lose(self, job: str, letter: Stored, update: int | None, reason: str, *, ends: bool) -> None:
        """Give up remembering what became of a letter, with which the job ``ends`` or goes on."""
        _log.error("%s: what became of letter %d cannot be recorded: %s", job, letter.ordinal, reason)
        dead = DeadLetter(job, letter.ordinal, letter.chat, f"cannot be recorded: {reason}", self._now())

        def lose(transaction: Transaction) -> None:
            outbox.remove(transaction, job, letter.ordinal)
            dead_letters.add(transaction, dead)
            if ends:
                _end(transaction, job, update)

        await self._store.run(lose)

    def _follow(self, transaction: Transaction, chat: str, to: int) -> None:
        """Remember that a group became the supergroup ``to``."""
        moves.follow(transaction, chat, self._desk.pseudonyms.of("chat", to), to)

    async def _put_aside(self, update: int, job: str, reason: str) -> None:
        _log.error("update %d is put aside: %s", update, reason)
        letter = DeadLetter(job, WHOLE, "", reason, self._now())

        def put_aside(transaction: Transaction) -> None:
            dead_letters.add(transaction, letter)
            inbox.finish(transaction, update, "dead")

        await self._store.run(put_aside)

    def _now(self) -> int:
        return int(self._desk.now().timestamp())


def _end(transaction: Transaction, job: str, update: int | None) -> None:
    """Erase what is left of a job, and of the update it belongs to."""
    outbox.clear(transaction, job)
    if update is not None:
        inbox.finish(transaction, update)
