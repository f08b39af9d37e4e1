"""What Telegram says of business accounts. Pure.

It is kept together with the update that brings it: the customers of an account have lanes of their own, and their
messages may be handled before anything else that came in front of them.
"""

from collections.abc import Mapping
from typing import Any

from hoi.bot.store.connections import Connection
from hoi.bot.store.pseudonyms import Pseudonyms


def connection_in(update: Mapping[str, Any], pseudonyms: Pseudonyms) -> Connection | None:
    """Return what ``update`` says of a business account; None when it says nothing that can be read."""
    match update.get("business_connection"):
        case {"id": str(id_), "user": {"id": int(owner)}, "is_enabled": enabled, **others}:
            rights = others.get("rights")
            may_reply = enabled is True and isinstance(rights, dict) and rights.get("can_reply") is True
            return Connection(id_, pseudonyms.of("user", owner), may_reply)
    return None
