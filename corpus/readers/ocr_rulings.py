"""Ruling lines of a scanned page, so that its tables are read like those of any PDF."""

from typing import TYPE_CHECKING

from hoi.corpus.readers.pdf_drawing import Ruling

if TYPE_CHECKING:
    from numpy import ndarray
    from PIL.Image import Image

_DARK = 140  # of 255: a thin line that was printed black is scanned grey
_WIDE, _HIGH = 25.0, 13.0  # points: longer than a dash and than a letter's stroke, and less than the smallest cell
_MAX_RUNS = 20_000  # a photograph has more; a page with a table of 50 rows has 2,000


def rulings_of(picture: "Image", scale: float) -> list[Ruling]:
    """Return the straight dark runs of a grey ``picture``, ``scale`` points to a dot; none of a photograph."""
    import numpy as np

    dots = np.less(np.asarray(picture), _DARK)
    height, width = (length // 2 * 2 for length in dots.shape)
    # Two by two dots become one, dark if any was: a scan breaks thin lines.
    coarse: ndarray = dots[:height, :width].reshape(height // 2, 2, width // 2, 2).any(axis=(1, 3))
    unit = 2 * scale
    level, upright = _runs(coarse, int(_WIDE / unit)), _runs(coarse.T, int(_HIGH / unit))
    if len(level) + len(upright) > _MAX_RUNS:
        return []
    across = [Ruling(start * unit, row * unit, end * unit, row * unit) for row, start, end in level]
    return across + [Ruling(row * unit, start * unit, row * unit, end * unit) for row, start, end in upright]


def _runs(dots: "ndarray", least: int) -> list[tuple[int, int, int]]:
    """Return the runs of at least ``least`` dark dots in each row, as row, start and end."""
    import numpy as np

    edges = np.diff(np.pad(dots.astype(np.int8), ((0, 0), (1, 1))), axis=1)
    rows, starts = np.nonzero(edges == 1)
    ends = np.nonzero(edges == -1)[1]
    long = ends - starts >= least
    return list(zip(rows[long].tolist(), starts[long].tolist(), ends[long].tolist(), strict=True))
