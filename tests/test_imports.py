"""Imports run one way: corpus <- index <- bot. The contracts stand in pyproject.toml; here they bite."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

FOLDERS = ("bot", "corpus", "index", "prompts")
VIOLATIONS = {
    "corpus_imports_bot": ("corpus/figures.py", "from hoi.bot.settings import load"),
    "corpus_imports_index": ("corpus/periods.py", "import hoi.index.words"),
    "corpus_imports_a_model": ("corpus/library.py", "import faiss"),
    "index_imports_bot": ("index/words.py", "import hoi.bot.shapes"),
    "index_imports_prompts": ("index/words.py", "import hoi.prompts"),
    "assistant_imports_a_face": ("bot/assistant/answer.py", "import hoi.bot.telegram.message"),
    "assistant_imports_telegram": ("bot/assistant/answer.py", "import telegram"),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


def test_imports_run_one_way(pytestconfig: pytest.Config) -> None:
    ended = lint(pytestconfig.rootpath)
    assert ended.returncode == 0, ended.stdout


@pytest.fixture
def project(pytestconfig: pytest.Config, tmp_path: Path) -> Path:
    """A copy of the sources under their import name; the working directory is imported from first."""
    for name in FOLDERS:
        source = pytestconfig.rootpath / name
        shutil.copytree(source, tmp_path / "hoi" / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(pytestconfig.rootpath / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize(("module", "line"), VIOLATIONS.values(), ids=VIOLATIONS)
def test_an_import_the_wrong_way_is_refused(project: Path, module: str, line: str) -> None:
    with (project / "hoi" / module).open("a", encoding="utf-8") as source:
        source.write(f"\n{line}\n")
    ended = lint(project)
    assert ended.returncode == 1
    assert "BROKEN" in ended.stdout
    assert line.split()[1] in ended.stdout


def test_the_copy_itself_is_accepted(project: Path) -> None:
    ended = lint(project)
    assert ended.returncode == 0, ended.stdout
