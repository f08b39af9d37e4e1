"""What an answer gathers around the best hit."""

from hoi.bot.assistant.answer import Question
from hoi.bot.assistant.gather import Gatherer
from hoi.bot.assistant.question import Reader
from hoi.bot.assistant.rank import Ranker
from hoi.corpus.library import Library
from hoi.index.search import Finder, Hit
from tests.conftest import TODAY


def hit(locator: str, asked: float) -> Hit:
    return Hit("kh-235-2021", locator, score=1, cosine=0, asked=asked, keywords=0, stated=0, coverage=0)


def test_a_list_of_which_only_a_heading_is_likely_is_none(library: Library, finder: Finder) -> None:
    ranker = Ranker(library, finder)
    reading = Reader(library, finder.restorer).read(Question.of("Liệt kê những việc về bếp than tổ ong"), TODAY)

    assert reading.list
    assert Gatherer(library, ranker).listed(reading, [hit("II.1#5", asked=-0.9), hit("II.1", asked=0.9)]) == ()
