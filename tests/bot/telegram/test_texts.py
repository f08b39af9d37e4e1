"""What people read, as it is: every command's answer in both languages, kept as snapshots; both tables say the same."""

import re
import tomllib
from importlib.resources import files
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.auxil import updates
from tests.auxil.desk import OPERATOR, converse
from tests.auxil.dialogue import labels
from tests.auxil.telegram_call import Call

COMMANDS = (
    "/start", "/start kh-235-2021_sII_d1_h5", "/help", "/privacy", "/xoadulieu", "/nguon", "/vanban", "/vanban 235",
    "/muctieu 2030", "/nhiemvu Bộ Công Thương", "/nhiemvu Sở Y tế", "/thoihan", "/lotrinh", "/nhac", "/nhac 08/2022",
    "/gopy", "/gopy Cần thêm mục III.2", "/ngonngu",
)  # fmt: skip
OF_OPERATORS = ("/stats", "/baotri", "/baotri bat", "/thongbao")


def shown(calls: list[Call]) -> list[Any]:
    """What a person sees: each message, then its buttons."""
    return [
        [call.params.get("text", call.params.get("caption")), *([labels(call)] if labels(call) else [])]
        for call in calls
        if call.method in {"sendMessage", "sendPhoto"}
    ]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_answer_to_a_command(command: str, language: str, snapshot: SnapshotAssertion) -> None:
    assert shown(converse(updates.message(command, language=language)).calls) == snapshot


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("command", OF_OPERATORS)
def test_answer_to_an_operator(command: str, language: str, snapshot: SnapshotAssertion) -> None:
    update = updates.message(command, OPERATOR, language=language, user=OPERATOR)
    assert shown(converse(update).calls) == snapshot


@pytest.mark.parametrize("face", ["telegram", "pictures"])
def test_both_languages_have_the_same_sentences_with_the_same_places_to_fill(face: str) -> None:
    vietnamese, english = (_sentences(face, language) for language in ("vi", "en"))
    assert vietnamese.keys() == english.keys()
    for key, sentence in vietnamese.items():
        assert sorted(re.findall(r"\{(\w+)", sentence)) == sorted(re.findall(r"\{(\w+)", english[key])), key


def _sentences(face: str, language: str) -> dict[str, str]:
    table = tomllib.loads(files("hoi.prompts").joinpath(language, f"{face}.toml").read_text(encoding="utf-8"))
    return {f"{section}.{name}": said for section, names in table.items() for name, said in names.items()}


def test_every_sentence_is_said_somewhere() -> None:
    sources = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("telegram", "telegram/handlers", "pictures")
        for path in files("hoi.bot").joinpath(folder).iterdir()
        if path.name.endswith(".py")
    )
    keys = [*_sentences("telegram", "vi"), *_sentences("pictures", "vi")]
    # A key is written whole, or its section is and the rest is put in ("reminder.title_{key}").
    whole = {key for key in keys if f'"{key}"' in sources or f"'{key}'" in sources}
    put_in = re.findall(r'f"(\w+\.\w*)\{', sources)
    assert [key for key in keys if key not in whole and not key.startswith(tuple(put_in))] == []
