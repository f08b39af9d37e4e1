"""What the operator measures: questions by face and outcome, and how long an answer took."""

import time

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

from hoi.bot.assistant.answer import Answer, Question
from hoi.bot.worker import Ask
from hoi.corpus.errors import InputError

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """Counters on a registry of their own, so that two applications in one process do not clash.

    Attributes:
        registry: where the counters are; nothing of the process or of other libraries is on it.
    """

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._questions = Counter(
            "hoi_questions", "Questions by face and outcome.", ("face", "status"), registry=self.registry
        )
        self._seconds = Histogram(
            "hoi_answer_seconds",
            "Seconds from a question to its answer, waiting included.",
            ("face",),
            registry=self.registry,
            buckets=_BUCKETS,
        )

    def counted(self, face: str, ask: Ask) -> Ask:
        """Return ``ask``, counted as questions asked through ``face``.

        The status is the answer's; ``rejected`` for a question that is not acceptable, else ``failed``.
        """

        async def counting(question: Question) -> Answer:
            status = "failed"
            start = time.perf_counter()
            try:
                answer = await ask(question)
                status = answer.status
            except InputError:
                status = "rejected"
                raise
            finally:
                self._questions.labels(face, status).inc()
                self._seconds.labels(face).observe(time.perf_counter() - start)
            return answer

        return counting

    def text(self) -> bytes:
        """Return the counters in the Prometheus text format."""
        return generate_latest(self.registry)
