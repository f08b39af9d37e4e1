"""Pages: the HTML templates of ``pages/``, every value escaped, every link relative."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache, partial
from urllib.parse import quote, urlencode, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from hoi.bot.assistant.answer import Language
from hoi.bot.web.language import chosen, preferred
from hoi.bot.web.words import say
from hoi.corpus.periods import printed_day


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("hoi.bot.web", "pages"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(day=day, fragment=fragment, host=host)
    return environment


def page(request: Request, name: str, *, status: int = 200, store: bool = True, **values: object) -> HTMLResponse:
    """Return the page ``pages/<name>.html.j2`` in the person's language; ``store``: caches may keep it."""
    language = preferred(request)
    body = (
        _environment()
        .get_template(f"{name}.html.j2")
        .render(
            language=language,
            chosen=chosen(request),
            say=partial(say, language),
            link=_linker(request),
            switch=_switch(request, language),
            **values,
        )
    )
    headers = {"Vary": "Accept-Language", **({} if store else {"Cache-Control": "no-store"})}
    return HTMLResponse(body, status, headers)


def place(document: str, locator: str = "") -> str:
    """Return the path of a document's page, at a provision when one is named.

    >>> place("kh-235-2021", "II.1#5")
    '/documents/kh-235-2021#II.1%235'
    """
    return f"/documents/{quote(document, safe='')}" + (fragment(locator) if locator else "")


def fragment(locator: str) -> str:
    """Return the reference to a provision on its document's page.

    Percent-encoded: a second bare ``#`` is not a valid URL, and chat programs cut an address off there.
    """
    return "#" + quote(locator, safe="")


def day(value: date, language: Language) -> str:
    """Return a date as it is written: zero before days under 10 and months 1, 2 (Nghị định 30/2020/NĐ-CP).

    >>> from datetime import date
    >>> day(date(2020, 6, 4), "vi"), day(date(2020, 6, 4), "en")
    ('04/6/2020', '2020-06-04')
    """
    return value.isoformat() if language == "en" else printed_day(value)


def host(url: str) -> str:
    """Return the host of a web address, or nothing when ``url`` is not one that may be linked.

    >>> host("https://vanban.chinhphu.vn/x?id=1"), host("javascript:alert(1)")
    ('vanban.chinhphu.vn', '')
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return (parts.hostname or "") if parts.scheme in ("http", "https") else ""


def _linker(request: Request) -> Callable[..., str]:
    """Return ``link(path, **query)``, which carries a language chosen by hand to the next page."""
    language = chosen(request)

    def link(path: str, **query: str) -> str:
        query = {**query, **({"lang": language} if language else {})}
        before, mark, fragment = path.partition("#")
        return before + (f"?{urlencode(query)}" if query else "") + mark + fragment

    return link


def _switch(request: Request, language: Language) -> str:
    """Return the reference to this page in the other language: a query alone, which no path can mislead."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    return "?" + urlencode([*kept, ("lang", "en" if language == "vi" else "vi")])
