"""The bot as a process of its own over real HTTP: against a server that is not ours and our own, by both ways."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from hoi.bot.telegram import samples
from tests.auxil import updates
from tests.auxil.bot_api import BotApi, Engine
from tests.auxil.bot_process import BotProcess
from tests.auxil.emulator import Emulator
from tests.auxil.fake_telegram import FakeTelegram
from tests.auxil.telegram_call import TOKEN

WAYS = [
    pytest.param((engine, mode), id=f"{engine.__name__.lower()}_{mode}")
    for engine in (Emulator, FakeTelegram)
    for mode in ("polling", "webhook")
]


@dataclass(frozen=True, slots=True)
class Way:
    """A server, and how it delivers."""

    api: BotApi
    mode: str


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest) -> Iterator[Way]:
    engine, mode = request.param
    with BotApi(engine) as server:
        yield Way(server, mode)


def listening(way: Way) -> Callable[[], bool]:
    """Tell whether the bot takes updates."""
    return lambda: bool(way.api.calls("getUpdates" if way.mode == "polling" else "setWebhook"))


@pytest.fixture
def bot(way: Way, tmp_path: Path) -> Iterator[BotApi]:
    """The server with a bot that listens to it; the bot must end well, without a trace or its token shown."""
    with BotProcess(way.api, tmp_path, way.mode) as process:
        way.api.wait(listening(way), "the bot listens")
        yield way.api
        ended = process.end()
        assert ended.code == 0, ended.output
        assert TOKEN not in ended.output
        assert "Traceback" not in ended.output


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
    bot.wait(lambda: len(bot.calls("setMyCommands")) == 6, "a list for private chats, groups and who runs them, twice")
    names = {each["command"] for call in bot.calls("setMyCommands") for each in call.params["commands"]}
    assert {"start", "help", "hoi", "muctieu", "nhac", "privacy", "xoadulieu"} <= names


def test_questions_accepted_before_the_end_are_answered(way: Way, tmp_path: Path) -> None:
    with BotProcess(way.api, tmp_path, way.mode) as process:
        way.api.wait(listening(way), "the bot listens")
        for number in range(5):
            way.api.send(updates.message(f"chậm {number}"))
        way.api.wait(lambda: bool(way.api.calls("sendChatAction")), "the first question is worked on")
        ended = process.end()
        assert ended.code == 0, ended.output
        process.start()
        assert len(way.api.replies(42, 5)) == 5, "now or after the next start, and once"


@pytest.fixture(params=[Emulator, FakeTelegram])
def api(request: pytest.FixtureRequest) -> Iterator[BotApi]:
    engine: type[Engine] = request.param
    with BotApi(engine) as server:
        yield server


def test_token_withdrawn_later_ends_the_bot_with_the_same_sentence(api: BotApi, tmp_path: Path) -> None:
    with BotProcess(api, tmp_path) as process:
        api.wait(lambda: bool(api.calls("getUpdates")), "the bot polls")
        api.revoke()
        api.send(updates.message("Siêu thị?"))  # ends the long poll; the next one is refused
        ended = process.ended()
    assert ended.code == 2
    assert "hãy kiểm tra HOI_TELEGRAM_TOKEN" in ended.output
    assert TOKEN not in ended.output


@pytest.mark.parametrize("token", ["123456:khong-dung", "khong phai ma"], ids=["unknown", "malformed"])
def test_wrong_token_is_one_sentence_without_the_token(api: BotApi, tmp_path: Path, token: str) -> None:
    with BotProcess(api, tmp_path, token=token) as process:
        ended = process.ended()
    assert ended.code == 2
    assert "HOI_TELEGRAM_TOKEN" in ended.output
    assert "Traceback" not in ended.output
    assert token not in ended.output


def test_tables_pictures_and_pages_go_over_the_wire(bot: BotApi) -> None:
    bot.send(updates.message("/muctieu"))
    bot.wait(lambda: bool(bot.calls("sendPhoto")) and bool(bot.calls("sendMessage")), "a picture and a table")
    assert bot.calls("sendPhoto")[0].params["caption"].startswith("Chỉ tiêu theo giai đoạn")
    bot.send(updates.press("1t:targets:1:", message=1))
    bot.wait(lambda: bool(bot.calls("editMessageText")), "the next page")


def test_words_behind_the_bots_name_are_answered(bot: BotApi) -> None:
    bot.send(updates.inline("siêu thị"))
    bot.wait(lambda: bool(bot.calls("answerInlineQuery")), "provisions to share")
    assert len(bot.calls("answerInlineQuery")[0].params["results"]) == 10
