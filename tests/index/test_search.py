"""Finding: how the two sides are fused, and that asking stays light."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from hoi.corpus.library import Library
from hoi.index import dense, search
from hoi.index.build import CACHE, build
from hoi.index.chunks import chunks
from hoi.index.dense import NEVER, Scores
from hoi.index.fusion import IN_USE, Sides, Weights, fuse
from hoi.index.search import Finder
from hoi.index.taught import REASONS

SCORES = st.integers(1, 150).flatmap(
    lambda size: st.tuples(*[arrays(np.float32, size, elements=st.floats(-1, 30, width=16))] * 2)
)


def fused_of(cosines: Scores, keywords: Scores, weights: Weights = IN_USE) -> Scores:
    """What the two sides make where nobody wrote examples."""
    size = len(cosines)
    return fuse(Sides(cosines, keywords, np.full(size, NEVER, np.float32), np.ones(size, np.bool_)), weights)


@given(SCORES)
def test_fused_scores_lie_between_0_and_1(both: tuple[Scores, Scores]) -> None:
    fused = fused_of(*both)
    assert fused.shape == both[0].shape
    assert np.isfinite(fused).all()
    assert ((fused >= 0) & (fused <= 1)).all()


@given(SCORES)
def test_what_leads_both_sides_leads(both: tuple[Scores, Scores]) -> None:
    cosines, keywords = (scores.copy() for scores in both)
    place = len(cosines) // 2
    cosines[place] = cosines.max() + 1
    keywords[place] = keywords.max() + 1
    fused = fused_of(cosines, keywords)
    assert fused[place] == fused.max()


@given(SCORES)
def test_order_of_the_texts_does_not_matter(both: tuple[Scores, Scores]) -> None:
    cosines, keywords = both
    assert np.array_equal(fused_of(cosines[::-1], keywords[::-1])[::-1], fused_of(cosines, keywords))


@given(SCORES)
def test_a_side_that_tells_nothing_apart_changes_nothing(both: tuple[Scores, Scores]) -> None:
    cosines, _ = both
    alone = fused_of(cosines, np.zeros_like(cosines))
    assert np.array_equal(alone, fused_of(cosines, np.full_like(cosines, 7)))
    assert alone.max() in (0, np.float32(Weights().dense))
    if alone.max() > 0:  # else its best hundred are all equal, and it tells nothing apart either
        assert np.argmax(alone) == np.argmax(cosines)


@given(SCORES)
def test_without_a_share_a_side_has_no_say(both: tuple[Scores, Scores]) -> None:
    cosines, keywords = both
    assert np.array_equal(fused_of(cosines, keywords, Weights(dense=0)), 2 * fused_of(np.zeros_like(cosines), keywords))
    assert np.array_equal(fused_of(cosines, keywords, Weights(dense=1)), 2 * fused_of(cosines, np.zeros_like(keywords)))


@pytest.mark.parametrize("scale", [0.5, 4.0])
def test_the_unit_of_a_side_does_not_matter(scale: float) -> None:
    cosines = np.array([0.1, 0.7, 0.9, 0.3], np.float32)
    keywords = np.array([9.0, 2.0, 3.0, 0.0], np.float32)
    np.testing.assert_allclose(fused_of(cosines, keywords * scale + 1), fused_of(cosines, keywords), atol=1e-6)


@given(SCORES)
def test_likeness_to_examples_outweighs_the_rest_only_where_there_are_any(both: tuple[Scores, Scores]) -> None:
    cosines, asked = both
    size = len(cosines)
    alone = fused_of(cosines, np.zeros_like(cosines))
    untaught = np.arange(size) % 2 == 0
    mixed = fuse(Sides(cosines, np.zeros_like(cosines), asked, untaught), Weights())
    np.testing.assert_allclose(mixed[untaught], alone[untaught], atol=1e-6)
    without = fuse(Sides(cosines, np.zeros_like(cosines), asked, untaught), Weights(asked=0))
    assert np.array_equal(without, alone)


@given(SCORES)
def test_reciprocal_ranks_keep_the_order_of_one_side(both: tuple[Scores, Scores]) -> None:
    cosines, _ = both
    ranked = fused_of(cosines, np.zeros_like(cosines), Weights(ranks=True))
    assert ((ranked >= 0) & (ranked <= 1)).all()
    order = np.argsort(-cosines, kind="stable")
    assert (np.diff(ranked[order]) <= 1e-6).all()


@pytest.mark.parametrize(
    ("text", "language", "locator"),
    [
        ("bao nhiêu siêu thị dùng bao bì thân thiện môi trường đến năm 2025", "vi", "II.1#5"),
        ("sieu thi dung bao bi than thien moi truong den nam 2025", "vi", "II.1#5"),
        ("share of supermarkets with environmentally friendly packaging by 2025", "en", "II.1#5"),
    ],
    ids=["marked", "no_diacritics", "english"],
)
def test_the_clause_is_found(finder: Finder, text: str, language: str, locator: str) -> None:
    asked = text if language == "en" else finder.restorer.restore(text)
    found = finder.search(asked, "en" if language == "en" else "vi", documents={"kh-235-2021"})
    assert locator in [hit.locator for hit in found.hits[:2]]
    assert set(found.unanswered) == set(REASONS)


def test_every_provision_that_is_asked_about_is_found_by_its_own_words(finder: Finder, library: Library) -> None:
    """All but headings, whose words stand above other provisions too."""
    for chunk in chunks(library):
        if chunk.questions and not library.get(chunk.document).children(chunk.locator):
            hits = finder.search(chunk.text, chunk.language, documents={chunk.document}).hits
            assert chunk.locator in [hit.locator for hit in hits[:3]], (chunk.document, chunk.locator)


def test_hits_come_best_first_from_the_documents_asked(finder: Finder) -> None:
    hits = finder.search("túi ni lông", "vi", documents={"nd-08-2022", "sap-xep-2025"}).hits
    assert {hit.document for hit in hits} <= {"nd-08-2022", "sap-xep-2025"}
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert finder.search("túi ni lông", "vi", documents=set()).hits == ()


def test_the_sentences_of_a_provision_are_those_it_was_cut_into(finder: Finder, library: Library) -> None:
    for chunk in chunks(library):
        assert finder.pieces(chunk.document, chunk.locator, chunk.language) == chunk.pieces
    assert finder.pieces("kh-235-2021", "IX.9", "vi") == finder.pieces("no-document", "I.1", "vi") == ()


@pytest.fixture(scope="module")
def compressed(library: Library, data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Finder]:
    """The finder as it would be if the documents were many."""
    folder = tmp_path_factory.mktemp("compressed")
    (folder / "index").mkdir()
    shutil.copy(data_dir / "index" / CACHE, folder / "index" / CACHE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dense, "FLAT_ROWS", 600)
        patch.setattr(dense, "_SAMPLE", 2)
        patch.setattr(dense, "_NEAREST", 100)
        patch.setattr(search, "_FEW", 100)
        build(library, folder)
        yield Finder.open(library, folder)


@pytest.mark.parametrize("among", [None, {"kh-235-2021"}], ids=["all", "one_document"])
@pytest.mark.parametrize(
    "text",
    ["siêu thị dùng bao bì thân thiện môi trường đến năm 2025", "ai chủ trì thực hiện", "túi ni lông khó phân hủy"],
    ids=["target", "lead", "words_alone"],
)
def test_many_provisions_are_found_as_few_are(
    finder: Finder, compressed: Finder, text: str, among: set[str] | None
) -> None:
    few, many = (each.search(text, "vi", documents=among).hits for each in (finder, compressed))
    place = {(hit.document, hit.locator): hit for hit in many}
    assert few[0].locator == many[0].locator
    assert len([hit for hit in few[:10] if (hit.document, hit.locator) in place]) >= 9
    for hit in few:
        other = place.get((hit.document, hit.locator), hit)
        assert hit.cosine == pytest.approx(other.cosine, abs=0.01)
        assert hit.keywords == pytest.approx(other.keywords, rel=1e-4)
        assert hit.coverage == other.coverage


@pytest.mark.parametrize("text", ["", " ", "?!", "ﷺ", "超市", "\ud800", "a" * 1000], ids=lambda text: ascii(text[:5]))
def test_any_question_can_be_searched(finder: Finder, text: str) -> None:
    for hit in finder.search(text, "vi").hits:
        assert np.isfinite([hit.score, hit.cosine, hit.asked, hit.keywords, hit.coverage]).all()
        assert 0 <= hit.coverage <= 1


HEAVY = "{'torch', 'transformers', 'sentence_transformers', 'underthesea', 'sklearn'}"
IMPORT = f"import sys, hoi.index.search; print(sorted({HEAVY} & sys.modules.keys()))"
ASK = f"""
import sys
from pathlib import Path
from hoi.bot.assistant.answer import Question
from hoi.bot.assistant.assistant import Assistant
answer = Assistant.open(Path(sys.argv[1])).ask(Question.of("Siêu thị dùng bao bì gì đến năm 2025?"))
assert answer.citations, answer
print(sorted({HEAVY} & sys.modules.keys()))
"""


@pytest.mark.parametrize("code", [IMPORT, ASK], ids=["import", "question"])
def test_a_question_pays_for_no_heavy_library(data_dir: Path, code: str) -> None:
    """torch alone costs 7 s and 400 MB: only the building of an index may import it."""
    ended = subprocess.run(
        [sys.executable, "-c", code, str(data_dir)], capture_output=True, text=True, timeout=120, check=False
    )
    assert (ended.returncode, ended.stdout.strip()) == (0, "[]"), ended.stderr
