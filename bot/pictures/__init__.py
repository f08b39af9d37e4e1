"""Pictures of what the ledger holds, as PNG files: drawn from its rows alone, with no figure of their own."""
