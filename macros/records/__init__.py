"""What authors write: every kind of record, read, validated and linked into one ``Handbook``."""
