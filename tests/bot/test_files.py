"""Files that are written whole or not at all."""

import os
import threading
from pathlib import Path

import pytest

from hoi.bot.files import write
from hoi.corpus.errors import InputError


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_writes_and_replaces(tmp_path: Path) -> None:
    for content in (b"one", b"two"):
        write(tmp_path / "a.csv", content)
        assert (tmp_path / "a.csv").read_bytes() == content
    assert names(tmp_path) == ["a.csv"]


def test_follows_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.csv").touch()
    (tmp_path / "link.csv").symlink_to("real.csv")
    write(tmp_path / "link.csv", b"one")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == b"one"


def test_has_the_rights_that_the_user_gives_new_files(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    write(tmp_path / "a.csv", b"")
    assert (tmp_path / "a.csv").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_pipe_is_written_to_as_it_is(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    read: list[bytes] = []
    thread = threading.Thread(target=lambda: read.append((tmp_path / "pipe").read_bytes()))
    thread.start()
    write(tmp_path / "pipe", b"one")
    thread.join()
    assert read == [b"one"]
    assert names(tmp_path) == ["pipe"]


@pytest.mark.parametrize("path", ["no/such/a.csv", ".", "file/a.csv", "a" * 300, "a\0b"], ids=repr)
def test_what_cannot_be_written_is_one_sentence(tmp_path: Path, path: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="cannot be written"):
        write(tmp_path / path, b"one")
    assert names(tmp_path) == ["file"]


def test_a_failure_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    write(tmp_path / "a.csv", b"one")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="No space left"):
        write(tmp_path / "a.csv", b"two")
    assert (tmp_path / "a.csv").read_bytes() == b"one"
    assert names(tmp_path) == ["a.csv"]
