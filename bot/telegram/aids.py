"""What handlers work with besides the assistant: ledger, pictures, search, the web page's address, operators."""

from dataclasses import dataclass, field

from hoi.bot.finding import Find
from hoi.bot.ledger import TABLES, Ledger
from hoi.bot.pictures.studio import Studio
from hoi.bot.telegram.comparison import Comparer
from hoi.bot.telegram.rate import Rate, Rates

INLINE = Rate(interval=1.0, burst=30)
"""How often one person may look things up behind the bot's name: with each letter typed Telegram asks anew."""


@dataclass(frozen=True, slots=True)
class Aids:
    """The aids of one bot.

    ``operators`` are Telegram's numbers of the people who may run it; ``model_host`` is where questions are sent on to,
    when a language model was set up: whoever asks is told. ``lookups`` counts what each person looks up in inline mode.
    """

    ledger: Ledger
    comparer: Comparer
    studio: Studio
    find: Find
    public_url: str | None = None
    operators: frozenset[int] = frozenset()
    model_host: str | None = None
    lookups: Rates = field(default_factory=lambda: Rates(INLINE))

    def read_ahead(self) -> None:
        """Read from the documents what the first who asks would wait for; a second and more for long ones."""
        for table in TABLES:
            self.ledger.choices(table)
        self.comparer.read_ahead()
