"""The service as a process: both faces, its start, its end, and what it refuses."""

import json
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from hoi.bot.serve import address_of, bind
from hoi.corpus.errors import HoiError, InputError
from tests.auxil import updates
from tests.auxil.bot_api import BotApi
from tests.auxil.telegram_call import TOKEN
from tests.auxil.terminal import PATIENCE, Outcome, as_process, command, environment

SUPERMARKETS = "Đến năm 2025 bao nhiêu phần trăm siêu thị dùng bao bì thân thiện môi trường?"


@dataclass(frozen=True, slots=True)
class Service:
    """A running service and the address it announced."""

    process: subprocess.Popen[str]
    url: str

    def get(self, path: str) -> str:
        return httpx.get(self.url + path, timeout=PATIENCE).text

    def ask(self, question: str) -> dict[str, Any]:
        response = httpx.post(f"{self.url}/api/ask", json={"question": question}, timeout=PATIENCE)
        answer: dict[str, Any] = response.raise_for_status().json()
        return answer

    def end(self, number: signal.Signals = signal.SIGTERM) -> Outcome:
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=PATIENCE)
        return Outcome(self.process.returncode, out, err)


@contextmanager
def service(data_dir: Path, *arguments: str, **settings: str) -> Iterator[Service]:
    """Run the service on a free port; whatever happens, no process is left behind."""
    with subprocess.Popen(
        command("serve", *(arguments or ("--port", "0"))),
        env=environment(data_dir=str(data_dir), **settings),
        text=True,
        encoding="utf-8",
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            assert process.stdout
            announced = process.stdout.readline()
            assert announced.startswith("Hỏi đã sẵn sàng: http://127.0.0.1:"), process.communicate()[1]
            yield Service(process, announced.split()[-1])
        finally:
            process.kill()


@pytest.fixture
def telegram() -> Iterator[BotApi]:
    with BotApi() as server:
        yield server


def test_web_face_answers_once_the_address_is_announced(data_dir: Path) -> None:
    with service(data_dir) as running:
        assert json.loads(running.get("/readyz")) == {"status": "ready"}
        assert running.ask(SUPERMARKETS)["citations"][0]["locator"] == "II.1#5"
        done = running.end()
    assert (done.code, done.out) == (0, "")


def test_interrupt_ends_it_as_well(data_dir: Path) -> None:
    with service(data_dir) as running:
        assert running.end(signal.SIGINT).code == 0


def test_no_question_stands_in_the_log(data_dir: Path) -> None:
    with service(data_dir) as running:
        running.get("/?q=bimatcuatoi")
        running.ask("bimatcuatoi")
        running.get("/bimatcuatoi?q=bimatcuatoi")
        done = running.end()
    assert "bimatcuatoi" not in done.err


def test_port_of_the_settings_is_used(data_dir: Path) -> None:
    with bind("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    with service(data_dir, "--host", "127.0.0.1", port=str(port)) as running:
        assert running.url.endswith(f":{port}")


def test_taken_port_is_one_sentence(data_dir: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = as_process("serve", "--port", port, data_dir=str(data_dir))
    assert (done.code, done.out) == (1, "")
    assert port in done.sentence
    assert "HOI_PORT" in done.sentence


@pytest.mark.parametrize(
    "host", ["khong-co.invalid", "a" * 100, "..", "\udcff"], ids=["unknown", "long", "dots", "bytes"]
)
def test_no_such_host(host: str) -> None:
    with pytest.raises(InputError, match="HOI_HOST"):
        bind(host, 0)


def test_address_of_somebody_else() -> None:
    with pytest.raises(HoiError, match="--host") as caught:
        bind("192.0.2.1", 0)
    assert caught.value.exit_code == 1


@pytest.mark.parametrize(
    ("host", "shown"),
    [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("::1", "[::1]"), ("::", "[::1]")],
)
def test_address_is_one_that_a_browser_opens(host: str, shown: str) -> None:
    try:
        listener = bind(host, 0)
    except HoiError:
        if ":" not in host:
            raise
        pytest.skip("this machine has no IPv6")
    with listener:
        assert address_of(listener) == f"http://{shown}:{listener.getsockname()[1]}"


def test_stale_index_is_built_anew(data_dir: Path, tmp_path: Path) -> None:
    aged = Path(shutil.copytree(data_dir, tmp_path / "data"))
    name = (aged / "index" / "current").read_text()
    manifest = aged / "index" / name / "manifest.json"
    said = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps(said | {"format": 0}), encoding="utf-8")
    with service(aged) as running:
        assert running.ask(SUPERMARKETS)["status"] == "answered"
        assert "Đang lập chỉ mục…" in running.end().err
    assert (aged / "index" / "current").read_text() != name


def test_both_faces_answer_side_by_side(data_dir: Path, telegram: BotApi) -> None:
    with service(data_dir, telegram_token=TOKEN, telegram_api_url=telegram.url) as running:
        telegram.send(updates.message(SUPERMARKETS))
        assert "85% các siêu thị" in telegram.replies(42, 1)[0]
        assert running.ask(SUPERMARKETS)["status"] == "answered"
        counted = running.get("/metrics")
        assert 'hoi_questions_total{face="telegram",status="answered"} 1.0' in counted
        assert 'hoi_questions_total{face="api",status="answered"} 1.0' in counted
        done = running.end()
    assert done.code == 0
    assert TOKEN not in done.err
    assert "siêu thị" not in done.err


def test_token_that_telegram_refuses_ends_the_service(data_dir: Path, telegram: BotApi) -> None:
    done = as_process(
        "serve",
        "--port",
        "0",
        data_dir=str(data_dir),
        telegram_token="123456:sai",
        telegram_api_url=telegram.url,
    )
    assert done.code == 2
    assert "HOI_TELEGRAM_TOKEN" in done.err
    assert "Traceback" not in done.err
    assert "123456:sai" not in done.out + done.err


def test_token_that_cannot_be_one_is_refused_before_anything_listens(data_dir: Path) -> None:
    done = as_process("serve", "--port", "0", data_dir=str(data_dir), telegram_token="khong phai ma")
    assert (done.code, done.out) == (2, "")
    assert "HOI_TELEGRAM_TOKEN" in done.sentence


def test_web_face_does_not_need_telegram_to_be_reachable(data_dir: Path) -> None:
    with bind("127.0.0.1", 0) as closed:
        nobody = f"http://127.0.0.1:{closed.getsockname()[1]}"
        with service(data_dir, telegram_token=TOKEN, telegram_api_url=nobody) as running:
            assert running.ask(SUPERMARKETS)["status"] == "answered"
            done = running.end()
    assert done.code == 0
    assert TOKEN not in done.err
