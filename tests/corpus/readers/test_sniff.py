"""What a file is by its bytes, and what is refused before any reader sees it."""

import os
import zipfile
from pathlib import Path

import pytest

from hoi.corpus import readers
from hoi.corpus.blocks import Grid, Paragraph
from hoi.corpus.errors import InputError, TooLargeError
from hoi.corpus.readers import read_file
from hoi.corpus.readers.sniff import sniff
from tests.corpus.readers.word_files import OLE, doc, docx, p, table

FORMATS = {
    "pdf": (b"%PDF-1.7\n", "pdf"),
    "pdf_after_junk": (b"\r\n<!-- proxy -->\n" + b" " * 900 + b"%PDF-1.4", "pdf"),
    "pdf_too_late": (b"a" * 1100 + b"%PDF-1.4", "text"),
    "rtf": (rb"{\rtf1\ansi a}", "rtf"),
    "rtf_after_a_mark": (b"\xef\xbb\xbf" + rb"{\rtf1\ansi a}", "rtf"),
    "html": (b"<!DOCTYPE html><html>", "html"),
    "html_after_a_declaration": (b"\xef\xbb\xbf\n<?xml version='1.0'?>\n<!-- a -->\n<HTML>", "html"),
    "html_in_utf_16": ("\ufeff<html><body>".encode("utf-16-le"), "html"),
    "html_in_utf_16_big": ("\ufeff<html><body>".encode("utf-16-be"), "html"),
    "html_by_a_script": (b"<script>document.cookie='a'</script>", "html"),
    "html_fragment": (b"<p>\xc4\x90i\xe1\xbb\x81u 1.</p>", "html"),
    "text": ("Điều 1. Phạm vi".encode(), "text"),
    "text_with_an_angle": (b"<85% sieu thi", "text"),
}


@pytest.mark.parametrize(("raw", "expected"), FORMATS.values(), ids=FORMATS)
def test_formats(tmp_path: Path, raw: bytes, expected: str) -> None:
    path = tmp_path / "tệp không đuôi"
    path.write_bytes(raw)
    assert sniff(path) == expected


def test_markdown_may_begin_with_a_tag(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b'<p align="center">Quoc hoi</p>\n\n# Dieu 1')
    assert sniff(path) == "text"
    path.write_bytes(b"<!doctype html><p>Quoc hoi</p>")
    assert sniff(path) == "html"


def test_packages(tmp_path: Path) -> None:
    assert sniff(docx(tmp_path, p("a"), name="a.doc")) == "docx"
    assert sniff(doc(tmp_path, "Root Entry", "WordDocument", name="a.docx")) == "doc"


def archive(name: str) -> bytes:
    from io import BytesIO

    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr(name, b"a")
    return packed.getvalue()


REFUSED = {
    "spreadsheet": (archive("xl/workbook.xml"), "not a document"),
    "other_archive": (archive("a.txt"), "not a document"),
    "cut_archive": (archive("word/document.xml")[:40], "damaged"),
    "old_spreadsheet": (OLE + bytes(504) + "Workbook".encode("utf-16-le"), "not a document"),
    "cut_container": (OLE + bytes(504), "damaged"),
    "locked_package": (OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le"), "password"),
    "web_archive": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "web or XML form"),
    "word_xml": (
        b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?><w:wordDocument>',
        "web or XML form",
    ),
}


@pytest.mark.parametrize(("raw", "said"), REFUSED.values(), ids=REFUSED)
def test_refused(tmp_path: Path, raw: bytes, said: str) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(raw)
    with pytest.raises(InputError, match=said):
        read_file(path)


def test_a_locked_doc(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="password"):
        sniff(doc(tmp_path, "WordDocument", flags=0x0100))


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file"):
        read_file(tmp_path / "không có.docx")


def test_a_name_that_no_file_can_have() -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        read_file(Path("a\x00b"))


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not a file"):
        read_file(tmp_path)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    os.mkfifo(path)
    with pytest.raises(InputError, match="is not a file"):
        read_file(path)


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.touch()
    with pytest.raises(InputError, match="empty"):
        read_file(path)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    path = docx(tmp_path, p("a"))
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match="cannot be opened"):
        read_file(path)


def test_size_is_known_without_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(2 << 30)  # a file of 2 GB that takes no room on the disk
    monkeypatch.setattr(Path, "open", None)
    with pytest.raises(TooLargeError, match="64 MB"):
        read_file(path)


def test_names_in_messages_are_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        read_file(tmp_path / "a\n\x1b[31mb\udc80.docx")
    assert "\n" not in raised.value.vi
    raised.value.vi.encode("utf-8")


def test_what_a_file_holds_counts_not_its_name(tmp_path: Path) -> None:
    reading = read_file(docx(tmp_path, p("Điều 1."), name="a.doc"))
    assert reading.blocks == (Paragraph("Điều 1."),)
    (warning,) = reading.warnings
    assert warning.en == "The file is named .doc but is really Word (.docx); it was read as what it is."
    assert ".doc" in warning.vi


@pytest.mark.parametrize("name", ["a.docx", "a.DOCX", "a.docm", "a", "a.bin"])
def test_a_name_that_does_not_lie(tmp_path: Path, name: str) -> None:
    assert read_file(docx(tmp_path, p("a"), name=name)).warnings == ()


@pytest.mark.parametrize("body", ["", p("---"), table()], ids=["nothing", "no_letter", "empty_table"])
def test_a_file_without_words(tmp_path: Path, body: str) -> None:
    with pytest.raises(InputError, match="no words"):
        read_file(docx(tmp_path, body))


def test_words_in_a_table_are_words(tmp_path: Path) -> None:
    body = "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>" + p("a") + "</w:tc></w:tr></w:tbl>"
    assert read_file(docx(tmp_path, body)).blocks == (Grid((("", "a"),)),)


def test_every_format_has_a_reader_and_a_name() -> None:
    assert readers._MODULES.keys() == readers._NAMES.keys()
    assert set(readers._EXTENSIONS.values()) <= readers._MODULES.keys()
