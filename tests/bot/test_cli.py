"""The command line: what each subcommand prints; one sentence and the right exit code for what is wrong."""

import json
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any, NoReturn

import pytest

from hoi.bot import startup
from hoi.corpus.library import Library
from tests.auxil.terminal import PATIENCE, Hoi, as_process, command, environment

PLAN = "kh-235-2021"
SUPERMARKETS = "Đến năm 2025 bao nhiêu phần trăm siêu thị dùng bao bì thân thiện môi trường?"
COMMANDS = [
    "ask", "chat", "show", "ledger", "documents", "parse", "ingest", "remove", "restore", "build", "serve", "eval",
    "feedback", "doctor",
]  # fmt: skip

pytestmark = pytest.mark.usefixtures("data_dir")


def lines(*rows: dict[str, Any]) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def damaged(data_dir: Path, tmp_path: Path) -> Path:
    """Return a copy of the data directory that a test may spoil."""
    return Path(shutil.copytree(data_dir, tmp_path / "data"))


# Help


def test_help_lists_the_commands_in_both_languages_words(hoi: Hoi) -> None:
    done = hoi("--help")
    assert done.code == 0
    listed = [line.split()[0] for line in done.out.partition("Commands:")[2].splitlines() if line.strip()]
    assert listed == COMMANDS
    assert done.out.index("hỏi đáp văn bản") < done.out.index("Answers about")


def test_without_a_command_the_help_is_shown(hoi: Hoi) -> None:
    assert hoi().out == hoi("--help").out


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_each_command(hoi: Hoi, name: str) -> None:
    done = hoi(name, "--help")
    assert (done.code, done.err) == (0, "")
    assert "xem hướng dẫn này (show this help)" in done.out


def test_version(hoi: Hoi) -> None:
    assert hoi("--version").out.startswith("hoi ")


def test_help_loads_nothing_heavy() -> None:
    code = "import sys; from hoi.bot.cli import main; main(['--help']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, check=True)
    assert not set(done.stderr.decode().split()) & {
        "numpy",
        "pydantic",
        "rich",
        "jinja2",
        "uvicorn",
        "telegram",
        "underthesea",
        "faiss",
    }


def test_both_languages_have_the_same_words() -> None:
    vietnamese, english = (
        tomllib.loads(files("hoi.prompts").joinpath(language, "cli.toml").read_text(encoding="utf-8"))
        for language in ("vi", "en")
    )
    assert {name: set(table) for name, table in vietnamese.items()} == {
        name: set(table) for name, table in english.items()
    }


# One question


def test_answer_for_a_person_quotes_under_the_label(hoi: Hoi) -> None:
    done = hoi("ask", SUPERMARKETS)
    assert (done.code, done.err) == (0, "")
    answer, quoted = done.out.split("\n\n")[:2]
    assert "85% các siêu thị" in answer
    label, quote, line = quoted.splitlines()
    assert label == "  gạch đầu dòng thứ 5, khoản 1, phần II, Kế hoạch số 235/KH-UBND (Giai đoạn 2021 - 2025)"
    assert quote.startswith("  “85% các siêu thị")
    assert line.startswith("  theo gạch đầu dòng thứ 5, khoản 1, phần II Kế hoạch số 235/KH-UBND ngày 11/12/2021")


def test_answer_says_how_the_question_was_read(hoi: Hoi) -> None:
    assert hoi("ask", "sieu thi den 2025").out.startswith("Câu hỏi được hiểu là: siêu thị")


def test_quote_of_a_digest_says_that_it_is_one(hoi: Hoi) -> None:
    done = hoi("ask", "Quyết định 889 được ban hành ngày nào?", "--document", "qd-889-2020")
    assert "(tổng hợp, không phải nguyên văn)" in done.out


def test_answer_as_json_has_the_contract_s_shape(hoi: Hoi, library: Library) -> None:
    value = json.loads(hoi("ask", SUPERMARKETS, "--json").out)
    assert set(value) == {
        "question", "read_as", "language", "status", "answer", "citations", "notes", "suggestions",
        "confidence", "elapsed_ms",
    }  # fmt: skip
    assert value["status"] == "answered"
    first = value["citations"][0]
    assert (first["document"], first["locator"], first["verbatim"]) == (PLAN, "II.1#5", True)
    assert library.get(PLAN).text[first["start"] : first["end"]] == first["quote"]


@pytest.mark.parametrize(
    "question", ["Thời tiết Hà Nội hôm nay thế nào?", "超市到2025年的目标是什么？"], ids=["unheld", "chinese"]
)
def test_what_is_not_in_the_documents_is_an_answer(hoi: Hoi, question: str) -> None:
    done = hoi("ask", question, "--json")
    assert (done.code, json.loads(done.out)["status"]) == (0, "not_found")


def test_document_restricts_the_answer(hoi: Hoi) -> None:
    value = json.loads(hoi("ask", "chỉ tiêu siêu thị", "--json", "--document", "nd-08-2022").out)
    assert {each["document"] for each in value["citations"]} <= {"nd-08-2022"}


def test_bytes_that_are_no_text_are_passed_over(data_dir: Path) -> None:
    done = as_process("ask", b"85% \xff si\xc3\xaau th\xe1\xbb\x8b 2025", "--json", data_dir=str(data_dir))
    assert done.code == 0, done.err
    assert json.loads(done.out)["question"] == "85% siêu thị 2025"


# What is wrong with the call

LONG = "x" * 100_000


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["ask", ""], "Câu hỏi trống", id="empty"),
        pytest.param(["ask", " \u200b?! "], "Câu hỏi trống", id="no_letter"),
        pytest.param(["ask", LONG], "dài quá 1000 ký tự", id="100000_characters"),
        pytest.param(["ask", "\udcff\udcfe\udc80"], "Câu hỏi trống", id="binary"),
        pytest.param(["ask", "\ud800"], "Câu hỏi trống", id="lone_surrogate"),
        pytest.param(["ask"], "--batch", id="no_question"),
        pytest.param(["ask", "a", "--batch", "-"], "--batch", id="question_and_batch"),
        pytest.param(["ask", "a", "--document", "qd-1-1999"], "kh-235-2021, nd-08-2022", id="unknown_document"),
        pytest.param(["ask", "a", "--document", "\x1b[31m\udcff"], "“[31m”", id="hostile_document"),
        pytest.param(["ask", "a", "--batchh"], "--batchh", id="unknown_option"),
        pytest.param(["ask", "--batch", "/khong/co"], "/khong/co", id="no_such_file"),
        pytest.param(["ask", "--batch", "."], "Không đọc được tệp .", id="folder_for_a_file"),
        pytest.param(["hoi-gi"], "Không có lệnh hoi-gi", id="unknown_command"),
        pytest.param(["show"], "Thiếu DOCUMENT", id="missing_argument"),
        pytest.param(["show", "qd-1-1999"], "qd-1-1999", id="show_unknown_document"),
        pytest.param(["show", PLAN, "IX"], "hoi show kh-235-2021", id="show_unknown_provision"),
        pytest.param(["show", PLAN, "--json", "--text"], "--text", id="show_two_forms"),
        pytest.param(["show", PLAN, "I", "II"], "hoi show --help", id="too_many_arguments"),
        pytest.param(["serve", "--port", "abc"], "--port", id="port_no_number"),
        pytest.param(["serve", "--port", "70000"], "--port", id="port_too_high"),
        pytest.param(["eval", "/khong/co"], "/khong/co", id="eval_no_such_file"),
    ],
)
def test_wrong_call_is_one_sentence_and_exit_2(hoi: Hoi, arguments: list[str], said: str) -> None:
    done = hoi(*arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.sentence


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        pytest.param({"port": "abc"}, "HOI_PORT", id="port"),
        pytest.param({"threads": "0"}, "HOI_THREADS", id="threads"),
        pytest.param({"config": "/khong/co.toml"}, "/khong/co.toml", id="no_config_file"),
        pytest.param({"config": __file__}, "TOML", id="config_is_no_toml"),
    ],
)
def test_wrong_setting_is_one_sentence_and_exit_2(hoi: Hoi, settings: dict[str, str], said: str) -> None:
    done = hoi("ask", "siêu thị", **settings)
    assert done.code == 2
    assert said in done.sentence


def test_config_file_that_is_no_text(hoi: Hoi, tmp_path: Path) -> None:
    file = tmp_path / "hoi.toml"
    file.write_bytes(b"\xff\xfe")
    done = hoi("ask", "siêu thị", config=str(file))
    assert done.code == 2
    assert str(file) in done.sentence


def test_messages_in_english_when_asked_for(hoi: Hoi) -> None:
    assert hoi("ask", "", language="en").sentence == "The question is empty; please type a question."
    assert hoi("nope", language="en").sentence.startswith("There is no command nope")


# A file of questions


def test_batch_answers_line_by_line(hoi: Hoi, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    rows = (
        {"id": "một", "question": SUPERMARKETS, "form": "a field of somebody else"},
        {"id": 2, "question": "còn đến năm 2030?", "history": [SUPERMARKETS], "document": None},
        {"id": "3", "question": "chỉ tiêu siêu thị", "history": None, "document": "nd-08-2022"},
    )
    file.write_bytes(b"\xef\xbb\xbf" + lines(*rows[:2]) + b"\n  \n" + lines(*rows[2:]))
    done = hoi("ask", "--batch", str(file))
    assert (done.code, done.err) == (0, "")
    answers = [json.loads(line) for line in done.out.splitlines()]
    assert [answer["id"] for answer in answers] == ["một", 2, "3"]
    assert [answer["citations"][0]["locator"] for answer in answers[:2]] == ["II.1#5", "II.2#5"]
    assert {each["document"] for each in answers[2]["citations"]} <= {"nd-08-2022"}


def test_batch_reads_standard_input(hoi: Hoi) -> None:
    done = hoi("ask", "--batch", "-", stdin=lines({"id": "1", "question": SUPERMARKETS}).rstrip())
    assert json.loads(done.out)["id"] == "1"


def test_batch_document_holds_for_the_lines_that_name_none(hoi: Hoi) -> None:
    asked = lines({"id": "1", "question": "chỉ tiêu siêu thị"})
    value = json.loads(hoi("ask", "--batch", "-", "--document", "nd-08-2022", stdin=asked).out)
    assert {each["document"] for each in value["citations"]} <= {"nd-08-2022"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param(b"sieu thi", "đối tượng JSON", id="not_json"),
        pytest.param(b'["a"]', "đối tượng JSON", id="not_an_object"),
        pytest.param(b"\xff\xfe", "đối tượng JSON", id="not_text"),
        pytest.param(b"[" * 100_000, "đối tượng JSON", id="nested_without_end"),
        pytest.param(rb'{"id": "\ud800", "question": "a"}', "đối tượng JSON", id="lone_surrogate"),
        pytest.param(b'{"id": "2", "question": "' + b"x" * 1_000_000 + b'"}', "dài quá 1000000", id="a_megabyte"),
        pytest.param(b'{"question": "a"}', "“id”", id="no_id"),
        pytest.param(b'{"id": true, "question": "a"}', "“id”", id="id_is_no_text"),
        pytest.param(b'{"id": "2"}', "“question”", id="no_question"),
        pytest.param(b'{"id": "2", "question": 7}', "“question”", id="question_is_a_number"),
        pytest.param(b'{"id": "2", "question": "a", "history": "b"}', "“history”", id="history_is_a_text"),
        pytest.param(b'{"id": "2", "question": "a", "document": 1}', "“document”", id="document_is_a_number"),
        pytest.param(b'{"id": "2", "question": " "}', "Câu hỏi trống", id="empty_question"),
        pytest.param(b'{"id": "2", "question": "a", "document": "b"}', "Không có văn bản", id="unknown_document"),
    ],
)
def test_bad_line_is_named_after_the_answers_before_it(hoi: Hoi, line: bytes, said: str) -> None:
    good = lines({"id": "1", "question": SUPERMARKETS})
    done = hoi("ask", "--batch", "-", stdin=good + line + b"\n" + good)
    assert done.code == 2
    assert [json.loads(each)["id"] for each in done.out.splitlines()] == ["1"]
    assert done.sentence.startswith("Dòng 2: ")
    assert said in done.sentence


def test_batch_answers_before_the_next_question_is_asked(data_dir: Path) -> None:
    with subprocess.Popen(
        command("ask", "--batch", "-"),
        env=environment(data_dir=str(data_dir)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin
        assert process.stdout
        for number in ("1", "2"):
            process.stdin.write(lines({"id": number, "question": SUPERMARKETS}))
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
        assert process.wait(PATIENCE) == 0


def test_closed_pipe_is_quiet(data_dir: Path) -> None:
    with subprocess.Popen(
        command("ask", "--batch", "-"),
        env=environment(data_dir=str(data_dir)),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        process.stdin.write(lines({"id": "1", "question": SUPERMARKETS}))
        process.stdin.close()
        assert process.stderr.read() == b""
        assert process.wait(PATIENCE) == 1


# The index


def test_missing_index_is_built_first(hoi: Hoi, data_dir: Path, tmp_path: Path) -> None:
    (tmp_path / "index").mkdir()
    shutil.copy(data_dir / "index" / "vectors.sqlite", tmp_path / "index")
    done = hoi("ask", SUPERMARKETS, "--json", data_dir=str(tmp_path))
    assert json.loads(done.out)["status"] == "answered"
    assert done.sentence == "Đang lập chỉ mục…"


def test_build_says_where_the_index_is(hoi: Hoi, data_dir: Path, tmp_path: Path) -> None:
    spoilt = damaged(data_dir, tmp_path)
    done = hoi("build", data_dir=str(spoilt), language="en")
    assert done.code == 0
    folder = (spoilt / "index" / "current").read_text()
    provisions = sum(len(document.provisions) for document in Library.shipped())
    assert done.out.split() == f"Indexed {provisions} provisions of 4 documents in {spoilt}/index/{folder}".split()


def cut_in_half(index: Path) -> None:
    file = max((index / (index / "current").read_text()).iterdir(), key=lambda each: each.stat().st_size)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def lose_a_file(index: Path) -> None:
    (index / (index / "current").read_text() / "chunks.jsonl").unlink()


def spoil_the_manifest(index: Path) -> None:
    (index / (index / "current").read_text() / "manifest.json").write_bytes(b'{"format": 1, ')


def spoil_the_pointer(index: Path) -> None:
    (index / "current").write_bytes(b"\xff\x00../..")


def age(index: Path) -> None:
    file = index / (index / "current").read_text() / "manifest.json"
    manifest = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(manifest | {"documents": {}}), encoding="utf-8")


SPOILERS = [cut_in_half, lose_a_file, spoil_the_manifest, spoil_the_pointer, age]


@pytest.mark.parametrize("spoil", SPOILERS, ids=lambda each: each.__name__)
def test_spoilt_index_is_refused(hoi: Hoi, data_dir: Path, tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    spoilt = damaged(data_dir, tmp_path)
    spoil(spoilt / "index")
    done = hoi("ask", SUPERMARKETS, data_dir=str(spoilt))
    assert (done.code, done.out) == (1, "")
    assert "hoi build" in done.sentence


@pytest.mark.parametrize("name", ["ask", "build"])
def test_data_directory_that_cannot_be_written(hoi: Hoi, tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    arguments = (name, SUPERMARKETS) if name == "ask" else (name,)
    done = hoi(*arguments, data_dir=str(tmp_path / "file" / "data"))
    assert (done.code, done.out) == (1, "")
    assert "HOI_DATA_DIR" in done.sentence


# A conversation


def test_chat_follows_up_and_ends_at_the_word(hoi: Hoi) -> None:
    typed = f"{SUPERMARKETS}\ncòn đến năm 2030?\n\n  /Thoát \nkhông ai đọc\n"
    done = hoi("chat", stdin=typed.encode())
    assert (done.code, done.err) == (0, "")
    assert done.out.index("85% các siêu thị") < done.out.index("còn đến năm 2030?") < done.out.index("100% các")
    assert "không ai đọc" not in done.out


def test_chat_goes_on_after_a_question_that_is_refused(hoi: Hoi) -> None:
    done = hoi("chat", stdin=b"x" * 5000 + b"\n\xff\xfe?\n" + SUPERMARKETS.encode())
    assert done.code == 0
    assert "dài quá 1000 ký tự" in done.err
    assert "85% các siêu thị" in done.out


# Documents


def test_show_prints_exactly_the_text_that_offsets_count_in(hoi: Hoi, library: Library) -> None:
    for document in library:
        text = document.text
        assert hoi("show", document.id, "--text").out == text + ("" if text.endswith("\n") else "\n")


def test_show_outlines_a_document_and_says_what_is_not_held(hoi: Hoi) -> None:
    out = hoi("show", PLAN).out
    assert out.startswith("Kế hoạch số 235/KH-UBND")
    assert "Không có ở đây: Bản kế hoạch đang lưu dừng ở" in out
    assert "\nII  II. MỤC TIÊU\n  II.1  1. Giai đoạn 2021 - 2025\n    II.1#1  Phấn đấu giảm" in out


def test_show_a_provision_with_what_stands_under_it(hoi: Hoi) -> None:
    first, text, *_, last = hoi("show", PLAN, "II.1").out.splitlines()
    assert (first, text) == ("khoản 1, phần II, Kế hoạch số 235/KH-UBND", "1. Giai đoạn 2021 - 2025")
    assert last.startswith("  II.1#5  85% các siêu thị")


def test_show_as_json(hoi: Hoi, library: Library) -> None:
    whole = json.loads(hoi("show", PLAN, "--json").out)
    assert (whole["id"], whole["text"]) == (PLAN, library.get(PLAN).text)
    part = json.loads(hoi("show", PLAN, "II.1#5", "--json").out)
    assert part in whole["provisions"]
    assert whole["text"][part["start"] : part["end"]] == part["text"]


# The doctor


def test_doctor_finds_the_program_able(hoi: Hoi) -> None:
    done = hoi("doctor", "--json")
    found = json.loads(done.out)
    assert (done.code, found["able"], found["index"], found["problem"]) == (0, True, "ready", None)
    assert found["settings"]["HOI_PORT"] == {"value": "8080", "source": "default"}
    assert {each["id"]: each["verbatim"] for each in found["documents"]}[PLAN] is True
    assert "Kết luận: trả lời được câu hỏi." in hoi("doctor").out


def test_doctor_shows_no_secret_and_where_each_setting_comes_from(hoi: Hoi, tmp_path: Path) -> None:
    file = tmp_path / "hoi.toml"
    file.write_text('port = 9\nllm_api_key = "sk-bi-mat"\n')
    secrets = {"telegram_token": "1:bi-mat", "store_url": "postgresql://hoi:bi-mat@db/hoi"}
    for arguments in (["doctor"], ["doctor", "--json"]):
        done = hoi(*arguments, config=str(file), **secrets)
        assert "bi-mat" not in done.out + done.err
    settings = json.loads(done.out)["settings"]
    assert settings["HOI_PORT"] == {"value": "9", "source": "file"}
    assert settings["HOI_TELEGRAM_TOKEN"]["source"] == "environment"
    assert settings["HOI_STORE_URL"]["value"] == "postgresql://********@db/hoi"


def test_doctor_changes_nothing_where_there_is_no_index(hoi: Hoi, tmp_path: Path) -> None:
    done = hoi("doctor", "--json", data_dir=str(tmp_path / "new"))
    found = json.loads(done.out)
    assert (done.code, found["able"], found["index"]) == (1, False, "missing")
    assert found["data_dir"]["writable"] is True
    assert "hoi build" in found["problem"]
    assert not list(tmp_path.iterdir())


def test_doctor_tells_a_stale_index_and_a_directory_it_cannot_write(hoi: Hoi, data_dir: Path, tmp_path: Path) -> None:
    spoilt = damaged(data_dir, tmp_path)
    age(spoilt / "index")
    done = hoi("doctor", data_dir=str(spoilt))
    assert done.code == 1
    assert "documents" in done.out
    assert "(không ghi được)" in hoi("doctor", data_dir=str(spoilt / "index" / "current" / "x")).out


# What nobody expected


def fail(error: BaseException) -> Callable[..., NoReturn]:
    def failing(*_: object, **__: object) -> NoReturn:
        raise error

    return failing


@pytest.mark.parametrize(("debug", "traced"), [("", False), ("1", True)], ids=["quiet", "debug"])
def test_unexpected_error_is_one_sentence_and_traced_only_when_asked_for(debug: str, traced: bool) -> None:
    code = (
        "import logging, sys; from hoi.bot import cli, startup; "
        "logging.basicConfig(); "  # as one of the libraries does when it is imported
        "startup.open_assistant = lambda *_: {}['no such key']; sys.exit(cli.main(['ask', 'a']))"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment(debug=debug), capture_output=True, check=False)
    err = done.stderr.decode()
    assert (done.returncode, done.stdout) == (1, b"")
    assert err.startswith("Lỗi không mong đợi (KeyError); đặt HOI_DEBUG=1")
    assert ("Traceback" in err, len(err.splitlines()) > 1) == (traced, traced)


def test_cause_of_an_error_with_a_sentence_is_logged_when_asked_for(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = as_process("build", debug="1", data_dir=str(tmp_path / "file"))
    assert done.code == 1
    assert "FileExistsError" in done.err or "NotADirectoryError" in done.err


def test_interrupt_is_exit_130(hoi: Hoi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(startup, "open_assistant", fail(KeyboardInterrupt()))
    assert hoi("ask", SUPERMARKETS).code == 130


def test_output_is_utf8_whatever_the_locale() -> None:
    done = subprocess.run(
        command("show", PLAN, "meta"),
        env=environment() | {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
    )
    assert "Kế hoạch" in done.stdout.decode("utf-8")
