"""What Word prints of a .docx, and nothing of what it does not."""

import contextlib
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hoi.corpus.blocks import Grid, Paragraph, Reading
from hoi.corpus.errors import InputError, TooLargeError
from hoi.corpus.readers import docx as docx_reader
from hoi.corpus.readers import docx_package, docx_tables
from hoi.corpus.readers.docx import read
from tests.corpus.readers.word_files import NAMES, cell, docx, field, item, level, numbered, p, r, row, table

TCVN3 = "<w:rFonts w:ascii='.VnTime' w:hAnsi='.VnTime'/>"
TCVN3_CAPITALS = "<w:rFonts w:ascii='.VnTimeH' w:hAnsi='.VnTimeH'/>"


def lines(reading: Reading) -> list[str]:
    return [block.text if isinstance(block, Paragraph) else f"GRID {block.rows}" for block in reading.blocks]


def grid(reading: Reading) -> tuple[tuple[str, ...], ...]:
    (block,) = reading.blocks
    assert isinstance(block, Grid)
    return block.rows


BODIES = {
    "runs_are_joined": (p("Điều 1. ", "Phạm vi"), ["Điều 1. Phạm vi"]),
    "spaces_around_are_trimmed": (p("   a) Điểm  "), ["a) Điểm"]),
    "empty_paragraphs_are_dropped": (p() + p(" ") + p("a"), ["a"]),
    "tab_is_a_space": (p("Số:", "<w:r><w:tab/></w:r>", "12/KH-UBND"), ["Số: 12/KH-UBND"]),
    "break_is_a_line_feed": (p("CHỦ TỊCH", "<w:r><w:br/><w:br/></w:r>", "Lê Văn Mẫu"), ["CHỦ TỊCH\nLê Văn Mẫu"]),
    "page_break_is_nothing": (p("mười", '<w:r><w:br w:type="page"/></w:r>', " hai"), ["mười hai"]),
    "line_ends_of_the_xml_are_spaces": (p("một\nhai"), ["một hai"]),
    "non_breaking_hyphen": (p("12/KH", "<w:r><w:noBreakHyphen/></w:r>", "UBND"), ["12/KH-UBND"]),
    "soft_hyphen_is_kept": (p("a", "<w:r><w:softHyphen/></w:r>", "b"), ["a\u00adb"]),
    "symbol_of_a_symbol_font": (p("đạt ", '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', " 85%"), ["đạt ≥ 85%"]),
    "symbol_typed_in_a_symbol_font": (p("≤ ", r("\uf0a3", '<w:rFonts w:ascii="Symbol"/>')), ["≤ ≤"]),
    "ornament_is_dropped": (p('<w:r><w:sym w:font="Wingdings" w:char="F026"/></w:r>', "a"), ["a"]),
    "symbol_without_a_code": (p('<w:r><w:sym w:font="Symbol" w:char="hex"/></w:r>', "a"), ["a"]),
    "link_and_smart_tag": (p("<w:hyperlink><w:smartTag>" + r("Hà Nội") + "</w:smartTag></w:hyperlink>"), ["Hà Nội"]),
    "insertion_is_kept": (p("<w:ins>" + r("thêm") + "</w:ins>"), ["thêm"]),
    "deletion_is_dropped": (p("a", "<w:del><w:r><w:delText>b</w:delText></w:r></w:del>", "c"), ["ac"]),
    "move_is_read_where_it_went": (
        p("<w:moveFrom>" + r("đi") + "</w:moveFrom>") + p("<w:moveTo>" + r("đi") + "</w:moveTo>"),
        ["đi"],
    ),
    "deleted_end_joins_two_paragraphs": (p("một", properties="<w:rPr><w:del/></w:rPr>") + p(" hai"), ["một hai"]),
    "end_that_is_not_hidden": (p("một", properties='<w:rPr><w:vanish w:val="0"/></w:rPr>') + p("hai"), ["một", "hai"]),
    "hidden_text_is_dropped": (p("a", r("b", "<w:vanish/>"), "c"), ["ac"]),
    "hidden_switched_off": (p(r("b", '<w:vanish w:val="0"/>')), ["b"]),
    "capitals_are_printed": (p(r("Điều khoản", "<w:caps/>"), " thi hành"), ["ĐIỀU KHOẢN thi hành"]),
    "capitals_switched_off": (p(r("Điều", '<w:caps w:val="false"/>')), ["Điều"]),
    "content_control": ("<w:sdt><w:sdtContent>" + p("trong ô") + "</w:sdtContent></w:sdt>", ["trong ô"]),
    "formula": (p("S = ", "<m:oMath><m:r><m:t>a</m:t></m:r><m:r><m:t>b</m:t></m:r></m:oMath>"), ["S = ab"]),
    "field_prints_its_result": (p("trang ", field("PAGE", "3")), ["trang 3"]),
    "field_within_a_field": (
        p(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            "<w:r><w:instrText> IF </w:instrText></w:r>",
            field("PAGE", "ẩn"),
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
            r("hiện"),
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        ),
        ["hiện"],
    ),
    "field_that_never_ends_hides_nothing": (
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "<w:r><w:instrText>TOC</w:instrText></w:r>", "còn")
        + p("Điều 1."),
        ["còn", "Điều 1."],
    ),
    "field_end_alone": (p('<w:r><w:fldChar w:fldCharType="end"/></w:r>', "a"), ["a"]),
    "simple_field": (p('<w:fldSimple w:instr="DATE">' + r("11/12/2021") + "</w:fldSimple>"), ["11/12/2021"]),
    "contents_made_by_a_field": (
        p(
            "Trước",
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            '<w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>',
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
            "Điều 1 ..... 3",
        )
        + p("Điều 2 ..... 4", '<w:r><w:fldChar w:fldCharType="end"/></w:r>', "Sau"),
        ["Trước", "Sau"],
    ),
    "contents_in_a_control": (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        "<w:sdtContent>" + p("Điều 1 ..... 3") + "</w:sdtContent></w:sdt>" + p("Điều 1."),
        ["Điều 1."],
    ),
    "cover_page_control_is_no_contents": (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Cover Pages"/></w:docPartObj></w:sdtPr>'
        "<w:sdtContent>" + p("KẾ HOẠCH") + "</w:sdtContent></w:sdt>",
        ["KẾ HOẠCH"],
    ),
    "text_box_follows_its_paragraph": (
        p(
            "neo",
            "<w:r><w:drawing><wps:txbx><w:txbxContent>"
            + p("trong hộp")
            + "</w:txbxContent></wps:txbx></w:drawing></w:r>",
        )
        + p("sau"),
        ["neo", "trong hộp", "sau"],
    ),
    "one_branch_of_alternatives": (
        p(
            "<w:r><mc:AlternateContent>"
            '<mc:Choice Requires="wps"><w:drawing><w:txbxContent>'
            + p("hộp")
            + "</w:txbxContent></w:drawing></mc:Choice>"
            "<mc:Fallback><w:pict><v:textbox><w:txbxContent>"
            + p("hộp")
            + "</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r>"
        ),
        ["hộp"],
    ),
    "branch_that_falls_back": (
        p("<mc:AlternateContent><mc:Fallback>" + r("cũ") + "</mc:Fallback></mc:AlternateContent>"),
        ["cũ"],
    ),
    "frame_of_one_cell_is_no_table": (table(row(cell("Điều 1.", "Điều 2."))), ["Điều 1.", "Điều 2."]),
    "footnote_mark_prints_nothing": (p("a", '<w:r><w:footnoteReference w:id="2"/></w:r>'), ["a"]),
    "tcvn3": (p(r("§iÒu 2. QuyÕt ®Þnh nµy cã hiÖu lùc", TCVN3)), ["Điều 2. Quyết định này có hiệu lực"]),
    "tcvn3_in_a_font_of_capitals": (
        p(r("Quy ®Þnh", TCVN3_CAPITALS), r(" vÒ qu¶n lý ®Êt ®ai vµ nhµ ë", TCVN3)),
        ["QUY ĐỊNH về quản lý đất đai và nhà ở"],
    ),
    "ascii_in_a_font_of_capitals": (
        p(r("thanh tra", TCVN3_CAPITALS)) + p(r("Tr\u00ad\u00ebng ban qu¶n lý ®Êt ®ai", TCVN3)),
        ["THANH TRA", "Trưởng ban quản lý đất đai"],
    ),
    "unicode_in_a_font_of_capitals": (p(r("không quá 5 ngày", TCVN3_CAPITALS)), ["không quá 5 ngày"]),
    "vni": (p(r("Quyeát ñònh cuûa Thuû töôùng Chính phuû", "<w:caps/>")), ["QUYẾT ĐỊNH CỦA THỦ TƯỚNG CHÍNH PHỦ"]),
}


@pytest.mark.parametrize(("body", "expected"), BODIES.values(), ids=BODIES)
def test_paragraphs(tmp_path: Path, body: str, expected: list[str]) -> None:
    assert lines(read(docx(tmp_path, body))) == expected


TASKS = numbered(
    level(0, "upperRoman", "%1."),
    level(1, "decimal", "%2."),
    level(2, "decimal", "%2.%3."),
    level(3, "lowerLetter", "%4)"),
)
LISTS = {
    "levels_restart": (
        TASKS,
        [(0, "A"), (1, "b"), (1, "c"), (2, "d"), (3, "e"), (3, "f"), (0, "B"), (1, "g")],
        ["I. A", "1. b", "2. c", "2.1. d", "a) e", "b) f", "II. B", "1. g"],
    ),
    "a_level_above_that_never_came": (TASKS, [(2, "d")], ["1.1. d"]),
    "words_in_the_number": (numbered(level(0, "decimal", "Điều %1.")), [(0, "Phạm vi")], ["Điều 1. Phạm vi"]),
    "capitals_of_the_number": (
        numbered(level(0, "upperRoman", "Chương %1", more="<w:rPr><w:caps/></w:rPr>")),
        [(0, "a")],
        ["CHƯƠNG I a"],
    ),
    "start": (numbered(level(0, "decimal", "%1.", start=5)), [(0, "a"), (0, "b")], ["5. a", "6. b"]),
    "never_restarts": (
        numbered(level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", more='<w:lvlRestart w:val="0"/>')),
        [(0, "A"), (1, "b"), (0, "B"), (1, "c")],
        ["I. A", "1. b", "II. B", "2. c"],
    ),
    "legal_numbers": (
        numbered(level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2.", more="<w:isLgl/>")),
        [(0, "A"), (1, "b")],
        ["I. A", "1.1. b"],
    ),
    "no_space_after": (numbered(level(0, "decimal", "%1.", more='<w:suff w:val="nothing"/>')), [(0, "a")], ["1.a"]),
    "zero_before": (numbered(level(0, "decimalZero", "%1.")), [(0, "a")], ["01. a"]),
    "no_number": (numbered(level(0, "none", "")), [(0, "a")], ["a"]),
    "rare_format": (numbered(level(0, "chineseCounting", "%1.")), [(0, "a")], ["1. a"]),
    "word_bullets": (
        numbered(level(0, "bullet", "\uf0b7"), level(1, "bullet", "o"), level(2, "bullet", "\uf0a7")),
        [(0, "a"), (1, "b"), (2, "c")],
        ["- a", "+ b", "+ c"],
    ),
    "bullet_under_a_number_is_a_dash": (
        numbered(level(0, "decimal", "%1."), level(1, "bullet", "\uf0b7"), level(2, "bullet", "o")),
        [(0, "a"), (1, "b"), (2, "c")],
        ["1. a", "- b", "+ c"],
    ),
    "bullet_whose_upper_level_is_not_used": (
        numbered(level(0, "bullet", "\uf0b7"), level(1, "bullet", "o")),
        [(1, "b")],
        ["- b"],
    ),
    "bullets_typed_as_marks": (
        numbered(level(0, "bullet", "–"), level(1, "bullet", "+"), level(2, "bullet", "*")),
        [(0, "a"), (1, "b"), (2, "c")],
        ["- a", "+ b", "* c"],
    ),
    "letters_after_z": (numbered(level(0, "lowerLetter", "%1)", start=26)), [(0, "y"), (0, "z")], ["z) y", "aa) z"]),
    "letters_as_word_has_them": (
        numbered(level(0, "lowerLetter", "%1)", start=3)),
        [(0, "x"), (0, "y"), (0, "z")],
        ["c) x", "d) y", "e) z"],
    ),
    "start_beyond_roman": (numbered(level(0, "upperRoman", "%1.", start=999_999)), [(0, "a")], ["999999. a"]),
    "empty_paragraph_counts_unseen": (TASKS, [(1, "a"), (1, ""), (1, "c")], ["1. a", "3. c"]),
}


@pytest.mark.parametrize(("numbering", "items", "expected"), LISTS.values(), ids=LISTS)
def test_numbers(tmp_path: Path, numbering: str, items: list[tuple[int, str]], expected: list[str]) -> None:
    body = "".join(item(text, level=depth) for depth, text in items)
    assert lines(read(docx(tmp_path, body, numbering=numbering))) == expected


def test_a_list_that_starts_anew(tmp_path: Path) -> None:
    """Two lists of one definition count on together, unless one says where it starts."""
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = (
        numbered(level(0, "decimal", "%1."))
        + '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
        + f'<w:num w:numId="3"><w:abstractNumId w:val="1"/>{override}</w:num>'
    )
    body = item("a") + item("b", of=2) + item("c", of=3) + item("d", of=3)
    assert lines(read(docx(tmp_path, body, numbering=numbering))) == ["1. a", "2. b", "1. c", "2. d"]


def test_a_level_that_a_list_prints_otherwise(tmp_path: Path) -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "lowerLetter", "%1)")}</w:lvlOverride>'
    numbering = numbered(level(0, "decimal", "%1."), override=override)
    assert lines(read(docx(tmp_path, item("x"), numbering=numbering))) == ["a) x"]


def test_numbers_by_style(tmp_path: Path) -> None:
    """The level is the one that names the style; numId 0 takes the number away; a style inherits it."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="MucCon"><w:basedOn w:val="Muc"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Diem"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = numbered(
        level(0, "decimal", "%1.", more='<w:pStyle w:val="Muc"/>'),
        level(1, "lowerLetter", "%2)", more='<w:pStyle w:val="Diem"/>'),
    )
    body = "".join(
        p(text, properties=f'<w:pStyle w:val="{style}"/>{more}')
        for text, style, more in (
            ("một", "Muc", ""),
            ("hai", "Diem", ""),
            ("ba", "MucCon", ""),
            ("bốn", "Muc", '<w:numPr><w:numId w:val="0"/></w:numPr>'),
            ("năm", "KhongCo", ""),
        )
    )
    found = lines(read(docx(tmp_path, body, styles=styles, numbering=numbering)))
    assert found == ["1. một", "a) hai", "2. ba", "bốn", "năm"]


def test_a_list_style_names_another_list(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="DS"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="DS"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>' + numbered(level(0, "decimal", "%1."), of=2)
    )
    assert lines(read(docx(tmp_path, item("a"), styles=styles, numbering=numbering))) == ["1. a"]


def test_looks_are_inherited(tmp_path: Path) -> None:
    """Capitals by paragraph style, taken back by a character style; hidden by a style; styles in a circle."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="Hoa"><w:rPr><w:caps/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Thuong"><w:rPr><w:caps w:val="0"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    body = p(
        "kế ",
        r("hoạch", '<w:rStyle w:val="Thuong"/>'),
        r("ẩn", '<w:rStyle w:val="An"/>'),
        properties='<w:pStyle w:val="Hoa"/>',
    ) + p("vòng", properties='<w:pStyle w:val="A"/>')
    assert lines(read(docx(tmp_path, body, styles=styles))) == ["KẾ hoạch", "vòng"]


TABLES = {
    "plain": (table(row("STT", "Nhiệm vụ"), row("1", "Tuyên truyền")), (("STT", "Nhiệm vụ"), ("1", "Tuyên truyền"))),
    "paragraphs_of_a_cell": (table(row(cell("- a", "- b"), "c")), (("- a\n- b", "c"),)),
    "merged_over_columns": (
        table(row(cell("I. Tuyên truyền", span=3)), row("1", "a", "b")),
        (("I. Tuyên truyền", "", ""), ("1", "a", "b")),
    ),
    "merged_over_rows": (
        table(row("1", cell("Sở A", merge="restart")), row("2", cell("", merge="continue")), row("3", "Sở B")),
        (("1", "Sở A"), ("2", "Sở A"), ("3", "Sở B")),
    ),
    "merged_over_rows_and_columns": (
        table(
            row(cell("x", span=2, merge="restart"), "a"),
            row(cell("", span=2, merge="continue"), "b"),
            row("1", "2", "c"),
        ),
        (("x", "", "a"), ("x", "", "b"), ("1", "2", "c")),
    ),
    "continues_nothing": (table(row(cell("a", merge="continue"), "b")), (("a", "b"),)),
    "columns_left_out_at_the_ends": (
        table(row("1", "2", "3"), row("b", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>')),
        (("1", "2", "3"), ("", "b", "")),
    ),
    "short_rows_are_filled": (table(row("1", "2"), row("3")), (("1", "2"), ("3", ""))),
    "a_column_where_no_cell_begins": (
        table(row(cell("a", span=2), "b"), row(cell("c", span=2), "d")),
        (("a", "b"), ("c", "d")),
    ),
    "edges_drawn_twice": (
        table(row("a", cell("b", span=2), "c"), row(cell("d", span=2), "e", "f"), widths=(3000, 60, 3000, 3000)),
        (("a", "b", "c"), ("d", "e", "f")),
    ),
    "narrow_columns_that_are_meant": (
        table(row("1", "2", "3"), row("4", cell("5", span=2)), widths=(300, 300, 300)),
        (("1", "2", "3"), ("4", "5", "")),
    ),
    "table_in_a_cell": (table(row("a", cell(p("b"), table(row("c", "d")), p("e")))), (("a", "b\nc\nd\ne"),)),
    "deleted_row": (table(row("1", "a"), row("2", "b", properties="<w:del/>")), (("1", "a"),)),
    "row_in_a_control": (table("<w:sdt><w:sdtContent>" + row("1", "a") + "</w:sdtContent></w:sdt>"), (("1", "a"),)),
}


@pytest.mark.parametrize(("body", "expected"), TABLES.values(), ids=TABLES)
def test_tables(tmp_path: Path, body: str, expected: tuple[tuple[str, ...], ...]) -> None:
    assert grid(read(docx(tmp_path, body))) == expected


def test_numbers_alone_in_the_cells_of_a_column(tmp_path: Path) -> None:
    numbering = numbered(level(0, "decimal", "%1"))
    body = table(row("STT", "Việc"), row(cell(item("")), "a"), row(cell(item("")), "b"))
    assert grid(read(docx(tmp_path, body, numbering=numbering))) == (("STT", "Việc"), ("1", "a"), ("2", "b"))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (p("a", "<w:ins>" + r("b") + "</w:ins>"), "tracked changes"),
        (p("a", '<w:r><w:footnoteReference w:id="2"/></w:r>'), "footnotes"),
    ],
    ids=["tracked_changes", "footnotes"],
)
def test_warnings(tmp_path: Path, body: str, said: str) -> None:
    (warning,) = read(docx(tmp_path, body)).warnings
    assert said in warning.en
    assert read(docx(tmp_path, p("a"))).warnings == ()


def test_strict_open_xml(tmp_path: Path) -> None:
    strict = NAMES.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006", "http://purl.oclc.org/ooxml/wordprocessingml"
    )
    path = tmp_path / "strict.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document2.xml", f"<w:document {strict}><w:body>{p('a')}</w:body></w:document>")
    assert lines(read(path)) == ["a"]


def package_of(folder: Path, document: bytes | str, packing: int = zipfile.ZIP_DEFLATED) -> Path:
    path = folder / "made.docx"
    with zipfile.ZipFile(path, "w", packing) as package:
        package.writestr("word/document.xml", document)
    return path


ENTITY = (
    '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>'
    f"<w:document {NAMES}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
HOSTILE = {
    "external_entity": ENTITY,
    "entity_in_utf_16": ENTITY.encode("utf-16"),
    "billion_laughs": f'<!DOCTYPE a [<!ENTITY a0 "ha">{LAUGHS}]><a b="&a11;">&a11;</a>',
    "not_xml": "không phải XML",
    "cut_xml": f"<w:document {NAMES}><w:body><w:p>",
    "no_body": f"<w:document {NAMES}/>",
    "empty_part": b"",
    "nested_too_deep": f"<w:document {NAMES}><w:body>{'<w:sdt><w:sdtContent>' * 200}",
}


@pytest.mark.parametrize("document", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_part_is_refused(tmp_path: Path, document: bytes | str) -> None:
    with pytest.raises(InputError, match="damaged"):
        read(package_of(tmp_path, document))


def test_the_deepest_nesting_that_xml_may_have(tmp_path: Path) -> None:
    deep = "<w:tbl><w:tr><w:tc>" * 83
    ends = "</w:tc></w:tr></w:tbl>" * 83
    body = deep + "<w:p><w:r><w:t>đáy</w:t></w:r></w:p>" + ends
    assert lines(read(docx(tmp_path, body))) == ["đáy"]


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA], ids=["bzip2", "lzma"])
def test_a_packing_that_word_never_writes_is_refused(tmp_path: Path, packing: int) -> None:
    with pytest.raises(InputError, match="damaged"):
        read(package_of(tmp_path, f"<w:document {NAMES}><w:body>{p('a')}</w:body></w:document>", packing))


def test_a_locked_part(tmp_path: Path) -> None:
    path = package_of(tmp_path, "<a/>", zipfile.ZIP_STORED)
    raw = bytearray(path.read_bytes())
    raw[raw.find(b"PK\x01\x02") + 8] |= 1  # the flags in the central directory
    path.write_bytes(raw)
    with pytest.raises(InputError, match="password"):
        read(path)


def test_a_part_that_unpacks_to_far_more_than_it_is(tmp_path: Path) -> None:
    with pytest.raises(TooLargeError):
        read(package_of(tmp_path, b" " * (docx_package.RATIO_FROM + 1)))


@pytest.mark.parametrize("bound", ["MAX_UNPACKED", "MAX_ENTRIES"])
def test_bounds_of_a_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bound: str) -> None:
    path = docx(tmp_path, p("a"), styles="<w:style/>")
    monkeypatch.setattr(docx_package, bound, 1)
    with pytest.raises(TooLargeError):
        read(path)


@pytest.mark.parametrize(
    "body", [table(row(cell("a", span=999_999), "b")), table(*[row(*["a"] * 10)] * 10)], ids=["columns", "cells"]
)
def test_a_table_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    monkeypatch.setattr(docx_tables, "MAX_CELLS", 99)
    with pytest.raises(TooLargeError):
        read(docx(tmp_path, body))


def test_a_merged_cell_is_not_repeated_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_reader, "MAX_CHARACTERS", 1000)
    tall = row(cell("a" * 100, merge="restart"), "b") + row(cell("", merge="continue"), "c") * 20
    with pytest.raises(TooLargeError):
        read(docx(tmp_path, table(tall)))


def test_a_merged_cell_of_an_inner_table_is_read_once(tmp_path: Path) -> None:
    inner = table(row(cell("x", merge="restart"), "1"), row(cell("", merge="continue"), "2"))
    assert grid(read(docx(tmp_path, table(row("a", cell(inner)))))) == (("a", "x\n1\n2"),)


def test_the_text_of_a_number_is_bounded(tmp_path: Path) -> None:
    path = docx(tmp_path, item("a"), numbering=numbered(level(0, "decimal", "%1." * 100_000)))
    assert len(lines(read(path))[0]) < 1000


NAMED = st.sampled_from(
    (
        *("p", "r", "t", "pPr", "rPr", "numPr", "numId", "ilvl", "pStyle", "rFonts", "caps", "vanish", "sym", "br"),
        *("tbl", "tr", "tc", "tcPr", "trPr", "gridSpan", "vMerge", "gridBefore", "sdt", "sdtContent", "txbxContent"),
        *("fldChar", "instrText", "fldSimple", "ins", "del", "lvl", "start", "numFmt", "lvlText", "lvlOverride"),
    )
)
SAID = st.sampled_from(
    ("0", "1", "-1", "9" * 30, "²", "", "begin", "end", "separate", "continue", "bullet", "%1.", "F0B7")
)
ATTRIBUTES = st.dictionaries(
    st.sampled_from(("val", "ilvl", "numId", "fldCharType", "char", "font", "w")), SAID, max_size=3
)


def element(name: str, attributes: dict[str, str], inside: list[str]) -> str:
    said = "".join(f' w:{each}="{value}"' for each, value in attributes.items())
    return f"<w:{name}{said}>{''.join(inside)}</w:{name}>"


TREES = st.recursive(
    st.just("chữ"), lambda inner: st.builds(element, NAMED, ATTRIBUTES, st.lists(inner, max_size=4)), max_leaves=30
)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(body=TREES, numbering=TREES, styles=TREES)
def test_any_tree_is_read_or_refused(tmp_path: Path, body: str, numbering: str, styles: str) -> None:
    path = docx(
        tmp_path, body, numbering=f'<w:abstractNum w:abstractNumId="1">{numbering}</w:abstractNum>', styles=styles
    )
    try:
        reading = read(path)
    except InputError:
        return
    assert all(len({len(row) for row in block.rows}) == 1 for block in reading.blocks if isinstance(block, Grid))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(cut=st.integers(0, 3000), at=st.integers(0, 3000), byte=st.integers(0, 255))
def test_a_damaged_file_is_read_or_refused(tmp_path: Path, cut: int, at: int, byte: int) -> None:
    numbering = numbered(level(0, "decimal", "%1."))
    path = docx(tmp_path, item("Điều 1") + table(row("a", cell("b", span=2)), row("c")), numbering=numbering)
    raw = bytearray(path.read_bytes())
    raw[at % len(raw)] = byte
    path.write_bytes(raw[: len(raw) - cut % 40] if cut % 2 else raw)
    with contextlib.suppress(InputError):
        assert isinstance(read(path), Reading)
