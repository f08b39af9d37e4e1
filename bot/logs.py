"""The log: one configuration for the process, on standard error."""

import logging
import os


def configure() -> None:
    """Log what this program says, in detail with HOI_DEBUG, and only the warnings of its libraries.

    httpx names the address of each call at INFO, and Telegram's addresses hold the bot's token.
    """
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("hoi").setLevel(logging.DEBUG if os.environ.get("HOI_DEBUG") else logging.INFO)


def is_on() -> bool:
    """Tell whether ``configure`` was called; a handler alone says nothing, some libraries add their own."""
    return logging.getLogger("hoi").level != logging.NOTSET
