from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import MessageEntity

from hoi.bot.assistant.answer import Answer, Citation
from hoi.bot.telegram import message
from hoi.bot.telegram.draft import Part, visible
from hoi.corpus.library import Library
from hoi.corpus.model import Span
from tests.auxil import telegram_judge

TEXT = st.text(max_size=80) | st.text(st.sampled_from("aă😀\u0301\n \u200b<&_*`"), max_size=60)
LONG = st.builds(lambda text, times: text * times, TEXT, st.integers(1, 400))


def citation(label: str, quote: str, *, verbatim: bool = True) -> Citation:
    return Citation("d", "I.1", label, quote, Span(0, len(quote)), verbatim)


ANSWERS = st.builds(
    Answer,
    question=st.just("?"),
    read_as=st.just("?"),
    language=st.sampled_from(["vi", "en"]),
    status=st.just("answered"),
    text=LONG,
    citations=st.lists(st.builds(citation, TEXT, LONG, verbatim=st.booleans()), max_size=6).map(tuple),
    notes=st.lists(TEXT, max_size=3).map(tuple),
)


def shown(text: str) -> str:
    """What a reader sees of a text: no blank or invisible characters; halves of pairs joined or replaced."""
    sound = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return "".join(char for char in sound if visible(char))


def styled(part: Part) -> list[tuple[str, str]]:
    return [(entity.type, _slice(part.text, entity)) for entity in part.entities]


def _slice(text: str, entity: MessageEntity) -> str:
    units = text.encode("utf-16-le")
    return units[2 * entity.offset : 2 * (entity.offset + entity.length)].decode("utf-16-le")


def check(parts: tuple[Part, ...]) -> None:
    for part in parts:
        telegram_judge.check_text(part.text, [entity.to_dict() for entity in part.entities])


@settings(max_examples=150, deadline=None)
@given(ANSWERS)
def test_any_answer_makes_parts_that_telegram_accepts_and_loses_nothing(answer: Answer) -> None:
    parts = message.answer(answer)
    check(parts)
    sent = shown("".join(part.text for part in parts))
    pieces = chain(
        [answer.text], *([each.label, each.quote] for each in answer.citations[: message.MAX_QUOTED]),
        (each.label for each in answer.citations[message.MAX_QUOTED :]), answer.notes,
    )  # fmt: skip
    place = 0
    for piece in map(shown, pieces):
        place = sent.index(piece, place) + len(piece)


@settings(max_examples=100, deadline=None)
@given(LONG | st.text(max_size=3).map(lambda text: text * 3_000))
def test_any_text_is_cut_without_loss(text: str) -> None:
    parts = message.plain(text)
    check(parts)
    assert shown("".join(part.text for part in parts)) == shown(text)


@pytest.mark.parametrize("start", range(3))
def test_pair_of_surrogates_is_never_cut(start: int) -> None:
    parts = message.plain("a" * start + "😀" * 5_000)
    check(parts)
    assert "".join(part.text for part in parts) == "a" * start + "😀" * 5_000


@pytest.mark.parametrize(
    ("text", "sent"),
    [("a\ud83d\ude00", "a😀"), ("a\ud83d", "a�"), ("\ude00a", "�a")],
    ids=["both_halves", "first_half", "second_half"],
)
def test_lone_surrogates_do_not_reach_the_network(text: str, sent: str) -> None:
    (part,) = message.plain(text)
    assert part.text == sent
    check((part,))


@pytest.mark.parametrize("mark", ["\n\n", "\n", " "], ids=["paragraph", "line", "word"])
def test_cut_falls_on_the_best_border(mark: str) -> None:
    first, second = "ă" * 3_000, "b" * 3_000
    assert [part.text for part in message.plain(first + mark + second)] == [first, second]


def test_cut_just_after_the_limit_keeps_the_first_part_full() -> None:
    parts = message.plain("ă" * 4_096 + "\n\nb")
    assert [len(part.text) for part in parts] == [4_096, 1]


def test_answer_shows_label_mark_quote_and_notes() -> None:
    answer = Answer(
        "?",
        "?",
        "vi",
        "answered",
        "85%.",
        (citation("mục II.1", "85% siêu thị", verbatim=False),),
        ("Hết hạn.",),
    )
    (part,) = message.answer(answer)
    digest = "(tổng hợp, không phải nguyên văn)"
    assert part.text == f"85%.\n\nmục II.1 {digest}\n85% siêu thị\n\nHết hạn."
    assert styled(part) == [
        ("expandable_blockquote", f"mục II.1 {digest}\n85% siêu thị"),
        ("bold", "mục II.1"),
        ("italic", f" {digest}"),
        ("italic", "Hết hạn."),
    ]


def test_more_than_three_citations_are_listed_by_label() -> None:
    citations = tuple(citation(f"mục {n}", f"lời {n}", verbatim=n != 5) for n in range(1, 6))
    (part,) = message.answer(Answer("?", "?", "vi", "answered", "Có.", citations))
    listed = "Căn cứ khác:\n• mục 4\n• mục 5 (tổng hợp, không phải nguyên văn)"
    assert part.text == "Có.\n\nmục 1\nlời 1\n\nmục 2\nlời 2\n\nmục 3\nlời 3\n\n" + listed


def test_english_answer_marks_a_digest_in_english() -> None:
    (part,) = message.answer(Answer("?", "?", "en", "answered", "Yes.", (citation("II.1", "x", verbatim=False),)))
    assert "(a summary, not the original wording)" in part.text


def test_quote_over_the_limit_is_a_quote_in_every_part() -> None:
    long = "\n".join(f"dòng {n} " + "x" * 90 for n in range(100))
    parts = message.answer(Answer("?", "?", "vi", "answered", "Có.", (citation("mục 1", long),)))
    assert len(parts) == 3
    assert all("expandable_blockquote" in {entity.type for entity in part.entities} for part in parts)
    assert all(part.text.split("\n")[0].startswith("dòng") for part in parts[1:])


def test_question_behind_a_button_is_repeated_in_bold() -> None:
    (part,) = message.answer(Answer("?", "?", "vi", "answered", "Có."), asked="Ai ký?")
    assert part.text == "Ai ký?\n\nCó."
    assert styled(part) == [("bold", "Ai ký?")]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_sources_name_every_document_and_what_is_missing(language: str) -> None:
    parts = message.sources(Library.shipped(), language)
    check(parts)
    text = "\n\n".join(part.text for part in parts)
    for document in Library.shipped():
        assert document.full_name.say(language) in text
        assert document.held.say(language) in text
        for part in document.missing:
            assert f"• {part.what.say(language)}" in text


def test_sources_of_a_large_corpus_are_bounded() -> None:
    library = Library.shipped()
    text = "".join(part.text for part in message.sources(_many(library, 50), "vi"))
    assert "50 văn bản" in text
    assert "và 30 văn bản khác" in text


def _many(library: Library, count: int) -> Library:
    plan = library.get("kh-235-2021")
    return Library([replace(plan, id=f"kh-{number}") for number in range(count)])
