"""Files that a command writes: whole or not at all."""

import contextlib
import os
import secrets
from pathlib import Path

from hoi.bot.words import Words

_words = Words("cli")


def write(path: Path, content: bytes) -> None:
    """Write a file: beside its place first, then into it in one step, so that a failure leaves what was there.

    What is no file (a pipe, a device) is written to as it is.

    Raises:
        InputError: the directory does not exist, or nothing may be written there.
    """
    try:
        place = path.resolve()
        if place.exists() and not place.is_file():
            place.write_bytes(content)
        else:
            _replace(place, content)
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise _words.wrong("error.unwritable", path=path, reason=reason) from error


def _replace(place: Path, content: bytes) -> None:
    beside = place.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with beside.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(place)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
