"""Answering, and the faces it answers through: terminal, web page, HTTP API, Telegram."""
