"""Templates only: what the assistant says, in Vietnamese (``vi/``) and in English (``en/``)."""
