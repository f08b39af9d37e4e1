"""The HTTP API (contract: "The HTTP API"): questions, documents, and what an operator's tools ask."""

from collections.abc import Callable
from http import HTTPStatus

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from hoi.bot import shapes
from hoi.bot.web.body import read_question
from hoi.bot.web.metrics import Metrics
from hoi.bot.web.problems import RefusedError
from hoi.bot.worker import Ask
from hoi.corpus.library import Library


class Api:
    """The endpoints for programs."""

    def __init__(self, ask: Ask, library: Library, metrics: Metrics, ready: Callable[[], bool]) -> None:
        self._ask = metrics.counted("api", ask)
        self._library = library
        self._metrics = metrics
        self._ready = ready

    def routes(self) -> list[Route]:
        """Return the routes of the API."""
        return [
            Route("/api/ask", self.ask, methods=["POST"]),
            Route("/api/documents", self.documents),
            Route("/api/documents/{id}", self.document),
            Route("/healthz", self.healthz),
            Route("/readyz", self.readyz),
            Route("/metrics", self.metrics),
        ]

    async def ask(self, request: Request) -> Response:
        """Answer one question; no cache may keep what somebody asked."""
        question = await read_question(request)
        return JSONResponse(shapes.answer(await self._ask(question)), headers={"Cache-Control": "no-store"})

    async def documents(self, _: Request) -> Response:
        """List the documents, without their text."""
        return JSONResponse([shapes.document(each) for each in self._library])

    async def document(self, request: Request) -> Response:
        """Return one document whole."""
        return JSONResponse(shapes.document(self._library.get(request.path_params["id"]), whole=True))

    async def healthz(self, _: Request) -> Response:
        """Say that the process is alive."""
        return JSONResponse({"status": "ok"})

    async def readyz(self, _: Request) -> Response:
        """Say whether questions can be answered now."""
        if not self._ready():
            raise RefusedError(HTTPStatus.SERVICE_UNAVAILABLE, "problems.not_ready")
        return JSONResponse({"status": "ready"})

    async def metrics(self, _: Request) -> Response:
        """Return the counters for Prometheus."""
        return Response(self._metrics.text(), media_type=CONTENT_TYPE_LATEST)
