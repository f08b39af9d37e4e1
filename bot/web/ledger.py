"""The ledger on the web: its tables as JSON, as pages with a filter, and as files to take away."""

import asyncio
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from http import HTTPStatus
from typing import TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from hoi.bot import shapes
from hoi.bot.clock import Clock
from hoi.bot.events import as_calendar
from hoi.bot.exports import as_csv, as_workbook, sheet
from hoi.bot.ledger import TABLES, Choices, Entry, Ledger, by_date
from hoi.bot.ledger_words import WORDS
from hoi.bot.overview import Seen, overview
from hoi.bot.web.language import preferred
from hoi.bot.web.problems import RefusedError
from hoi.bot.web.render import page, place
from hoi.corpus.errors import InputError
from hoi.corpus.labels import label
from hoi.corpus.ledger.select import Table, Wanted
from hoi.corpus.library import Library
from hoi.corpus.normalise import clean

T = TypeVar("T")
SHOWN = 200
"""Rows that a page shows; the files have them all."""
_MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar; charset=utf-8",
}
_PARAMETERS = ("agency", "period", "document")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; empty asks for any."""

    agency: str = ""
    period: str = ""
    document: str = ""

    @classmethod
    def of(cls, query: QueryParams) -> "Asked":
        """Return what ``query`` asks for; a field that a form left empty is not asked for."""
        return cls(*(clean(query.get(name, "")) for name in _PARAMETERS))

    @property
    def wanted(self) -> Wanted:
        """The agency and the period asked for."""
        return Wanted(self.agency or None, self.period or None)

    @property
    def query(self) -> dict[str, str]:
        """The part of an address that asks for the same."""
        return {name: value for name, value in asdict(self).items() if value}


@dataclass(frozen=True, slots=True)
class Line:
    """A row as the page shows it: its cells, and the provision it leads to."""

    cells: tuple[Seen, ...]
    href: str
    label: str
    verbatim: bool


class LedgerPages:
    """The endpoints of the ledger, for programs and for people."""

    def __init__(self, library: Library, now: Clock) -> None:
        self._library = library
        self._ledger = Ledger(library)
        self._now = now
        self._turn = asyncio.Semaphore(1)  # one table at a time is read: the rest of the service stays quick

    def routes(self) -> list[Route]:
        """Return the routes of the ledger."""
        return [
            Route("/api/ledger/{table}", self.rows),
            Route("/ledger", self.table),
            Route("/ledger/{table}.{form}", self.file),
            Route("/ledger/{table}", self.table),
        ]

    async def rows(self, request: Request) -> Response:
        """Return a table as JSON, in the order of the texts."""
        table = _table(request)
        _check_parameters(request.query_params)
        found = await self._read(lambda: self._entries(table, Asked.of(request.query_params)))
        return JSONResponse([shapes.entry(each) for each in found])

    async def table(self, request: Request) -> Response:
        """Show a table; what is wrong with the filter is said beside it."""
        table = _table(request)
        asked = Asked.of(request.query_params)
        try:
            found = await self._read(lambda: self._entries(table, asked))
        except InputError as error:
            return await self._page(request, table, asked, (), error)
        return await self._page(request, table, asked, found)

    async def file(self, request: Request) -> Response:
        """Return a table as a file: ``csv``, ``xlsx`` or, of the deadlines, ``ics``."""
        table, form = _table(request), request.path_params["form"]
        if form not in _MEDIA_TYPES or (form == "ics" and table != "deadlines"):
            raise RefusedError(HTTPStatus.NOT_FOUND, "problems.404")
        asked, language = Asked.of(request.query_params), preferred(request)
        content = await self._read(lambda: self._content(table, form, asked, language))
        headers = {
            "Content-Disposition": f'attachment; filename="hoi-{table}.{form}"',
            "Content-Language": language,
            "Vary": "Accept-Language",
        }
        return Response(content, headers=headers, media_type=_MEDIA_TYPES[form])

    async def _read(self, read: Callable[[], T]) -> T:
        """Return what ``read`` returns, off the event loop."""
        async with self._turn:
            return await run_in_threadpool(read)

    def _entries(self, table: Table, asked: Asked) -> tuple[Entry, ...]:
        return self._ledger.entries(table, asked.wanted, asked.document or None)

    def _content(self, table: Table, form: str, asked: Asked, language: str) -> bytes:
        found, now = self._entries(table, asked), self._now()
        if form == "ics":
            return as_calendar(found, now, language).content
        value = sheet(table, by_date(found, now.date()), now.date(), language)
        return as_csv(value) if form == "csv" else as_workbook(value)

    async def _page(
        self, request: Request, table: Table, asked: Asked, found: tuple[Entry, ...], error: InputError | None = None
    ) -> Response:
        language = preferred(request)
        lines, choices = await self._read(lambda: self._shown(table, found, self._now().date(), language))
        return page(
            request,
            "ledger",
            status=error.http_status if error else HTTPStatus.OK,
            table=table,
            tables=TABLES,
            asked=asked,
            lines=lines,
            count=len(found),
            choices=choices,
            documents=list(self._library),
            forms=[form for form in _MEDIA_TYPES if form != "ics" or table == "deadlines"],
            told=WORDS.say,
            place=place,
            error=error.sentence(language) if error else "",
        )

    def _shown(self, table: Table, found: tuple[Entry, ...], today: date, language: str) -> tuple[list[Line], Choices]:
        entries = by_date(found, today)[:SHOWN]
        seen = zip(entries, overview(entries, today, language), strict=True)
        return [_line(entry, cells, language) for entry, cells in seen], self._ledger.choices(table)


def _line(entry: Entry, cells: tuple[Seen, ...], language: str) -> Line:
    row, document = entry.row, entry.document
    return Line(cells, place(row.document, row.locator), label(document, row.locator, language), document.verbatim)


def _table(request: Request) -> Table:
    """Return the table that the path names, the first when it names none."""
    name = request.path_params.get("table", TABLES[0])
    for table in TABLES:
        if table == name:
            return table
    raise RefusedError(HTTPStatus.NOT_FOUND, "problems.unknown_table", tables=", ".join(TABLES))


def _check_parameters(query: QueryParams) -> None:
    """Refuse a parameter that is unknown or given twice, so that a misspelt one does not go unseen."""
    names = [name for name, _ in query.multi_items()]
    if len(names) > len({*names}) or not {*names} <= {*_PARAMETERS, "lang"}:
        raise RefusedError(HTTPStatus.BAD_REQUEST, "problems.bad_parameters")
