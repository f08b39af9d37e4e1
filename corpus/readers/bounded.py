"""Reading a file in a process of its own, with bounds on time and memory: whatever the file does, it ends there.

The child is ``python -m hoi.corpus.readers.bounded FILE SECONDS MEGABYTES``. It prints one JSON object and ends; its
log goes to its standard error. Its standard input is a pipe that stays open as long as the parent lives: when it
closes, the child ends too, so that no reader outlives the program that asked.
"""

import contextlib
import json
import logging
import math
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from hoi.corpus import errors
from hoi.corpus.blocks import Block, Grid, Paragraph, Reading
from hoi.corpus.errors import HoiError, InputError
from hoi.corpus.model import Bilingual

_log = logging.getLogger(__name__)
_GRACE = 2.0  # seconds between asking and killing: LibreOffice is to be stopped and a folder removed
_NO_MEMORY = 3  # the child's exit code
_KEPT_OF_LOG = 2000  # characters


def read_bounded(path: Path, seconds: float = 600, megabytes: int = 2048) -> Reading:
    """Read the document at ``path`` as `read_file` does, within ``seconds`` and ``megabytes`` of address space.

    The time is for long scans: at 2 to 4 seconds a page and two pages at once, some 300 pages. LibreOffice, which
    converts .doc and RTF, has bounds of its own (`soffice`).

    Raises:
        InputError: as `read_file`; or reading took too long or too much memory, or the reader crashed.
        TooLargeError: as `read_file`.
    """
    # -P: nothing is imported from the working directory, which may be the folder the file was downloaded to
    command = [sys.executable, "-P", "-m", "hoi.corpus.readers.bounded", str(path), str(seconds), str(megabytes)]
    with _lifeline() as alive, subprocess.Popen(  # noqa: S603 - our own module; the path is one argument
        command, stdin=alive, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as child:  # fmt: skip
        try:
            answer, log = child.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            raise _too_slow(seconds) from None
        finally:  # an interrupt included
            _stop(child)
    if child.returncode != 0:
        _log.warning("reading ended with %d: %s", child.returncode, log.decode(errors="replace")[-_KEPT_OF_LOG:])
        raise _failed(child.returncode, seconds)
    return _decoded(json.loads(answer))


@contextlib.contextmanager
def _lifeline() -> Iterator[int]:
    """Yield the reading end of a pipe whose other end closes with the block, or with this process."""
    reading, writing = os.pipe()
    try:
        yield reading
    finally:
        os.close(reading)
        os.close(writing)


def _stop(child: subprocess.Popen[bytes]) -> None:
    """End the child and all it started: asked first, so that it stops LibreOffice, then killed as a group."""
    if not hasattr(os, "killpg"):
        child.kill()
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(_GRACE)
        os.killpg(child.pid, signal.SIGKILL)


def _failed(code: int, seconds: float) -> InputError:
    if code == -getattr(signal, "SIGXCPU", 0):
        return _too_slow(seconds)
    if code in (_NO_MEMORY, -getattr(signal, "SIGKILL", 0)):  # killed by no one but the system, for want of memory
        return InputError(
            "Đọc tệp này cần quá nhiều bộ nhớ nên đã dừng; hãy tách văn bản thành các tệp nhỏ hơn.",
            "Reading this file takes too much memory and was stopped; split the document into smaller files.",
        )
    return InputError(
        "Tệp làm bộ đọc dừng đột ngột nên không đọc được; hãy mở và lưu lại tệp bằng chương trình khác rồi thử lại.",
        "The file made the reader crash and was not read; open it in another program, save it again and try again.",
    )


def _too_slow(seconds: float) -> InputError:
    return InputError(
        f"Đọc tệp quá {seconds:g} giây nên đã dừng; hãy tách văn bản thành các tệp nhỏ hơn.",
        f"Reading the file took more than {seconds:g} seconds and was stopped; split the document into smaller files.",
    )


def _encoded(reading: Reading) -> dict[str, Any]:
    """Return ``reading`` in JSON's types: a paragraph is a string, a grid a list of rows."""
    return {
        "blocks": [block.rows if isinstance(block, Grid) else block.text for block in reading.blocks],
        "warnings": [(warning.vi, warning.en) for warning in reading.warnings],
        "stamped": reading.stamped,
        "recognised": reading.recognised,
    }


def _decoded(answer: dict[str, Any]) -> Reading:
    """Return the reading that `_encoded` made, or raise the error that the child met."""
    if "error" in answer:
        name, vi, en = answer["error"]
        kind = getattr(errors, name, InputError)
        raise kind(vi, en)
    return Reading(
        tuple(_block(each) for each in answer["blocks"]),
        tuple(Bilingual(vi, en) for vi, en in answer["warnings"]),
        tuple(answer["stamped"]),
        answer["recognised"],
    )


def _block(encoded: Any) -> Block:
    return Paragraph(encoded) if isinstance(encoded, str) else Grid(tuple(map(tuple, encoded)))


def main() -> NoReturn:
    """Be the child: read the file named on the command line, print what was read or the error, end."""
    path, seconds, megabytes = Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
    output = os.dup(1)
    os.dup2(2, 1)  # what a library prints is not part of the answer
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # so that `finally` runs
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _limit(seconds, megabytes)
    from hoi.corpus.readers import read_file

    try:
        answer = json.dumps(_encoded(read_file(path)))
    except HoiError as error:
        answer = json.dumps({"error": (type(error).__name__, error.vi, error.en)})
    except MemoryError:
        sys.exit(_NO_MEMORY)
    with os.fdopen(output, "w", encoding="utf-8") as file:
        file.write(answer)
    sys.stderr.flush()
    os._exit(0)  # nothing is left to tidy, and a library's threads may not end by themselves


def _end_with_parent() -> None:
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE)
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


def _limit(seconds: float, megabytes: int) -> None:
    """Bound this process, and what it starts, where the platform can; the parent's clock bounds it everywhere."""
    try:
        import resource
    except ImportError:
        return
    wanted = ((resource.RLIMIT_AS, megabytes << 20), (resource.RLIMIT_CPU, math.ceil(seconds) + 1))
    for what, most in wanted:
        _, hard = resource.getrlimit(what)
        with contextlib.suppress(ValueError, OSError):  # a harder limit holds already
            resource.setrlimit(what, (most, hard))


if __name__ == "__main__":
    main()
