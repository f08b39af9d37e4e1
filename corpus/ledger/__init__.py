"""The ledger: targets, duties and deadlines of a document as tables, each cell tied to the text it was read from."""

from hoi.corpus.ledger.deadlines import deadlines
from hoi.corpus.ledger.duties import duties
from hoi.corpus.ledger.rows import Cell, Comparator, Deadline, Duty, Row, Target, printed
from hoi.corpus.ledger.targets import targets

__all__ = ["Cell", "Comparator", "Deadline", "Duty", "Row", "Target", "deadlines", "duties", "printed", "targets"]
