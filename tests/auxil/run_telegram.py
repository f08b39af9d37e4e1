"""The service with the stand-in assistant as a process: ``python -m tests.auxil.run_telegram``."""

import asyncio
import contextlib
import logging
import sys

from hoi.bot.serve import Service, bind
from hoi.bot.settings import Settings
from hoi.bot.worker import Worker
from hoi.corpus.errors import HoiError
from hoi.corpus.library import Library
from tests.auxil import stand_in


def main() -> int:
    logging.basicConfig(level=logging.INFO)
    settings = Settings()
    try:
        with (
            contextlib.closing(bind(settings.host, settings.port)) as listener,
            Worker(stand_in.answer) as worker,
        ):
            asyncio.run(Service(settings, Library.shipped(), worker.ask).run(listener, print))
    except HoiError as error:
        print(error.vi, file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
