"""What a document says of itself, in the layouts it is met in; what is not printed stays None."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoi.corpus.model import Metadata
from hoi.corpus.normalise import nfc
from hoi.corpus.structure import parse
from hoi.corpus.structure.metadata import metadata

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
DECISION = (
    "BỘ VĂN THƯ\nSố: 12/QĐ-BVT\n" + MOTTO + "Hà Nội, ngày 05 tháng 3 năm 2024\nQUYẾT ĐỊNH\nVề việc ban hành Kế hoạch\n"
    "BỘ TRƯỞNG BỘ VĂN THƯ\nCăn cứ Luật số 1/2020/QH14;\nQUYẾT ĐỊNH:\n"
    "Điều 1. Ban hành Kế hoạch của Bộ Văn thư.\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký.\n"
    "Nơi nhận:\n- Như Điều 1;\nKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n(Đã ký)\nTrần Văn Mẫu\n"
)


def read(text: str) -> Metadata:
    text = nfc(text)
    return metadata(text, parse(text))


def test_decision_of_a_ministry() -> None:
    assert read(DECISION) == Metadata(
        number="12/QĐ-BVT",
        kind="Quyết định",
        title="Về việc ban hành Kế hoạch",
        issuer="Bộ Văn thư",
        issued_on=date(2024, 3, 5),
        effective_on=date(2024, 3, 5),
        signer="Trần Văn Mẫu",
    )


NUMBERS = {
    "with_year": ("Số: 03/2010/NĐ-CP", "03/2010/NĐ-CP"),
    "blanks_inside": ("Số: 235 /KH-UBND", "235/KH-UBND"),
    "letter_after_digits": ("Số: 30c/NQ-CP", "30c/NQ-CP"),
    "law": ("Luật số: 04/2022/QH15", "04/2022/QH15"),
    "small_letters": ("Số: 7/TTr-BVT", "7/TTr-BVT"),
    "letter_to_agencies": ("Số: 1244/BTC-PC", "1244/BTC-PC"),
    "blank": ("Số:      /QĐ-BVT", None),
    "blank_law": ("Luật số:        /2022/QH15", None),
}


@pytest.mark.parametrize(("line", "number"), NUMBERS.values(), ids=NUMBERS)
def test_number(line: str, number: str | None) -> None:
    assert read(DECISION.replace("Số: 12/QĐ-BVT", line)).number == number


DATES = {
    "one_digit": ("Hà Nội, ngày 5 tháng 3 năm 2024", date(2024, 3, 5)),
    "place_with_dot": ("TP. Hưng Lĩnh, ngày 17 tháng 11 năm 2010", date(2010, 11, 17)),
    "blank": ("Hà Nội, ngày    tháng     năm 2024", None),
    "no_such_day": ("Hà Nội, ngày 31 tháng 2 năm 2024", None),
    "slashes": ("Ngày ban hành: 05/03/2024", date(2024, 3, 5)),
}


@pytest.mark.parametrize(("line", "issued"), DATES.values(), ids=DATES)
def test_date(line: str, issued: date | None) -> None:
    assert read(DECISION.replace("Hà Nội, ngày 05 tháng 3 năm 2024", line)).issued_on == issued


ISSUERS = {
    "province": ("ỦY BAN NHÂN DÂN\nTỈNH HƯNG LĨNH", "UBND tỉnh Hưng Lĩnh"),
    "under_a_superior": ("UBND TỈNH HƯNG LĨNH\nSỞ VĂN THƯ", "Sở Văn thư"),
    "name_over_two_lines": ("BỘ VĂN THƯ VÀ\nLƯU TRỮ", "Bộ Văn thư và lưu trữ"),
    "council": ("HỘI ĐỒNG NHÂN DÂN\nTỈNH HƯNG LĨNH", "Hội đồng nhân dân tỉnh Hưng Lĩnh"),
    "short_form": ("UBND HUYỆN HƯNG BẰNG", "UBND huyện Hưng Bằng"),
    "party_committee": ("TỈNH ỦY HƯNG LĨNH", "Tỉnh ủy Hưng Lĩnh"),
    "two_ministries": ("BỘ VĂN THƯ - BỘ NGÂN KHỐ", "Bộ Văn thư - Bộ Ngân khố"),
    "old_tone_marks": ("UỶ BAN NHÂN DÂN\nTHÀNH PHỐ HƯNG LĨNH", "UBND thành phố Hưng Lĩnh"),
}


@pytest.mark.parametrize(("head", "issuer"), ISSUERS.values(), ids=ISSUERS)
def test_issuer(head: str, issuer: str) -> None:
    assert read(DECISION.replace("BỘ VĂN THƯ\nSố", f"{head}\nSố")).issuer == issuer


SIGNERS = {
    "rank": ("Thượng tướng Trần Văn Mẫu", "Trần Văn Mẫu"),
    "degree": ("PGS.TS. Trần Văn Mẫu", "Trần Văn Mẫu"),
    "capitals": ("TRẦN VĂN MẪU", "TRẦN VĂN MẪU"),
    "nobody": ("", None),
    "an_office_instead": ("CHỦ TỊCH", None),
}


@pytest.mark.parametrize(("line", "signer"), SIGNERS.values(), ids=SIGNERS)
def test_signer(line: str, signer: str | None) -> None:
    assert read(DECISION.replace("Trần Văn Mẫu", line)).signer == signer


def test_signature_on_one_line() -> None:
    text = DECISION[: DECISION.index("KT. BỘ")] + "TM. CHÍNH PHỦ THỦ TƯỚNG Trần Văn Mẫu"
    assert read(text).signer == "Trần Văn Mẫu"


def test_old_form() -> None:
    found = read(
        "THÔNG TƯ\nCỦA BỘ VĂN THƯ SỐ 02/1998/TT-BVT\nNGÀY 19 THÁNG 01 NĂM 1998\nHƯỚNG DẪN LẬP HỒ SƠ\n"
        "Căn cứ Nghị định số 1/CP;\nĐiều 1. Phạm vi\nBỘ TRƯỞNG\nTrần Văn Mẫu\n"
    )
    assert (found.number, found.kind, found.issuer) == ("02/1998/TT-BVT", "Thông tư", "Bộ Văn thư")
    assert (found.issued_on, found.title, found.signer) == (date(1998, 1, 19), "HƯỚNG DẪN LẬP HỒ SƠ", "Trần Văn Mẫu")


def test_old_decree_without_letters_in_its_number() -> None:
    found = read(
        "SẮC LỆNH\nCỦA CHỦ TỊCH CHÍNH PHỦ LÂM THỜI\nSỐ 99 NGÀY 30 THÁNG 11 NĂM 1945\n"
        "Theo lời đề nghị của Bộ trưởng;\nĐiều thứ I: Một.\n"
    )
    assert (found.number, found.kind, found.issuer) == ("99", "Sắc lệnh", "Chủ tịch Chính phủ lâm thời")
    assert (found.issued_on, found.signer) == (date(1945, 11, 30), None)


def test_properties_before_a_web_copy() -> None:
    found = read(
        "Kế hoạch 9/KH-UBND\nSố hiệu 9/KH-UBND\nNgày ban hành 11/12/2021\nNgày có hiệu lực 12/12/2021\n"
        "Loại văn bản Kế hoạch\nCơ quan ban hành Tỉnh Hưng Lĩnh\nNgười ký Trần Văn Mẫu\nLĩnh vực Thương mại\n"
        "I. MỤC TIÊU\n"
    )
    assert found == Metadata(
        number="9/KH-UBND",
        kind="Kế hoạch",
        issuer="UBND tỉnh Hưng Lĩnh",
        issued_on=date(2021, 12, 11),
        effective_on=date(2021, 12, 12),
        signer="Trần Văn Mẫu",
        field="Thương mại",
        title=found.title,
    )


def test_letter() -> None:
    found = read(
        "UBND TỈNH HƯNG LĨNH\nSỞ VĂN THƯ\nSố: 31/SVT-HC\nV/v triển khai kế hoạch\n" + MOTTO
        + "Hưng Lĩnh, ngày 3 tháng 4 năm 2024\nKính gửi: Các đơn vị.\n1. Một.\n"
    )  # fmt: skip
    assert (found.number, found.kind, found.issuer) == ("31/SVT-HC", "Công văn", "Sở Văn thư")
    assert found.title == "V/v triển khai kế hoạch"


def test_subject_of_a_letter_over_two_lines() -> None:
    found = read("BỘ VĂN THƯ\nSố: 2/BVT-KH\nV/v xây dựng dự toán kinh phí số\nhóa tài liệu\n" + MOTTO + "1. Một.\n")
    assert found.title == "V/v xây dựng dự toán kinh phí số hóa tài liệu"


def test_title_stands_between_the_kind_and_the_address_or_the_basis() -> None:
    head = "BỘ VĂN THƯ\n" + MOTTO
    assert read(head + "TỜ TRÌNH\nVề việc X\nKính gửi: Chính phủ\n1. A").title == "Về việc X"
    assert read(head + "KẾ HOẠCH\nThực hiện Nghị quyết số 15-NQ/TU\nCăn cứ Luật A;\nI. A").title == (
        "Thực hiện Nghị quyết số 15-NQ/TU"
    )


def test_law_states_its_date_at_its_end() -> None:
    found = read("QUỐC HỘI\nLuật số: 4/2022/QH15\n" + MOTTO + "LUẬT\nVĂN THƯ\nCăn cứ Hiến pháp;\nĐiều 1. A\n"
                 "Luật này được Quốc hội thông qua ngày 14 tháng 6 năm 2022.\n")  # fmt: skip
    assert (found.number, found.issued_on) == ("4/2022/QH15", date(2022, 6, 14))


EFFECTS = {
    "a_day": ("Quyết định này có hiệu lực thi hành kể từ ngày 15 tháng 4 năm 2024.", date(2024, 4, 15)),
    "slashes": ("Quyết định này có hiệu lực từ ngày 15/4/2024.", date(2024, 4, 15)),
    "of_a_council": (
        "Quyết định này đã được thông qua ngày 06 tháng 12 năm 2023 và có hiệu lực từ ngày 01 tháng 01 năm 2025./.",
        date(2025, 1, 1),
    ),
    "another_document": ("Luật Văn thư có hiệu lực từ ngày 15/4/2024.", None),
    "days_after": ("Quyết định này có hiệu lực sau 10 ngày kể từ ngày ký.", None),
}


@pytest.mark.parametrize(("sentence", "effective"), EFFECTS.values(), ids=EFFECTS)
def test_effect(sentence: str, effective: date | None) -> None:
    text = DECISION.replace("Quyết định này có hiệu lực kể từ ngày ký.", sentence)
    assert read(text).effective_on == effective


PARTS = [*DECISION.split("\n"), "Số:", "SỐ", "NGÀY", "V/v", "CỦA", "Số hiệu", "ngày 99 tháng 99 năm 9999", "TM. A"]


@given(st.lists(st.sampled_from(PARTS) | st.text(max_size=30), max_size=20).map("\n".join).map(nfc))
def test_any_text_can_be_read(text: str) -> None:
    found = metadata(text, parse(text))
    assert found.number is None or found.number.strip()
