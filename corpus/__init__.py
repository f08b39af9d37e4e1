"""Documents: their text, their structure, and where each came from. Knows no model and no network."""
