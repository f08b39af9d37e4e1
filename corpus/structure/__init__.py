"""What stands where in a text: zones, outline, tables, and what the document says of itself."""

from hoi.corpus.structure.outline import parse, truncated_at

__all__ = ["parse", "truncated_at"]
