"""Builds the index of two small documents with the fake encoder: ``build_index FOLDER DATA_DIR``."""

import sys
from pathlib import Path
from unittest.mock import patch

from hoi.index.build import build
from tests.auxil import documents
from tests.auxil.encoder import BagOfSyllables
from tests.auxil.few_examples import few_examples


def main() -> None:
    fake = BagOfSyllables()
    with patch("hoi.index.build.for_documents", lambda _: fake), few_examples():
        print(build(documents.held(Path(sys.argv[1])), Path(sys.argv[2])))


if __name__ == "__main__":
    main()
