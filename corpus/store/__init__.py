"""The documents an operator adds, in versions, beside those shipped with the program."""

from hoi.corpus.store.shelf import DOCUMENTS, Store

__all__ = ["DOCUMENTS", "Store"]
