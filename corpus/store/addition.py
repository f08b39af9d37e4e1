"""What an operator adds: a document as understood, under its id, with its file; and the record that describes it."""

import hashlib
import json
import tomllib
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from hoi.corpus.intake import Understood
from hoi.corpus.model import Bilingual, Metadata
from hoi.corpus.normalise import clean
from hoi.corpus.store.naming import Names, level, names
from hoi.corpus.structure import truncated_at

_WHOLE = Bilingual("Nguyên văn toàn bộ văn bản, từ tệp đã nạp.", "The whole wording, from the file that was added.")
_TO_THE_CUT = Bilingual(
    "Nguyên văn từ đầu đến mục {0}, từ tệp đã nạp; tệp dừng ở đó.",
    "Word for word from the beginning to section {0}, from the file that was added, which ends there.",
)
_AFTER_THE_CUT = Bilingual(
    "Văn bản đang lưu dừng giữa chừng ở mục {0}; nội dung sau đó không có trong tệp đã nạp.",
    "The copy held breaks off in section {0}; what follows was not in the file that was added.",
)
_RECOGNISED = Bilingual(
    "Chữ do máy nhận dạng từ bản quét, có thể sai; hãy đối chiếu với bản gốc.",
    "The words were recognised from a scan and may be wrong; compare them with the original.",
)
_ORIGINAL = "Tệp đã nạp: {0}."


@dataclass(frozen=True)
class Addition:
    """A document to be stored; ``sha256`` is the checksum of its file ``original``.

    The text is in the form of ``Document.text``: NFC, no lone surrogate.
    """

    id: str
    understood: Understood
    original: Path
    sha256: str

    @property
    def text(self) -> str:
        """The text that is stored."""
        return self.understood.text

    @property
    def metadata(self) -> Metadata:
        """What the document says of itself."""
        return self.understood.metadata

    @cached_property
    def names(self) -> Names:
        """What the document is called."""
        return names(self.metadata, self.id)

    @cached_property
    def digest(self) -> str:
        """The checksum of all that is stored, but for the file it came from and the time."""
        return digest(self.text.encode("utf-8"), _toml(self._record()))

    def record(self, ingested_at: datetime) -> str:
        """Return the TOML of the record, with where the document came from."""
        source = {"file": clean(self.original.name), "sha256": self.sha256, "ingested_at": ingested_at}
        return _toml(self._record() | {"source": source})

    def _record(self) -> dict[str, Any]:
        cut = truncated_at(self.text)
        held = Bilingual(_TO_THE_CUT.vi.format(cut), _TO_THE_CUT.en.format(cut)) if cut else _WHOLE
        if self.understood.recognised:
            held = Bilingual(f"{held.vi} {_RECOGNISED.vi}", f"{held.en} {_RECOGNISED.en}")
        stated = {name: value for name, value in asdict(self.metadata).items() if value is not None}
        missing = [{"vi": _AFTER_THE_CUT.vi.format(cut), "en": _AFTER_THE_CUT.en.format(cut), "after": cut}]
        return {
            "id": self.id,
            **stated,
            "level": level(self.metadata.issuer),
            "verbatim": True,
            "name": self.names.name.vi,
            "name_en": self.names.name.en,
            "full_name": self.names.full_name.vi,
            "full_name_en": self.names.full_name.en,
            "aliases": list(self.names.aliases),
            "sha256": hashlib.sha256(self.text.encode("utf-8")).hexdigest(),
            "held": asdict(held),
            **({"missing": missing} if cut else {}),
            "original": [{"note": _ORIGINAL.format(clean(self.original.name))}],
        }


def digest(text: bytes, record: str) -> str:
    """Return the checksum of a stored document: its text and its record, but for ``source``."""
    content = {name: value for name, value in tomllib.loads(record).items() if name != "source"}
    stated = json.dumps(content, sort_keys=True, default=str)
    return hashlib.sha256(text + b"\x00" + stated.encode("utf-8")).hexdigest()


def _toml(record: dict[str, Any]) -> str:
    import tomli_w

    return tomli_w.dumps(record)
