"""Marks back into a question: what people type, and what they must read as."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hoi.corpus.library import Library
from hoi.corpus.normalise import fold, modern_tone, syllables
from hoi.index.restore import Restorer, abbreviations, expand
from hoi.index.search import Finder

CASES = {
    "no_diacritics": (
        "den nam 2025 bao nhieu phan tram sieu thi dung bao bi than thien moi truong",
        "đến năm 2025 bao nhiêu phần trăm siêu thị dùng bao bì thân thiện môi trường",
    ),
    "no_diacritics_upper_case": ("SIEU THI", "SIÊU THỊ"),
    "no_diacritics_capital": ("Khu cong nghiep o Lang Son", "Khu công nghiệp ở Lạng Sơn"),
    "half_accented": ("đến 2030 khu cong nghiep được phổ bien", "đến 2030 khu công nghiệp được phổ biến"),
    "half_accented_keeps_marks": ("mô hinh sản xuat sạch hon", "mô hình sản xuất sạch hơn"),
    "abbreviation": ("DN trong KCN", "doanh nghiệp trong khu công nghiệp"),
    "teencode": ("dn dc tap huan j ko", "doanh nghiệp được tập huấn gì không"),
    "slip": ("siieu thi", "siêu thị"),
    "slip_among_marks": ("nhữg chỉ tiêu truyền thôg", "những chỉ tiêu truyền thông"),
    "contracted": ("ctrình, nvu va cnghệ", "chương trình, nhiệm vụ và công nghệ"),
    "not_contracted": ("tích lũy, chồng chéo ở ttỉnh", "tích lũy, chồng chéo ở ttỉnh"),
    "marks_that_sound_alike": ("hổ trợ doanh nghiệp", "hỗ trợ doanh nghiệp"),
    "names_stay": ("huyện hữu lũng có gì", "huyện hữu lũng có gì"),
    "old_tone_marks": ("Tỉnh uỷ, phân huỷ", "Tỉnh ủy, phân hủy"),
    "figures_and_marks_stay": ("85% sieu thi?! (2025)", "85% siêu thị?! (2025)"),
    "unknown_words_stay": ("zzyzx qwrtp", "zzyzx qwrtp"),
    "empty": ("", ""),
    "abbreviations_are_no_marks": (
        "cho dan sinh co dc dung tui nilon ko",
        "chợ dân sinh có được dùng túi ni lông không",
    ),
}


@pytest.fixture(scope="module")
def restorer(finder: Finder) -> Restorer:
    return finder.restorer


@pytest.mark.parametrize(("typed", "meant"), CASES.values(), ids=CASES)
def test_restore(restorer: Restorer, typed: str, meant: str) -> None:
    assert restorer.restore(typed) == meant


def test_most_of_the_corpus_comes_back_from_its_folded_form(restorer: Restorer, library: Library) -> None:
    right = asked = 0
    for document in library:
        for provision in document.provisions:
            meant = syllables(modern_tone(provision.text).lower())
            typed = " ".join(fold(word) for word in meant)
            if expand(typed) == typed:
                back = syllables(restorer.restore(typed))
                right += sum(one == other for one, other in zip(back, meant, strict=True))
                asked += len(meant)
    assert asked > 1000
    assert right / asked > 0.97


WORDS = sorted({modern_tone(word) for document in Library.shipped() for word in syllables(document.text)})


@given(st.lists(st.tuples(st.sampled_from(WORDS), st.booleans()), min_size=1, max_size=12))
def test_marks_that_were_typed_are_kept(restorer: Restorer, words: list[tuple[str, bool]]) -> None:
    typed = [word if marked else fold(word) for word, marked in words]
    typed = [word for word in typed if expand(word) == word]
    restored = restorer.restore(" ".join(typed)).split()
    for before, after in zip(typed, restored, strict=True):
        if before.lower() == fold(before):
            assert fold(after) == fold(before)
        else:
            assert after == before


@given(st.text(max_size=60))
@example("nvu")
def test_any_text_can_be_restored(restorer: Restorer, text: str) -> None:
    """No syllable is lost, and one that two were contracted to becomes these two."""
    before, restored = syllables(modern_tone(expand(text))), syllables(restorer.restore(text))
    assert len(before) <= len(restored) <= 2 * len(before)


def test_abbreviations_are_written_out_once() -> None:
    for short, long in abbreviations().items():
        assert short == short.lower().replace("đ", "d"), short  # as questions are looked up
        assert expand(expand(short)) == expand(short) == long, short
