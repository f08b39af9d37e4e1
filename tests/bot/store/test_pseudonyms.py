from pathlib import Path

import pytest

from hoi.bot.store.pseudonyms import FILE, Pseudonyms
from hoi.corpus.errors import StorageError


def test_key_is_made_once_and_belongs_to_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "mới"
    names = Pseudonyms.open(folder)
    assert Pseudonyms.open(folder).of("user", 42) == names.of("user", 42)
    assert (folder / FILE).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in folder.iterdir()] == [FILE], "no draft is left"


def test_pseudonym_does_not_hold_the_number_and_differs_by_kind_and_place(tmp_path: Path) -> None:
    here, there = Pseudonyms.open(tmp_path / "a"), Pseudonyms.open(tmp_path / "b")
    assert len({here.of("user", 123456789), here.of("chat", 123456789), there.of("user", 123456789)}) == 3
    assert "123456789" not in here.of("user", 123456789)


def test_damaged_key_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"ngan")
    with pytest.raises(StorageError, match="cannot be read"):
        Pseudonyms.open(tmp_path)
