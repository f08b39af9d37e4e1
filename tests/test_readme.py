"""The README's numbers are those the program gives, and its links lead somewhere."""

import re
from pathlib import Path

import pytest

from bench.readme import README, ROOT, SCORED, scored, with_table
from hoi.bot.settings import load


@pytest.mark.parametrize("name", sorted(SCORED))
def test_the_tables_of_answers_are_true(data_dir: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOI_LANGUAGE", "en")
    load.cache_clear()
    try:
        text = README.read_text(encoding="utf-8")
        assert with_table(text, name, scored(name)) == text, "run: make readme"
    finally:
        load.cache_clear()


@pytest.mark.parametrize(
    "page", sorted(ROOT.glob("*.md")) + sorted(ROOT.glob("docs/**/*.md")), ids=lambda page: page.name
)
def test_links_inside_the_repository_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []
