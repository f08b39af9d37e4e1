"""Web pages: the document in them, laid out as the portals do, and pages that hold none."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hoi.corpus.blocks import Block, Grid, Paragraph
from hoi.corpus.errors import InputError
from hoi.corpus.readers.html import blocks, read
from tests.corpus.readers.old_fonts import tcvn3, vni

PAGES = Path(__file__).parents[2] / "fixtures" / "readers"
MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
PORTALS: dict[str, tuple[Block, ...]] = {
    "thuvienphapluat": (
        Grid(
            (
                ("ỦY BAN NHÂN DÂN\nTỈNH AN KHÊ", MOTTO),
                ("Số: 12/QĐ-UBND", "An Khê, ngày 05 tháng 02 năm 2024"),
            )
        ),
        Paragraph("QUYẾT ĐỊNH"),
        Paragraph("BAN HÀNH KẾ HOẠCH TRỒNG CÂY NĂM 2024"),
        Paragraph("Căn cứ Luật Trồng cây năm 2020;"),
        Paragraph("QUYẾT ĐỊNH:"),
        Paragraph("Điều 1. Ban hành kèm theo Quyết định này Kế hoạch trồng cây năm 2024 của tỉnh."),
        Paragraph("Điều 2. Quyết định này có hiệu lực từ ngày ký."),
        Paragraph("1. Sở Lâm nghiệp chủ trì;"),
        Paragraph("2. Các sở khác phối hợp."),
        Paragraph("[Khoản 2 Điều này hết hiệu lực từ ngày 01/01/2025]"),
        Grid(
            (
                ("STT", "Nhiệm vụ", "Đơn vị", ""),
                ("STT", "Nhiệm vụ", "Chủ trì", "Phối hợp"),
                ("I. CHUẨN BỊ", "", "", ""),
                ("1", "Ươm giống\n- cây keo;\n- cây sấu", "Sở Lâm nghiệp", ""),
                ("2", "Làm đất", "Sở Lâm nghiệp", "UBND các huyện"),
            )
        ),
        Grid((("Nơi nhận:\n- Như Điều 2;\n- Lưu: VT.", "CHỦ TỊCH\nTrần Văn Mẫu"),)),
    ),
    "luatvietnam": (
        Grid((("UBND HUYỆN MƯỜNG LA\nSố: 7/KH-UBND", f"{MOTTO}\nMường La, ngày 3 tháng 4 năm 2023"),)),
        Paragraph("KẾ HOẠCH"),
        Paragraph("I. MỤC TIÊU"),
        Paragraph("1. Thu gom 90% rác thải nhựa."),
        Paragraph("2. Phân loại tại nguồn:"),
        Paragraph("- chợ;"),
        Paragraph("- trường học, gồm:"),
        Paragraph("+ mầm non;"),
        Paragraph("+ tiểu học."),
        Paragraph("2. Đến năm 2025:"),
        Paragraph("- Không còn túi ni lông."),
    ),
    "vbpl": (
        Paragraph("BỘ MẪU"),
        Paragraph("CHỈ THỊ"),
        Paragraph("Về việc tiết kiệm giấy"),
        Paragraph("Để tiết kiệm giấy, Bộ trưởng yêu cầu:"),
        Paragraph("1. In hai mặt."),
        Paragraph("2. Không in thư điện tử\nkhi không cần."),
        Paragraph("Kính gửi: các đơn vị"),
    ),
}


@pytest.mark.parametrize(("name", "expected"), PORTALS.items(), ids=PORTALS)
def test_portals(name: str, expected: tuple[Block, ...]) -> None:
    assert read(PAGES / f"{name}.html").blocks == expected


DOCUMENT = (
    "<div><p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p><p>Căn cứ Luật A;</p>"
    "<p>Điều 1. Phạm vi áp dụng của quy định này trên toàn quốc.</p>"
    "<p>Điều 2. Hiệu lực thi hành từ ngày ký ban hành.</p></div>"
)
SIDE = "<div><h3>Xem nhiều</h3><p>Điều 9. Cột bên</p></div>"
READ = tuple(
    Paragraph(text)
    for text in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Căn cứ Luật A;",
        "Điều 1. Phạm vi áp dụng của quy định này trên toàn quốc.",
        "Điều 2. Hiệu lực thi hành từ ngày ký ban hành.",
    )
)
SITES = {
    "alone": DOCUMENT,
    "article": f"<article><p>Tin nổi bật</p></article><article>{DOCUMENT}</article>{SIDE}",
    "unknown_portal": f"<div><div class='noi-dung'>{DOCUMENT}</div>{SIDE}</div>",
    "layout_table": f"<table><tr><td>{SIDE}</td><td>{DOCUMENT}</td></tr></table>",
    "page_in_a_form": f"<form action='/'><input type='password'>{DOCUMENT}</form>{SIDE}",
    "search_form": f"<form><p>Tìm kiếm văn bản</p></form>{DOCUMENT}",
    "empty_portal_element": f"<div id='docPrint'></div>{DOCUMENT}",
    "nested_page": f"<html><body><html><head><title>Khác</title></head><body>{DOCUMENT}</body></html></body></html>",
    "hidden": f"{DOCUMENT}<p hidden>Điều 3.</p><p aria-hidden='true'>4</p><p style='DISPLAY : NONE'>5</p>",
    "hidden_until_its_script_has_run": f"</p><body style='visibility: hidden'>{DOCUMENT}</body>",
    "chrome": f"<header>a</header><nav>b</nav>{DOCUMENT}<aside>c</aside><footer>d</footer><noscript>e</noscript>",
}


@pytest.mark.parametrize("page", SITES.values(), ids=SITES)
def test_only_the_document_is_read(page: str) -> None:
    assert blocks(f"<html><body>{page}</body></html>") == READ


def test_paragraphs_set_in_divs_are_all_read() -> None:
    page = "<body><div>CHỈ THỊ</div><div>Căn cứ Luật A;</div><div>Một việc cần làm ngay.</div></body>"
    assert len(blocks(page)) == 3


CAPTCHA = """<body><h1>Just a moment...</h1><p>Please enable JavaScript and cookies to continue, this may take a few
seconds.</p><script src='/challenge.js'></script></body>"""
SIGN_IN = """<body><form><label>Tên đăng nhập</label><input name='u'><input type='password' name='p'>
<button>Đăng nhập</button></form><p>Bạn phải đăng nhập để xem toàn văn.</p></body>"""
PROPERTIES = """<body><table><tr><td>Số ký hiệu</td><td>12/QĐ-TTg</td></tr>
<tr><td>Ngày ban hành</td><td>01/02/2024</td></tr>
<tr><td>Trích yếu</td><td>Sửa đổi Điều 5</td></tr></table><a href='/tep/12-qd-ttg.signed.pdf'>Tải về</a>
<form><input type='password'></form></body>"""
NO_DOCUMENT = {
    "browser_check": ("<body><script>document.cookie='a=b';location.reload()</script></body>", "browser check"),
    "captcha": (CAPTCHA, "browser check"),
    "sign_in": (SIGN_IN, "sign in"),
    "properties_only": (PROPERTIES, "download the PDF"),
    "empty": ("<body><p> </p></body>", "no words"),
    "frames": ("<frameset><frame src='a.html'></frameset>", "no words"),
    "nothing": ("", "no words"),
}


@pytest.mark.parametrize(("page", "sentence"), NO_DOCUMENT.values(), ids=NO_DOCUMENT)
def test_a_page_without_a_document_says_what_to_do(page: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        blocks(page)


@pytest.mark.parametrize("encoded", [tcvn3, vni], ids=["tcvn3", "vni"])
def test_old_fonts(tmp_path: Path, encoded: object) -> None:
    assert callable(encoded)
    text = "Căn cứ Luật Tổ chức Chính phủ;<br>Điều 1. Ban hành quy định về trồng cây phân tán.<br>Điều 2. Hiệu lực."
    path = tmp_path / "a.html"
    path.write_bytes(f"<html><body><p>{encoded(text)}</p></body></html>".encode("cp1252"))
    assert read(path).blocks == tuple(Paragraph(line) for line in text.split("<br>"))


def test_utf_16_page_of_word(tmp_path: Path) -> None:
    path = tmp_path / "a.htm"
    path.write_bytes(f"<html><body>{DOCUMENT}</body></html>".encode("utf-16"))
    assert read(path).blocks == READ


TAGS = (
    "p",
    "div",
    "table",
    "tr",
    "td",
    "ul",
    "ol",
    "li",
    "br",
    "b",
    "a",
    "pre",
    "form",
    "script",
    "svg",
    "select",
    "x",
)
PIECES = st.one_of(
    st.sampled_from([f"<{slash}{tag}>" for tag in TAGS for slash in ("", "/")]),
    st.sampled_from(
        [
            "<td rowspan=0 colspan=9>",
            "<td rowspan=x>",
            "<ol type=a start=-1>",
            "<body hidden>",
            "<!--",
            "-->",
            "<![CDATA[",
            "&#0;",
        ]
    ),
    st.text(max_size=8),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.binary(max_size=200),
        st.lists(PIECES, max_size=30).map(lambda parts: "".join(parts).encode("utf-8", "replace")),
    )
)
def test_any_page_is_read_or_refused(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(raw)
    try:
        found = read(path).blocks
    except InputError:
        return
    assert found
    for block in found:
        if isinstance(block, Grid):
            assert len({len(row) for row in block.rows}) == 1
