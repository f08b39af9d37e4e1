"""Every error a person may meet, as one tree.

::

    HoiError                    something failed; exit code 1, HTTP 500
    ├── InputError              the call or its input is wrong; exit code 2, HTTP 400
    │   ├── NotHeldError        no such document or provision; HTTP 404
    │   └── TooLargeError       more than the bound allows; HTTP 413
    ├── CorpusError             a document of the corpus is damaged
    ├── IndexStateError         the index is missing, stale or damaged
    ├── ModelError              a language model gave nothing usable; never shown, the answer does without
    ├── ConflictError           what was to be stored contradicts what is stored
    └── StorageError            a directory or file cannot be read or written

Each carries one plain sentence in Vietnamese and one in English that say what to do next. Causes belong in the log.
"""


class HoiError(Exception):
    """The root: one sentence in Vietnamese (``vi``) and one in English (``en``)."""

    exit_code = 1
    http_status = 500

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.vi = vi
        self.en = en

    def sentence(self, language: str = "vi") -> str:
        """Return the sentence in ``language`` (``vi`` unless ``en``)."""
        return self.en if language == "en" else self.vi


class InputError(HoiError):
    """The caller's input is wrong; nothing was changed."""

    exit_code = 2
    http_status = 400


class NotHeldError(InputError):
    """The document or provision named is not held."""

    http_status = 404


class TooLargeError(InputError):
    """The input is larger than the bound."""

    http_status = 413


class CorpusError(HoiError):
    """A document of the corpus does not match its own record."""


class IndexStateError(HoiError):
    """The index is missing, stale or damaged."""

    http_status = 503


class ModelError(HoiError):
    """A language model could not be asked, or what it replied is of no use."""


class ConflictError(HoiError):
    """What was to be stored contradicts what is stored; nothing was changed, and the store is sound."""


class StorageError(HoiError):
    """A directory or file of the data directory cannot be read or written."""
