"""LibreOffice as a converter: one file, one process, its own throw-away profile, nothing fetched.

A .doc may link a picture by address, and LibreOffice would fetch it while converting; the profile therefore names a
proxy that does not exist (measured: no request leaves), and forbids macros.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

SECONDS = 60.0
"""Time for one file; measured 1 to 4 seconds, and one damaged file of sixty hung for ever."""

MEMORY = 4 * 1024**3
"""Address space in bytes; measured 0.5 GB for ordinary documents."""

_DOCX = "docx:MS Word 2007 XML"
_ITEM = '<item oor:path="/org.openoffice.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
_PROXY = (
    ("ooInetProxyType", "2"),  # set by hand; 127.0.0.1:9 is the discard port, where nothing listens
    ("ooInetNoProxy", ""),
    *((f"ooInet{kind}ProxyName", "127.0.0.1") for kind in ("HTTP", "HTTPS", "FTP")),
    *((f"ooInet{kind}ProxyPort", "9") for kind in ("HTTP", "HTTPS", "FTP")),
)
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{}
</oor:items>
"""


class ConversionError(Exception):
    """LibreOffice is there but did not convert the file: damaged, locked, or more than it could do in time."""


def program() -> str | None:
    """Return the path of LibreOffice, or None when it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


@contextlib.contextmanager
def as_docx(path: Path, suffix: str, import_filter: str = "") -> Iterator[Path]:
    """Yield a .docx of the file at ``path``, which goes when the block ends.

    ``suffix`` is what the file really is (".doc"), ``import_filter`` LibreOffice's name of it where guessing is unsafe.

    Raises:
        ConversionError: LibreOffice failed or took longer than `SECONDS`.
    """
    with tempfile.TemporaryDirectory(prefix="hoi-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"source{suffix}"  # a name of ours: no option, no space, no lie
        shutil.copyfile(path, source)
        _write_profile(folder / "profile")
        filters = [f"--infilter={import_filter}"] if import_filter else []
        _run(["--convert-to", _DOCX, *filters, "--outdir", str(folder / "out"), str(source)], folder)
        made = folder / "out" / "source.docx"
        if not made.is_file():  # LibreOffice exits with 0 all the same
            raise ConversionError
        yield made


def _write_profile(folder: Path) -> None:
    items = [_ITEM.format("Inet/Settings", name, value) for name, value in _PROXY]
    items.append(_ITEM.format("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"))
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(_PROFILE.format("\n".join(items)), encoding="utf-8")


def _run(arguments: list[str], folder: Path) -> None:
    """Run LibreOffice in a process group of its own, which is killed whole whatever happens."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program() or "soffice", profile, "--headless", "--norestore", "--nolockcheck", *arguments]
    process = subprocess.Popen(  # noqa: S603 - found on PATH; every name in it is ours
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        cwd=folder, start_new_session=True,
    )  # fmt: skip
    try:
        _bound(process.pid)
        process.wait(SECONDS)
    except subprocess.TimeoutExpired as error:
        raise ConversionError from error
    finally:
        _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()


def _bound(process_id: int) -> None:
    """Give LibreOffice its own bound on memory instead of the one it inherits, where the platform can (Linux)."""
    if sys.platform != "linux":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    bound = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    with contextlib.suppress(OSError):  # it may have ended already
        resource.prlimit(process_id, resource.RLIMIT_AS, (bound, hard))
