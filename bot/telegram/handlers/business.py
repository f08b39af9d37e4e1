"""Telegram Business: the bot answers in the name of an account, as far as its owner allows. It fails closed."""

from collections.abc import Sequence

from telegram import Update

from hoi.bot.store import connections
from hoi.bot.store.connections import Connection
from hoi.bot.telegram import message as texts
from hoi.bot.telegram.addressing import from_bot
from hoi.bot.telegram.calls import Call, send_message
from hoi.bot.telegram.handlers.questions import ask
from hoi.bot.telegram.incoming import Desk, Identity, Incoming, Route


async def connection(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Keep what the owner of an account allows."""
    given = incoming.update.business_connection
    if given is not None:
        may_reply = given.is_enabled and given.rights is not None and bool(given.rights.can_reply)
        owner = desk.pseudonyms.of("user", given.user.id)
        kept, now = Connection(given.id, owner, may_reply), int(incoming.received.timestamp())
        await desk.store.run(lambda transaction: connections.put(transaction, kept, now))
    return []


async def message(incoming: Incoming, desk: Desk) -> Sequence[Call]:
    """Answer a customer's question in the account's name; never the owner, and never without the right to."""
    of = incoming.message.business_connection_id
    known = await desk.store.run(lambda transaction: connections.find(transaction, of)) if of else None
    if known is None or not known.may_reply or incoming.user == known.owner:
        return []
    answer = await ask(incoming, desk, incoming.message.text or "")
    return send_message(incoming.place, texts.answer(answer))


def _connection(update: Update, _me: Identity) -> bool:
    return update.business_connection is not None


def _message(update: Update, _me: Identity) -> bool:
    sent = update.business_message
    # A message without a sender could be the owner's; one a bot sent in the account's name must not be answered.
    return (
        sent is not None
        and bool(sent.text)
        and sent.from_user is not None
        and sent.sender_business_bot is None
        and not from_bot(sent)
    )


ROUTES = (Route(_connection, connection), Route(_message, message))
