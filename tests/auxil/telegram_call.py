"""A call as a Bot API server receives it."""

from dataclasses import dataclass
from typing import Any

TOKEN = "123456:thu-ma-truy-cap"


@dataclass(frozen=True, slots=True)
class Call:
    """The method and its parameters, JSON decoded."""

    method: str
    params: dict[str, Any]

    @property
    def chat(self) -> int:
        return int(self.params["chat_id"])

    @property
    def text(self) -> str:
        return str(self.params["text"])
