"""Rules that hold for every answer to every question of every set."""

import hashlib
from pathlib import Path

from hoi.bot.assistant.answer import Answer
from hoi.bot.assistant.assistant import Assistant, plain
from hoi.bot.assistant.verify import slices
from hoi.corpus.agencies import find
from hoi.corpus.figures import figures
from hoi.corpus.library import Library
from hoi.corpus.normalise import fold

QUESTIONS = Path(__file__).parents[2] / "questions"


def test_every_citation_is_a_slice_of_its_text(assistant: Assistant, answers: list[Answer]) -> None:
    assert all(slices(answer, assistant.library) for answer in answers)


def test_every_citation_lies_inside_the_provision_it_names(assistant: Assistant, answers: list[Answer]) -> None:
    for answer in answers:
        for each in answer.citations:
            assert each.span.within(assistant.library.get(each.document).provision(each.locator).span)


def test_every_figure_stands_in_a_cited_text(assistant: Assistant, answers: list[Answer]) -> None:
    wrong = sum(bool(figures(answer.text) - figures(_held(answer, assistant.library))) for answer in answers)

    assert wrong == 0


def test_every_agency_stands_in_a_cited_text(assistant: Assistant, answers: list[Answer]) -> None:
    wrong = 0
    for answer in answers:
        named, held = (
            {fold(each.agency.name) for each in find(text)} for text in (answer.text, _held(answer, assistant.library))
        )
        wrong += any(not name.startswith("cac ") for name in named - held)

    assert wrong == 0


def test_every_answer_is_sound_or_only_quotes(assistant: Assistant, answers: list[Answer]) -> None:
    replaced = [answer for answer in answers if answer.citations and answer.text == plain(answer).text]
    faulty = [answer for answer in answers if answer not in replaced and assistant.verifier.faults(answer)]

    assert len(faulty) == 0
    assert len(replaced) <= len(answers) // 50  # else it is the composer that is at fault


def _held(answer: Answer, library: Library) -> str:
    """Return what the citations of an answer say, their documents' records and, in English, their glosses."""
    held = [each.quote for each in answer.citations]
    for each in answer.citations:
        document = library.get(each.document)
        held.append(document.gloss.get(each.locator, ""))
    for document in {each.document: library.get(each.document) for each in answer.citations}.values():
        data = document.metadata
        held += [document.full_name.vi, document.full_name.en, data.number or "", data.title or "", data.issuer or ""]
        held += [f"{day.day}/{day.month}/{day.year}" for day in (data.issued_on, data.effective_on) if day]
    return "\n".join(held)


def test_only_answers_and_partial_answers_cite(answers: list[Answer]) -> None:
    for answer in answers:
        assert bool(answer.citations) == (answer.status in ("answered", "partial")), answer.question


def test_every_answer_says_something_in_one_paragraph_or_a_list(answers: list[Answer]) -> None:
    for answer in answers:
        assert answer.text.strip() == answer.text
        assert answer.text
        assert "\n\n" not in answer.text


def test_the_question_sets_are_frozen() -> None:
    for line in (QUESTIONS / "checksums.txt").read_text(encoding="utf-8").splitlines():
        digest, name = line.split()
        assert hashlib.sha256((QUESTIONS / name).read_bytes()).hexdigest() == digest, name
