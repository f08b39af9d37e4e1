"""The bot as a process of its own against a Bot API server that is not ours, over real HTTP."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hoi.bot.telegram import samples
from tests.auxil import updates
from tests.auxil.bot_api import DEADLINE, TOKEN, BotApi

ROOT = Path(__file__).parents[3]


@contextmanager
def bot_process(api: BotApi, data_dir: Path, token: str = TOKEN) -> Iterator[subprocess.Popen[str]]:
    """Run the bot against ``api``; whatever happens, no process is left behind."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("HOI_")}
    own = {"HOI_TELEGRAM_TOKEN": token, "HOI_TELEGRAM_API_URL": api.url, "HOI_DATA_DIR": str(data_dir)}
    command = [sys.executable, "-m", "tests.auxil.run_telegram"]
    with subprocess.Popen(
        command, cwd=ROOT, env={**clean, **own}, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def api() -> Iterator[BotApi]:
    with BotApi() as server:
        yield server


@pytest.fixture
def bot(api: BotApi, tmp_path: Path) -> Iterator[BotApi]:
    """The server with a bot that listens to it; the bot must end well, without a trace or its token shown."""
    with bot_process(api, tmp_path) as process:
        api.wait(lambda: bool(api.calls("getUpdates")), "the bot polls")
        yield api
        process.send_signal(signal.SIGTERM)
        output = "".join(process.communicate(timeout=DEADLINE))
        assert process.returncode == 0, output
        assert TOKEN not in output
        assert "Traceback" not in output


def test_start_says_it_is_a_machine_and_offers_questions(bot: BotApi) -> None:
    bot.send(updates.message("/start"))
    (text,) = bot.replies(42, 1)
    assert "bằng máy" in text
    assert "Kế hoạch số 235/KH-UBND" in text
    assert "Văn bản chính thức" in text
    (call,) = bot.calls("sendMessage")
    assert len(call.params["reply_markup"]["inline_keyboard"]) == 3
    assert call.params["link_preview_options"] == {"is_disabled": True}


def test_help_in_english_for_an_english_user(bot: BotApi) -> None:
    bot.send(updates.message("/help", language="en-GB"))
    assert "/nguon - The documents held" in bot.replies(42, 1)[0]


def test_question_gets_typing_then_an_answer_with_its_quote(bot: BotApi) -> None:
    bot.send(updates.message("Siêu thị đến 2025?"))
    (text,) = bot.replies(42, 1)
    assert text.startswith("Đã hỏi: Siêu thị đến 2025?")
    assert "85% các siêu thị, trung tâm thương mại" in text
    assert [call.method for call in bot.calls("sendChatAction", "sendMessage")] == [
        "sendChatAction",
        "sendMessage",
    ]
    kinds = {each["type"] for each in bot.calls("sendMessage")[0].params["entities"]}
    assert kinds == {"expandable_blockquote", "bold", "italic"}


def test_two_chats_keep_their_own_order_and_history(bot: BotApi) -> None:
    for question in ("chậm một", "hai", "ba"):
        for chat in (1, 2):
            bot.send(updates.message(f"{question} {chat}", chat))
    for chat in (1, 2):
        asked = [text.split("\n")[0] for text in bot.replies(chat, 3)]
        assert asked == [
            f"Đã hỏi: chậm một {chat}",
            f"Đã hỏi: chậm một {chat} | hai {chat}",
            f"Đã hỏi: chậm một {chat} | hai {chat} | ba {chat}",
        ]


def test_button_is_acknowledged_and_its_question_answered(bot: BotApi) -> None:
    bot.send(updates.press("ask:vi:1"))
    (text,) = bot.replies(42, 1)
    question = samples.questions("vi")[1]
    assert text.startswith(f"{question}\n\nĐã hỏi: {question}")
    assert len(bot.calls("answerCallbackQuery")) == 1


def test_flood_limit_delays_the_answer_and_loses_nothing(bot: BotApi) -> None:
    bot.refuse("sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1)
    bot.send(updates.message("Siêu thị?"))
    assert len(bot.replies(42, 2)) == 2, "the refused attempt and the one after it"


def test_trouble_gets_a_sentence_with_a_reference(bot: BotApi) -> None:
    bot.send(updates.message("nổ tung"))
    assert "Mã tra cứu: " in bot.replies(42, 1)[0]


def test_commands_are_published_in_both_languages(bot: BotApi) -> None:
    bot.wait(lambda: len(bot.calls("setMyCommands")) == 2, "two lists of commands")
    names = {each["command"] for call in bot.calls("setMyCommands") for each in call.params["commands"]}
    assert names == {"start", "help", "nguon", "privacy", "xoadulieu"}


def test_questions_accepted_before_the_end_are_answered(api: BotApi, tmp_path: Path) -> None:
    with bot_process(api, tmp_path) as process:
        api.wait(lambda: bool(api.calls("getUpdates")), "the bot polls")
        for number in range(5):
            api.send(updates.message(f"chậm {number}"))
        api.wait(lambda: bool(api.calls("sendChatAction")), "the first question is worked on")
        process.send_signal(signal.SIGTERM)
        output = "".join(process.communicate(timeout=DEADLINE))
    assert process.returncode == 0, output
    acknowledged = max(int(call.params["offset"]) for call in api.calls("getUpdates")) - 1
    assert acknowledged > 0
    assert len(api.calls("sendMessage")) == acknowledged, "what Telegram will not send again was answered"


def test_token_withdrawn_later_ends_the_bot_with_the_same_sentence(api: BotApi, tmp_path: Path) -> None:
    with bot_process(api, tmp_path) as process:
        api.wait(lambda: bool(api.calls("getUpdates")), "the bot polls")
        api.revoke()
        api.send(updates.message("Siêu thị?"))  # ends the long poll; the next one is refused
        output, errors = process.communicate(timeout=DEADLINE)
    assert process.returncode == 2
    assert "hãy kiểm tra HOI_TELEGRAM_TOKEN" in errors
    assert TOKEN not in output + errors


@pytest.mark.parametrize("token", ["123456:khong-dung", "khong phai ma"], ids=["unknown", "malformed"])
def test_wrong_token_is_one_sentence_without_the_token(api: BotApi, tmp_path: Path, token: str) -> None:
    with bot_process(api, tmp_path, token) as process:
        output, errors = process.communicate(timeout=DEADLINE)
    assert process.returncode == 2
    assert "HOI_TELEGRAM_TOKEN" in errors
    assert "Traceback" not in errors
    assert token not in output + errors
