"""The log: one configuration for the process, on standard error."""

import logging


def configure(level: int = logging.INFO) -> None:
    """Log what this program says from ``level`` on, and only the warnings of its libraries.

    httpx names the address of each call at INFO, and Telegram's addresses hold the bot's token.
    """
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("hoi").setLevel(level)
