"""The ledger on the web: its JSON, its pages, its files, and what hostile words and addresses do to them."""

import asyncio
import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from starlette.testclient import TestClient

from hoi.bot import shapes
from hoi.bot.ledger import TABLES, Ledger
from hoi.bot.web import ledger as module
from hoi.bot.web.app import create_app
from hoi.corpus.library import Library
from hoi.corpus.model import Bilingual
from tests.auxil.markup import Page
from tests.auxil.shelf import DECISION, FORMULA, HOSTILE, LIBRARY, NOW, PLAN
from tests.bot.web.conftest import StandIn
from tests.bot.web.reading import HOSTILE as WORDS
from tests.bot.web.reading import page_text, read
from tests.bot.web.test_api import problem

SOIL = "Sở Tài nguyên và Môi trường"


@pytest.fixture
def shelf(ask: StandIn) -> Iterator[TestClient]:
    """The web face over the small library, on a fixed day."""
    with TestClient(create_app(ask, LIBRARY, now=lambda: NOW), follow_redirects=False) as client:
        yield client


def rows(page: Page) -> list[list[str]]:
    """Return the words of each row of the table, cell by cell."""
    width = len(page.all("th"))
    cells = [" ".join(cell.text.split()) for cell in page.all("td")]
    return [cells[start : start + width] for start in range(0, len(cells), width)]


class TestApi:
    @pytest.mark.parametrize("table", TABLES)
    def test_returns_the_rows_of_a_table(self, shelf: TestClient, table: Any) -> None:
        response = shelf.get(f"/api/ledger/{table}")
        assert response.status_code == 200
        expected = [shapes.entry(each) for each in Ledger(LIBRARY).entries(table)]
        assert response.json() == json.loads(json.dumps(expected))

    @pytest.mark.parametrize(
        ("query", "locators"),
        [
            pytest.param({"agency": "so tnmt"}, ["III.1#1", "III.1#2", "III.1#3"], id="agency"),
            pytest.param({"agency": "Sở Y tế"}, [], id="nobody"),
            pytest.param({"document": DECISION.id}, [], id="document"),
            pytest.param(
                {"agency": "", "period": " ", "document": PLAN.id, "lang": "en"}, 5, id="empty_ones_ask_for_any"
            ),
        ],
    )
    def test_returns_what_is_asked_for(self, shelf: TestClient, query: dict[str, str], locators: Any) -> None:
        found = [row["locator"] for row in shelf.get("/api/ledger/duties", params=query).json()]
        assert (len(found) if isinstance(locators, int) else found) == locators

    @pytest.mark.parametrize(
        ("path", "status", "says"),
        [
            pytest.param("penalties", 404, "targets, duties, deadlines", id="unknown_table"),
            pytest.param("targets.csv", 404, "targets, duties, deadlines", id="file"),
            pytest.param("targets?period=sap+toi", 400, "sap toi", id="no_period"),
            pytest.param("targets?period=" + "2" * 201, 413, "200 ký tự", id="long_period"),
            pytest.param("targets?agency=" + "a" * 201, 413, "200 ký tự", id="long_agency"),
            pytest.param("targets?document=qd-1-1999", 404, "kh-1-2021", id="unknown_document"),
            pytest.param("targets?perod=2025", 400, "“period”", id="misspelt"),
            pytest.param("targets?agency=a&agency=b", 400, "mỗi tham số một lần", id="twice"),
        ],
    )
    def test_says_what_is_wrong(self, shelf: TestClient, path: str, status: int, says: str) -> None:
        assert says in problem(shelf.get(f"/api/ledger/{path}"), status)["detail"]

    def test_takes_no_other_method(self, shelf: TestClient) -> None:
        problem(shelf.post("/api/ledger/targets"), 405)

    def test_hostile_words_come_as_they_are(self, shelf: TestClient) -> None:
        first, _ = shelf.get("/api/ledger/targets", params={"document": HOSTILE.id}).json()
        assert first["measure"] == f"{FORMULA} phải xong"


class TestPage:
    def test_shows_targets_with_what_they_carry_out(self, shelf: TestClient) -> None:
        page = read(shelf, f"/ledger?document={PLAN.id}")
        assert rows(page) == [
            [
                "chợ phân loại rác", "90%", "2021 - 2025 đã kết thúc", "70% địa phương cao hơn 20 điểm phần trăm",
                "gạch đầu dòng thứ 1, khoản 1, phần II, Văn bản số 1/KH-UBND",
            ],
            [
                "Xây dựng mô hình chợ xanh", "2 mô hình", "2021 - 2025 đã kết thúc", "30 mô hình",
                "gạch đầu dòng thứ 2, khoản 1, phần II, Văn bản số 1/KH-UBND",
            ],
            [
                "lượng rác của các chợ", "giảm 8 - 10%", "2026 - 2030",
                "giảm 7 - 10% địa phương cao hơn 1 điểm phần trăm ở mức thấp nhất, bằng ở mức cao nhất",
                "gạch đầu dòng thứ 1, khoản 2, phần II, Văn bản số 1/KH-UBND",
            ],
        ]  # fmt: skip

    def test_shows_deadlines_by_date_with_days_left(self, shelf: TestClient) -> None:
        found = rows(read(shelf, "/ledger/deadlines"))
        assert [row[0] for row in found] == [
            "30/6/2025 đã qua 511 ngày",
            "ngày 15/6, 15/12 hằng năm lần tới 15/12/2026, còn 22 ngày",
            "hằng quý kỳ này hết ngày 31/12/2026, còn 38 ngày",
            "không nêu ngày",
        ]
        assert found[0][2] == f"{SOIL} (nay là Sở Nông nghiệp và Môi trường)"

    @pytest.mark.parametrize("table", TABLES)
    @pytest.mark.parametrize("lang", ["vi", "en"])
    def test_every_row_leads_to_its_provision(self, client: TestClient, table: Any, lang: str) -> None:
        page = read(client, f"/ledger/{table}?lang={lang}")
        links = [link["href"] for link in page.all("a") if link["href"].startswith("/documents/")]
        shown = Ledger(Library.shipped()).entries(table)
        assert len(links) == len(shown) + sum(each.carries_out is not None for each in shown)
        for href in links[:3] + links[-3:]:
            read(client, href)
            assert parse_qs(urlsplit(href).query) == {"lang": [lang]}

    def test_a_row_leads_to_the_highlighted_clause(self, shelf: TestClient) -> None:
        page = read(shelf, f"/ledger/duties?document={PLAN.id}")
        links = [link["href"] for link in page.all("a") if link["href"].startswith("/documents/")]
        assert links[0] == "/documents/kh-1-2021#III.1%231"
        assert read(shelf, links[0]).one(id="III.1#1").text.startswith("- Lập đề án")

    def test_rows_of_a_digest_say_that_they_are(self, shelf: TestClient) -> None:
        assert [each.text for each in read(shelf, f"/ledger?document={DECISION.id}").all(class_="digest")] == [
            "tổng hợp"
        ] * 3
        assert not read(shelf, f"/ledger?document={PLAN.id}").all(class_="digest")

    def test_is_in_the_menu_of_every_page(self, client: TestClient) -> None:
        for path in ("/", "/documents", "/ledger/duties", "/documents/kh-235-2021"):
            link = read(client, path).one("a", href="/ledger")
            assert link.text == "Sổ theo dõi"
            assert link.get("aria-current") == ("page" if path.startswith("/ledger") else None)

    def test_tabs_and_files_keep_what_was_asked_for(self, shelf: TestClient) -> None:
        asked = {"agency": SOIL, "period": "2025", "document": PLAN.id, "lang": "en"}
        page = read(shelf, f"/ledger/deadlines?{urlencode(asked)}")
        links = {urlsplit(link["href"]).path: link for link in page.all("a") if "agency" in link["href"]}
        assert set(links) == {
            "", "/ledger/targets", "/ledger/duties", "/ledger/deadlines", "/ledger/deadlines.csv",
            "/ledger/deadlines.xlsx", "/ledger/deadlines.ics",
        }  # fmt: skip
        switch = links.pop("")
        assert parse_qs(urlsplit(switch["href"]).query)["lang"] == ["vi"]
        for link in links.values():
            assert parse_qs(urlsplit(link["href"]).query) == {name: [value] for name, value in asked.items()}
        assert links["/ledger/deadlines"].get("aria-current") == "page"

    def test_the_form_keeps_what_was_typed_and_offers_what_there_is(self, shelf: TestClient) -> None:
        page = read(shelf, "/ledger/duties?agency=So+TNMT&period=2021&document=kh-1-2021&lang=en")
        assert (page.one(id="agency")["value"], page.one(id="period")["value"]) == ("So TNMT", "2021")
        assert page.one("option", selected="")["value"] == "kh-1-2021"
        assert page.one("input", name="lang")["value"] == "en"
        assert page.one("form")["action"] == "/ledger/duties"
        assert {"Sở Công Thương", SOIL} <= {each.get("value") for each in page.all("option")}

    def test_what_selects_nothing_says_so(self, shelf: TestClient) -> None:
        page = read(shelf, "/ledger/duties?agency=x")
        assert "Không có dòng nào khớp với điều kiện đã chọn." in page_text(page)
        assert not page.all("table")
        assert [link["href"] for link in page.all("a") if link.text == "Bỏ lọc"] == ["/ledger/duties"]

    def test_an_empty_table_says_so(self, ask: StandIn) -> None:
        client = TestClient(create_app(ask, Library([])))
        assert "không nêu dòng nào cho bảng này" in page_text(read(client, "/ledger/duties"))

    @pytest.mark.parametrize(
        ("query", "status", "says"),
        [
            pytest.param("period=sap+toi", 400, "sap toi", id="no_period"),
            pytest.param("document=x", 404, "kh-1-2021", id="unknown_document"),
            pytest.param("agency=" + "a" * 201, 413, "200 ký tự", id="long"),
        ],
    )
    def test_says_what_is_wrong_beside_the_form(self, shelf: TestClient, query: str, status: int, says: str) -> None:
        page = read(shelf, f"/ledger/duties?{query}", status)
        assert says in page.one(role="alert").text
        assert page.one("form")
        assert not page.all("table")

    def test_a_long_table_is_cut_and_says_so(self, shelf: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module, "SHOWN", 2)
        page = read(shelf, f"/ledger/duties?document={PLAN.id}")
        assert len(rows(page)) == 2
        assert page.one(role="note").text == (
            "Trang này hiện 2 trong 5 dòng; hãy lọc hẹp hơn hoặc tải tệp về để xem đủ."
        )

    @pytest.mark.parametrize("path", ["/ledger/penalties", "/ledger/penalties.csv", "/ledger/", "/ledger/targets/1"])
    def test_an_unknown_table_is_a_page_that_says_so(self, shelf: TestClient, path: str) -> None:
        assert read(shelf, path, 404).one("h1").text == "Không tìm thấy"

    def test_escapes_whatever_the_documents_hold(self, shelf: TestClient) -> None:
        page = read(shelf, f"/ledger/targets?document={HOSTILE.id}")
        assert rows(page)[0][0] == f"{FORMULA} phải xong"

    @pytest.mark.parametrize("table", TABLES)
    def test_escapes_whatever_it_is_fed(self, shelf: TestClient, table: str) -> None:
        query = urlencode({"agency": WORDS, "period": "2025", "document": PLAN.id, "lang": WORDS, "x": WORDS})
        page = read(shelf, f"/ledger/{table}?{query}")
        assert page.one(id="agency")["value"] == WORDS
        read(shelf, f"/ledger/{table}?{urlencode({'document': WORDS, 'period': WORDS})}", 404)

    def test_escapes_names_of_documents(self, ask: StandIn) -> None:
        named = replace(PLAN, name=Bilingual(WORDS, WORDS), full_name=Bilingual(WORDS, WORDS))
        page = read(TestClient(create_app(ask, Library([named]))), "/ledger")
        assert rows(page)[0][-1].endswith(" ".join(WORDS.split()))


class TestFiles:
    @pytest.mark.parametrize("table", TABLES)
    def test_csv(self, shelf: TestClient, table: Any) -> None:
        response = shelf.get(f"/ledger/{table}.csv", params={"document": PLAN.id})
        assert response.headers["content-type"] == "text/csv; charset=utf-8"
        assert response.headers["content-disposition"] == f'attachment; filename="hoi-{table}.csv"'
        assert response.headers["x-content-type-options"] == "nosniff"
        read_back = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))
        assert len(read_back) == len(Ledger(LIBRARY).entries(table, document=PLAN.id)) + 1

    def test_csv_runs_no_formula(self, shelf: TestClient) -> None:
        assert f"'{FORMULA.split('<')[0]}" in shelf.get(f"/ledger/targets.csv?document={HOSTILE.id}").text

    def test_workbook(self, shelf: TestClient) -> None:
        response = shelf.get("/ledger/duties.xlsx")
        assert response.headers["content-type"].endswith("spreadsheetml.sheet")
        assert load_workbook(io.BytesIO(response.content)).active.title == "Nhiệm vụ"

    def test_calendar(self, shelf: TestClient) -> None:
        response = shelf.get("/ledger/deadlines.ics", params={"agency": SOIL})
        assert response.headers["content-type"] == "text/calendar; charset=utf-8"
        assert len(Calendar.from_ical(response.content).walk("VEVENT")) == 2

    def test_headings_are_in_the_reader_s_language(self, shelf: TestClient) -> None:
        response = shelf.get("/ledger/duties.csv", headers={"Accept-Language": "en"})
        assert response.content.decode("utf-8-sig").startswith("Document,Document id,Place,")
        assert (response.headers["content-language"], response.headers["vary"]) == ("en", "Accept-Language")

    @pytest.mark.parametrize(
        ("path", "status"),
        [
            pytest.param("targets.ics", 404, id="calendar_of_targets"),
            pytest.param("targets.pdf", 404, id="unknown_form"),
            pytest.param("targets.csv.csv", 404, id="twice"),
            pytest.param("targets.csv?period=x", 400, id="no_period"),
            pytest.param("targets.csv?document=x", 404, id="unknown_document"),
        ],
    )
    def test_what_cannot_be_had_is_a_page_that_says_so(self, shelf: TestClient, path: str, status: int) -> None:
        read(shelf, f"/ledger/{path}", status)


def test_tables_are_read_one_at_a_time_and_off_the_event_loop() -> None:
    pages = module.LedgerPages(LIBRARY, lambda: NOW)
    running: list[int] = []

    def read_table() -> int:
        running.append(1)
        with pytest.raises(RuntimeError, match="no running event loop"):
            asyncio.get_running_loop()
        count = len(running)
        running.pop()
        return count

    async def several() -> list[int]:
        return await asyncio.gather(*(pages._read(read_table) for _ in range(8)))

    assert asyncio.run(several()) == [1] * 8
