"""Whether two documents are the same: what an operator adds may replace itself, and nothing else."""

from collections.abc import Iterable
from typing import NoReturn

from hoi.corpus.errors import InputError
from hoi.corpus.model import Document, Metadata
from hoi.corpus.normalise import fold, syllables

_SHORT = {"ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "tp": "thanh pho"}


def refuse_if_taken(identifier: str, metadata: Metadata, held: Document | None, others: Iterable[Document]) -> None:
    """Make sure that the id and the number are free, or that ``held``, of the same id, plainly is the same document.

    Raises:
        InputError: one of them belongs to another document.
    """
    if held is not None and not _is_same(metadata, held.metadata):
        _id_is_taken(identifier, held)
    for other in others:
        if other.id != identifier and _share_number(metadata, other.metadata):
            _number_is_taken(other)


def _is_same(one: Metadata, other: Metadata) -> bool:
    """Tell whether two documents of one id are the same: number, date, and no other issuer."""
    numbers = {fold(each.number or "") for each in (one, other)}
    return len(numbers) == 1 and one.issued_on == other.issued_on and not _differ(one.issuer, other.issuer)


def _share_number(one: Metadata, other: Metadata) -> bool:
    """Tell whether two documents of different ids carry the same number of one issuer and one year."""
    if not one.number or not other.number or fold(one.number) != fold(other.number):
        return False
    years = {each.issued_on.year for each in (one, other) if each.issued_on}
    return len(years) < 2 and not _differ(one.issuer, other.issuer)


def _differ(one: str | None, other: str | None) -> bool:
    """Tell whether both issuers are stated and neither name contains the other's words."""
    if not one or not other:
        return False
    first, second = (_issuer_words(each) for each in (one, other))
    return not (first <= second or second <= first)


def _issuer_words(name: str) -> frozenset[str]:
    words = (_SHORT.get(word, word).split() for word in syllables(fold(name)))
    return frozenset(word for each in words for word in each)


def _id_is_taken(identifier: str, held: Document) -> NoReturn:
    raise InputError(
        f"Mã {identifier} đang là của {held.full_name.vi}, khác số, ngày ban hành hoặc cơ quan ban hành; "
        "hãy đặt mã khác bằng --id.",
        f"The id {identifier} belongs to {held.full_name.en}, which has another number, date or issuer; "
        "give another id with --id.",
    )


def _number_is_taken(other: Document) -> NoReturn:
    raise InputError(
        f"Số {other.metadata.number} đang là của văn bản {other.id}; hãy nạp với --id {other.id} để thay văn bản đó, "
        f"hoặc gỡ nó bằng lệnh: hoi remove {other.id}",
        f"The number {other.metadata.number} belongs to document {other.id}; ingest with --id {other.id} to replace "
        f"it, or remove it with: hoi remove {other.id}",
    )
