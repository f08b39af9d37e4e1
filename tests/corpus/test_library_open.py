"""The shipped documents with those an operator added: these win by their ids, and keep what still fits."""

from pathlib import Path

import pytest

from hoi.corpus.errors import CorpusError
from hoi.corpus.library import Library
from hoi.corpus.store import Store
from tests.auxil.additions import NOW, PLAN, addition

PLAN_ID = "kh-235-2021"
ADDED = "kh-7-2024"


@pytest.fixture
def shipped_text(library: Library) -> str:
    """The shipped plan with what it lacks made up: one dash changed, another behind it."""
    text = library.get(PLAN_ID).text
    return text.replace("- 90% khu kinh tế", "- 95% khu kinh tế").replace("[...]", "- Thử nghiệm mô hình.\n")


def test_without_added_documents_it_is_the_shipped_library(library: Library, tmp_path: Path) -> None:
    assert list(Library.open(tmp_path / "none")) == list(library)


def test_added_documents_stand_among_the_shipped(library: Library, tmp_path: Path) -> None:
    Store(tmp_path).add(addition(tmp_path), NOW)
    opened = Library.open(tmp_path)
    assert [each.id for each in opened] == sorted([*(each.id for each in library), ADDED])
    assert ADDED not in Library.open(tmp_path, besides=ADDED)


def test_added_document_takes_the_shipped_one_s_place_and_gives_it_back(
    library: Library, tmp_path: Path, shipped_text: str
) -> None:
    Store(tmp_path).add(addition(tmp_path, shipped_text, document_id=PLAN_ID), NOW)
    assert len(Library.open(tmp_path)) == len(library)
    assert "Thử nghiệm mô hình" in Library.open(tmp_path).get(PLAN_ID).text
    Store(tmp_path).remove(PLAN_ID)
    assert Library.open(tmp_path).get(PLAN_ID) == library.get(PLAN_ID)


def test_what_was_written_beside_a_provision_stays_where_its_words_do(
    library: Library, tmp_path: Path, shipped_text: str
) -> None:
    shipped = library.get(PLAN_ID)
    Store(tmp_path).add(addition(tmp_path, shipped_text, document_id=PLAN_ID), NOW)
    full = Library.open(tmp_path).get(PLAN_ID)
    for locator, gloss in shipped.gloss.items():
        same = locator in full.by_locator and full.provision(locator).text == shipped.provision(locator).text
        assert full.gloss.get(locator) == (gloss if same else None)
    assert "II.1#1" in full.gloss
    assert "II.1#2" not in full.gloss
    assert ("II.1#5", "vi") in full.questions
    assert ("II.1#2", "vi") not in full.questions
    assert set(shipped.aliases) <= set(full.aliases)
    assert full.statements == ()
    assert full.cut_after is None


def test_a_digest_s_statements_do_not_outlive_it(library: Library, tmp_path: Path) -> None:
    text = "THỦ TƯỚNG CHÍNH PHỦ\nSố: 889/QĐ-TTg\nQUYẾT ĐỊNH\nĐiều 1. Phê duyệt chương trình giả định.\n"
    Store(tmp_path).add(addition(tmp_path, text, document_id="qd-889-2020"), NOW)
    full = Library.open(tmp_path).get("qd-889-2020")
    assert (full.verbatim, full.statements, full.gloss, full.questions) == (True, (), {}, {})
    assert full.level == "national"
    assert set(library.get("qd-889-2020").aliases) <= set(full.aliases)


def test_the_index_notices_what_was_added_and_removed(library: Library, tmp_path: Path) -> None:
    def prints() -> dict[str, str]:
        return {each.id: each.fingerprint for each in Library.open(tmp_path)}

    before = prints()
    Store(tmp_path).add(addition(tmp_path), NOW)
    first = prints()
    Store(tmp_path).add(addition(tmp_path, PLAN.replace("85%", "90%")), NOW)
    second = prints()
    Store(tmp_path).remove(ADDED)
    assert len({str(each) for each in (before, first, second)}) == 3
    assert prints() == before


def test_damaged_document_is_named_with_what_to_do(tmp_path: Path) -> None:
    version = Store(tmp_path).add(addition(tmp_path), NOW)
    (tmp_path / "documents" / ADDED / version / "text.txt").unlink()
    with pytest.raises(CorpusError, match=ADDED) as caught:
        Library.open(tmp_path)
    assert "hoi documents --versions" in caught.value.vi
    assert len(Library.open(tmp_path, besides=ADDED)) == len(Library.shipped())
