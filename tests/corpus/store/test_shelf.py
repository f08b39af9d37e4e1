"""The store: a version is there whole or not at all, the one in use is named by a pointer, nothing is lost."""

import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from filelock import FileLock

from hoi.corpus.errors import CorpusError, InputError, NotHeldError, StorageError
from hoi.corpus.record import RECORD, TEXT
from hoi.corpus.store import Store
from hoi.corpus.store import shelf as module
from hoi.corpus.store.versions import CURRENT
from tests.auxil.additions import DIED, DONE, FAILED, NOW, PLAN, SURVIVED, addition, tree

ID = "kh-7-2024"
LATER = PLAN.replace("85%", "90%")
LEAST_STEPS = 8
"""A lock, a folder, three files, a move, a pointer and its move."""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "data")


def folder_of(tmp_path: Path, version: str) -> Path:
    return tmp_path / "data" / "documents" / ID / version


def test_nothing_added(store: Store) -> None:
    assert store.known() == store.identifiers() == []
    assert store.current(ID) is None
    with pytest.raises(NotHeldError, match="hoi documents"):
        store.versions(ID)


def test_what_is_added_reads_back(store: Store, tmp_path: Path) -> None:
    wanted = addition(tmp_path)
    assert not store.holds(wanted)
    version = store.add(wanted, NOW)
    assert version.startswith("0001-")
    assert store.holds(wanted)
    held = store.read(ID)
    assert (held.id, held.text, held.verbatim, held.level) == (ID, wanted.text, True, "provincial")
    assert held.provisions == wanted.understood.outline.provisions
    assert held.metadata == wanted.metadata
    assert held.full_name.vi == "Kế hoạch số 7/KH-UBND ngày 05/3/2024 của UBND tỉnh Lạng Sơn"
    assert held.missing == ()


def test_the_file_is_kept_as_it_was(store: Store, tmp_path: Path) -> None:
    wanted = addition(tmp_path, name="Kế hoạch.TXT")
    version = store.add(wanted, NOW)
    assert (folder_of(tmp_path, version) / "original.txt").read_bytes() == wanted.original.read_bytes()
    (known,) = store.versions(ID)
    assert (known.name, known.file, known.ingested_at, known.is_current) == (version, "Kế hoạch.TXT", NOW, True)


@pytest.mark.parametrize("name", ["a", "a.", "a.t t", "a." + "x" * 20, "a.đ"], ids=ascii)
def test_an_extension_that_is_none_is_left_out(store: Store, tmp_path: Path, name: str) -> None:
    version = store.add(addition(tmp_path, name=name), NOW)
    assert (folder_of(tmp_path, version) / "original").is_file()


def test_the_same_again_is_the_same_version(store: Store, tmp_path: Path) -> None:
    version = store.add(addition(tmp_path), NOW)
    before = tree(tmp_path / "data")
    assert store.add(addition(tmp_path), NOW) == version
    assert tree(tmp_path / "data") == before


def test_another_text_is_another_version(store: Store, tmp_path: Path) -> None:
    first = store.add(addition(tmp_path), NOW)
    second = store.add(addition(tmp_path, LATER), NOW)
    assert second.startswith("0002-")
    assert [(each.name, each.is_current) for each in store.versions(ID)] == [(first, False), (second, True)]
    assert "90%" in store.read(ID).text
    assert "85%" in store.read(ID, first).text
    assert store.add(addition(tmp_path), NOW) == first  # back to what was stored before


def test_cut_text_is_said_to_be_cut(store: Store, tmp_path: Path) -> None:
    store.add(addition(tmp_path, PLAN.partition("1. Phòng")[0] + "[...]\n"), NOW)
    held = store.read(ID)
    assert held.cut_after == "II"
    assert held.provision("II")
    assert "II" in held.held.vi


def test_removed_and_restored(store: Store, tmp_path: Path) -> None:
    version = store.add(addition(tmp_path), NOW)
    assert store.remove(ID) == version
    assert (store.identifiers(), store.known()) == ([], [ID])
    assert not any(each.is_current for each in store.versions(ID))
    store.restore(ID, store.named(ID, "1"))
    assert store.current(ID) == version


def test_remove_what_is_not_there(store: Store, tmp_path: Path) -> None:
    store.add(addition(tmp_path), NOW)
    store.remove(ID)
    for identifier in (ID, "kh-8-2024"):
        with pytest.raises(NotHeldError, match=identifier):
            store.remove(identifier)


@pytest.mark.parametrize("version", ["2", "0", "", "0001", "x", "../1", "1-", "²"], ids=ascii)
def test_versions_are_named_by_name_or_number(store: Store, tmp_path: Path, version: str) -> None:
    name = store.add(addition(tmp_path), NOW)
    assert store.named(ID, name) == name
    if version == "0001":
        assert store.named(ID, version) == name
        return
    with pytest.raises(NotHeldError, match=name):
        store.named(ID, version)


@pytest.mark.parametrize(
    "identifier", ["", "..", "../x", "a/b", "A", "kế", "a--b", "-a", "a" * 65, ".", "a\n"], ids=ascii
)
def test_an_id_that_cannot_be_one_reaches_no_path(store: Store, tmp_path: Path, identifier: str) -> None:
    wanted = addition(tmp_path, document_id=identifier)
    for attempt in (
        lambda: store.current(identifier),
        lambda: store.versions(identifier),
        lambda: store.remove(identifier),
        lambda: store.restore(identifier, "1"),
        lambda: store.add(wanted, NOW),
    ):
        with pytest.raises(InputError, match="kh-235-2021"):
            attempt()
    assert tree(tmp_path / "data") == {}


def test_a_file_that_changed_meanwhile_is_refused(store: Store, tmp_path: Path) -> None:
    wanted = addition(tmp_path)
    wanted.original.write_text("khác", encoding="utf-8")
    with pytest.raises(InputError, match=r"ke-hoach\.txt"):
        store.add(wanted, NOW)
    assert store.known() == []


def test_what_is_not_ours_in_the_folder_is_passed_over(store: Store, tmp_path: Path) -> None:
    store.add(addition(tmp_path), NOW)
    for name in ("lost+found", ".DS_Store", "kh-9-2024"):
        (tmp_path / "data" / "documents" / name).mkdir()
    assert store.identifiers() == [ID]


# Damage

DAMAGES = {
    "no_text": (TEXT, None),
    "text_changed": (TEXT, b"m\xe1\xbb\x99t"),
    "text_no_utf8": (TEXT, b"\xff"),
    "no_record": (RECORD, None),
    "record_cut": (RECORD, b'id = "kh-7'),
    "record_empty": (RECORD, b""),
    "record_no_utf8": (RECORD, b"\xff"),
}


@pytest.mark.parametrize(("name", "content"), DAMAGES.values(), ids=DAMAGES)
def test_damaged_document_is_named(store: Store, tmp_path: Path, name: str, content: bytes | None) -> None:
    file = folder_of(tmp_path, store.add(addition(tmp_path), NOW)) / name
    file.write_bytes(content) if content is not None else file.unlink()
    with pytest.raises(CorpusError, match=f"hoi documents --versions {ID}"):
        store.read(ID)
    assert not store.holds(addition(tmp_path))


def test_a_field_of_the_record_that_changed_is_damage(store: Store, tmp_path: Path) -> None:
    record = folder_of(tmp_path, store.add(addition(tmp_path), NOW)) / RECORD
    record.write_text(record.read_text(encoding="utf-8").replace("2024-03-05", "2025-03-05"), encoding="utf-8")
    with pytest.raises(CorpusError, match=ID):
        store.read(ID)


def test_another_document_s_version_is_damage(store: Store, tmp_path: Path) -> None:
    version = store.add(addition(tmp_path), NOW)
    folder_of(tmp_path, version).parent.rename(tmp_path / "data" / "documents" / "kh-8-2024")
    with pytest.raises(CorpusError, match="kh-8-2024"):
        store.read("kh-8-2024")


@pytest.mark.parametrize("pointer", [b"", b"\xff", b"../../x", b"0009-0123456789ab"], ids=ascii)
def test_damaged_pointer(store: Store, tmp_path: Path, pointer: bytes) -> None:
    version = store.add(addition(tmp_path), NOW)
    folder_of(tmp_path, CURRENT).write_bytes(pointer)
    assert store.identifiers() == [ID]
    with pytest.raises(CorpusError, match=ID):
        store.read(ID)
    store.restore(ID, version)
    assert store.read(ID)


def test_damaged_document_is_added_again(store: Store, tmp_path: Path) -> None:
    version = store.add(addition(tmp_path), NOW)
    (folder_of(tmp_path, version) / TEXT).unlink()
    again = store.add(addition(tmp_path), NOW)
    assert again.startswith("0002-")
    assert store.read(ID)
    assert [each.name for each in store.versions(ID)] == [version, again]


def test_version_without_a_record_is_still_listed(store: Store, tmp_path: Path) -> None:
    version = store.add(addition(tmp_path), NOW)
    (folder_of(tmp_path, version) / RECORD).unlink()
    (known,) = store.versions(ID)
    assert (known.name, known.file, known.ingested_at) == (version, None, None)


# A directory that cannot be used


def test_data_directory_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    store = Store(tmp_path / "data")
    assert store.known() == []
    with pytest.raises(StorageError, match="HOI_DATA_DIR"):
        store.add(addition(tmp_path), NOW)


def test_lock_held_by_another_writer(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LOCK_SECONDS", 0)
    store.add(addition(tmp_path), NOW)
    with FileLock(tmp_path / "data" / "documents" / ".lock"), pytest.raises(StorageError):
        store.add(addition(tmp_path, LATER), NOW)
    assert "85%" in store.read(ID).text


def test_writers_at_the_same_time_all_get_their_version(store: Store, tmp_path: Path) -> None:
    wanted = [addition(tmp_path, PLAN.replace("85%", f"{n}%"), f"{n}.txt") for n in range(10, 18)]
    threads = [threading.Thread(target=store.add, args=(each, NOW)) for each in wanted]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [int(each.name[:4]) for each in store.versions(ID)] == list(range(1, 9))
    assert store.read(ID).text in {each.text for each in wanted}


# Death on the way


def die(data_dir: Path, file: Path, how: str, step: int) -> int:
    child = [sys.executable, "-m", "tests.auxil.additions", str(data_dir), str(file), how, str(step)]
    return subprocess.run(child, cwd=Path(__file__).parents[3], capture_output=True, check=False).returncode


ENDS = {"kill": {DIED}, "fail": {FAILED, SURVIVED}}


@pytest.mark.parametrize(("how", "ends"), ENDS.items(), ids=ENDS)
def test_death_at_any_step_leaves_the_old_or_the_new(store: Store, tmp_path: Path, how: str, ends: set[int]) -> None:
    store.add(addition(tmp_path), NOW)
    old, new = store.read(ID).text, addition(tmp_path, LATER)
    step, seen = 0, list[int]()
    while not seen or seen[-1] != DONE:
        step += 1
        data_dir = shutil.copytree(tmp_path / "data", tmp_path / f"step-{step}")
        seen.append(die(data_dir, new.original, how, step))
        after = Store(data_dir)
        assert after.read(ID).text in ({old, new.text} if seen[-1] in ends else {new.text})
        assert all(after.read(ID, each.name) for each in after.versions(ID))
        after.add(new, NOW)  # goes on from whatever was left
        assert [each.is_current for each in after.versions(ID)] == [False, True]
        assert not list(data_dir.glob("documents/.adding-*"))
    assert set(seen[:-1]) == ends
    assert step > LEAST_STEPS
