"""The pages for people: what they show, in both languages, without a script and whatever they are fed."""

import dataclasses
import doctest
import re
import tomllib
from importlib.resources import files
from types import ModuleType
from urllib.parse import parse_qs

import pytest
from starlette.testclient import TestClient

from hoi.bot.assistant.answer import MAX_HISTORY, Citation, Question
from hoi.bot.web import language, people, render, words
from hoi.bot.web.language import accepted
from hoi.bot.web.words import samples
from hoi.corpus.errors import IndexStateError
from hoi.corpus.library import Library
from tests.auxil.markup import Page
from tests.bot.web.conftest import StandIn
from tests.bot.web.reading import HOSTILE, page_text, read, well_made

SHIPPED = [document.id for document in Library.shipped()]
QUESTION = "Bao nhiêu siêu thị dùng bao bì thân thiện?"


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
        links = [link["href"] for link in read(client, f"/?lang={language}").all("a") if "?q=" in link["href"]]
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
        assert page.one(class_="said").text.strip() == ask.answer.text
        assert text.index(ask.answer.text) < text.index(ask.answer.citations[0].quote)
        assert "Có trong văn bản" in page.one(class_="status").text
        assert ask.answer.notes[0] in text
        assert ask.answer.read_as in text

    def test_keeps_the_lines_of_the_answer_apart(self, client: TestClient, ask: StandIn) -> None:
        ask.answer = dataclasses.replace(ask.answer, text="Hai chỉ tiêu:\n- 85%.\n\n- 100%.")
        said = read(client, "/?q=a").one(class_="said").text
        assert [line.strip() for line in said.splitlines() if line.strip()] == [
            "Hai chỉ tiêu:",
            "- 85%.",
            "- 100%.",
        ]

    def test_quotes_each_citation_to_the_letter(self, client: TestClient, ask: StandIn) -> None:
        page = read(client, f"/?q={QUESTION}")
        assert [each.text for each in page.all("blockquote")] == [each.quote for each in ask.answer.citations]
        assert {each["lang"] for each in page.all("blockquote")} == {"vi"}
        assert [each.text for each in page.all(class_="label")] == [each.label for each in ask.answer.citations]
        assert [each.text for each in page.all(class_="kind")] == [
            "Nguyên văn",
            "Tổng hợp, không phải nguyên văn",
        ]

    def test_leads_to_the_provision(self, client: TestClient) -> None:
        links = [each for each in read(client, f"/?q={QUESTION}").all("a") if each.text == "Xem trong văn bản"]
        assert links[0]["href"] == "/documents/kh-235-2021#II.1%235"
        page = read(client, links[0]["href"])
        assert page.one(id="II.1#5").text.startswith("- 85% các siêu thị")

    def test_gives_a_line_to_copy(self, client: TestClient) -> None:
        line = read(client, f"/?q={QUESTION}").all("textarea")[0]
        assert "readonly" in line.attributes
        assert line.text == (
            "theo gạch đầu dòng thứ 5, khoản 1, phần II Kế hoạch số 235/KH-UBND ngày 11/12/2021 của UBND tỉnh Lạng Sơn"
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
    def test_names_the_outcome_in_words(self, client: TestClient, ask: StandIn, status: str, says: str) -> None:
        ask.answer = dataclasses.replace(ask.answer, status=status, citations=())  # type: ignore[arg-type]
        page = read(client, "/?q=a")
        assert page.one(class_="status").text == f"Kết quả: {says}"
        assert not page.all("blockquote")

    def test_glosses_the_quote_for_english_readers(self, client: TestClient, ask: StandIn, library: Library) -> None:
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
        assert page.one("h1").text == page.one(class_="said").text.strip() == page.one("blockquote").text == HOSTILE
        assert "49" not in response.text


def hostile_citation() -> Citation:
    plan = Library.shipped().get("kh-235-2021")
    return Citation(plan.id, f'II.1#5"><b>{HOSTILE}', HOSTILE, HOSTILE, plan.provision("II.1#5").span, verbatim=True)


class TestFollowUp:
    def test_carries_the_questions_on(self, client: TestClient, ask: StandIn) -> None:
        page = read(client, "/?q=Hai&h=M%E1%BB%99t&document=kh-235-2021")
        hidden = [each["value"] for each in page.all("input", type="hidden")]
        assert hidden == ["Một", "Hai"]
        assert [each["value"] for each in page.all("option") if "selected" in each.attributes] == ["kh-235-2021"]
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
        switch = next(each for each in read(client, "/?q=C%C3%A2u&h=a&h=b").all("a") if each.text == "English")
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
    def test_are_pages_in_vietnamese(self, client: TestClient, method: str, path: str, status: int, title: str) -> None:
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


@pytest.mark.parametrize("module", [language, people, render, words], ids=lambda module: module.__name__)
def test_examples_hold(module: ModuleType) -> None:
    tried = doctest.testmod(module)
    assert (tried.attempted > 0, tried.failed) == (True, 0)
