"""The reader's language: the interface's phrases, and the records' translated titles."""
