"""A question for yes or no beside one clause: each thing it says is judged by itself, none by the words it has."""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from hoi.bot.assistant.affirm.bans import ban, without_actor
from hoi.bot.assistant.affirm.clause import Clause
from hoi.bot.assistant.affirm.counts import counted, counts, without_counts
from hoi.bot.assistant.affirm.duty import aims, has_duty, is_of_others
from hoi.bot.assistant.affirm.fate import What, fate
from hoi.bot.assistant.affirm.kinds import listed, others, without_members
from hoi.bot.assistant.affirm.moments import dated
from hoi.bot.assistant.affirm.relations import changed, went_into
from hoi.bot.assistant.affirm.roles import played
from hoi.bot.assistant.affirm.subject import Subject
from hoi.bot.assistant.affirm.table import table
from hoi.bot.assistant.affirm.verdict import UNSURE, Judgement, Verdict
from hoi.bot.assistant.forms import Form
from hoi.bot.assistant.listing import Place
from hoi.bot.assistant.persons import signer
from hoi.bot.assistant.question import Reading
from hoi.corpus.figures import percentages
from hoi.corpus.labels import about
from hoi.corpus.normalise import fold

_LAW = re.compile(r"\b(?:luật|law)\b")
_TURNED: dict[Verdict, Verdict] = {"yes": "no", "no": "yes"}
"""What is said of a statement that something has not become of a body."""


@dataclass(frozen=True)
class Case:
    """A question beside one clause."""

    reading: Reading
    form: Form
    place: Place
    clause: Clause
    today: date
    cited: frozenset[tuple[str, str]]

    @cached_property
    def subject(self) -> Subject:
        """What the question is about."""
        return Subject.of(self.reading, self.place[0])

    @cached_property
    def counted(self) -> Subject:
        """The same without how many of something it says there are, where the clause counts that."""
        return without_counts(self.subject) if counts(self.reading.text, self.reading.language) else self.subject

    def judged(self) -> Judgement:
        """Return what the clause says: of a body, of who has a role, of a list, of a ban; else whether it affirms."""
        document, provision = self.place
        statement = document.statement_at.get(provision.locator)
        if self.form.validity or (statement is not None and statement.confidence == "inferred"):
            return UNSURE
        for verdict in (self._related(), self._of_the_rest()):
            if verdict is not None:
                return Judgement(verdict)
        if self.form.of_a_body:
            return Judgement(self._of_a_body())
        if self.form.turned:
            return UNSURE
        if self._is_the_one_before:  # of what the question before found only the duty can be asked
            return Judgement(self._no_duty() or "unsure", alone=False)
        for verdict in (self._of_a_role(), self._signed(), self._in_a_list(), self._forbidden()):
            if verdict is not None:
                return Judgement(verdict)
        return self._stated()

    def _related(self) -> Verdict | None:
        """Return whether of two bodies, or documents, one became or changed the other as the question says."""
        own = self.reading.text
        so = went_into(own, self.cited) if self.reading.language == "vi" else None
        so = changed(own, self.clause.text) if so is None else so
        return None if so is None else "unsure" if self.form.negated else "yes" if so else "no"

    def _of_a_body(self) -> Verdict:
        """Return whether the body asked about remains, was merged, or keeps its name."""
        own = self.reading.text
        names_none = not table(self.reading.language).bodies.search(own.lower())
        asked = self.reading.before[-1] if self.reading.before and names_none else own
        what = fate(asked, self.clause.text, self.reading.language)
        if what is None:
            return "unsure"
        said = self._of_what(what)
        return _TURNED.get(said, said) if self.form.negated else said

    def _of_what(self, what: What) -> Verdict:
        """Return the answer of what became of a body to what is asked of it."""
        if self.form.renamed:
            return "no" if what == "named" else "unsure"
        if self.form.dissolved:
            return "yes" if what == "ended" else "unsure" if what == "merged" else "no"
        if self.form.merged:
            into = self.form.into and what in ("kept", "named")  # others may have merged into it
            return "yes" if what == "merged" else "no" if what in ("unmerged", "listed") or into else "unsure"
        return "gone" if what in ("merged", "ended") else "still"

    def _of_the_rest(self) -> Verdict | None:
        """Return whether there are exceptions, anybody is left out, something stops; None where it is not said."""
        known, said, subject = table(self.reading.language), self.clause.text.lower(), self.subject
        whole = self.clause.whole
        exempt = known.exempts.search(said) or known.exceptions.search(said)
        if self.form.excepted and exempt:
            rest = subject.without(known.excepts)
            return "yes" if self._is_the_one_before or (rest.runs and rest.stands_in(whole)) else None
        if self.form.outside and exempt:
            own = Subject.own(self.reading).without(known.asks_out)
            return "yes" if own.runs and own.stands_in(said[exempt.end() :]) else None
        if self.form.outside and "100%" in percentages(said) and subject.without(known.asks_out).stands_in(whole):
            return "no"
        ended = self.form.ends and known.goes_on.search(said) and subject.without(known.asks_end).stands_in(whole)
        return "no" if ended else None

    @property
    def _is_the_one_before(self) -> bool:
        """Whether the question names nothing itself that it is about."""
        known = table(self.reading.language)
        own = Subject.own(self.reading).without(known.asks_duty).without(known.excepts)
        return bool(self.reading.context) and not own.names

    def _of_a_role(self) -> Verdict | None:
        """Return whether who is said to lead, or to support, does so; no other words decide that."""
        if not table(self.reading.language).roles.search(self.subject.text):
            return None
        so = None if self._denied else played(self.subject, self.clause.text)
        return "unsure" if so is None else "yes" if so else "no"

    def _signed(self) -> Verdict | None:
        """Return no where another person than the one named has signed, and that one is not spoken of."""
        asked, said = signer(self.reading.text), signer(self.clause.text)
        if asked is None or said is None or fold(asked) == fold(said):
            return None
        if fold(asked) in fold(self.clause.text):
            return "unsure"
        rest = self.subject.without(re.compile(re.escape(asked.lower()))).without(table(self.reading.language).issues)
        return "wrong" if rest.runs and rest.stands_in(self.clause.text) else None

    def _in_a_list(self) -> Verdict | None:
        """Return whether the clause, which says who is in a list and who is not, counts the subject in it."""
        known, said = table(self.reading.language), self.clause.text.lower()
        unlisted, listed = known.unlisted.search(said), known.listed.search(said)
        subject = self.subject.without(known.asks_ban)
        if unlisted is None or self._dated != "agrees" or not subject.stands_in(said):
            return None
        if self.form.allowed and not self.form.mention:
            return None
        out = subject.touches(said[: unlisted.start()])
        within = listed is not None and subject.touches(said[listed.end() :])
        return None if out == within else "no" if out else "yes"

    def _forbidden(self) -> Verdict | None:
        """Return whether what the question wants to do, or asks to be a ban, is forbidden by the clause."""
        if self.form.allowed == self.form.banned:
            return None
        found = ban(self.reading.text, self.subject, self.clause.text, self.today)
        if found is None or self._is_of_another_document:
            return None
        if self.form.banned:
            return "no" if found == "free" else "yes"
        return "yes" if found == "free" else "no" if found == "banned" else "no_except"

    def _stated(self) -> Judgement:
        """Return whether what the question states is what the clause does: its duty, figures, days and words."""
        named = others(self.reading.text, self.subject, self.clause.text)
        if named is not None and self.clause.denies(self.reading.text, without_members(self.subject)):
            named = None
        if named is not None and named.asked:
            return Judgement("not_named", named=named)
        beside = listed(self.reading.text, self.subject, self.clause.text) if self.form.mention else None
        if beside is not None and not self.clause.denies(self.reading.text, beside):
            return Judgement("yes")
        if (missing := self._no_duty()) is not None:
            return Judgement(missing, alone=missing == "not_all")
        if self.reading.level not in (None, self.clause.level) or self._is_of_another_document:
            return UNSURE
        figures = self.figures
        if figures == "differs":
            wrong = self._bare.runs and self._bare.stands_in(self.clause.whole) and not self._weak
            return Judgement("wrong" if wrong else "unsure")
        if figures == "unsaid":
            return UNSURE
        own, subject = self.reading.percentages, self.subject
        if self.form.right and own and (not subject.names or subject.stands_in(self.clause.whole)):
            return Judgement("right", alone=False)
        if named is not None:
            return Judgement("yes_of", named=named)
        return Judgement(self._affirmed(), alone=False)

    @property
    def _dated(self) -> str:
        own, language = self.reading.text, self.reading.language
        issued = bool(table(language).issues.search(own.lower()))
        return dated(own, self.clause.text, self.clause.period, english=language == "en", exact=issued)

    @property
    def figures(self) -> str:
        """Whether the days and the counts that the question states are the clause's."""
        own, said, language = self.reading.text, self.clause.text, self.reading.language
        found = {self._dated, counted(own, said, language) if counts(own, language) else "agrees"}
        return "differs" if "differs" in found else "unsaid" if "unsaid" in found else "agrees"

    @cached_property
    def _bare(self) -> Subject:
        """The subject without what it counts and when a document was issued."""
        of_a_document = self.reading.cited or _LAW.search(self.counted.text)
        return self.counted.without(table(self.reading.language).issues) if of_a_document else self.counted

    def is_met_by(self, verdict: Verdict, clause: Clause) -> bool:
        """Tell whether another clause says of the same what this one does not: its figures and days, or a duty."""
        if verdict == "no_duty":
            subject = self.subject.without(table(self.reading.language).asks_duty)
            return has_duty(clause.text, subject.language) and bool(subject.runs) and subject.stands_in(clause.text)
        if self.reading.level not in (None, clause.level):
            return False
        return replace(self, clause=clause).figures == "agrees" and self._bare.stands_in(clause.whole)

    def _no_duty(self) -> Verdict | None:
        """Return what a clause is that has no duty, to a question for one; its aim may still be for all."""
        if not self.form.duty or self.form.banned or self.form.mention:
            return None
        if has_duty(self.clause.text, self.reading.language):
            return "unsure" if is_of_others(self.subject, self.clause.text) else None
        subject = self.subject.without(table(self.reading.language).asks_duty)
        if not subject.touches(self.clause.whole):
            return None
        if self.form.universal and self._partial:
            return "not_all"
        if not aims(self.clause.whole, subject.language):
            return "no_duty"
        full = "100%" in percentages(self.clause.text) and subject.stands_in(self.clause.whole)
        of_all = self.form.universal and full and not self.reading.percentages and self.figures == "agrees"
        return "aim_of_all" if of_all else "aim"

    @property
    def _is_of_another_document(self) -> bool:
        """Whether the clause of a digest tells of another document than the one that the question names."""
        document, provision = self.place
        named = document.id in self.reading.documents and not self.reading.cited
        return named and about(document, provision.locator) is not None

    @property
    def _is_over(self) -> bool:
        """Whether the clause tells of a state that is over, and the question asks for none."""
        known = table(self.reading.language)
        return bool(
            known.past.search(self.clause.text.lower()) and not known.asks_past.search(self.reading.text.lower())
        )

    @property
    def _denied(self) -> bool:
        return self.clause.denies(self.reading.text, self.subject)

    @property
    def _partial(self) -> bool:
        """Whether the clause is of a share below 100%, of which the question does not speak."""
        share = percentages(self.clause.text)
        return bool(share) and "100%" not in share and not self.reading.percentages

    @property
    def _weak(self) -> bool:
        """Whether the clause hedges what it says in words that the question does not have."""
        own = fold(self.reading.text)
        return any(
            fold(match[0]) not in own
            for match in table(self.reading.language).hedges.finditer(self.clause.text.lower())
        )

    def _affirmed(self) -> Verdict:
        """Return yes when the clause has all the subject words, and nothing in it denies or weakens what it says.

        A hedge ("dần", "tiến tới") or a share below 100% does so unless only a mention is asked for.
        """
        subject, clause = without_actor(self.counted, self.clause.text), self.clause
        subject = subject.without(table(self.reading.language).asks_duty) if self.form.duty else subject
        if self.form.universal and self._partial and subject.touches(clause.whole):
            return "not_all"
        if self._is_over or self._denied or ((self._partial or self._weak) and not self.form.mention):
            return "unsure"
        return "yes" if subject.stands_in(clause.whole) else "unsure"
