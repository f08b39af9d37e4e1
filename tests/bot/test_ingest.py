"""The operator's documents from the command line: parse, ingest, documents, remove, restore."""

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hoi.bot import startup
from hoi.bot.commands import ingest as command
from hoi.bot.commands import understood
from hoi.bot.settings import Settings
from hoi.corpus.errors import InputError
from hoi.corpus.intake import Understood
from hoi.corpus.library import Library
from hoi.corpus.store import Store
from tests.auxil import additions
from tests.auxil.additions import PLAN, tree
from tests.auxil.terminal import Hoi, Outcome

SHIPPED = "kh-235-2021"
ID = "kh-7-2024"
TABLE = "Phụ lục\nSTT\tNhiệm vụ\tCơ quan chủ trì\n1\tThay đèn\tPhòng Kinh tế\n"
Run = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def built(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Files are read as plain lines, and the index is not built; the list says where it would have been."""
    folders: list[Path] = []

    def refresh(settings: Settings) -> None:
        folders.append(settings.data_dir)

    def read(path: str) -> Understood:
        try:
            return additions.understood(Path(path).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            raise InputError("Không đọc được tệp.", "The file cannot be read.") from None

    monkeypatch.setattr(startup, "refresh_index", refresh)
    monkeypatch.setattr(understood, "read", read)
    return folders


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def run(hoi: Hoi, data: Path) -> Run:
    """The command with a fresh data directory."""
    return lambda *arguments, **settings: hoi(*arguments, data_dir=str(data), **settings)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ke-hoach.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody is there to answer."""
    monkeypatch.setattr(command, "_need_a_person", lambda: None)


# hoi parse


def test_parse_as_json_has_the_contract_s_shape(run: Run, data: Path, file: Path) -> None:
    file.write_text(PLAN + TABLE, encoding="utf-8")
    value = json.loads(run("parse", str(file), "--json").out)
    assert set(value) == {"metadata", "text_length", "provisions", "tables", "warnings"}
    assert value["metadata"]["number"] == "7/KH-UBND"
    assert value["metadata"]["issued_on"] == "2024-03-05"
    assert value["metadata"]["effective_on"] is None
    dash = next(each for each in value["provisions"] if each["locator"] == "I.1#1")
    assert set(dash) == {"locator", "kind", "label", "heading", "text", "start", "end", "parent"}
    assert (dash["kind"], dash["parent"], dash["end"] - dash["start"]) == ("dash", "I.1", len(dash["text"]))
    (table,) = value["tables"]
    assert table["columns"] == ["STT", "Nhiệm vụ", "Cơ quan chủ trì"]
    assert table["rows"] == [["1", "Thay đèn", "Phòng Kinh tế"]]
    assert not data.exists()


def test_parse_for_a_person(run: Run, data: Path, file: Path) -> None:
    file.write_text(PLAN.partition(additions.CLOSING)[0] + "[...]\n", encoding="utf-8")
    out = run("parse", str(file)).out
    assert "Số, ký hiệu: 7/KH-UBND\n" in out
    assert "Ngày ban hành: 05/3/2024\n" in out
    assert "Người ký: (không nêu)\n" in out
    assert "Lưu ý: văn bản dừng giữa chừng ở mục II.1\n" in out
    assert "\nI  I. MỤC TIÊU\n  I.1  1. Đến năm 2025\n    I.1#1  Thay 85%" in out
    assert not data.exists()


# hoi ingest


def test_ingest_shows_stores_and_builds(run: Run, data: Path, file: Path, built: list[Path]) -> None:
    done = run("ingest", str(file), "--yes")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Kế hoạch số 7/KH-UBND ngày 05/3/2024 của UBND tỉnh Lạng Sơn\nID: kh-7-2024\n")
    assert "Văn bản mới" in done.out
    assert re.search(r"Đã lưu kh-7-2024, phiên bản 0001-[0-9a-f]{12}\.", done.out)
    assert "hoi show kh-7-2024" in done.out
    assert Store(data).identifiers() == [ID]
    assert built == [data]


def test_ingest_the_same_again_changes_nothing(run: Run, data: Path, file: Path, built: list[Path]) -> None:
    run("ingest", str(file), "--yes")
    before = tree(data)
    done = run("ingest", str(file))
    assert (done.code, done.err) == (0, "")
    assert done.out == "Văn bản kh-7-2024 đang lưu đúng nội dung này; không thay đổi gì.\n"
    assert tree(data) == before
    assert built == [data] * 2  # the process before may have died on the way to the index


def test_ingest_shows_the_difference(run: Run, file: Path) -> None:
    run("ingest", str(file), "--yes")
    text = PLAN.replace("85%", "90%").replace("- Mỗi thị trấn có một đội sửa chữa.\n", "").replace("Giả", "Định")
    file.write_text(text.replace("II. TỔ", "2. Đến năm 2030\nII. TỔ"), encoding="utf-8")
    out = run("ingest", str(file), "--yes").out
    assert "So với bản đang lưu: thêm 1, sửa 2, chuyển chỗ 0, bỏ 1 mục.\n" in out
    assert "  ~ Người ký: Nguyễn Văn Giả → Nguyễn Văn Định\n" in out
    assert "  ~ I.1#1  Thay 85% số đèn" in out
    assert "      → Thay 90% số đèn" in out
    assert "  + I.2  2. Đến năm 2030\n" in out
    assert "  - I.1#2  Mỗi thị trấn có một đội sửa chữa.\n" in out


def test_ingest_counts_changes_beyond_those_shown(run: Run, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "MOST_CHANGES", 1)
    run("ingest", str(file), "--yes")
    file.write_text(PLAN.replace("85%", "90%").replace("Giả", "Định"), encoding="utf-8")
    assert "… và 1 thay đổi khác." in run("ingest", str(file), "--yes").out


def test_ingest_over_a_digest_says_so(run: Run, data: Path, file: Path) -> None:
    file.write_text(
        "THỦ TƯỚNG CHÍNH PHỦ\nSố: 889/QĐ-TTg\nHà Nội, ngày 24 tháng 6 năm 2020\nQUYẾT ĐỊNH\nVề một việc giả định\n"
        "Điều 1. Phê duyệt một chương trình giả định.\n",
        encoding="utf-8",
    )
    out = run("ingest", str(file), "--yes").out
    assert "Nguyên văn này thay cho bản tổng hợp đang có: Quyết định số 889/QĐ-TTg." in out
    assert Library.open(data).get("qd-889-2020").verbatim


@pytest.mark.usefixtures("person")
def test_ingest_asks(run: Run, data: Path, file: Path) -> None:
    assert "Không thay đổi gì." in run("ingest", str(file), stdin=b"n\n").out
    assert not data.exists()
    assert "Đã lưu" in run("ingest", str(file), stdin=b"y\n").out
    assert Store(data).identifiers() == [ID]


@pytest.mark.usefixtures("person")
def test_ingest_interrupted_at_the_question(run: Run, data: Path, file: Path) -> None:
    assert run("ingest", str(file), stdin=b"").code == 130
    assert not data.exists()


def test_ingest_with_an_id_of_its_own(run: Run, data: Path, file: Path) -> None:
    file.write_text("QUY CHẾ\nLàm việc của thư viện\nI. CHUNG\n- Mở cửa lúc 8 giờ.\n", encoding="utf-8")
    assert "--id" in run("ingest", str(file), "--yes").sentence
    assert run("ingest", str(file), "--id", "quy-che-thu-vien", "--yes").code == 0
    assert Store(data).identifiers() == ["quy-che-thu-vien"]


def test_ingest_in_english(run: Run, file: Path) -> None:
    done = run("ingest", str(file), "--yes", language="en")
    assert done.out.startswith("Plan No. 7/KH-UBND of 05 March 2024 of the People's Committee of Lạng Sơn province\n")
    assert "A new document" in done.out


# What recognition read


@pytest.fixture
def scan(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is a scan: what it says was recognised."""
    read = understood.read

    def recognise(path: str) -> Understood:
        value = read(path)
        return replace(value, recognised=True)

    monkeypatch.setattr(understood, "read", recognise)


@pytest.mark.usefixtures("scan", "person")
def test_a_person_confirms_what_was_recognised(run: Run, data: Path, file: Path) -> None:
    typed = "7/KH-UBND\n30/02/2024\n06/3/2024\nNguyễn Văn Thật\ny\n"
    done = run("ingest", str(file), "--id", ID, stdin=typed.encode())
    assert done.code == 0, done.err
    assert "hãy nhập ngày dạng 11/12/2021" in done.out + done.err
    said = Store(data).read(ID).metadata
    assert (said.number, said.issued_on, said.signer) == ("7/KH-UBND", date(2024, 3, 6), "Nguyễn Văn Thật")
    assert "nhận dạng" in Store(data).read(ID).held.vi


@pytest.mark.usefixtures("scan", "person")
def test_a_person_accepts_what_was_recognised_with_enter(run: Run, data: Path, file: Path) -> None:
    assert run("ingest", str(file), stdin=b"\n\n\ny\n").code == 0
    said = Store(data).read(ID).metadata
    assert (said.number, said.issued_on, said.signer) == ("7/KH-UBND", date(2024, 3, 5), "Nguyễn Văn Giả")


@pytest.mark.usefixtures("scan")
def test_what_was_recognised_and_not_confirmed_is_named(run: Run, file: Path) -> None:
    out = run("ingest", str(file), "--yes").out
    assert "Lưu ý: số, ngày và người ký do máy nhận dạng, chưa ai xác nhận: 7/KH-UBND; 05/3/2024; Nguyễn Văn Giả" in out


# Wrong input changes nothing


WRONG: dict[str, tuple[list[str], str, str]] = {
    "no_terminal": ([], PLAN.replace("85%", "90%"), "--yes"),
    "no_such_file": (["--yes"], "", "Không đọc được tệp"),
    "id_with_a_path": (["--yes", "--id", "../../etc"], PLAN, "../../etc"),
    "id_in_capitals": (["--yes", "--id", "KH-7"], PLAN, "KH-7"),
    "id_empty": (["--yes", "--id", ""], PLAN, "Mã văn bản"),
    "no_words": (["--yes"], " \n-----\n", "Không thấy nội dung"),
    "no_number": (["--yes"], "KẾ HOẠCH\nI. MỤC TIÊU\n- Một.\n", "--id"),
    "id_of_another": (["--yes", "--id", SHIPPED], PLAN, SHIPPED),
    "number_of_another": (["--yes", "--id", "kh-khac"], PLAN, f"hoi remove {ID}"),
    "other_day": (["--yes"], PLAN.replace("ngày 05", "ngày 06"), "--id"),
    "other_issuer": (["--yes"], PLAN.replace("TỈNH LẠNG SƠN", "TỈNH CAO BẰNG"), "--id"),
    "shipped_number_of_another_day": (
        ["--yes"], PLAN.replace("Số: 7/", "Số: 235/").replace("2024", "2021"), SHIPPED,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "text", "said"), WRONG.values(), ids=WRONG)
def test_wrong_input_is_one_sentence_and_changes_nothing(
    run: Run, data: Path, file: Path, built: list[Path], arguments: list[str], text: str, said: str
) -> None:
    run("ingest", str(file), "--yes")
    before = tree(data)
    file.write_text(text, encoding="utf-8") if text else file.unlink()
    done = run("ingest", str(file), *arguments)
    assert done.code == 2
    assert said in done.sentence
    assert tree(data) == before
    assert len(built) == 1


@pytest.mark.parametrize("name", ["parse", "ingest"])
def test_file_is_needed(run: Run, name: str) -> None:
    assert "Thiếu FILE" in run(name).sentence


# hoi documents, remove, restore


def test_documents_lists_what_is_held_and_from_where(run: Run, file: Path, library: Library) -> None:
    run("ingest", str(file), "--yes")
    out = run("documents").out
    assert f"{ID}  Kế hoạch số 7/KH-UBND" in out
    assert "nguyên văn; đã nạp, phiên bản 0001-" in out
    assert "nguyên văn; kèm theo chương trình" in out
    listed = {each["id"]: each for each in json.loads(run("documents", "--json").out)}
    assert set(listed) == {ID, *(each.id for each in library)}
    assert listed[SHIPPED]["version"] is None
    assert listed[ID]["version"].startswith("0001-")


def test_versions_are_listed_oldest_first(run: Run, file: Path) -> None:
    run("ingest", str(file), "--yes")
    file.write_text(PLAN.replace("85%", "90%"), encoding="utf-8")
    run("ingest", str(file), "--yes")
    first, second = run("documents", "--versions", ID).out.splitlines()
    assert re.fullmatch(r"0001-[0-9a-f]{12}  \d\d/\d\d/\d{4} \d\d:\d\d  ke-hoach\.txt", first)
    assert second.startswith("0002-")
    assert second.endswith("(đang dùng)")
    assert [each["current"] for each in json.loads(run("documents", "--versions", ID, "--json").out)] == [False, True]
    assert run("documents", "--versions", SHIPPED).code == 2


def test_remove_says_how_to_recover(run: Run, data: Path, file: Path, built: list[Path]) -> None:
    run("ingest", str(file), "--yes")
    done = run("remove", ID)
    assert done.code == 0
    recover = re.search(r"hoi restore (\S+) (\S+)\.", done.out)
    assert recover
    assert Store(data).identifiers() == []
    assert f"{ID}  (đã gỡ" in run("documents").out
    assert run("restore", *recover.groups()).code == 0
    assert Store(data).identifiers() == [ID]
    assert built == [data] * 3


def test_restore_an_older_version(run: Run, data: Path, file: Path) -> None:
    run("ingest", str(file), "--yes")
    file.write_text(PLAN.replace("85%", "90%"), encoding="utf-8")
    run("ingest", str(file), "--yes")
    assert run("restore", ID, "1").code == 0
    assert "85%" in Store(data).read(ID).text
    assert "85%" in run("show", ID, "I.1#1").out


def test_restore_does_not_bring_a_number_back_twice(run: Run, data: Path, file: Path) -> None:
    run("ingest", str(file), "--yes")
    run("remove", ID)
    run("ingest", str(file), "--id", "kh-khac", "--yes")
    assert "kh-khac" in run("restore", ID, "1").sentence
    assert Store(data).identifiers() == ["kh-khac"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["remove", SHIPPED], "đi kèm chương trình", id="remove_shipped"),
        pytest.param(["remove", "kh-1-1999"], "hoi documents", id="remove_unknown"),
        pytest.param(["remove", "../x"], "../x", id="remove_a_path"),
        pytest.param(["restore", "kh-1-1999", "1"], "hoi documents", id="restore_unknown"),
        pytest.param(["restore", ID, "9"], "0001-", id="restore_unknown_version"),
        pytest.param(["restore", ID], "Thiếu VERSION", id="restore_no_version"),
        pytest.param(["documents", "--versions", "/etc"], "/etc", id="versions_of_a_path"),
        pytest.param(["documents", "--versions", "kh-1-1999"], "hoi documents", id="versions_of_unknown"),
    ],
)
def test_wrong_call_changes_nothing(run: Run, data: Path, file: Path, arguments: list[str], said: str) -> None:
    run("ingest", str(file), "--yes")
    before = tree(data)
    done = run(*arguments)
    assert done.code == 2
    assert said in done.sentence
    assert tree(data) == before


# A damaged document


@pytest.fixture
def damaged(run: Run, data: Path, file: Path) -> Path:
    """The text file of an added document, spoilt."""
    run("ingest", str(file), "--yes")
    text = data / "documents" / ID / str(Store(data).current(ID)) / "text.txt"
    text.write_bytes(b"x")
    return text


@pytest.mark.parametrize(
    "arguments", [["show", SHIPPED], ["ask", "a", "--document", SHIPPED]], ids=lambda each: each[0]
)
@pytest.mark.usefixtures("damaged")
def test_damaged_document_is_named(run: Run, arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.code == 1
    assert f"hoi documents --versions {ID}" in done.sentence


@pytest.mark.usefixtures("damaged")
def test_damaged_document_is_listed_as_such(run: Run) -> None:
    out = run("documents").out
    assert "bị hỏng" in out
    assert SHIPPED in out
    assert {each["id"]: each["problem"] for each in json.loads(run("documents", "--json").out)}[ID]


@pytest.mark.usefixtures("damaged")
def test_doctor_names_a_damaged_document(run: Run) -> None:
    done = run("doctor", "--json")
    assert done.code == 1
    assert ID in json.loads(done.out)["problem"]


@pytest.mark.usefixtures("damaged")
def test_damaged_document_can_be_ingested_again(run: Run, data: Path, file: Path) -> None:
    assert run("ingest", str(file), "--yes").code == 0
    assert Store(data).read(ID)


@pytest.mark.usefixtures("damaged")
def test_damaged_document_can_be_removed(run: Run, data: Path) -> None:
    assert run("remove", ID).code == 0
    assert ID not in Library.open(data)


# From a file to an answer


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch, data_dir: Path, data: Path) -> Path:
    """A copy of the data directory with the shipped documents' index; readers and index are the real ones."""
    monkeypatch.undo()
    return Path(shutil.copytree(data_dir, data))


def test_full_text_is_answered_from_until_it_is_removed(
    whole: Path, hoi: Hoi, tmp_path: Path, library: Library
) -> None:
    budget = "IV. KINH PHÍ\n1. Tổng kinh phí thực hiện Kế hoạch giai đoạn 2021 - 2025 là 12 tỷ đồng."
    file = tmp_path / "toan-van.txt"
    file.write_text(library.get(SHIPPED).text.replace("[...]", f"- Thử nghiệm.\n\n{budget}\n"), encoding="utf-8")

    def ask() -> dict[str, Any]:
        done = hoi("ask", "Tổng kinh phí thực hiện kế hoạch 235 là bao nhiêu?", "--json", data_dir=str(whole))
        value: dict[str, Any] = json.loads(done.out)
        return value

    assert ask()["status"] == "partial"
    done = hoi("ingest", str(file), "--yes", data_dir=str(whole))
    assert done.code == 0, done.err
    assert "thêm 3, sửa 0, chuyển chỗ 0, bỏ 0 mục" in done.out
    answer = ask()
    assert answer["status"] == "answered"
    assert (answer["citations"][0]["document"], answer["citations"][0]["locator"]) == (SHIPPED, "IV.1")
    assert "12 tỷ đồng" in answer["answer"]
    assert hoi("remove", SHIPPED, data_dir=str(whole)).code == 0
    assert ask()["status"] == "partial"


def test_stored_but_not_indexed_is_said_and_made_good(whole: Path, hoi: Hoi, file: Path) -> None:
    Store(whole).add(additions.of_file(file), additions.NOW)  # as a process killed before the build leaves it
    done = hoi("ask", "đèn đường", data_dir=str(whole))
    assert (done.code, done.out) == (1, "")
    assert "hoi build" in done.sentence
    done = hoi("ingest", str(file), data_dir=str(whole))
    assert "không thay đổi gì" in done.out
    assert done.sentence == "Đang lập chỉ mục…"
    assert ID in startup.open_assistant(Settings(data_dir=whole)).library
    Store(whole).remove(ID)
    assistant = startup.open_assistant(Settings(data_dir=whole), rebuild_stale=True)  # as hoi serve does
    assert ID not in assistant.library
