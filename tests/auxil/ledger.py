"""Small documents for the ledger, read from their text."""

from datetime import date

from hoi.corpus.model import Bilingual, Document, Level, Metadata
from hoi.corpus.normalise import nfc
from hoi.corpus.structure import parse

ISSUED = date(2022, 1, 10)


def held(
    text: str, *, issuer: str = "UBND tỉnh Lạng Sơn", level: Level = "provincial", verbatim: bool = True
) -> Document:
    """Return the document that ``text`` is, issued on 10 January 2022."""
    outline = parse(nfc(text))
    name = Bilingual("Văn bản thử", "Test document")
    return Document(
        id="thu-1", text=nfc(text), provisions=outline.provisions, tables=outline.tables,
        metadata=Metadata(issuer=issuer, issued_on=ISSUED, effective_on=ISSUED),
        name=name, full_name=name, level=level, verbatim=verbatim, sha256="", held=name,
    )  # fmt: skip
