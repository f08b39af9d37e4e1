"""Finding: documents to chunks, chunks to vectors and postings, a question to hits. Knows no channel."""
