"""The command run in this process, or as one of its own, and what came of it."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from hoi.bot.cli import main
from hoi.bot.settings import load

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """An exit code and what was printed."""

    code: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """The one line on standard error of a call that was refused."""
        (line,) = self.err.splitlines()
        assert line
        assert "Traceback" not in line
        return line


Hoi = Callable[..., Outcome]


def in_process(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Hoi:
    """Return ``hoi(*arguments, stdin=b"", **settings)``."""

    def hoi(*arguments: str, stdin: bytes = b"", **settings: str) -> Outcome:
        with monkeypatch.context() as patched:
            for name, value in settings.items():
                patched.setenv(f"HOI_{name.upper()}", value)
            patched.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
            load.cache_clear()
            code = main(arguments)
        load.cache_clear()
        return Outcome(code, *capsys.readouterr())

    return hoi


def environment(**settings: str) -> dict[str, str]:
    """Return this process's environment with ``settings`` as its only ones."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("HOI_")}
    return clean | {f"HOI_{name.upper()}": value for name, value in settings.items()}


def command(*arguments: str | bytes) -> list[str | bytes]:
    """Return the command line of a process of its own."""
    return [sys.executable, "-m", "hoi.bot.cli", *arguments]


def as_process(*arguments: str | bytes, stdin: bytes = b"", **settings: str) -> Outcome:
    """Run the command as a process."""
    done = subprocess.run(
        command(*arguments),
        input=stdin,
        env=environment(**settings),
        cwd=ROOT,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())
