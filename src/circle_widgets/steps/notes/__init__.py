"""One question, answered in silence, opened together."""
