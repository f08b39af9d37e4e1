"""The verifier: one fault a rule, the sets written by hand, and the answers of the assistant made wrong."""

from dataclasses import replace
from pathlib import Path

import pytest

from bench.verifier_report import judge, written
from hoi.bot.assistant.answer import Answer, Citation, Language
from hoi.bot.assistant.verify import Verifier
from hoi.corpus.labels import label
from hoi.corpus.library import Library

SETS = Path(__file__).parents[3] / "verifier"
FIRST, SECOND = ("II.1#5", "II.1"), ("II.2#5", "II.2")


@pytest.fixture(scope="module")
def verifier(library: Library) -> Verifier:
    return Verifier(library)


def said(text: str, *locators: str, document: str = "kh-235-2021", language: Language = "vi") -> Answer:
    held = Library.shipped().get(document)
    citations = tuple(
        Citation.cut(held, each, label(held, each, language), held.provision(each).span) for each in locators
    )
    return Answer("", "", language, "answered", text, citations)


@pytest.mark.parametrize(
    ("text", "locators", "kind"),
    [
        pytest.param("95% các siêu thị.", FIRST, "figure", id="invented_figure"),
        pytest.param("Đến năm 2030: 85% các siêu thị.", FIRST, "period", id="wrong_period"),
        pytest.param("Đến năm 2025: 85% các siêu thị.", FIRST[:1], "period", id="period_heading_not_cited"),
        pytest.param("Cả nước: 85% các siêu thị.", FIRST, "level", id="wrong_level"),
        pytest.param("Cấm sử dụng túi ni lông.", ("III.1#1",), "polarity", id="lost_modality"),
        pytest.param("85% các siêu thị phải sử dụng sản phẩm bao bì.", FIRST, "polarity", id="added_modality"),
        pytest.param("sản phẩm thay thế cho bao bì nhựa.", FIRST, "order", id="reordered"),
        pytest.param("85% các siêu thị trồng rừng.", FIRST, "novel", id="invented_word"),
        pytest.param("85% … khó phân hủy.", FIRST, "slice", id="stitched"),
        pytest.param("85% […] khó phân hủy.", FIRST, "slice", id="stitched_in_brackets"),
        pytest.param("Có ba nội dung:\n- 85% các siêu thị.\n- 85% các siêu thị.", FIRST, "count", id="miscounted"),
        pytest.param("Sở Y tế tổ chức tuyên truyền.", ("III.1#1",), "agency", id="invented_agency"),
        pytest.param("Người ký: Trịnh Đình Dũng.", ("meta",), "name", id="wrong_signer"),
        pytest.param("Ngày ban hành: 12/11/2021.", ("meta",), "figure", id="wrong_day"),
        pytest.param("85% các siêu thị.", (), "source", id="nothing_cited"),
    ],
)
def test_each_rule_finds_its_fault(verifier: Verifier, text: str, locators: tuple[str, ...], kind: str) -> None:
    assert kind in {fault.kind for fault in verifier.faults(said(text, *locators))}


@pytest.mark.parametrize(
    ("text", "locator", "sound"),
    [
        pytest.param("Nghị định số 08/2022/NĐ-CP: Đến năm 2030, giảm dần việc sản xuất", "dieu-64#4", True, id="own"),
        pytest.param(
            "Nghị định số 05/2025/NĐ-CP: Đến năm 2030, giảm dần việc sản xuất", "dieu-64#4", False, id="other"
        ),
        pytest.param("Nghị định số 08/2022/NĐ-CP: giảm 50% rác thải nhựa trên biển", "II#4", False, id="of_another"),
    ],
)
def test_a_digests_number_goes_with_its_own_articles_only(
    verifier: Verifier, text: str, locator: str, sound: bool
) -> None:
    faults = verifier.faults(said(f"{text}.", locator, document="nd-08-2022"))

    assert ("figure" not in {fault.kind for fault in faults}) == sound


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        pytest.param("Chủ trì: Bộ Công Thương.", True, id="lead"),
        pytest.param("Phối hợp: Bộ Công Thương.", False, id="lead_as_support"),
        pytest.param("Bộ Công Thương phối hợp thực hiện các nhiệm vụ.", False, id="lead_left_out"),
        pytest.param("Các địa phương chủ trì.", False, id="support_as_lead"),
    ],
)
def test_who_leads_is_not_who_supports(verifier: Verifier, text: str, sound: bool) -> None:
    assert (verifier.faults(said(text, "III.1#1", document="qd-889-2020")) == ()) is sound


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("thay thế dần cho sản phẩm bao bì nhựa dùng một lần, khó phân huỷ", id="old_tone_placement"),
        pytest.param("GIAI ĐOẠN 2021 - 2025: 85% các siêu thị", id="capitals"),
        pytest.param("Đến hết năm 2025: 85%.", id="end_of_the_period"),
        pytest.param("85% các siêu thị, trung tâm thương mại (gạch đầu dòng thứ 5, khoản 1, phần II).", id="label"),
    ],
)
def test_forms_of_the_same_words_are_the_same(verifier: Verifier, text: str) -> None:
    assert verifier.faults(said(text, *FIRST)) == ()


def test_a_range_is_one_figure(verifier: Verifier) -> None:
    assert verifier.faults(said("Giảm từ 5 đến 8% mức tiêu hao.", "II.1#1", "II.1")) == ()
    assert verifier.faults(said("Giảm 8% mức tiêu hao.", "II.1#1", "II.1")) != ()
    assert verifier.faults(said("Xây dựng, áp dụng 1 - 2 mô hình.", "II.1#3", "II.1")) == ()


def test_no_claim_rests_on_two_citations(verifier: Verifier) -> None:
    both = (*FIRST, *SECOND)

    assert verifier.faults(said("Đến năm 2025 là 85%; đến năm 2030 là 100%.", *both)) == ()
    assert verifier.faults(said("Đến năm 2025 là 100%; đến năm 2030 là 85%.", *both)) != ()


def test_a_label_or_a_name_binds_the_claim_to_its_citation(verifier: Verifier) -> None:
    other = label(Library.shipped().get("kh-235-2021"), "II.2#5", "vi")

    assert verifier.faults(said(f"85% các siêu thị, theo {other}.", *FIRST, *SECOND)) != ()
    assert verifier.faults(said("Quyết định số 889/QĐ-TTg: 85% các siêu thị.", *FIRST)) != ()


def test_the_house_form_of_a_citation_is_no_claim(verifier: Verifier) -> None:
    form = "theo gạch đầu dòng thứ 5, khoản 1, phần II Kế hoạch số 235/KH-UBND ngày 11/12/2021 của UBND tỉnh Lạng Sơn"

    assert verifier.faults(said(f"85% các siêu thị, {form}.", *FIRST)) == ()
    assert verifier.faults(said(f"85% các siêu thị, {form.replace('11/12', '12/11')}.", *FIRST)) != ()


def test_characters_used_inside_do_no_harm(verifier: Verifier) -> None:
    assert verifier.faults(said("\uf123 \ue000 85% các siêu thị \ue999.", *FIRST)) == ()


def test_what_is_quoted_from_the_question_is_no_claim(verifier: Verifier) -> None:
    answer = replace(said("“Cấm túi ni lông”: 85% các siêu thị.", *FIRST), question="Có cấm túi ni lông không?")

    assert verifier.faults(answer) == ()
    assert verifier.faults(replace(answer, question="")) != ()


def test_a_quote_that_is_no_slice_is_a_fault(verifier: Verifier) -> None:
    answer = said("85% các siêu thị.", *FIRST)
    stitched = replace(answer.citations[0], quote=answer.citations[0].quote.replace("các ", "… "))

    faults = verifier.faults(replace(answer, citations=(stitched, answer.citations[1])))

    assert [fault.kind for fault in faults] == ["slice"]


def test_english_is_checked_against_the_gloss(verifier: Verifier) -> None:
    good = "Period 2021 - 2025: 85% of supermarkets and shopping centres distribute"

    assert verifier.faults(said(good, *FIRST, language="en")) == ()
    assert verifier.faults(said(good.replace("2021 - 2025", "to 2030"), *FIRST, language="en")) != ()
    assert verifier.faults(said("85% of hotels", *FIRST, language="en")) != ()


def test_what_models_were_seen_to_say_is_caught(verifier: Verifier, library: Library) -> None:
    assert [row.passed for row in judge(verifier, written(SETS / "model_failures.jsonl", library)) if row.passed] == []


def test_of_corruptions_held_out_few_pass(verifier: Verifier, library: Library) -> None:
    rows = judge(verifier, written(SETS / "heldout_bad.jsonl", library))

    assert sum(row.total for row in rows) >= 60
    assert sum(row.found for row in rows) / sum(row.total for row in rows) >= 0.95


def test_a_provision_as_it_stands_is_sound(verifier: Verifier, library: Library) -> None:
    for document in library:
        for provision in document.provisions:
            above = [each.locator for each in document.ancestors(provision.locator)]
            text = " ".join(provision.text.removeprefix(provision.label).split())
            answer = said(text, provision.locator, *above, document=document.id)

            assert verifier.faults(answer) == (), provision.locator
