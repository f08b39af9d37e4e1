"""The pages that show the documents, and what they look like."""

import dataclasses
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from hoi.bot.web import render
from hoi.bot.web.app import create_app
from hoi.bot.web.outline import Block, TableBlock, outline
from hoi.corpus.library import Library
from hoi.corpus.model import Bilingual, Document, Original, Statement
from hoi.corpus.structure import parse
from tests.bot.web.conftest import StandIn
from tests.bot.web.reading import HOSTILE, page_text, read

SHIPPED = [document.id for document in Library.shipped()]
DIGESTS = [document.id for document in Library.shipped() if not document.verbatim]


class TestDocuments:
    @pytest.mark.parametrize("lang", ["vi", "en"])
    def test_lists_what_is_held(self, client: TestClient, library: Library, lang: str) -> None:
        page = read(client, f"/documents?lang={lang}")
        for document in library:
            assert document.full_name.say(lang) in page_text(page)
            assert document.held.say(lang) in page_text(page)

    @pytest.mark.parametrize("name", SHIPPED)
    def test_shows_the_text_to_the_letter(self, client: TestClient, library: Library, name: str) -> None:
        document = library.get(name)
        page = read(client, f"/documents/{name}")
        shown = "\n".join(each.text for each in page.all(class_="words"))
        assert lines(shown) == lines(document.text)
        for provision in document.provisions:
            assert page.one(id=provision.locator).text.endswith(provision.text)

    @pytest.mark.parametrize("name", SHIPPED)
    @pytest.mark.parametrize("lang", ["vi", "en"])
    def test_says_what_is_held_and_missing(self, client: TestClient, library: Library, name: str, lang: str) -> None:
        document = library.get(name)
        text = page_text(read(client, f"/documents/{name}?lang={lang}"))
        assert document.held.say(lang) in text
        for each in document.missing:
            assert each.what.say(lang) in text
        for original in document.original:
            assert original.note in text

    def test_says_where_the_copy_ends(self, client: TestClient) -> None:
        page = read(client, "/documents/kh-235-2021")
        assert page.all(class_="banner")[-1].text == "Bản đang lưu dừng tại đây."
        assert page.one(id="III.2").tag == "h4"

    def test_what_is_held_word_for_word_is_no_digest(self, client: TestClient) -> None:
        page = read(client, "/documents/kh-235-2021")
        assert "không phải nguyên văn" not in page_text(page)
        assert not page.all(class_="statement")

    @pytest.mark.parametrize("name", DIGESTS)
    def test_a_digest_says_so_and_names_its_sources(self, client: TestClient, library: Library, name: str) -> None:
        document = library.get(name)
        page = read(client, f"/documents/{name}")
        assert page.all(class_="banner")[0].text.strip().startswith("Tổng hợp, không phải nguyên văn.")
        shown = page.all(class_="statement")
        assert len(shown) == len(document.statements)
        links = {each["href"] for each in page.all("a")}
        for each in document.statements:
            for source in each.sources:
                assert source in links or f"/documents/{source}" in links

    def test_headings_are_headings(self, client: TestClient) -> None:
        page = read(client, "/documents/kh-235-2021")
        assert [page.one(id=locator).tag for locator in ("I", "I.1", "II.1", "II.1#1")] == [
            "h3",
            "p",
            "h4",
            "p",
        ]
        contents = [each.text for each in page.all("a") if each["href"].startswith("#")]
        assert "II. MỤC TIÊU" in contents

    def test_the_record_writes_dates_as_officials_do(self, client: TestClient) -> None:
        assert "24/6/2020" in [each.text for each in read(client, "/documents/qd-889-2020").all("dd")]

    def test_a_hostile_document_stays_text(self, ask: StandIn) -> None:
        with TestClient(create_app(ask, Library([hostile_document()]))) as client:
            page = read(client, "/documents/x")
            read(client, "/documents")
        assert not [each for each in page.all("a") if each["href"].startswith("javascript")]
        assert page.one("h1").text == HOSTILE
        assert "javascript:alert(1)" in page.one(class_="statement").text

    def test_an_outline_loses_nothing_between_provisions(self, library: Library) -> None:
        blocks = [each for each in outline(library.get("kh-235-2021")) if isinstance(each, Block)]
        assert (blocks[-1].locator, blocks[-1].text) == (None, "[...]")
        assert blocks[0].locator == "meta"


def hostile_document() -> Document:
    plan = Library.shipped().get("kh-235-2021")
    sentence = Bilingual(HOSTILE, HOSTILE)
    return dataclasses.replace(
        plan,
        id="x",
        name=sentence,
        full_name=sentence,
        held=sentence,
        verbatim=False,
        original=(Original("javascript:alert(1)", HOSTILE), Original("https://[broken", HOSTILE)),
        statements=(Statement("II.1#5", "one_source", ("javascript:alert(1)", HOSTILE), HOSTILE, HOSTILE),),
        gloss={"II.1#5": HOSTILE},
    )


class TestStyle:
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize(
        ("ink", "paper", "least"),
        [
            ("ink", "paper", 7),
            ("ink", "mark", 7),
            ("ink", "warn", 7),
            ("quiet", "paper", 4.5),
            ("quiet", "sheet", 4.5),
            ("accent", "paper", 4.5),
            ("on-accent", "accent", 4.5),
            ("seal", "paper", 4.5),
            ("edge", "sheet", 3),
        ],
    )
    def test_contrast_is_enough(self, scheme: str, ink: str, paper: str, least: float) -> None:
        """WCAG 2.2: 4.5 for text (7 here for what is read at length), 3 for the edges of controls."""
        css = Path(render.__file__).with_name("static").joinpath("page.css").read_text(encoding="utf-8")
        light, dark = (
            dict(re.findall(r"--([\w-]+): (#\w{6});", each))
            for each in re.findall(r":root \{(.*?)\}", css, re.DOTALL)[:2]
        )
        colours = {**light, **(dark if scheme == "dark" else {})}
        first, second = sorted((luminance(colours[ink]), luminance(colours[paper])))
        assert (second + 0.05) / (first + 0.05) >= least

    @pytest.mark.parametrize("name", ["page.css", "icon.svg"])
    def test_is_served_and_checked_for_change(self, client: TestClient, name: str) -> None:
        response = client.get(f"/static/{name}")
        assert response.status_code == 200
        tag = response.headers["etag"]
        assert client.get(f"/static/{name}", headers={"If-None-Match": tag}).status_code == 304


def luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


class TestTables:
    TEXT = "I. A\nSTT\tNhiệm vụ\tChủ trì\nI\tNhóm\t\n\tLàm <b>sách</b>\tSở A\n2\tLàm phim\t\nII. B\n"

    @staticmethod
    def document(library: Library) -> Document:
        found = parse(TestTables.TEXT)
        plan = library.get("kh-235-2021")
        return dataclasses.replace(
            plan, id="bang", text=TestTables.TEXT, provisions=found.provisions, tables=found.tables
        )

    def test_lines_of_a_table_stand_together_with_empty_cells_in_their_columns(self, library: Library) -> None:
        before, table, after = outline(self.document(library))
        assert isinstance(table, TableBlock)
        assert table.head is not None
        assert (table.head.locator, table.head.cells) == ("I.bang-1", ("STT", "Nhiệm vụ", "Chủ trì"))
        assert [line.cells for line in table.lines] == [(), ("", "Làm <b>sách</b>", "Sở A"), ("2", "Làm phim", "")]
        assert [each.locator for each in (before, after) if isinstance(each, Block)] == ["I", "II"]

    def test_page_shows_a_table_whose_rows_can_be_linked(self, library: Library) -> None:
        held = Library([self.document(library)])
        with TestClient(create_app(StandIn(library), held)) as client:
            page = client.get("/documents/bang").text
        assert '<th scope="col">Nhiệm vụ</th>' in page
        assert '<tr id="I.bang-1#r1" class="words row"><td></td><td>Làm &lt;b&gt;sách&lt;/b&gt;</td>' in page
        assert '<th colspan="3" scope="rowgroup">' in page
