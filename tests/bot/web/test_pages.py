"""The pages for people: what they show, in both languages, without a script and whatever they are fed."""

import dataclasses
import re
import tomllib
from importlib.resources import files
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from starlette.testclient import TestClient

from hoi.bot.assistant.answer import MAX_HISTORY, Citation, Question
from hoi.bot.web import people, render
from hoi.bot.web.app import create_app
from hoi.bot.web.language import accepted
from hoi.bot.web.outline import outline
from hoi.bot.web.words import samples
from hoi.corpus.errors import IndexStateError
from hoi.corpus.library import Library
from hoi.corpus.model import Bilingual, Document, Original, Statement
from tests.auxil.markup import Page
from tests.bot.web.conftest import StandIn, cut

SHIPPED = [document.id for document in Library.shipped()]
DIGESTS = [document.id for document in Library.shipped() if not document.verbatim]
QUESTION = "Bao nhiêu siêu thị dùng bao bì thân thiện?"
HOSTILE = "<script>alert(1)</script>\" onload='x' {{ 7*7 }} </textarea></title>"


def read(client: TestClient, path: str, status: int = 200, **headers: str) -> Page:
    """Return a page after the checks that every page must pass."""
    response = client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    assert response.status_code == status
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.text.startswith("<!doctype html>")
    assert "Accept-Language" in response.headers["vary"]
    page = Page(response.text)
    well_made(page)
    return page


def well_made(page: Page) -> None:
    ids = [element["id"] for element in page.elements if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    assert not page.all("script")
    assert not page.all("style")
    assert len(page.all("h1")) == 1
    labels = {label["for"] for label in page.all("label")}
    for element in page.elements:
        assert not {"style", *(name for name in element.attributes if name.startswith("on"))} & set(
            element.attributes
        )
        if element.tag in ("select", "textarea") or (element.tag == "input" and element["type"] != "hidden"):
            assert element["id"] in labels
        for name in ("aria-labelledby", "aria-describedby"):
            assert set((element.get(name) or "").split()) <= set(ids)
        reference = element.get("href") or element.get("action") or element.get("cite") or ""
        if element.get("rel") != "external noopener noreferrer":
            assert not urlsplit(reference).netloc, "links on this site are relative"
            assert not urlsplit(reference).scheme
        if reference.startswith("#"):
            assert unquote(reference[1:]) in ids


class TestHome:
    def test_asks_for_a_question(self, client: TestClient) -> None:
        page = read(client, "/")
        assert page.one("html")["lang"] == "vi"
        assert page.one("form")["method"] == "get"
        assert page.one("input", name="q").get("value") == ""
        assert page.one("label", **{"for": "q"}).text == "Câu hỏi của bạn"
        assert page.one("a", class_="skip")["href"] == "#main"

    def test_says_that_a_machine_answers(self, client: TestClient) -> None:
        assert "Đây là máy trả lời tự động; văn bản chính thức là căn cứ." in page_text(read(client, "/"))

    @pytest.mark.parametrize("language", ["vi", "en"])
    def test_every_sample_leads_to_an_answer(self, client: TestClient, ask: StandIn, language: str) -> None:
        links = [
            link["href"] for link in read(client, f"/?lang={language}").all("a") if "?q=" in link["href"]
        ]
        assert len(links) >= 4
        for link in links:
            read(client, link)
        assert [each.text for each in ask.asked] == list(samples("en" if language == "en" else "vi"))

    def test_offers_every_document_as_scope(self, client: TestClient) -> None:
        assert [each["value"] for each in read(client, "/").all("option")] == ["", *SHIPPED]

    @pytest.mark.parametrize(
        ("query", "status", "says"),
        [
            pytest.param("q=", 400, "Câu hỏi trống", id="empty"),
            pytest.param("q=%00%20", 400, "Câu hỏi trống", id="blank"),
            pytest.param("q=" + "a" * 1_001, 413, "dài quá 1000 ký tự", id="long"),
            pytest.param("q=a&document=nothing", 404, "nothing", id="unknown_document"),
        ],
    )
    def test_says_what_is_wrong_beside_the_form(
        self, client: TestClient, ask: StandIn, query: str, status: int, says: str
    ) -> None:
        page = read(client, f"/?{query}", status)
        assert says in page.one(role="alert").text
        assert page.one("input", name="q")
        assert not ask.asked

    def test_keeps_what_was_typed(self, client: TestClient) -> None:
        page = read(client, "/?q=C%C3%A2u&h=Tr%C6%B0%E1%BB%9Bc&document=nothing", 404)
        assert page.one("input", name="q")["value"] == "Câu"
        assert page.one("input", name="h")["value"] == "Trước"


class TestAnswer:
    def test_says_the_answer_first(self, client: TestClient, ask: StandIn) -> None:
        page = read(client, f"/?q={QUESTION}")
        text = page_text(page)
        assert page.one("h1").text == QUESTION
        assert page.one(class_="said").text == ask.answer.text
        assert text.index(ask.answer.text) < text.index(ask.answer.citations[0].quote)
        assert "Có trong văn bản" in page.one(class_="status").text
        assert ask.answer.notes[0] in text
        assert ask.answer.read_as in text

    def test_quotes_each_citation_to_the_letter(self, client: TestClient, ask: StandIn) -> None:
        page = read(client, f"/?q={QUESTION}")
        assert [each.text for each in page.all("blockquote")] == [each.quote for each in ask.answer.citations]
        assert {each["lang"] for each in page.all("blockquote")} == {"vi"}
        assert [each.text for each in page.all(class_="label")] == [
            each.label for each in ask.answer.citations
        ]
        assert [each.text for each in page.all(class_="kind")] == [
            "Nguyên văn",
            "Tổng hợp, không phải nguyên văn",
        ]

    def test_leads_to_the_provision(self, client: TestClient) -> None:
        links = [
            each for each in read(client, f"/?q={QUESTION}").all("a") if each.text == "Xem trong văn bản"
        ]
        assert links[0]["href"] == "/documents/kh-235-2021#II.1%235"
        page = read(client, links[0]["href"])
        assert page.one(id="II.1#5").text.startswith("- 85% các siêu thị")

    def test_gives_a_line_to_copy(self, client: TestClient) -> None:
        line = read(client, f"/?q={QUESTION}").all("textarea")[0]
        assert "readonly" in line.attributes
        assert line.text == (
            "gạch đầu dòng thứ 5, khoản 1, phần II, "
            "Kế hoạch số 235/KH-UBND ngày 11/12/2021 của UBND tỉnh Lạng Sơn"
        )

    @pytest.mark.parametrize(
        ("status", "says"),
        [
            ("answered", "Có trong văn bản"),
            ("partial", "Chỉ có một phần trong bản đang lưu"),
            ("not_found", "Không có trong các văn bản này"),
            ("refused", "Ngoài phạm vi trả lời"),
        ],
    )
    def test_names_the_outcome_in_words(
        self, client: TestClient, ask: StandIn, status: str, says: str
    ) -> None:
        ask.answer = dataclasses.replace(ask.answer, status=status, citations=())  # type: ignore[arg-type]
        page = read(client, "/?q=a")
        assert page.one(class_="status").text == f"Kết quả: {says}"
        assert not page.all("blockquote")

    def test_glosses_the_quote_for_english_readers(
        self, client: TestClient, ask: StandIn, library: Library
    ) -> None:
        ask.answer = dataclasses.replace(ask.answer, language="en", text="85%.")
        page = read(client, "/?q=supermarkets&lang=en")
        assert library.get("kh-235-2021").gloss["II.1#5"] in page.all(class_="gloss")[0].text
        assert page.one(class_="said")["lang"] == "en"

    def test_is_kept_by_no_cache_and_no_search_engine(self, client: TestClient) -> None:
        response = client.get("/?q=a")
        assert response.headers["cache-control"] == "no-store"
        assert Page(response.text).one("meta", name="robots")["content"] == "noindex"

    def test_escapes_whatever_it_is_fed(self, client: TestClient, ask: StandIn) -> None:
        ask.answer = dataclasses.replace(
            ask.answer, text=HOSTILE, read_as=HOSTILE, notes=(HOSTILE,), citations=(hostile_citation(),)
        )
        response = client.get("/", params={"q": HOSTILE, "h": HOSTILE, "lang": HOSTILE})
        page = Page(response.text)
        well_made(page)
        assert page.one("h1").text == page.one(class_="said").text == page.one("blockquote").text == HOSTILE
        assert "49" not in response.text


def hostile_citation() -> Citation:
    plan = Library.shipped().get("kh-235-2021")
    return Citation(
        plan.id, f'II.1#5"><b>{HOSTILE}', HOSTILE, HOSTILE, plan.provision("II.1#5").span, verbatim=True
    )


class TestFollowUp:
    def test_carries_the_questions_on(self, client: TestClient, ask: StandIn) -> None:
        page = read(client, "/?q=Hai&h=M%E1%BB%99t&document=kh-235-2021")
        hidden = [each["value"] for each in page.all("input", type="hidden")]
        assert hidden == ["Một", "Hai"]
        assert [each["value"] for each in page.all("option") if "selected" in each.attributes] == [
            "kh-235-2021"
        ]
        read(client, "/?" + "&".join(f"h={value}" for value in hidden) + "&document=kh-235-2021&q=Ba")
        assert ask.asked[-1] == Question("Ba", ("Một", "Hai"), "kh-235-2021")

    def test_carries_a_bounded_number_on(self, client: TestClient, ask: StandIn) -> None:
        page = read(client, "/?q=a" + "".join(f"&h=cau{number}" for number in range(500)))
        hidden = [each["value"] for each in page.all("input", type="hidden")]
        assert hidden == [*(f"cau{number}" for number in range(493, 500)), "a"]
        assert len(ask.asked[0].history) == MAX_HISTORY

    @pytest.mark.parametrize("letters", ["a", "ộ", "😀"], ids=["ascii", "vietnamese", "emoji"])
    def test_the_address_stays_within_what_servers_take(self, letters: str) -> None:
        kept = people.carried((letters * 399,) * 20)
        assert len(kept) > 0
        assert sum(map(len, kept)) <= people.MAX_CARRIED


class TestLanguage:
    @pytest.mark.parametrize(
        ("header", "language"),
        [
            ("", "vi"),
            ("en", "en"),
            ("en-US,en;q=0.9", "en"),
            ("vi-VN,vi;q=0.9,en;q=0.8", "vi"),
            ("en;q=0.8, vi;q=0.9", "vi"),
            ("fr-FR, en;q=0.5", "en"),
            ("fr", "vi"),
            ("*", "vi"),
            ("en;q=0", "vi"),
            ("en;q=nan", "vi"),
            ("en;q=-1", "vi"),
            ("en;q=9e9", "vi"),
            ("en;level=1", "vi"),
            (";;;=,,,", "vi"),
            ("x," * 10_000 + "en", "vi"),
        ],
    )
    def test_follows_the_browser(self, header: str, language: str) -> None:
        assert accepted(header) == language

    def test_a_choice_by_hand_wins_and_stays(self, client: TestClient) -> None:
        page = read(client, "/?lang=en&q=a", Accept_Language="vi")
        assert page.one("html")["lang"] == "en"
        assert page.one("input", name="lang")["value"] == "en"
        links = [each["href"] for each in page.all("a") if each["href"].startswith("/")]
        assert links
        assert all("lang=en" in link for link in links)

    def test_the_other_language_is_one_link_away(self, client: TestClient) -> None:
        switch = next(
            each for each in read(client, "/?q=C%C3%A2u&h=a&h=b").all("a") if each.text == "English"
        )
        assert parse_qs(switch["href"][1:]) == {"q": ["Câu"], "h": ["a", "b"], "lang": ["en"]}

    @pytest.mark.parametrize("lang", ["", "fr", "EN", "../en"])
    def test_an_unknown_choice_is_none(self, client: TestClient, lang: str) -> None:
        assert read(client, f"/?lang={lang}").one("html")["lang"] == "vi"

    def test_both_languages_have_the_same_sentences(self) -> None:
        tables = [
            tomllib.loads(files("hoi.prompts").joinpath(language, "web.toml").read_text(encoding="utf-8"))
            for language in ("vi", "en")
        ]
        vietnamese, english = (
            {
                (section, name): sorted(re.findall(r"\{\w*\}", str(value)))
                for section, names in table.items()
                for name, value in names.items()
            }
            for table in tables
        )
        assert vietnamese == english


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
    def test_says_what_is_held_and_missing(
        self, client: TestClient, library: Library, name: str, lang: str
    ) -> None:
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
    def test_a_digest_says_so_and_names_its_sources(
        self, client: TestClient, library: Library, name: str
    ) -> None:
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
        blocks = outline(library.get("kh-235-2021"))
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


class TestErrors:
    @pytest.mark.parametrize(
        ("method", "path", "status", "title"),
        [
            pytest.param("GET", "/documents/nothing", 404, "Không tìm thấy", id="unknown_document"),
            pytest.param("GET", "/documents/", 404, "Không tìm thấy", id="slash"),
            pytest.param("GET", "/documents/%3Cb%3E", 404, "Không tìm thấy", id="markup"),
            pytest.param("POST", "/", 405, "Phương thức không được phép", id="post"),
        ],
    )
    def test_are_pages_in_vietnamese(
        self, client: TestClient, method: str, path: str, status: int, title: str
    ) -> None:
        response = client.request(method, path)
        page = Page(response.text)
        well_made(page)
        assert response.status_code == status
        assert page.one("html")["lang"] == "vi"
        assert page.one("h1").text == title

    def test_speak_english_when_asked(self, client: TestClient) -> None:
        assert read(client, "/documents/nothing", 404, Accept_Language="en").one("h1").text == "Not found"

    def test_an_unknown_address_is_a_page_for_a_browser(self, client: TestClient) -> None:
        read(client, "/nothing", 404, Accept="text/html,*/*;q=0.8")
        read(client, "//evil.example/nothing", 404, Accept="text/html")

    def test_a_missing_index_is_a_page(self, client: TestClient, ask: StandIn) -> None:
        ask.error = IndexStateError("Chưa có chỉ mục.", "No index.")
        assert "Chưa có chỉ mục." in page_text(read(client, "/?q=a", 503))

    def test_an_unexpected_failure_gives_a_reference(self, client: TestClient, ask: StandIn) -> None:
        ask.error = RuntimeError("secret")
        response = client.get("/?q=a")
        assert response.status_code == 500
        assert response.headers["x-request-id"] in page_text(Page(response.text))
        assert "secret" not in response.text


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
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def page_text(page: Page) -> str:
    return " ".join(page.one("body").text.split())


def lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def test_an_answer_needs_no_citation_label_of_ours(library: Library) -> None:
    citation = dataclasses.replace(cut(library, "kh-235-2021", "I.1", ""), label="khoản 1")
    assert people.line(citation, library.get("kh-235-2021")).startswith(
        "khoản 1 (Kế hoạch số 235/KH-UBND ngày"
    )
