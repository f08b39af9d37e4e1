"""The bot as a process of its own, against a Bot API server, by polling or by webhook."""

import os
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tests.auxil.bot_api import DEADLINE, BotApi
from tests.auxil.telegram_call import TOKEN

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended and what it wrote."""

    code: int
    output: str


class BotProcess:
    """A running bot; a context manager after which no process is left. ``start`` again after ``kill``."""

    def __init__(
        self, api: BotApi, data_dir: Path, mode: str = "polling", token: str = TOKEN, module: str = "run_telegram"
    ) -> None:
        self.port = _free_port()
        self._command = [sys.executable, "-m", f"tests.auxil.{module}"]
        own = {
            "HOI_TELEGRAM_TOKEN": token,
            "HOI_TELEGRAM_API_URL": api.url,
            "HOI_TELEGRAM_MODE": mode,
            "HOI_DATA_DIR": str(data_dir),
            "HOI_PORT": str(self.port),
            "HOI_PUBLIC_URL": f"http://127.0.0.1:{self.port}",
        }
        self._environment = {name: value for name, value in os.environ.items() if not name.startswith("HOI_")} | own
        self._log = data_dir / "bot.log"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def start(self) -> None:
        """Run the bot; what it writes goes to a file, for a full pipe would stop it."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, cwd=ROOT, env=self._environment, stdout=log, stderr=subprocess.STDOUT
            )

    @property
    def pid(self) -> int:
        return self._running().pid

    def _running(self) -> subprocess.Popen[bytes]:
        assert self._process is not None, "never started"
        return self._process

    def output(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")

    def kill(self) -> None:
        """End the process, if there is one, as the machine does when it fails: without a word to it."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(DEADLINE)

    def stop(self) -> None:
        """Ask the process to end, and wait for it."""
        self._running().send_signal(signal.SIGTERM)
        self._running().wait(DEADLINE)

    def end(self) -> Ended:
        self.stop()
        return self.ended()

    def ended(self) -> Ended:
        """Wait until the process ends by itself."""
        return Ended(self._running().wait(DEADLINE), self.output())


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
