"""The HTTP API: what programs get, and what hostile ones get."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from hoi.bot import shapes
from hoi.bot.web import body
from hoi.bot.web.app import create_app
from hoi.bot.web.guard import SECURITY_HEADERS, Guard
from hoi.corpus.errors import CorpusError, HoiError, IndexStateError, InputError, NotHeldError, TooLargeError
from hoi.corpus.library import Library
from tests.bot.web.conftest import StandIn

PROBLEM = "application/problem+json"
QUESTION = {"question": "Bao nhiêu siêu thị?"}


def problem(response: Any, status: int) -> dict[str, Any]:
    """Check that ``response`` is an RFC 9457 problem document of this status and return it."""
    assert response.status_code == status
    assert response.headers["content-type"] == PROBLEM
    record = response.json()
    assert set(record) == {"type", "title", "status", "detail"}
    assert record["status"] == status
    assert record["title"]
    assert record["detail"]
    return record


class TestAsk:
    def test_answers_in_the_shape_of_the_contract(self, client: TestClient, library: Library) -> None:
        response = client.post("/api/ask", json=QUESTION)
        record = response.json()
        assert response.status_code == 200
        assert list(record)[:5] == ["question", "read_as", "language", "status", "answer"]
        assert record["question"] == QUESTION["question"]
        for citation in record["citations"]:
            text = library.get(citation["document"]).text
            assert text[citation["start"] : citation["end"]] == citation["quote"]

    def test_is_kept_by_no_cache(self, client: TestClient) -> None:
        assert client.post("/api/ask", json=QUESTION).headers["cache-control"] == "no-store"

    def test_hands_on_history_and_document(self, client: TestClient, ask: StandIn) -> None:
        client.post("/api/ask", json={**QUESTION, "history": ["Một", "Hai"], "document": "kh-235-2021"})
        assert ask.asked[0].history == ("Một", "Hai")
        assert ask.asked[0].document == "kh-235-2021"

    def test_takes_null_for_what_may_be_left_out(self, client: TestClient, ask: StandIn) -> None:
        assert client.post("/api/ask", json={**QUESTION, "history": None, "document": None}).status_code == 200
        assert ask.asked[0].history == ()

    def test_takes_a_charset_with_the_media_type(self, client: TestClient) -> None:
        headers = {"Content-Type": "Application/JSON; charset=utf-8"}
        assert client.post("/api/ask", content=json.dumps(QUESTION), headers=headers).status_code == 200

    @pytest.mark.parametrize(
        "field",
        [
            pytest.param({"question": "siêu thị \ud800"}, id="question"),
            pytest.param({"question": "siêu thị", "history": ["\udfff", "Một"]}, id="history"),
        ],
    )
    def test_cleans_lone_surrogates(self, client: TestClient, ask: StandIn, field: dict[str, Any]) -> None:
        headers = {"Content-Type": "application/json"}
        assert client.post("/api/ask", content=json.dumps(field), headers=headers).status_code == 200
        assert ask.asked[0].text == "siêu thị"

    @pytest.mark.parametrize(
        "name", ["nd-99-2099", "\ud800", "", "x" * 500], ids=["unknown", "surrogate", "empty", "long"]
    )
    def test_refuses_a_document_that_is_not_held(self, client: TestClient, ask: StandIn, name: str) -> None:
        content = json.dumps({**QUESTION, "document": name})
        response = client.post("/api/ask", content=content, headers={"Content-Type": "application/json"})
        assert "kh-235-2021" in problem(response, 404)["detail"]
        assert not ask.asked

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            pytest.param(b"", "JSON", id="nothing"),
            pytest.param(b"{", "JSON", id="broken"),
            pytest.param(b'\xff\xfe{"question": "a"}', "UTF-8", id="not_utf8"),
            pytest.param('{"question": "a"}'.encode("utf-16"), "UTF-8", id="utf16"),
            pytest.param(b"[" * 60_000, "JSON", id="deeply_nested"),
            pytest.param(b'{"question": ' + b"9" * 60_000 + b"}", "JSON", id="huge_number"),
            pytest.param(b"null", "“question”", id="null"),
            pytest.param(b'["a"]', "“question”", id="list"),
            pytest.param(b'{"\\ud800": 1}', "“question”", id="surrogate_name"),
            pytest.param(b"{}", "“question”", id="no_question"),
            pytest.param(b'{"question": 1}', "“question”", id="number"),
            pytest.param(b'{"question": null}', "“question”", id="null_question"),
            pytest.param(b'{"question": "a", "history": "b"}', "“history”", id="history_text"),
            pytest.param(b'{"question": "a", "history": [1]}', "“history”", id="history_of_numbers"),
            pytest.param(b'{"question": "a", "document": ["b"]}', "“document”", id="document_list"),
            pytest.param(b'{"qestion": "a"}', "“qestion”", id="misspelt"),
            pytest.param(b'{"question": "a", "x\\u202e": 1, "b": 2}', "“x”, “b”", id="unknown_fields"),
            pytest.param(b'{"question": " \\u0000 "}', "trống", id="blank"),
        ],
    )
    def test_says_what_is_wrong_with_the_body(self, client: TestClient, content: bytes, says: str) -> None:
        response = client.post("/api/ask", content=content, headers={"Content-Type": "application/json"})
        assert says in problem(response, 400)["detail"]

    def test_says_it_in_english(self, client: TestClient) -> None:
        response = client.post("/api/ask", json={}, headers={"Accept-Language": "en-GB, vi;q=0.5"})
        assert "must be a string" in problem(response, 400)["detail"]
        assert response.headers["content-language"] == "en"

    def test_refuses_a_long_question(self, client: TestClient) -> None:
        problem(client.post("/api/ask", json={"question": "a" * 1_001}), 413)

    @pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "", "application/jsonx"])
    def test_refuses_another_media_type(self, client: TestClient, kind: str) -> None:
        headers = {"Content-Type": kind} if kind else {}
        problem(client.post("/api/ask", content=b'{"question": "a"}', headers=headers), 415)

    def test_refuses_a_large_body(self, client: TestClient) -> None:
        content = json.dumps({"question": "a", "history": ["b" * 1_000] * 70})
        response = client.post("/api/ask", content=content, headers={"Content-Type": "application/json"})
        assert "64 KiB" in problem(response, 413)["detail"]


def post(app: Any, receive: Callable[[], Awaitable[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Post to the application below HTTP, where a body can do what no client would; return what is sent."""
    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/api/ask",
        "query_string": b"",
        "headers": [(b"content-type", b"application/json")],
    }
    asyncio.run(app(scope, receive, send))
    return sent


async def never() -> dict[str, Any]:
    await asyncio.Event().wait()
    raise AssertionError


class TestHostileBodies:
    def test_an_endless_body_is_not_read_on(self, app: Starlette) -> None:
        received = 0

        async def endless() -> dict[str, Any]:
            nonlocal received
            received += 1_000
            return {"type": "http.request", "body": b" " * 1_000, "more_body": True}

        sent = post(app, endless)
        assert sent[0]["status"] == 413
        assert (b"connection", b"close") in sent[0]["headers"]
        assert received <= body.MAX_BODY + 1_000

    def test_a_body_that_never_comes_is_not_waited_for(self, app: Starlette, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(body, "MAX_SECONDS", 0.01)
        assert post(app, never)[0]["status"] == 408

    def test_a_caller_that_goes_away_is_no_failure(self, app: Starlette, caplog: pytest.LogCaptureFixture) -> None:
        async def gone() -> dict[str, Any]:
            return {"type": "http.disconnect"}

        assert post(app, gone) == []
        assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


class TestErrors:
    @pytest.mark.parametrize(
        ("error", "status"),
        [
            pytest.param(InputError("Sai.", "Wrong."), 400, id="input"),
            pytest.param(NotHeldError("Không có.", "Not held."), 404, id="not_held"),
            pytest.param(TooLargeError("Dài quá.", "Too long."), 413, id="too_large"),
            pytest.param(CorpusError("Hỏng.", "Damaged."), 500, id="corpus"),
            pytest.param(IndexStateError("Chưa có.", "No index."), 503, id="index"),
        ],
    )
    @pytest.mark.parametrize("language", ["vi", "en"])
    def test_our_errors_say_their_sentence(
        self, client: TestClient, ask: StandIn, error: HoiError, status: int, language: str
    ) -> None:
        ask.error = error
        response = client.post("/api/ask", json=QUESTION, headers={"Accept-Language": language})
        assert problem(response, status)["detail"] == error.sentence(language)

    def test_an_unexpected_error_is_logged_and_not_told(
        self, client: TestClient, ask: StandIn, caplog: pytest.LogCaptureFixture
    ) -> None:
        ask.error = KeyError(QUESTION["question"])
        response = client.post("/api/ask", json=QUESTION, headers={"X-Request-ID": "forged\tid"})
        detail = problem(response, 500)["detail"]
        identifier = response.headers["x-request-id"]
        assert identifier in detail
        assert "KeyError" not in response.text
        assert "forged" not in identifier
        assert identifier in caplog.text
        assert "KeyError" in caplog.text
        assert "conftest.py" in caplog.text
        assert QUESTION["question"] not in caplog.text

    def test_a_failure_of_ours_is_logged_with_its_cause(
        self, client: TestClient, ask: StandIn, caplog: pytest.LogCaptureFixture
    ) -> None:
        ask.error = IndexStateError("Chưa có.", "No index.")
        ask.error.__cause__ = OSError("disk")
        identifier = client.post("/api/ask", json=QUESTION).headers["x-request-id"]
        assert identifier in caplog.text
        assert "No index." in caplog.text
        assert "OSError" in caplog.text

    def test_a_wrong_question_is_not_logged_as_a_failure(
        self, client: TestClient, ask: StandIn, caplog: pytest.LogCaptureFixture
    ) -> None:
        ask.error = InputError("Sai.", "Wrong.")
        client.post("/api/ask", json=QUESTION)
        assert not [record for record in caplog.records if record.levelno >= logging.WARNING]

    def test_a_path_cannot_forge_a_line_of_the_log(
        self,
        client: TestClient,
        library: Library,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        def fail(*_: object) -> None:
            raise RuntimeError

        monkeypatch.setattr(shapes, "document", fail)
        problem(client.get("/api/documents/x%0Aroot: all is well"), 404)
        problem(client.get("/api/documents"), 500)
        monkeypatch.setattr(Library, "get", fail)
        problem(client.get("/api/documents/x%0Aroot: all is well"), 500)
        assert "\nroot: all is well" not in caplog.text

    def test_half_a_response_is_broken_off(self, caplog: pytest.LogCaptureFixture) -> None:
        async def half(_scope: Any, _receive: Any, send: Any) -> None:
            await send({"type": "http.response.start", "status": 200, "headers": []})
            raise RuntimeError("half")

        with pytest.raises(RuntimeError, match="half"):
            post(Guard(half), never)
        assert "RuntimeError" in caplog.text

    @pytest.mark.parametrize(
        ("method", "path", "status"),
        [
            pytest.param("GET", "/api/ask", 405, id="get_ask"),
            pytest.param("PUT", "/api/documents", 405, id="put_documents"),
            pytest.param("POST", "/healthz", 405, id="post_healthz"),
            pytest.param("GET", "/api/nothing", 404, id="unknown_api"),
            pytest.param("GET", "/api/ask/", 404, id="slash"),
            pytest.param("GET", "/nothing", 404, id="unknown"),
            pytest.param("GET", "/static/nothing.css", 404, id="unknown_static"),
            pytest.param("GET", "/static/..%2fapp.py", 404, id="outside_static"),
            pytest.param("GET", "/static", 404, id="static_folder"),
            pytest.param("POST", "/static/page.css", 405, id="post_static"),
            pytest.param("GET", "/api/documents/nothing", 404, id="unknown_document"),
        ],
    )
    def test_wrong_addresses_and_methods_are_problems(
        self, client: TestClient, method: str, path: str, status: int
    ) -> None:
        response = client.request(method, path)
        problem(response, status)
        assert ("allow" in response.headers) == (status == 405)

    def test_the_api_stays_an_api_in_a_browser(self, client: TestClient) -> None:
        problem(client.get("/api/nothing", headers={"Accept": "text/html"}), 404)


class TestDocuments:
    def test_lists_the_documents(self, client: TestClient, library: Library) -> None:
        records = client.get("/api/documents").json()
        assert [each["id"] for each in records] == [document.id for document in library]
        assert all("text" not in each for each in records)

    def test_shows_a_document_whole(self, client: TestClient, library: Library) -> None:
        record = client.get("/api/documents/kh-235-2021").json()
        document = library.get("kh-235-2021")
        assert record["text"] == document.text
        assert [each["locator"] for each in record["provisions"]] == list(document.by_locator)


class TestOperation:
    def test_is_alive(self, client: TestClient) -> None:
        assert client.get("/healthz").json() == {"status": "ok"}

    def test_is_ready_when_told_so(self, ask: StandIn, library: Library) -> None:
        ready = False
        with TestClient(create_app(ask, library, ready=lambda: ready)) as client:
            problem(client.get("/readyz"), 503)
            ready = True
            assert client.get("/readyz").json() == {"status": "ready"}

    def test_counts_questions_by_face_and_outcome(self, client: TestClient, ask: StandIn) -> None:
        client.post("/api/ask", json=QUESTION)
        client.get("/", params={"q": "a"})
        ask.error = InputError("Sai.", "Wrong.")
        client.post("/api/ask", json=QUESTION)
        ask.error = RuntimeError()
        client.post("/api/ask", json=QUESTION)
        response = client.get("/metrics")
        assert response.headers["content-type"].startswith("text/plain")
        for line in (
            'hoi_questions_total{face="api",status="answered"} 1.0',
            'hoi_questions_total{face="page",status="answered"} 1.0',
            'hoi_questions_total{face="api",status="rejected"} 1.0',
            'hoi_questions_total{face="api",status="failed"} 1.0',
            'hoi_answer_seconds_count{face="api"} 3.0',
        ):
            assert line in response.text

    def test_two_applications_count_apart(self, client: TestClient, ask: StandIn, library: Library) -> None:
        client.post("/api/ask", json=QUESTION)
        with TestClient(create_app(ask, library)) as other:
            assert "answered" not in other.get("/metrics").text


EVERYWHERE = (
    "/",
    "/?q=a",
    "/?q=",
    "/documents",
    "/documents/",
    "/documents/kh-235-2021",
    "/documents/nothing",
    "/api/documents",
    "/api/nothing",
    "/static/page.css",
    "/static/nothing",
    "/static",
    "/healthz",
    "/metrics",
    "/nothing",
)


class TestHeaders:
    @pytest.mark.parametrize("path", EVERYWHERE)
    def test_every_response_is_guarded(self, client: TestClient, path: str) -> None:
        response = client.get(path)
        assert len(response.headers["x-request-id"]) == 16
        for name, value in SECURITY_HEADERS.items():
            assert response.headers[name] == value

    def test_a_failure_is_guarded_too(self, client: TestClient, ask: StandIn) -> None:
        ask.error = RuntimeError()
        assert "content-security-policy" in client.post("/api/ask", json=QUESTION).headers

    def test_ids_differ(self, client: TestClient) -> None:
        assert client.get("/").headers["x-request-id"] != client.get("/").headers["x-request-id"]

    @pytest.mark.parametrize("path", EVERYWHERE)
    def test_the_host_header_is_believed_nowhere(self, app: Starlette, path: str) -> None:
        with TestClient(app, base_url="http://evil.example", follow_redirects=False) as client:
            response = client.get(path)
        assert "evil.example" not in response.text
        assert "evil.example" not in str(response.headers)


@pytest.fixture(autouse=True)
def _quiet_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    with caplog.at_level(logging.INFO):
        yield
