"""Reading in a child: the same reading, the same errors, and an end to whatever a file does."""

import json
import os
import signal
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from hoi.corpus.blocks import Grid, Paragraph, Reading
from hoi.corpus.errors import InputError, TooLargeError
from hoi.corpus.model import Bilingual
from hoi.corpus.readers import bounded, read_file
from hoi.corpus.readers.bounded import read_bounded
from tests.corpus.readers.programs import Witness, install
from tests.corpus.readers.word_files import NAMES, doc, docx, p, row, table


@pytest.fixture
def witness(tmp_path: Path) -> Iterator[Witness]:
    made = Witness(tmp_path / "witness")
    yield made
    made.close()


@pytest.fixture
def startup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A module that every Python started from here runs first."""
    folder = tmp_path / "startup"
    folder.mkdir()
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(folder), *filter(None, [os.environ.get("PYTHONPATH")])]))
    return folder / "sitecustomize.py"


def test_the_reading_is_the_same(tmp_path: Path) -> None:
    body = p("Điều 1.", "<w:r><w:br/></w:r>", "hai") + table(row("a", "b")) + p("<w:ins/>", "cuối")
    path = docx(tmp_path, body, name="tệp của tôi.doc")
    reading = read_bounded(path)
    assert reading == read_file(path)
    assert len(reading.warnings) == 2


def test_every_field_comes_back() -> None:
    reading = Reading((Paragraph("a\nb"), Grid((("c", ""),))), (Bilingual("đ", "e"),), ("12", "05"), recognised=True)
    assert bounded._decoded(json.loads(json.dumps(bounded._encoded(reading)))) == reading


@pytest.mark.parametrize("raw", [None, b"", b"PK\x03\x04"], ids=["no_file", "empty", "damaged"])
def test_errors_come_back(tmp_path: Path, raw: bytes | None) -> None:
    path = tmp_path / "tệp.docx"
    if raw is not None:
        path.write_bytes(raw)
    with pytest.raises(InputError) as here:
        read_file(path)
    with pytest.raises(InputError) as there:
        read_bounded(path)
    assert (type(there.value), there.value.vi, there.value.en) == (type(here.value), here.value.vi, here.value.en)


def test_an_error_keeps_its_kind(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    with pytest.raises(TooLargeError):
        read_bounded(path)


@pytest.mark.parametrize(
    ("ending", "said"),
    [
        ("SIGSEGV", "crash"),
        ("SIGABRT", "crash"),
        ("SIGKILL", "too much memory"),
        ("SIGXCPU", "more than 60 seconds"),
    ],
)
def test_a_child_that_dies(tmp_path: Path, startup: Path, ending: str, said: str) -> None:
    startup.write_text(f"import os, signal; os.kill(os.getpid(), signal.{ending})", encoding="utf-8")
    with pytest.raises(InputError, match=said) as raised:
        read_bounded(docx(tmp_path, p("a")), seconds=60)
    assert raised.value.vi


def test_a_reader_that_raises(tmp_path: Path, startup: Path, caplog: pytest.LogCaptureFixture) -> None:
    startup.write_text("import hoi.corpus.readers as r; r.sniff = None", encoding="utf-8")
    with pytest.raises(InputError, match="crash"):
        read_bounded(docx(tmp_path, p("a")))
    assert "TypeError" in caplog.text


def test_what_a_library_prints_is_not_the_answer(tmp_path: Path, startup: Path) -> None:
    startup.write_text("import hoi.corpus.readers.docx as d; read = d.read\n", encoding="utf-8")
    with startup.open("a", encoding="utf-8") as file:
        file.write("def chatty(path):\n    print('{', flush=True)\n    return read(path)\nd.read = chatty\n")
    assert read_bounded(docx(tmp_path, p("a"))).blocks == (Paragraph("a"),)


def test_a_memory_bomb(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as package:  # not packed, so that only memory can stop it
        package.writestr("word/document.xml", f"<w:document {NAMES}>{'<a/>' * 5_000_000}</w:document>")
    with pytest.raises(InputError, match="too much memory"):
        read_bounded(path, megabytes=300)


def test_too_slow_ends_with_all_it_started(tmp_path: Path, startup: Path, witness: Witness) -> None:
    startup.write_text(
        f"import os, subprocess\nos.set_inheritable(os.open({str(witness.path)!r}, os.O_WRONLY), True)\n"
        "subprocess.run(['/bin/sleep', '600'], close_fds=False)",
        encoding="utf-8",
    )
    with pytest.raises(InputError, match=r"more than 0\.5 seconds"):
        read_bounded(docx(tmp_path, p("a")), seconds=0.5)
    assert witness.saw_one_come_and_all_go()


@pytest.fixture
def hanging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, witness: Witness) -> Path:
    """A .doc whose conversion never ends."""
    script = f"exec 3>{witness.path}; /bin/sleep 600 & /bin/sleep 600"
    monkeypatch.setenv("PATH", str(install(tmp_path / "bin", script)))
    return doc(tmp_path, "WordDocument")


def test_too_slow_ends_libreoffice_too(hanging: Path, witness: Witness) -> None:
    with pytest.raises(InputError, match="more than 2 seconds"):
        read_bounded(hanging, seconds=2)
    assert witness.saw_one_come_and_all_go()


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Interrupts as at a terminal: started in the background of a script, Python would never see one."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_ends_it(hanging: Path, witness: Witness) -> None:
    main = threading.get_ident()

    def interrupt() -> None:
        witness.wait_for_one()
        signal.pthread_kill(main, signal.SIGINT)

    thread = threading.Thread(target=interrupt)
    thread.start()
    with pytest.raises(KeyboardInterrupt):
        read_bounded(hanging)
    thread.join()
    assert witness.saw_one_come_and_all_go()


def test_a_parent_that_is_killed_takes_it_along(hanging: Path, witness: Witness) -> None:
    reading = f"from hoi.corpus.readers.bounded import *; read_bounded(Path({str(hanging)!r}))"
    with subprocess.Popen([sys.executable, "-c", reading]) as parent:
        witness.wait_for_one()
        parent.kill()
    assert witness.saw_one_come_and_all_go()


def test_the_working_directory_is_not_imported_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = docx(tmp_path, p("a"))
    for name in ("hoi", "json", "lxml", "zipfile"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(9)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert read_bounded(Path(path.name)).blocks == (Paragraph("a"),)
