"""The pages in a real browser: what only one can tell."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from starlette.applications import Starlette

from tests.auxil.chromium import Chromium, installed
from tests.bot.web.conftest import StandIn

pytestmark = [
    pytest.mark.chromium,
    pytest.mark.skipif(
        # On CI a missing browser is a failure: these promises are to be tried there.
        installed() is None and not os.environ.get("CI"),
        reason="Chromium is not installed (apt-get install chromium)",
    ),
]

TAB, ENTER = ("Tab", 9), ("Enter", 13)


@pytest.fixture
def site(app: Starlette) -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", lifespan="off"))
    socket = server.config.bind_socket()
    thread = threading.Thread(target=server.run, args=([socket],))
    thread.start()
    try:
        yield f"http://127.0.0.1:{socket.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        socket.close()


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Chromium]:
    with Chromium(tmp_path) as browser:
        yield browser


def test_the_pages_in_a_browser(site: str, browser: Chromium, ask: StandIn) -> None:
    browser.screen(320)
    _asks_by_keyboard_alone(site, browser, ask)
    _highlights_the_provision(site, browser)
    _fits_every_screen(site, browser)
    _shows_the_ledger_as_cards_on_a_phone(site, browser)
    assert browser.complaints() == []


def _asks_by_keyboard_alone(site: str, browser: Chromium, ask: StandIn) -> None:
    browser.go(f"{site}/")
    browser.press(*TAB)
    assert browser.evaluate("document.activeElement.getAttribute('href')") == "#main"
    assert browser.evaluate("document.activeElement.getBoundingClientRect().left >= 0")
    browser.press(*ENTER, "\r")
    browser.press(*TAB)
    assert browser.evaluate("document.activeElement.id") == "q"
    assert browser.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    browser.forget()
    browser.type("Bao nhiêu siêu thị?")
    browser.press(*ENTER, "\r")
    browser.wait("Page.loadEventFired")
    assert browser.evaluate("document.querySelector('.said').innerText") == ask.answer.text
    browser.forget()
    browser.evaluate("document.querySelector('#q').focus()")
    browser.type("còn 2030?")
    browser.press(*ENTER, "\r")
    browser.wait("Page.loadEventFired")
    assert ask.asked[-1].history == ("Bao nhiêu siêu thị?",)


def _highlights_the_provision(site: str, browser: Chromium) -> None:
    ground = "getComputedStyle(document.getElementById('II.1#{}')).backgroundColor"
    for written in ("II.1%235", "II.1#5"):
        browser.go(f"{site}/documents/kh-235-2021#{written}")
        assert browser.evaluate("document.querySelector(':target').id") == "II.1#5"
        assert browser.evaluate(ground.format(5)) != browser.evaluate(ground.format(4))
        top = browser.evaluate("document.querySelector(':target').getBoundingClientRect().top")
        assert 0 <= top < browser.evaluate("innerHeight")


def _fits_every_screen(site: str, browser: Chromium) -> None:
    for scheme, ground in (("light", "rgb(251, 250, 247)"), ("dark", "rgb(20, 23, 28)")):
        for width in (320, 1200):
            browser.screen(width, scheme=scheme)
            for path in ("/", "/?q=a", "/documents", "/documents/nd-08-2022", "/ledger", "/ledger/deadlines"):
                browser.go(site + path)
                assert browser.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
                assert browser.evaluate("getComputedStyle(document.body).backgroundColor") == ground


def _shows_the_ledger_as_cards_on_a_phone(site: str, browser: Chromium) -> None:
    shown = "getComputedStyle(document.querySelector('.cards td')).display"
    heading = "getComputedStyle(document.querySelector('.cards td'), '::before').content"
    for width, display, content in ((390, "block", '"Chỉ tiêu"'), (1280, "table-cell", "none")):
        browser.screen(width)
        browser.go(f"{site}/ledger")
        assert (browser.evaluate(shown), browser.evaluate(heading)) == (display, content)
