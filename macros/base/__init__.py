"""Plain tools that know nothing of leadership: problems as sentences, YAML with its places, marks of
languages, addresses."""
