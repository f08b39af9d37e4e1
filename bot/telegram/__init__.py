"""The Telegram face: updates in, questions to the assistant, answers out as formatted messages."""
