"""The Telegram face with the stand-in assistant as a process: ``python -m tests.auxil.run_telegram``."""

import asyncio
import logging
import signal
import sys

from hoi.bot.settings import Settings
from hoi.bot.telegram.app import TelegramFace
from hoi.bot.worker import Worker
from hoi.corpus.errors import HoiError
from hoi.corpus.library import Library
from tests.auxil import stand_in


async def _serve(worker: Worker) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await TelegramFace.build(Settings(), worker.ask, Library.shipped()).run(stop)


def main() -> int:
    logging.basicConfig(level=logging.INFO)
    try:
        with Worker(stand_in.answer) as worker:
            asyncio.run(_serve(worker))
    except HoiError as error:
        print(error.vi, file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
