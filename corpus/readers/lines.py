"""Lines of a document: what opens a new unit, and the rulers that people draw between lines."""

import re

_UPPER = "A-ZÀ-ÖØ-ÞĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_MARKER = re.compile(
    # "Điều 5 Luật Đất đai", "Mục 2 Chương III Nghị định" only name a place; a heading has a stop, a title or no more.
    r"(?i:điều)\s+(?:(?i:thứ)\s+)?(?:\d+[a-zđ]?|[IVXLC]+)(?:\s*[.:]|$|\s+(?!Luật|Bộ luật|Nghị|Thông|Quyết|Hiến|Pháp"
    rf"|Quy|Điều|Chương|Mục|Phần|Phụ)[{_UPPER}])"
    r"|(?i:phần|chương|tiểu mục|mục|phụ lục)\s+(?:(?i:thứ)\s+\w+|[IVXLC]+|\d+|[A-ZĐ])"
    rf"(?:\s*[.:]|$|\s+[-–—(]|\s+[{_UPPER}]{{2}})"
    r"|PHỤ LỤC$"
    rf"|(?:[IVXLC]{{1,6}}|\d{{1,2}}(?:\.\d{{1,2}}){{0,4}})(?:[.)/](?:\s|$|(?=[{_UPPER}]))|-\s)"
    r"|\d{1,2}(?:\.\d{1,2}){1,4}\s"
    r"|[A-ZĐa-zđ][.)]\s"
    r"|[-–—+*•●○▪▫■□◦·⁃➢✓]\s*\S"
    r"|(?:Căn cứ|Xét|Theo đề nghị)\s|(?:Nơi nhận|Kính gửi|Số)\s*:|(?:TM|KT|TL|TUQ|Q)\."
    r"|\((?:Ban hành|Kèm theo|Đính kèm)\b"
)
_RULER = re.compile(r"[-–—_=*]{3,}")
_ORNAMENT = re.compile(r"[-–—_=*\s]*[oO0]{3}[-–—_=*\s]*")
# A ruler among words: not the blank of "Số: ____/QĐ-UBND", which stands after a colon and before a stroke.
_RULER_WITHIN = re.compile(r"(?:^|(?<=[^\s:\-–—_=*]) ?)[-–—_=*]{3,}+(?! ?/)")
# Where web copies have set the agency and the two lines of the national motto in one.
_FREEDOM = r"Độc lập\s*[-–—]\s*Tự do"
_MOTTO = re.compile(rf"(?<=VIỆT NAM) (?={_FREEDOM})|(?<!NƯỚC) (?=CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM {_FREEDOM})")
_HEAD = re.compile(rf"{_FREEDOM}|Số\s*:")


def opens_unit(line: str) -> bool:
    """Tell whether ``line`` begins with what a new unit begins with, so that nothing may be joined before it.

    >>> [opens_unit(line) for line in ("Điều 5. Hiệu lực", "Điều 5 của Luật này", "a) Một", "90.000 BTU", "- Hai")]
    [True, False, True, False, True]
    """
    return _MARKER.match(line) is not None


def is_ruler(line: str) -> bool:
    """Tell whether ``line`` is a drawn line or an ornament between parts: "-------", "* * *", "-----o0o-----"."""
    ornament = line[:1] in tuple("-–—_=*") and _ORNAMENT.fullmatch(line) is not None
    return ornament or _RULER.fullmatch("".join(line.split())) is not None


def split_rulers(line: str) -> list[str]:
    """Return the lines that a web copy has set in one, without the rulers between them; none for a ruler.

    Only the head of a document is split; a row of dashes elsewhere is a blank to fill in.

    >>> split_rulers("BỘ A ------- CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc -------- Số: 1/QĐ")
    ['BỘ A', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'Số: 1/QĐ']
    """
    if is_ruler(line):
        return []
    pieces = _RULER_WITHIN.split(line)
    if not (pieces[0].isupper() or _HEAD.search(line)):
        pieces = [line]
    return [part.strip() for piece in pieces for part in _MOTTO.split(piece) if part.strip()]
