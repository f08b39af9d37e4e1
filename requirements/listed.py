"""Print requirements of pyproject.toml, one a line, for pip's ``-r``: ``listed.py full|slim|test``.

``full`` is what the program needs, ``slim`` the same without sentence-transformers and torch (the embedded
encoder alone answers), ``test`` what the tests need besides.
"""

import re
import sys
import tomllib
from pathlib import Path

HEAVY = frozenset({"sentence-transformers", "torch"})
_NAME = re.compile(r"[\w.-]+")


def listed(kind: str, project: Path) -> list[str]:
    """Return the requirements of ``kind`` in the folder ``project``."""
    table = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed: list[str] = table["dependencies"]
    kinds: dict[str, list[str]] = {
        "full": needed,
        "slim": [each for each in needed if _name(each) not in HEAVY],
        "test": table["optional-dependencies"]["test"],
    }
    return kinds[kind]


def _name(requirement: str) -> str:
    found = _NAME.match(requirement)
    return found[0].lower() if found else ""


if __name__ == "__main__":
    print("\n".join(listed(sys.argv[1], Path(__file__).parents[1])))
