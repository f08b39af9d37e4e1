"""Small Word files made for one test each: a .docx from its XML, and what looks like a .doc from outside."""

import zipfile
from html import escape
from pathlib import Path

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def docx(folder: Path, body: str, *, styles: str = "", numbering: str = "", name: str = "made.docx") -> Path:
    """Write a .docx whose body, styles and numbering are the XML given."""
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{body}</w:body></w:document>")
        if styles:
            package.writestr("word/styles.xml", f"<w:styles {NAMES}>{styles}</w:styles>")
        if numbering:
            package.writestr("word/numbering.xml", f"<w:numbering {NAMES}>{numbering}</w:numbering>")
    return path


def doc(folder: Path, *streams: str, name: str = "made.doc", flags: int = 0) -> Path:
    """Write the outside of a compound file: its magic bytes, a Word 97 header, the names of its streams."""
    path = folder / name
    header = b"\xec\xa5\xc1\x00" + bytes(6) + flags.to_bytes(2, "little")
    names = b"".join(stream.encode("utf-16-le") + bytes(8) for stream in streams)
    path.write_bytes(OLE + bytes(504) + header.ljust(512, b"\x00") + names)
    return path


def p(*runs: str, properties: str = "") -> str:
    """Return a paragraph; a run that is no XML yet becomes one."""
    return (
        f"<w:p><w:pPr>{properties}</w:pPr>{''.join(each if each.startswith('<') else r(each) for each in runs)}</w:p>"
    )


def r(text: str, properties: str = "") -> str:
    """Return a run of plain text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def item(text: str, *, level: int = 0, of: int = 1) -> str:
    """Return a paragraph numbered in list ``of``."""
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{of}"/></w:numPr>')


def level(n: int, style: str, text: str, *, start: int = 1, more: str = "") -> str:
    """Return the definition of a list's level."""
    return (
        f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{escape(text)}"/></w:lvl>'
    )


def numbered(*levels: str, of: int = 1, override: str = "") -> str:
    """Return list ``of`` with a definition of its own."""
    return (
        f'<w:abstractNum w:abstractNumId="{of}">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="{of}"><w:abstractNumId w:val="{of}"/>{override}</w:num>'
    )


def field(instruction: str, result: str) -> str:
    """Return a complex field with its result in one run."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escape(instruction)}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def table(*rows: str, widths: tuple[int, ...] = ()) -> str:
    """Return a table of rows made with `row`."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """Return a row; a cell that is no XML yet becomes one."""
    made = "".join(each if each.startswith("<w:tc>") else cell(each) for each in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{made}</w:tr>"


def cell(*paragraphs: str, span: int = 1, merge: str = "") -> str:
    """Return a cell; ``merge`` is "restart" or "continue"."""
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    inside = "".join(each if each.startswith("<") else p(each) for each in paragraphs)
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{merged}</w:tcPr>{inside}</w:tc>'
