"""Building: whole or not at all, going on where it stopped, and refused when it is not what it should be."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from hoi.corpus.errors import IndexStateError, StorageError
from hoi.corpus.library import Library
from hoi.index import build, manifest
from hoi.index.chunks import chunks
from hoi.index.search import Finder
from hoi.index.store import ChunkStore
from tests.auxil import documents
from tests.auxil.encoder import BagOfSyllables
from tests.auxil.few_examples import few_examples

ENCODER = "a-bag"


class InterruptionError(Exception):
    """What a test ends a build with."""


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[BagOfSyllables]:
    held = BagOfSyllables()
    monkeypatch.setattr(build, "for_documents", lambda _: held)
    monkeypatch.setattr("hoi.index.search.for_questions", lambda _: held)
    with few_examples():
        yield held


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return documents.library(tmp_path / "documents")


@pytest.fixture
def built(fake: BagOfSyllables, library: Library, tmp_path: Path) -> Path:
    """The folder of a fresh index under ``tmp_path``; the fake has forgotten its texts."""
    folder = build.build(library, tmp_path, ENCODER)
    fake.embedded.clear()
    return folder


def interrupt_after(part: float) -> build.Progress:
    def progress(done: int, total: int) -> None:
        if done >= part * total:
            raise InterruptionError

    return progress


def folders(data_dir: Path) -> list[str]:
    return [each.name for each in (data_dir / "index").iterdir() if each.is_dir()]


def test_what_is_built_is_found_whole_and_up_to_date(built: Path, library: Library, tmp_path: Path) -> None:
    assert manifest.current(tmp_path) == built
    manifest.check(built, library, ENCODER)
    assert list(ChunkStore(built)) == list(chunks(library))
    assert folders(tmp_path) == [built.name]


def test_what_is_built_can_be_asked(built: Path, library: Library, tmp_path: Path) -> None:
    assert built.is_dir()
    found = Finder.open(library, tmp_path, ENCODER).search("mượn mấy quyển sách trong bao nhiêu ngày", "vi")
    assert (found.hits[0].document, found.hits[0].locator) == ("qc-1", "I.1#1")


def test_the_index_before_stays_for_who_was_about_to_open_it(built: Path, library: Library, tmp_path: Path) -> None:
    second = build.build(library, tmp_path, ENCODER)
    assert sorted(folders(tmp_path)) == sorted([built.name, second.name])
    manifest.check(built, library, ENCODER)
    third = build.build(library, tmp_path, ENCODER)
    assert sorted(folders(tmp_path)) == sorted([second.name, third.name])


@pytest.mark.usefixtures("fake")
def test_progress_counts_up_to_the_whole(library: Library, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    build.build(library, tmp_path, ENCODER, lambda done, total: seen.append((done, total)))
    dones, totals = zip(*seen, strict=True)
    assert list(dones) == sorted(set(dones))
    assert set(totals) == {dones[-1]}


def test_a_failed_build_leaves_the_old_index_in_use(built: Path, library: Library, tmp_path: Path) -> None:
    changed = documents.library(tmp_path / "changed", documents.RULES.replace("5", "7"))
    with pytest.raises(InterruptionError):
        build.build(changed, tmp_path, ENCODER, interrupt_after(0.0))
    assert manifest.current(tmp_path) == built
    manifest.check(built, library, ENCODER)
    assert Finder.open(library, tmp_path, ENCODER).search("mượn sách", "vi").hits


@pytest.mark.usefixtures("fake")
def test_a_failed_first_build_is_no_index_and_the_next_cleans_up(library: Library, tmp_path: Path) -> None:
    with pytest.raises(InterruptionError):
        build.build(library, tmp_path, ENCODER, interrupt_after(0.5))
    with pytest.raises(IndexStateError, match="run: hoi build"):
        manifest.current(tmp_path)
    build.build(library, tmp_path, ENCODER)
    assert len(folders(tmp_path)) == 1


def test_a_failure_before_the_pointer_moves_leaves_the_old_index(
    built: Path, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(StorageError, match="No space left"):
        build.build(library, tmp_path, ENCODER)
    assert manifest.current(tmp_path) == built
    manifest.check(built, library, ENCODER)


def test_an_interrupted_build_goes_on_where_it_stopped(fake: BagOfSyllables, library: Library, tmp_path: Path) -> None:
    with pytest.raises(InterruptionError):
        build.build(library, tmp_path, ENCODER, interrupt_after(0.5))
    before = set(fake.embedded)
    fake.embedded.clear()
    build.build(library, tmp_path, ENCODER)
    assert before
    assert fake.embedded
    assert not before & set(fake.embedded)


@pytest.mark.usefixtures("built")
def test_only_what_changed_is_embedded_again(fake: BagOfSyllables, library: Library, tmp_path: Path) -> None:
    build.build(library, tmp_path, ENCODER)
    assert fake.embedded == []
    build.build(documents.library(tmp_path / "changed", documents.RULES.replace("17", "20")), tmp_path, ENCODER)
    assert fake.embedded
    assert all("20 giờ" in text for text in fake.embedded)


@pytest.mark.usefixtures("built")
def test_vectors_of_another_encoder_are_not_used(fake: BagOfSyllables, library: Library, tmp_path: Path) -> None:
    fake.name = "another-bag"
    build.build(library, tmp_path, "b")
    assert len(fake.embedded) > len(list(chunks(library)))


def no_change(*_: object) -> None:
    pass


def another_text(library: Library, tmp_path: Path, _: pytest.MonkeyPatch) -> Library:
    del library
    return documents.library(tmp_path / "changed", documents.RULES.replace("5", "7"))


def one_document_less(library: Library, *_: object) -> Library:
    return Library([library.get("qc-1")])


def newer_format(_: Library, __: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(manifest, "FORMAT", manifest.FORMAT + 1)


def newer_faiss(_: Library, __: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(manifest, "version", lambda _: "99.0")


def other_examples(_: Library, __: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(manifest, "fingerprint", lambda: "0")


Change = Callable[[Library, Path, pytest.MonkeyPatch], Library | None]


@pytest.mark.parametrize(
    ("change", "encoder", "named"),
    [
        pytest.param(another_text, ENCODER, "documents", id="another_text"),
        pytest.param(one_document_less, ENCODER, "documents", id="one_document_less"),
        pytest.param(no_change, "", "encoder", id="another_encoder"),
        pytest.param(newer_format, ENCODER, "format", id="newer_format"),
        pytest.param(newer_faiss, ENCODER, "versions", id="newer_library"),
        pytest.param(other_examples, ENCODER, "taught", id="other_examples"),
    ],
)
def test_a_stale_index_is_refused_and_what_differs_is_named(
    built: Path,
    library: Library,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    change: Change,
    encoder: str,
    named: str,
) -> None:
    now = change(library, tmp_path, monkeypatch) or library
    with pytest.raises(IndexStateError) as caught:
        manifest.check(built, now, encoder)
    assert f"({named})" in caught.value.en.replace("differs in: ", "")
    assert f"({named})" in caught.value.vi.replace("khác về: ", "")
    assert "hoi build" in caught.value.vi


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def cut_in_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def one_bit_changed(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(bytes(raw))


@pytest.mark.parametrize("damage", [emptied, cut_in_half, one_bit_changed, Path.unlink])
def test_any_damaged_file_is_refused_and_named(
    built: Path, library: Library, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    files = json.loads((built / manifest.MANIFEST).read_text(encoding="utf-8"))["files"]
    assert {path.relative_to(built).as_posix() for path in written(built)} == {*files, manifest.MANIFEST}
    for name in files:
        whole = (built / name).read_bytes()
        damage(built / name)
        if not (built / name).is_file() or (built / name).read_bytes() != whole:
            with pytest.raises(IndexStateError, match="run: hoi build") as caught:
                Finder.open(library, tmp_path, ENCODER)
            assert name in caught.value.vi
        (built / name).write_bytes(whole)
    manifest.check(built, library, ENCODER)


def written(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"{}", b"null", b'{"files": 1}', b'{"files": ["a"]}', b"\xff\xfe"],
    ids=["empty", "half", "list", "no_files", "null", "files_a_number", "files_a_list", "binary"],
)
def test_a_damaged_manifest_is_refused(built: Path, library: Library, content: bytes) -> None:
    (built / manifest.MANIFEST).write_bytes(content)
    with pytest.raises(IndexStateError) as caught:
        manifest.check(built, library, ENCODER)
    assert manifest.MANIFEST in caught.value.vi


@pytest.mark.parametrize(
    "content",
    [None, b"", b"\n", b"{name:.5}", b"../index/{name}", b"{path}", b".", b"..", b"\xff\x00", b"{name}\x00"],
    ids=["missing", "empty", "blank", "half", "upwards", "absolute", "self", "parent", "binary", "nul"],
)
def test_a_damaged_pointer_is_no_index(built: Path, tmp_path: Path, content: bytes | None) -> None:
    pointer = tmp_path / "index" / manifest.CURRENT
    pointer.unlink()
    if content is not None:
        filled = content.replace(b"{name:.5}", built.name[:5].encode()).replace(b"{name}", built.name.encode())
        pointer.write_bytes(filled.replace(b"{path}", str(built).encode()))
    with pytest.raises(IndexStateError, match="run: hoi build"):
        manifest.current(tmp_path)


def test_a_pointer_to_a_folder_without_manifest_is_no_index(built: Path, tmp_path: Path) -> None:
    (built / manifest.MANIFEST).unlink()
    with pytest.raises(IndexStateError, match="run: hoi build"):
        manifest.current(tmp_path)


@pytest.mark.usefixtures("fake")
def test_a_data_directory_that_cannot_be_written_is_said(library: Library, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a directory", encoding="utf-8")
    with pytest.raises(StorageError) as caught:
        build.build(library, tmp_path / "file", ENCODER)
    assert str(tmp_path / "file") in caught.value.vi
    assert "HOI_DATA_DIR" in caught.value.en


def test_a_damaged_cache_of_vectors_costs_time_not_the_index(
    built: Path, fake: BagOfSyllables, library: Library, tmp_path: Path
) -> None:
    assert built.is_dir()
    (tmp_path / "index" / build.CACHE).write_bytes(b"not a database" * 100)
    again = build.build(library, tmp_path, ENCODER)
    manifest.check(again, library, ENCODER)
    assert fake.embedded


def test_two_builds_at_once_leave_one_whole_index(
    library: Library, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    command = [sys.executable, "-m", "tests.auxil.build_index", str(tmp_path / "documents"), str(tmp_path)]
    processes = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=pytestconfig.rootpath, text=True)
        for _ in range(2)
    ]
    ends: list[Any] = [process.communicate(timeout=300) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], ends
    built = {Path(output.strip()) for output, _ in ends}
    assert manifest.current(tmp_path) in built
    for folder in built:
        manifest.check(folder, library, "")
