"""Whether a clause of an answer repeats a clause of the text: its words in order, leaving out whole pieces only."""

from dataclasses import dataclass

from hoi.bot.assistant.verify.fault import Fault
from hoi.bot.assistant.verify.lexicon import Lexicon
from hoi.bot.assistant.verify.line import Figure, Line

_GAP = 2
"""Words that may be left out inside a phrase ("sản phẩm bao bì" for "bao bì"); more only where
a comma or a function word stands at both ends ("tại một số tỉnh" after "về triển khai thực hiện Chương trình")."""
_REACH, _STRONG_REACH = 2, 4
"""How far before the first word repeated a marker still bears on it; a negation reaches over a comma."""
_BEFORE = -1


@dataclass(frozen=True, slots=True)
class Comparison:
    """A clause of an answer against one of the text; ``optional`` words may be there without evidence."""

    claim: Line
    text: Line
    known: Lexicon
    optional: frozenset[str]

    def fault(self) -> Fault | None:
        """Return the first thing that the claim does to the clause, None when it repeats it."""
        if self.claim.said in self.text.said and (at := self._place_of_all()) is not None:
            lost = self._lost_before(at) or self._lost_after(at + len(self.claim.words) - 1)
            return Fault("polarity", lost) if lost else None
        return self._path(self._words()) or self._figures()

    def _place_of_all(self) -> int | None:
        """Return where the claim's words stand in a row."""
        words, text = self.claim.words, self.text.words
        if not words:
            return None
        return next((at for at in range(len(text)) if text[at : at + len(words)] == words), None)

    def _words(self) -> tuple[str, ...]:
        """Return the claim's words in the order of the text: "mức tiêu hao giảm 5 - 8%" is "giảm 5 - 8%"."""
        words = self.claim.words
        for each in self.claim.figures:
            moved = each.at == len(words) > 1 and not each.is_time
            if moved and any(words[-1] == self._word(other.at - 1) for other in self._same(each)):
                return (words[-1], *words[:-1])
        return words

    def _path(self, words: tuple[str, ...]) -> Fault | None:
        places: dict[str, list[int]] = {}
        for at, word in enumerate(self.text.words):
            places.setdefault(word, []).append(at)
        reached, lost = {_BEFORE}, ""
        for place, word in enumerate(words):
            then = self._without(word, reached, places)
            for at in places.get(word, ()):
                for last in reached:
                    jumps = last not in (_BEFORE, at - 1)
                    if last < at and (not jumps or (self._is_near(last, at) and self._joined_alike(place, at))):
                        passed = self._lost_before(at) if last == _BEFORE else self._lost_between(last, at)
                        lost = lost or passed
                        if not passed:
                            then.add(at)
            if not then:
                return self._fault(word, lost)
            reached = then
        ends = [self._lost_after(at) for at in reached if at != _BEFORE]
        return Fault("polarity", ends[0]) if ends and all(ends) else None

    def _without(self, word: str, reached: set[int], places: dict[str, list[int]]) -> set[int]:
        """Return where the claim may go on without evidence for ``word``: where the text says it, only in front."""
        if word not in self.optional:
            return set()
        return reached & {_BEFORE} if word in places else set(reached)

    def _fault(self, word: str, lost: str) -> Fault:
        if lost:
            return Fault("role" if lost in self.known.roles else "polarity", lost)
        if word in self.known.roles:
            return Fault("role", word)
        if word in self.known.markers:
            return Fault("polarity", word)
        return Fault("order" if word in self.text.words else "novel", word)

    def _is_near(self, last: int, at: int) -> bool:
        edges = self.text.pauses | self.text.joints.keys()
        return at - last - 1 <= _GAP or (last + 1 in edges and at in edges)

    def _joined_alike(self, place: int, at: int) -> bool:
        """Tell whether the function words before a word of the claim are those of the text, if it has any."""
        own = self.claim.joints.get(place, ())
        return not own or own == self.text.joints.get(at, ())

    def _pauses(self, first: int, last: int) -> bool:
        """Tell whether a pause stands before a word from ``first`` to ``last``."""
        return any(first <= each <= last for each in self.text.pauses)

    def _lost_between(self, last: int, at: int) -> str:
        for between in range(last + 1, at):
            word = self.text.words[between]
            bears_on_next = word in self.known.before and not self._pauses(between + 1, at)
            reaches = word in self.known.strong and at - between <= _STRONG_REACH
            bears_on_last = word in self.known.after and not self._pauses(last + 1, between)
            if word in self.known.roles or bears_on_next or reaches or bears_on_last:
                return word
        return ""

    def _lost_before(self, at: int) -> str:
        for back in range(max(0, at - _STRONG_REACH), at):
            word = self.text.words[back]
            near = at - back <= _REACH and not self._pauses(back + 1, at)
            if word in self.known.strong or (word in self.known.before and near):
                return word
        return ""

    def _lost_after(self, at: int) -> str:
        word = self._word(at + 1)
        return word if word in self.known.after and at + 1 not in self.text.pauses else ""

    def _figures(self) -> Fault | None:
        """Tell whether each figure counts what it counts in the text."""
        for each in self.claim.figures:
            same = self._same(each)
            if same and not each.is_time and not any(self._counts_the_same(each, other) for other in same):
                return Fault("order", each.form)
        return None

    def _counts_the_same(self, each: Figure, other: Figure) -> bool:
        counted = "" if other.ends else self._word(other.at)
        if not counted:
            return True
        words = [word for word in self.claim.words if word not in self.optional or word in self.text.words]
        following = self.claim.words[each.at :]
        if following and not each.ends:
            own = next((word for word in following if word not in self.optional or word == counted), "")
            return own in ("", counted)
        beside = {self._word(other.at - 1), self._word(other.at - 2)}
        return counted in words or all(word in beside or word in self.optional for word in words)

    def _same(self, each: Figure) -> list[Figure]:
        return [other for other in self.text.figures if other.form == each.form]

    def _word(self, at: int) -> str:
        return self.text.words[at] if 0 <= at < len(self.text.words) else ""
