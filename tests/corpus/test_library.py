"""The documents held: each matches its record, and every word that is ours says where it comes from."""

import hashlib
import re
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from hoi.corpus.changes import changes, named, touching
from hoi.corpus.errors import CorpusError, NotHeldError
from hoi.corpus.figures import figures, numbered_days
from hoi.corpus.library import Library
from hoi.corpus.model import Document, Provision
from hoi.corpus.normalise import fold, nfc
from hoi.corpus.record import GLOSS, QUESTIONS, RECORD, STATEMENTS, SUGGESTIONS, TEXT, read

DOCUMENTS = tuple(Library.shipped())
DIGESTS = tuple(document for document in DOCUMENTS if not document.verbatim)


def by_id(document: Document) -> str:
    return document.id


def dashes(document: Document) -> list[Provision]:
    return [provision for provision in document.provisions if provision.kind == "dash"]


def test_documents_held() -> None:
    held = {document.id: document.verbatim for document in DOCUMENTS}
    assert held == {"kh-235-2021": True, "qd-889-2020": False, "nd-08-2022": False, "sap-xep-2025": False}
    assert [document.id for document in DOCUMENTS] == sorted(held)


def test_plan_is_the_text_its_record_describes() -> None:
    plan = Library.shipped().get("kh-235-2021")
    raw = files("hoi.corpus").joinpath("documents", plan.id, TEXT).read_bytes()
    assert hashlib.sha256(raw).hexdigest() == plan.sha256
    assert raw.decode("utf-8") == plan.text
    assert (plan.metadata.number, plan.metadata.signer) == ("235/KH-UBND", "Đoàn Thu Hà")


@pytest.mark.parametrize("document", DOCUMENTS, ids=by_id)
def test_text_is_in_the_form_offsets_count_in(document: Document) -> None:
    assert document.text == nfc(document.text)
    assert not document.text.endswith("\n")
    for provision in document.provisions:
        assert provision.text == provision.span.of(document.text)


@pytest.mark.parametrize("document", DOCUMENTS, ids=by_id)
def test_what_is_held_and_what_is_missing_is_said_in_both_languages(document: Document) -> None:
    sentences = [document.held, *(each.what for each in document.missing)]
    assert document.missing
    assert document.original
    for each in sentences:
        assert each.vi.endswith(".")
        assert each.en.endswith(".")
    for missing in document.missing:
        assert missing.after is None or document.provision(missing.after)


@pytest.mark.parametrize("document", DOCUMENTS, ids=by_id)
def test_gloss_stands_for_existing_provisions_with_the_same_figures(document: Document) -> None:
    """A gloss may write a date or a unit otherwise; its numbers, taken one by one, are the text's."""
    assert {provision.locator for provision in dashes(document)} <= set(document.gloss)
    for locator, gloss in document.gloss.items():
        assert numbers(gloss) == numbers(document.provision(locator).text), locator


def numbers(text: str) -> set[str]:
    """Every run of digits after the printed label, without leading zeros."""
    return {each.lstrip("0") or "0" for each in re.findall(r"\d+", re.sub(r"^\d+\.\s", "", numbered_days(text)))}


@pytest.mark.parametrize("document", DIGESTS, ids=by_id)
def test_every_dash_of_a_digest_has_a_statement(document: Document) -> None:
    assert [each.locator for each in document.statements] == [each.locator for each in dashes(document)]
    for statement in document.statements:
        assert statement.sources or statement.confidence == "inferred", statement.locator
        assert statement.confidence in {"two_sources", "one_source", "inferred"}


@pytest.mark.parametrize("document", DIGESTS, ids=by_id)
def test_statements_are_worded_as_well_as_they_are_supported(document: Document) -> None:
    """What one source says is said to be so; what was only concluded is a remark or on the digest itself."""
    for statement in document.statements:
        words = fold(document.provision(statement.locator).text)
        remark = words.startswith("nhan xet cua nguoi tong hop")
        of_itself = words.startswith(("day la ban tom tat", "day la ban tong hop"))
        if statement.confidence == "inferred":
            assert remark or of_itself, statement.locator
        else:
            assert not remark, statement.locator
        if statement.confidence == "one_source":
            assert "mot nguon" in words, statement.locator
        if statement.confidence == "two_sources":
            assert len(statement.sources) >= 2, statement.locator


@pytest.mark.parametrize("document", DIGESTS, ids=by_id)
def test_a_digest_says_that_it_is_one(document: Document) -> None:
    assert "khong phai van ban chinh thuc" in document.folded
    assert "http" not in document.text


def test_changes_point_at_what_is_held() -> None:
    library = Library.shipped()
    for change in changes():
        explained = library.get(change.document).provision(change.locator)
        texts = library.get(change.document).folded if change.within else fold(explained.text)
        assert fold(change.words.pattern.strip("\\b(?:)").split("|")[0]) in texts
        assert not change.covers or library.get(change.document).provision(change.covers)


def test_changes_touch_only_older_texts_once_they_happened() -> None:
    plan = Library.shipped().get("kh-235-2021")
    quote = plan.provision("II.1#4").text
    since = next(change.since for change in changes() if change.words.search(quote))
    assert [change.locator for change in touching(plan, quote, since)] == ["IV#1", "IV#6"]
    assert touching(plan, quote, since.replace(year=since.year - 1)) == []
    assert touching(Library.shipped().get("sap-xep-2025"), quote, since) == []  # states no day of issue


def test_what_ended_is_told_beside_how_it_was_before() -> None:
    held = Library.shipped().get("sap-xep-2025")
    after = date(2026, 1, 1)
    assert [each.locator for each in touching(held, held.provision("IV#2").text, after)] == ["IV#1"]
    assert touching(held, held.provision("IV#3").text, after) == []


@pytest.mark.parametrize(
    ("question", "locators"),
    [
        pytest.param("UBND huyện phải làm gì?", ["IV#1"], id="level"),
        pytest.param("sở tài nguyên và môi trường có trách nhiệm gì", ["III#2"], id="agency_in_small_letters"),
        pytest.param("Siêu thị phải làm gì?", [], id="nothing_that_changed"),
    ],
)
def test_what_a_question_names_may_have_changed(question: str, locators: list[str]) -> None:
    assert [each.locator for each in named(question, date(2026, 1, 1))] == locators
    assert named(question, date(2024, 1, 1)) == []


def test_figures_of_the_record_stand_in_the_text() -> None:
    for document in DOCUMENTS:
        said = document.metadata
        day = f"{said.issued_on:%d/%m/%Y}" if said.issued_on else ""
        assert figures(f"{said.number or ''} {day}") <= figures(document.text), document.id


def test_document_that_is_not_held_names_those_that_are() -> None:
    with pytest.raises(NotHeldError) as caught:
        Library.shipped().get("kh-1-1999")
    assert "kh-235-2021" in caught.value.vi
    assert "kh-235-2021" in caught.value.en
    assert caught.value.exit_code == 2


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of a digest's folder, to damage."""
    held = files("hoi.corpus").joinpath("documents", "qd-889-2020")
    for name in (TEXT, RECORD, STATEMENTS, GLOSS, QUESTIONS, SUGGESTIONS):
        (tmp_path / name).write_bytes(held.joinpath(name).read_bytes())
    return tmp_path


def test_copied_folder_reads_as_the_shipped_one(folder: Path) -> None:
    assert read(folder) == Library.shipped().get("qd-889-2020")


def test_digest_files_are_optional(folder: Path) -> None:
    (folder / STATEMENTS).unlink()
    (folder / GLOSS).unlink()
    (folder / QUESTIONS).unlink()
    (folder / SUGGESTIONS).unlink()
    bare = read(folder)
    assert (bare.statements, bare.gloss, bare.questions) == ((), {}, {})


DAMAGES = {
    "text_missing": (TEXT, None),
    "text_changed": (TEXT, b"m\xe1\xbb\x99t"),
    "text_not_utf8": (TEXT, b"\xff\xfe"),
    "record_missing": (RECORD, None),
    "record_not_toml": (RECORD, b"id = "),
    "record_without_checksum": (RECORD, b'id = "a"'),
    "record_not_utf8": (RECORD, b"\xff"),
    "statements_not_toml": (STATEMENTS, b"[[statement"),
    "statement_without_sources": (STATEMENTS, b'[[statement]]\nlocator = "I.1#1"\nconfidence = "inferred"'),
    "gloss_not_toml": (GLOSS, b"[gloss"),
    "gloss_is_no_table": (GLOSS, b'gloss = "a"'),
    "questions_are_no_tables": (QUESTIONS, b'"I.1#1" = "a"'),
}


@pytest.mark.parametrize(("name", "content"), DAMAGES.values(), ids=DAMAGES)
def test_damaged_folder_is_a_corpus_error_that_names_the_document(
    folder: Path, name: str, content: bytes | None
) -> None:
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(content)
    with pytest.raises(CorpusError) as caught:
        read(folder)
    assert folder.name in caught.value.vi
    assert folder.name in caught.value.en
    assert caught.value.exit_code == 1


def test_record_without_a_field_is_a_corpus_error(folder: Path) -> None:
    record = folder / RECORD
    lines = record.read_text(encoding="utf-8").splitlines()
    record.write_text("\n".join(line for line in lines if not line.startswith("level")), encoding="utf-8")
    with pytest.raises(CorpusError, match=folder.name):
        read(folder)
