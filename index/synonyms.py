"""Spoken words to official ones, for searching."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from hoi.corpus.normalise import nfc
from hoi.index.words import Language


def official(text: str, language: Language) -> str:
    """Return ``text`` with spoken phrases replaced by the words the documents use, longest phrase first.

    >>> official("Siêu thị xài bao bì xanh?", "vi")
    'siêu thị sử dụng bao bì thân thiện môi trường?'
    """
    pattern, table = _table(language)
    return pattern.sub(lambda match: table[match[0]], text.lower())


@lru_cache(maxsize=2)
def _table(language: Language) -> tuple[re.Pattern[str], dict[str, str]]:
    tables = tomllib.loads(nfc(files("hoi.index").joinpath("synonyms.toml").read_text(encoding="utf-8")))
    # A phrase also stands for itself where the official words already contain it, so that it is not doubled.
    table = tables[language] | {long.lower(): long for long in tables[language].values()}
    phrases = sorted(table, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b"), table
