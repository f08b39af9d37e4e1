"""Which pages are recognised from their picture."""

import pytest

from hoi.corpus.readers.pdf_drawing import Drawing
from hoi.corpus.readers.pdf_pages import needs_recognition
from tests.corpus.readers.printed import row

GOOD = "Phấn đấu toàn bộ siêu thị sử dụng bao bì thân thiện với môi trường trên địa bàn tỉnh Sông Xanh " * 3
RUBBLE = "Phdn d6u todn b0 si6u thi su dung bao bi thdn thi€n v6i m6i trucrng tr€n dia bdn tinh S6ng Xanh " * 3
TCVN3 = "PhÊn ®Êu toµn bé siªu thÞ sö dông bao b× th©n thiÖn víi m«i tr\u00adêng trªn ®Þa bµn tØnh S«ng Xanh " * 3


@pytest.mark.parametrize(
    ("text", "drawing", "needed"),
    [
        pytest.param(GOOD, Drawing(), False, id="good_text"),
        pytest.param(GOOD, Drawing(picture=1.0), False, id="good_text_under_a_scan"),
        pytest.param(RUBBLE, Drawing(picture=1.0), True, id="rubble"),
        pytest.param(TCVN3, Drawing(), False, id="old_encoding"),
        pytest.param("", Drawing(), False, id="blank_page"),
        pytest.param("Trần Văn Mẫu", Drawing(picture=0.05), False, id="signature"),
        pytest.param("www.songxanh.vn", Drawing(picture=1.0), True, id="scan_with_a_watermark"),
        pytest.param("", Drawing(segments=5000), True, id="letters_drawn_as_outlines"),
        pytest.param("\ufffd" * 300, Drawing(), True, id="font_without_letters"),
        pytest.param("\uf0a8" * 30, Drawing(), False, id="boxes_to_tick"),
    ],
)
def test_needs_recognition(text: str, drawing: Drawing, needed: bool) -> None:
    assert needs_recognition(text, row(text), drawing) is needed
