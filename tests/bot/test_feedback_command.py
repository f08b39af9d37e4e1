"""``hoi feedback``: what was said of answers, and the questions that were let be kept, as a question set."""

import asyncio
from pathlib import Path

import pytest

from hoi.bot.cases import read_cases
from hoi.bot.cli import main
from hoi.bot.settings import load
from hoi.bot.store import Transaction, feedback
from hoi.bot.store.feedback import Feedback
from hoi.bot.store.sqlite import FILE, SqliteStore

WORDS = (
    Feedback("a", "p", "c", "right", 1_795_000_000, None, "Siêu thị đến 2025?", "kh-235-2021", "II.1#5"),
    Feedback("b", "p", "c", "wrong", 1_795_000_100, "number", "Ai ký?", "kh-235-2021", "meta"),
    Feedback("c", "q", "d", "wrong", 1_795_000_200, "place", None, "kh-235-2021", "II.1#1"),
    Feedback("d", "q", "d", "remark", 1_795_000_300, "Cần thêm mục III.2"),
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOI_DATA_DIR", str(tmp_path))
    load.cache_clear()
    return tmp_path


@pytest.fixture
def kept(folder: Path) -> Path:
    def give(transaction: Transaction) -> None:
        for word in WORDS:
            feedback.give(transaction, word)

    async def fill() -> None:
        store = SqliteStore.open(folder)
        await store.run(give)
        await store.close()

    asyncio.run(fill())
    return folder


def test_newest_comes_first_and_no_question_that_was_not_kept(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["feedback"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "2026-11-18 18:11 | góp ý | Cần thêm mục III.2"
    assert lines[1:3] == ["2026-11-18 18:10 | sai | kh-235-2021 II.1#1 | place", "  (câu hỏi không được lưu)"]
    assert "  Siêu thị đến 2025?" in lines
    assert kept


def test_one_kind_and_so_many(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["feedback", "--verdict", "wrong", "--limit", "1"]) == 0
    assert "place" in capsys.readouterr().out
    assert kept


def test_export_is_a_question_file(kept: Path) -> None:
    path = kept / "cau-hoi.jsonl"
    assert main(["feedback", "--export", str(path)]) == 0
    with path.open("rb") as stream:
        cases = {case.id: case for case in read_cases(stream)}
    assert set(cases) == {"f-a", "f-b"}
    assert cases["f-a"].accepted == ("kh-235-2021:II.1#5",)
    assert cases["f-b"].accepted == ()


def test_no_store_is_no_feedback_and_none_is_made(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["feedback"]) == 0
    assert "Chưa có phản hồi" in capsys.readouterr().out
    assert not (folder / FILE).exists()
