"""``hoi feedback``: what was said of answers, and the questions that were let be kept, as a question set."""

import asyncio
import json
from io import BytesIO
from pathlib import Path

import pytest

from hoi.bot.cases import read_cases
from hoi.bot.cli import main
from hoi.bot.settings import load
from hoi.bot.store import Transaction, feedback
from hoi.bot.store.feedback import Feedback
from hoi.bot.store.sqlite import FILE, SqliteStore
from hoi.corpus.errors import InputError

WORDS = (
    Feedback("a", "p", "c", "right", 1_795_000_000, None, "Siêu thị đến 2025?", "kh-235-2021", "II.1#5", "answered"),
    Feedback("b", "p", "c", "wrong", 1_795_000_100, "number", "Ai ký?", "kh-235-2021", "meta"),
    Feedback("c", "q", "d", "wrong", 1_795_000_200, "place", None, "kh-235-2021", "II.1#1"),
    Feedback("d", "q", "d", "remark", 1_795_000_300, "Cần thêm mục III.2"),
    Feedback("e", "q", "d", "right", 1_794_000_000, None, "Còn 2030?", None, None, "not_found", ("Siêu thị?",)),
    Feedback("f", "q", "d", "right", 1_794_000_000, None, "Ai ký?", "kh-235-2021", "meta", "answered", (), False),
    Feedback("a", "r", "c", "wrong", 1_793_000_000, None, "Siêu thị đến 2025?", "kh-235-2021", "II.1#5", "answered"),
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
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [line["id"] for line in lines] == ["f-b", "f-a", "f-e", "f-f"], "each answer once, by the newest word"
    known = [line for line in lines if line["expect"] is not None]
    cases = {case.id: case for case in read_cases(BytesIO("\n".join(map(json.dumps, known)).encode()))}
    assert cases["f-a"].accepted == ("kh-235-2021:II.1#5",)
    assert (cases["f-e"].expect, cases["f-e"].history, cases["f-e"].form) == ("abstain", ("Siêu thị?",), "followup")


def test_export_guesses_nothing_and_is_refused_until_it_is_filled_in(kept: Path) -> None:
    path = kept / "cau-hoi.jsonl"
    assert main(["feedback", "--export", str(path)]) == 0
    lines = {line["id"]: line for line in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    assert (lines["f-b"]["expect"], lines["f-b"]["gold"]) == (None, []), "wrong: nobody knows yet what is right"
    assert (lines["f-f"]["expect"], lines["f-f"]["history_whole"]) == (None, False), "it followed on words of others"
    with pytest.raises(InputError, match="expect"), path.open("rb") as stream:
        read_cases(stream)


def test_control_characters_of_a_remark_do_not_reach_the_terminal(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "nghe\x1b[2J\x1b]0;PWN\x07 rồi\x9b31m \u202eabc"

    async def fill() -> None:
        store = SqliteStore.open(folder)
        await store.run(lambda transaction: feedback.give(transaction, Feedback("g", "p", "c", "remark", 1, words)))
        await store.close()

    asyncio.run(fill())
    assert main(["feedback"]) == 0
    assert capsys.readouterr().out.endswith("nghe[2J]0;PWN rồi31m abc\n")


def test_no_store_is_no_feedback_and_none_is_made(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["feedback"]) == 0
    assert "Chưa có phản hồi" in capsys.readouterr().out
    assert not (folder / FILE).exists()
