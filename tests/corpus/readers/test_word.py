"""Word's older files: through LibreOffice, and what is left without it."""

import shutil
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from hoi.corpus.blocks import Grid, Paragraph, Reading
from hoi.corpus.errors import InputError
from hoi.corpus.readers import read_file, soffice
from hoi.corpus.readers.word import read
from tests.corpus.readers.programs import Witness, install
from tests.corpus.readers.word_files import doc

FILES = Path(__file__).parents[2] / "fixtures" / "readers"
needs_libreoffice = pytest.mark.skipif(soffice.program() is None, reason="LibreOffice is not installed")
DECISION = [
    "QUYẾT ĐỊNH",
    "CỦA CHỦ TỊCH TỈNH MẪU SƠN",
    "Điều I: Trưởng ban và các phòng chịu trách nhiệm thi hành, ngày mùng 6 tháng 9.",
]


def lines(reading: Reading) -> list[str]:
    return [block.text for block in reading.blocks if isinstance(block, Paragraph)]


@needs_libreoffice
def test_tables_and_numbers_of_a_doc() -> None:
    reading = read(FILES / "ke-hoach.doc")
    head, tasks = [block.rows for block in reading.blocks if isinstance(block, Grid)]
    assert head[0][0].splitlines()[-1] == "Số: 12/KH-UBND"
    assert tasks == (
        ("STT", "Nhiệm vụ", "Chủ trì"),
        ("I. Chuẩn bị", "", ""),
        ("1", "Chọn giống", "Sở A"),
        ("2", "Đào hố", "Sở A"),
    )
    assert lines(reading)[2:8] == [
        "I. MỤC TIÊU",
        "1. Chỉ tiêu",
        "a) Trồng 500 cây.",
        "b) Chăm sóc 90% số cây.",
        "- Mỗi xã một vườn ươm.",
        "II. TỔ CHỨC THỰC HIỆN",
    ]
    assert reading.warnings == ()


@needs_libreoffice
@pytest.mark.parametrize("name", ["tcvn3.doc", "tcvn3.rtf"])
def test_an_old_encoding_and_its_font_of_capitals(name: str) -> None:
    assert lines(read(FILES / name)) == DECISION


@needs_libreoffice
def test_rtf_named_doc(tmp_path: Path) -> None:
    path = Path(shutil.copy(FILES / "tcvn3.rtf", tmp_path / "a.doc"))
    reading = read_file(path)
    assert lines(reading) == DECISION
    assert "really RTF" in reading.warnings[0].en


@needs_libreoffice
@pytest.mark.parametrize("raw", [b"{\\rtf", b"{\\rtf1 {{{{", b"{\\rtfx"], ids=["cut", "unbalanced", "not_quite"])
def test_rtf_that_holds_nothing(tmp_path: Path, raw: bytes) -> None:
    """What only begins like RTF is not passed on as plain text with its braces."""
    path = tmp_path / "a.rtf"
    path.write_bytes(raw)
    with pytest.raises(InputError):
        read_file(path)


@pytest.fixture
def requests_seen() -> Iterator[tuple[str, list[str]]]:
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def note(self) -> None:
            seen.append(self.path)
            self.send_error(404)

        do_GET = do_HEAD = do_OPTIONS = do_PROPFIND = note  # noqa: N815 - the names that http.server calls

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", seen
        server.shutdown()
        thread.join()


@needs_libreoffice
def test_a_picture_linked_by_address_is_not_fetched(tmp_path: Path, requests_seen: tuple[str, list[str]]) -> None:
    address, seen = requests_seen
    page = tmp_path / "a.html"
    page.write_text(f'<html><body><p>Dieu 1</p><p><img src="{address}/a.png"></p></body></html>', encoding="utf-8")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [profile, "--headless", "--convert-to", "doc:MS Word 97", "--outdir", str(tmp_path), str(page)]
    soffice._run(command, tmp_path)
    seen.clear()  # making the fixture may fetch it
    assert address.encode("utf-16-le") in (tmp_path / "a.doc").read_bytes()
    assert lines(read(tmp_path / "a.doc")) == ["Dieu 1"]
    assert seen == []


@pytest.fixture
def no_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.usefixtures("no_libreoffice")
def test_words_of_a_doc_without_libreoffice() -> None:
    reading = read(FILES / "ke-hoach.doc")
    assert lines(reading)[:5] == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH MẪU SƠN",
        "Số: 12/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Mẫu Sơn, ngày 05 tháng 3 năm 2024",
    ]
    (warning,) = reading.warnings
    assert "libreoffice-writer" in warning.vi
    assert "tables" in warning.en


@pytest.mark.usefixtures("no_libreoffice")
@pytest.mark.parametrize("name", ["tcvn3.doc", "tcvn3.rtf", "word6.doc"])
def test_what_cannot_do_without_libreoffice(tmp_path: Path, name: str) -> None:
    """RTF; a .doc older than Word 97; and TCVN3, whose ư is a soft hyphen that the other way loses."""
    path = FILES / name if (FILES / name).exists() else doc(tmp_path, "WordDocument")
    with pytest.raises(InputError, match="libreoffice-writer"):
        read(path)


@pytest.fixture
def witness(tmp_path: Path) -> Iterator[Witness]:
    made = Witness(tmp_path / "witness")
    yield made
    made.close()


def test_libreoffice_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(install(tmp_path / "bin", "exit 0")))
    (warning,) = read(FILES / "ke-hoach.doc").warnings
    assert "could not convert" in warning.en
    with pytest.raises(InputError, match="damaged"):
        read(doc(tmp_path, "WordDocument"))
    with pytest.raises(InputError, match="damaged"):
        read(FILES / "tcvn3.rtf")


def test_libreoffice_that_hangs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, witness: Witness) -> None:
    hang = f"exec 3>{witness.path}; /bin/sleep 600 & /bin/sleep 600"
    monkeypatch.setenv("PATH", str(install(tmp_path / "bin", hang)))
    monkeypatch.setattr(soffice, "SECONDS", 0.5)
    assert "could not convert" in read(FILES / "ke-hoach.doc").warnings[0].en
    assert witness.saw_one_come_and_all_go()


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setenv("PATH", str(install(tmp_path / "bin", "exit 1")))
    read(FILES / "ke-hoach.doc")
    assert [each.name for each in tmp_path.iterdir()] == ["bin"]
