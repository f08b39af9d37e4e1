"""How a clause assigns work: who leads, who supports, where the task begins. One clause at a time, by position."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from hoi.corpus.agencies import listed
from hoi.corpus.deadlines import times
from hoi.corpus.ledger.clauses import trimmed
from hoi.corpus.ledger.rows import Cell
from hoi.corpus.model import Span
from hoi.corpus.normalise import nfc
from hoi.corpus.periods import Period

Agencies = tuple[Cell[str], ...]
_FLAGS = re.IGNORECASE
_BLANK = re.compile(r"[\s,:]*")
_REMARK = re.compile(r"(?:theo một nguồn|đồng thời|ngoài ra|bên cạnh đó|trước mắt|riêng)\s*,\s+", _FLAGS)
_WHEN = re.compile(r"(?:trong\s+)?giai\s+đoạn\s+(20\d\d)\s*(?:-|–|đến)\s*(?:năm\s+)?(20\d\d)\s*,\s*", _FLAGS)
_CONDITION = re.compile(
    r"(?:khi|đối với|trên cơ sở|căn cứ|trường hợp|sau khi|trong quá trình|nếu|trong(?!\s+đó))\s(?=[^;]{1,240},)", _FLAGS
)
_ORDER = re.compile(
    r"(?:giao(?:\s+cho)?|đề nghị|yêu cầu|phân công(?:\s+cho)?|ủy quyền(?:\s+cho)?|kiến nghị)\s+", _FLAGS
)
_BY_OFFICE = re.compile(
    r"[\s,]*(?:căn cứ|theo|trong phạm vi|trên cơ sở)\s+(?:phạm vi\s+)?"
    r"(?:(?:chức năng|nhiệm vụ|quyền hạn|trách nhiệm|thẩm quyền)(?:\s*(?:,|và)\s*)?)+"
    r"(?:\s*(?:được giao|của mình|của đơn vị|quản lý))*[\s,]*", _FLAGS,
)  # fmt: skip
_ASIDE = re.compile(r"\s*\([^()\n]{1,100}\)")
_CHARGED = re.compile(r"(?:có|chịu)\s+trách\s+nhiệm\b|có\s+nhiệm\s+vụ\b", _FLAGS)
_CHARGED_LATER = re.compile(r"[^;.:]{1,160}?\s(?:có|chịu)\s+trách\s+nhiệm\b", _FLAGS)
_SOMEBODY = re.compile(
    r"((?:Cơ quan|Đơn vị|Tổ chức|Chủ|Người|Cá nhân|Nhà|Hộ|Cơ sở|Doanh nghiệp|Các|Mọi|Thủ trưởng|Lãnh đạo|Ban|Tổ)\s"
    r"[^;:.()]{2,100}?),?\s+"
    r"(?=chủ\s+trì,?\s+(?:và\s+)?phối\s+hợp|(?:có|chịu)\s+trách\s+nhiệm\b)"
)
_LEADS = re.compile(r"(?:(?:là|làm)\s+(?:cơ\s+quan|đơn\s+vị)\s+)?chủ\s+trì\b", _FLAGS)
_WITH = re.compile(r"[\s,]*(?:(?:và|hoặc)\s+)?phối\s+hợp(?:\s+chặt\s+chẽ)?(?:\s+(?:với|cùng(?:\s+với)?))?\s+", _FLAGS)
_HELP = re.compile(r"[\s,]*(?:cùng\s+)?phối\s+hợp\b", _FLAGS)
_HELPS_ALONE = re.compile(r"[\s,]*(?:tích\s+cực\s+)?phối\s+hợp\s+(?!với\b|cùng\b|chặt\b)", _FLAGS)
_TO = re.compile(r"[\s,:]*(?:trong\s+việc\s+|để\s+|(?:có|chịu)\s+trách\s+nhiệm\s+)?", _FLAGS)
_AND_NO_MORE = re.compile(r"(?:\s+(?:(?:tổ\s+chức|triển\s+khai)\s+)?thực\s+hiện)?[\s.,;)]*", _FLAGS)
_BY_WHOM = re.compile(r"(?:\s+do|[,;]?\s+giao(?:\s+cho)?|\s*\((?:do\s+|giao\s+)?)\s*(?=[A-ZĐỦỞc])")
_EXECUTES = re.compile(
    r"(?:chịu|có)\s+trách\s+nhiệm\s+(?:tổ\s+chức\s+)?(?:thi\s+hành|thực\s+hiện)\s+"
    r"(?:quyết\s+định|nghị\s+quyết|kế\s+hoạch|thông\s+tư|chỉ\s+thị|nghị\s+định|chương\s+trình)\s+này"
    r"|(?:căn\s+cứ|chiểu)\s+quyết\s+định\s+(?:này\s+)?thi\s+hành"
    r"|^[^\s,.;]+(?:\s+[^\s,.;]+){0,3}\s+này\s+(?:có\s+hiệu\s+lực|thay\s+thế)", _FLAGS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Opening:
    """What a clause opens with: who it names in which role, a period before them, and where the task begins.

    ``subject`` is who the clause is about; ``leads`` tells that it says "chủ trì", ``helps`` that it says "phối hợp
    với" ``partners``, or with nobody named; ``explicit`` that it plainly assigns work ("có trách nhiệm", "giao").
    """

    task: int
    subject: Agencies = ()
    partners: Agencies = ()
    leads: bool = False
    helps: bool = False
    explicit: bool = False
    apart: bool = False
    period: Cell[Period] | None = None


class Grammar:
    """The grammar of assignments over one text; ``place`` is the province its departments are of."""

    def __init__(self, text: str, place: str | None) -> None:
        self._text = text
        self._place = place

    def agencies(self, start: int, end: int) -> tuple[Agencies, int]:
        """Return the agencies of the list at ``start``, as printed, and where the list ends."""
        mentions, after = listed(self._text, Span(start, end), self._place)
        return tuple(self.cell(mention.span) for mention in mentions), after

    def cell(self, span: Span) -> Cell[str]:
        """Return the words of ``span`` on one line, with the span."""
        return Cell(" ".join(span.of(self._text).split()), span)

    def opening(self, clause: Span) -> Opening | None:
        """Return what ``clause`` opens with; None when it only says who executes the document it stands in."""
        if _EXECUTES.search(clause.of(self._text)):
            return None
        start, period = self._after_adverbs(clause)
        order = _ORDER.match(self._text, start, clause.end)
        subject, after = self._subject(order.end() if order else start, clause.end)
        if not subject:
            return self._role(Opening(start, period=period), clause.end)
        named = self._skip(_ASIDE, after, clause.end)
        after = self._skip(_BY_OFFICE, named, clause.end)
        apart = after == named and self._text[after : after + 1] == ","
        charged = _CHARGED.match(self._text, self._skip(_BLANK, after, clause.end), clause.end)
        if charged is None and not self.acts(self._skip(_BLANK, after, clause.end), clause.end):
            charged = _CHARGED_LATER.match(self._text, after, clause.end)
        after = self._skip(_BLANK, charged.end() if charged else after, clause.end)
        found = Opening(after, subject, explicit=bool(order or charged), apart=apart, period=period)
        return self._role(found, clause.end)

    def _subject(self, start: int, end: int) -> tuple[Agencies, int]:
        """Return who a clause begins with: agencies, or whoever stands before "có trách nhiệm"."""
        subject, after = self.agencies(start, end)
        somebody = None if subject else _SOMEBODY.match(self._text, start, end)
        return ((self.cell(Span(*somebody.span(1))),), somebody.end()) if somebody else (subject, after)

    def _role(self, found: Opening, end: int) -> Opening:
        """Return ``found`` with the role that its words name, the task after it."""
        leads = _LEADS.match(self._text, found.task, end)
        at = leads.end() if leads else found.task
        together = _WITH.match(self._text, at, end)
        partners, after = self.agencies(together.end(), end) if together else ((), at)
        if together is None and leads is not None:
            partners, after = self._helpers(at, end)
        alone = _HELPS_ALONE.match(self._text, at, end) if leads is None and not partners else None
        if alone is not None:
            after = alone.end()
        elif together is not None and not partners:  # "phối hợp với" somebody unnamed belongs to the task
            after = together.start() if leads else found.task
        return Opening(
            task=self._skip(_TO if partners else _BLANK, after, end),
            subject=found.subject,
            partners=partners,
            leads=leads is not None,
            helps=leads is None and (bool(partners) or alone is not None),
            explicit=found.explicit or leads is not None or bool(partners) or alone is not None,
            apart=found.apart,
            period=found.period,
        )

    def _helpers(self, at: int, end: int) -> tuple[Agencies, int]:
        """Return the agencies of ", Sở B phối hợp" after "Sở A chủ trì"."""
        partners, after = self.agencies(self._skip(_BLANK, at, end), end)
        help_ = _HELP.match(self._text, after, end) if partners else None
        return (partners, help_.end()) if help_ else ((), at)

    def assigned_at_end(self, clause: Span) -> tuple[int, Agencies, Agencies] | None:
        """Return where "do Sở A chủ trì, Sở B phối hợp thực hiện" begins in ``clause``, who leads and who supports."""
        for match in _BY_WHOM.finditer(self._text, clause.start, clause.end):
            lead, after = self.agencies(match.end(), clause.end)
            leads = _LEADS.match(self._text, self._skip(_BLANK, after, clause.end), clause.end) if lead else None
            if leads is None:
                continue
            together = _WITH.match(self._text, leads.end(), clause.end)
            support, end = (
                self.agencies(together.end(), clause.end) if together else self._helpers(leads.end(), clause.end)
            )
            if _AND_NO_MORE.fullmatch(self._text, end, clause.end):
                return match.start(), lead, support
        return None

    def acts(self, at: int, end: int) -> bool:
        """Tell whether a verb stands at ``at``, so that the agencies before it are who acts."""
        rest = self._text[at : min(end, at + 40)]
        return rest[:1].islower() and not _no_verb().match(rest)

    def after_time(self, clause: Span) -> int:
        """Return where the clause begins once a time or a remark before it is taken away."""
        return self._after_adverbs(clause)[0]

    def _after_adverbs(self, clause: Span) -> tuple[int, Cell[Period] | None]:
        at, period = clause.start, None
        while True:
            rest = Span(at, clause.end)
            years = _WHEN.match(self._text, at, clause.end)
            if years is not None:
                period = Cell(Period(int(years[1]), int(years[2])), trimmed(self._text, *years.span()))
            skipped = years or _REMARK.match(self._text, at, clause.end)
            after = skipped.end() if skipped else self._after_time(rest) or self._after_condition(rest)
            if after <= at:
                return at, period
            at = after

    def _after_time(self, rest: Span) -> int:
        first = next(iter(times(self._text, Span(rest.start, min(rest.end, rest.start + 200)))), None)
        if first is None or first.span.start != rest.start:
            return 0
        return self._skip(_BLANK, first.span.end, rest.end)

    def _after_condition(self, rest: Span) -> int:
        """Return the end of "Khi …, …," when who acts is named after one of its commas."""
        if _CONDITION.match(self._text, rest.start, rest.end):
            for comma in re.compile(r",\s+").finditer(self._text, rest.start, min(rest.end, rest.start + 240)):
                named, after = self.agencies(self._skip(_ORDER, comma.end(), rest.end), rest.end)
                if named and self.acts(after + 1, rest.end):
                    return comma.end()
        return 0

    def _skip(self, pattern: re.Pattern[str], at: int, end: int) -> int:
        match = pattern.match(self._text, at, end)
        return match.end() if match else at


@lru_cache(maxsize=4)
def words(table: str) -> tuple[str, ...]:
    """Return a list of words of ``ledger.toml``, longest first."""
    read = tomllib.loads(nfc(files("hoi.corpus.ledger").joinpath("ledger.toml").read_text(encoding="utf-8")))
    return tuple(sorted(read[table], key=len, reverse=True))


@lru_cache(maxsize=1)
def _no_verb() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words('not_predicates'))})(?!\w)")
