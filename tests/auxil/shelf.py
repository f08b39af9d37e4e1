"""A small library for the faces of the ledger: a plan, the decision it follows, a later decree, and a hostile text."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from hoi.corpus.ledger.rows import Cell, Deadline
from hoi.corpus.library import Library
from hoi.corpus.model import Bilingual, Document, Metadata, Span
from tests.auxil.ledger import held

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
TODAY = NOW.date()
FORMULA = "=1+A1<script>x</script>\" onload='y' {{ 7*7 }}"

_PLAN = """Căn cứ Quyết định số 12/QĐ-TTg ngày 05 tháng 01 năm 2021;
II. CHỈ TIÊU
1. Giai đoạn 2021 - 2025
- 90% chợ phân loại rác.
- Xây dựng 02 mô hình chợ xanh.
2. Giai đoạn 2026 - 2030
- Giảm 8 - 10% lượng rác của các chợ.
III. TỔ CHỨC THỰC HIỆN
1. Sở Tài nguyên và Môi trường
- Lập đề án trước ngày 30/6/2025.
- Chủ trì, phối hợp với Sở Công Thương kiểm tra các chợ.
- Báo cáo UBND tỉnh trước ngày 15/6 và 15/12 hằng năm.
2. UBND các huyện, thành phố
- Định kỳ hằng quý báo cáo kết quả thu gom.
- Hoàn thành việc di dời trong thời hạn 30 ngày làm việc kể từ ngày ký.
"""
_DECISION = """II. CHỈ TIÊU
1. Giai đoạn 2021 - 2025
- 70% chợ phân loại rác.
- Xây dựng 30 mô hình chợ xanh.
2. Giai đoạn 2026 - 2030
- Giảm 7 - 10% lượng rác của các chợ.
"""


def _document(
    identifier: str, number: str, text: str, issued: date | None, *, national: bool = False, verbatim: bool = True
) -> Document:
    issuer = "Thủ tướng Chính phủ" if national else "UBND tỉnh Lạng Sơn"
    document = held(text, issuer=issuer, level="national" if national else "provincial", verbatim=verbatim)
    name = Bilingual(f"Văn bản số {number}", f"Document No. {number}")
    metadata = Metadata(number=number, issuer=issuer, issued_on=issued)
    return replace(document, id=identifier, metadata=metadata, name=name, full_name=name)


PLAN = _document("kh-1-2021", "1/KH-UBND", _PLAN, date(2021, 3, 1))
DECISION = _document("qd-12-2021", "12/QĐ-TTg", _DECISION, date(2021, 1, 5), national=True, verbatim=False)
LATER = _document("nd-9-2022", "9/2022/NĐ-CP", _DECISION.replace("70%", "95%"), date(2022, 5, 1), national=True)
HOSTILE = _document(
    "kh-2-2022", "2/KH-UBND",
    f"II. CHỈ TIÊU\n1. Giai đoạn 2021 - 2025\n- {FORMULA} phải xong.\n- @SUM phải xong.\n", date(2022, 1, 1),
)  # fmt: skip

LIBRARY = Library([PLAN, DECISION, LATER, HOSTILE])


def deadline(what: str, *, due: date | None = None, recurs: str | None = None) -> Deadline:
    """Return a deadline of the plan's first dash."""
    span = Span(0, 1)
    return Deadline(
        document=PLAN.id, locator="II.1#1", what=Cell(what, span), who=(),
        due=Cell(due, span) if due else None, recurs=Cell(recurs, span) if recurs else None,
        quote=what, start=0, end=1,
    )  # fmt: skip
