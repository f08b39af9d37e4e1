"""Programs that stand in for LibreOffice, and a pipe that tells when the last of them is gone."""

import os
import select
import stat
from pathlib import Path


def install(folder: Path, script: str) -> Path:
    """Write ``soffice`` into ``folder``, a shell script, and return the folder for PATH."""
    folder.mkdir()
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return folder


class Witness:
    """A named pipe: what writes to it and keeps it open lives; its end is seen without waiting for a clock."""

    def __init__(self, path: Path) -> None:
        os.mkfifo(path)
        self.path = path
        self._end = os.open(path, os.O_RDONLY | os.O_NONBLOCK)

    def wait_for_one(self) -> None:
        """Return when something has opened the pipe."""
        os.close(os.open(self.path, os.O_RDONLY))

    def saw_one_come_and_all_go(self, within: float = 10) -> bool:
        """Tell whether something opened the pipe and everything that had it open has ended."""
        poll = select.poll()
        poll.register(self._end, select.POLLHUP)  # before anything has opened the pipe there is no hang-up
        return bool(poll.poll(within * 1000))

    def close(self) -> None:
        """Let the pipe go."""
        os.close(self._end)
