"""Pictures of what a person sees in a chat: a real run of the bot, its outgoing messages drawn by a browser.

``python -m bench.telegram_pictures [FOLDER]`` (by ``make telegram-pictures``: docs/images). The assistant, the handlers
and the calls are the real ones, on a set day; only the network is replaced, and every call is judged as in the tests.
The chat around the messages is plain and ours: how it looks in an app is the app's.
"""

import asyncio
import base64
import io
import sys
import tempfile
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from PIL import Image

from bench.chat_page import Bubble, page
from hoi.bot.assistant.assistant import Assistant
from hoi.bot.finding import by_index
from hoi.bot.settings import load
from hoi.bot.startup import open_assistant
from hoi.bot.telegram.rounds import remind
from tests.auxil import updates
from tests.auxil.chromium import Chromium
from tests.auxil.desk import START, Bot, Hand
from tests.auxil.dialogue import Dialogue
from tests.auxil.recorder import Recorder
from tests.auxil.telegram_call import Call

FOLDER = Path("docs/images")
WIDTH, SCALE = 420, 1.6
LIMIT = 150_000
"""Bytes a picture may have."""
Scene = Callable[[Bot, "Screenplay"], Coroutine[Any, Any, None]]


class Screenplay:
    """What stands in the chat: what the person said and what the bot answered, in order."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self.bubbles: list[Bubble] = []

    def said(self, text: str) -> None:
        self.bubbles.append(Bubble(text, mine=True))

    def answered(self, calls: list[Call]) -> None:
        files = iter(self._recorder.files[-sum(call.method == "sendPhoto" for call in calls) :])
        for call in calls:
            if call.method == "answerInlineQuery":
                self.bubbles += [Bubble.of_result(each) for each in call.params["results"][:4]]
            elif call.method in {"sendMessage", "sendPhoto", "editMessageText"}:
                photo = next(files) if call.method == "sendPhoto" else None
                self.bubbles.append(Bubble.of_call(call.params, photo))


async def _tell(person: Dialogue, play: Screenplay, text: str) -> None:
    play.said(text)
    play.answered(await person.say(text))


async def _press(person: Dialogue, play: Screenplay, label: str) -> None:
    play.bubbles.append(Bubble(f"bấm “{label}”", aside=True))
    play.answered(await person.press(label))


async def start(bot: Bot, play: Screenplay) -> None:
    await _tell(Dialogue(bot), play, "/start")


async def answer(bot: Bot, play: Screenplay) -> None:
    person = Dialogue(bot)
    await _tell(person, play, "Siêu thị phải đạt mục tiêu gì đến năm 2025?")
    await _tell(person, play, "con den 2030 thi sao")


async def compare(bot: Bot, play: Screenplay) -> None:
    person = Dialogue(bot)
    await person.say("Siêu thị phải đạt mục tiêu gì đến năm 2025?")
    await _press(person, play, "So sánh")


async def targets(bot: Bot, play: Screenplay) -> None:
    play.said("/muctieu")
    play.answered((await Dialogue(bot).say("/muctieu"))[:1])


async def table(bot: Bot, play: Screenplay) -> None:
    await _tell(Dialogue(bot), play, "/thoihan")


async def roadmap(bot: Bot, play: Screenplay) -> None:
    play.said("/lotrinh")
    play.answered((await Dialogue(bot).say("/lotrinh"))[:1])


async def reading(bot: Bot, play: Screenplay) -> None:
    await _tell(Dialogue(bot), play, "/vanban 235 II.1")


async def reminder(bot: Bot, play: Screenplay) -> None:
    person = Dialogue(bot)
    await _tell(person, play, "/nhac Nghị định 08/2022/NĐ-CP")
    before = len(bot.recorder.calls)
    bot.hand.moment = datetime(2030, 12, 30, 1, 0, tzinfo=UTC)
    await remind(bot.desk, bot.notices, bot.hand.moment)
    await bot.idle()
    play.answered(bot.recorder.calls[before : before + 1])


async def inline(bot: Bot, play: Screenplay) -> None:
    play.said("@hoi_thu_bot túi ni lông siêu thị")
    play.answered(await Dialogue(bot).send(updates.inline("túi ni lông siêu thị")))


async def group(bot: Bot, play: Screenplay) -> None:
    await _tell(Dialogue(bot, group=-100), play, "@hoi_thu_bot Kế hoạch 235 do ai ký?")


SCENES: dict[str, Scene] = {
    "start": start, "answer": answer, "compare": compare, "targets": targets, "table": table, "roadmap": roadmap,
    "reading": reading, "reminder": reminder, "inline": inline, "group": group,
}  # fmt: skip
DARK = frozenset({"reading"})
"""Scenes drawn in dark colours, as a telephone at night shows them."""


def main(folder: Path) -> int:
    """Draw every scene into ``folder`` and say how large each picture is."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = load()
    opened = open_assistant(settings)
    assistant = Assistant(opened.library, opened.finder, today=START.date)
    with tempfile.TemporaryDirectory() as profile, Chromium(Path(profile)) as browser:
        for name, scene in SCENES.items():
            bubbles = asyncio.run(_played(assistant, scene))
            picture = _drawn(browser, page(bubbles, WIDTH, dark=name in DARK))
            path = folder / f"telegram-{name}.webp"
            path.write_bytes(picture)
            print(f"{path}: {len(picture):,} bytes")
            if len(picture) >= LIMIT:
                return 1
    return 0


async def _played(assistant: Assistant, scene: Scene) -> list[Bubble]:
    recorder = Recorder()
    play = Screenplay(recorder)

    async def ask(question: Any) -> Any:
        return await asyncio.to_thread(assistant.ask, question)

    with tempfile.TemporaryDirectory() as folder:
        make = partial(Bot, ask=ask, hand=Hand(), library=assistant.library, find=by_index(assistant))
        async with make(Path(folder), recorder) as bot:
            await scene(bot, play)
    return play.bubbles


def _drawn(browser: Chromium, html: str) -> bytes:
    """Return the page as the browser shows it, as tall as it is."""
    with tempfile.NamedTemporaryFile("w", suffix=".html", encoding="utf-8") as file:
        file.write(html)
        file.flush()
        browser.screen(WIDTH, 800)
        browser.go(Path(file.name).as_uri())
        height = int(browser.evaluate("Math.ceil(document.body.getBoundingClientRect().height)"))
        clip = {"x": 0, "y": 0, "width": WIDTH, "height": height, "scale": SCALE}
        shot = browser.call("Page.captureScreenshot", format="png", clip=clip, captureBeyondViewport=True)
    out = io.BytesIO()
    Image.open(io.BytesIO(base64.b64decode(shot["data"]))).convert("RGB").save(out, "WEBP", quality=70, method=6)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER))
