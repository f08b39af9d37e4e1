"""The web face as one ASGI application: the API, the pages, and what surrounds both."""

from collections.abc import Callable, Sequence
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from hoi.bot.clock import Clock, now_in_vietnam
from hoi.bot.web.api import Api
from hoi.bot.web.guard import Guard
from hoi.bot.web.ledger import LedgerPages
from hoi.bot.web.metrics import Metrics
from hoi.bot.web.people import Pages
from hoi.bot.web.problems import on_hoi_error, on_http_error
from hoi.bot.worker import Ask
from hoi.corpus.errors import HoiError
from hoi.corpus.library import Library

_STATIC = Path(__file__).with_name("static")


def _always() -> bool:
    return True


def create_app(
    ask: Ask,
    library: Library,
    *,
    ready: Callable[[], bool] = _always,
    metrics: Metrics | None = None,
    now: Clock = now_in_vietnam,
    more: Sequence[BaseRoute] = (),
) -> Starlette:
    """Return the application that answers with ``ask`` and shows the documents of ``library``.

    ``ready`` is asked by ``/readyz``. ``metrics`` may be shared with other faces, so that ``/metrics`` tells
    of all of them. ``now`` tells the ledger which periods have ended and how many days are left.
    ``more`` are the routes of other faces.
    """
    metrics = metrics or Metrics()
    app = Starlette(
        routes=[
            *Api(ask, library, metrics, ready).routes(),
            *Pages(ask, library, metrics).routes(),
            *LedgerPages(library, now).routes(),
            *more,
            Mount("/static", StaticFiles(directory=_STATIC)),
        ],
        middleware=[Middleware(Guard)],
        exception_handlers={HoiError: on_hoi_error, HTTPException: on_http_error},
    )
    # The redirect would name the host the caller claims to have asked.
    app.router.redirect_slashes = False
    return app
