"""A ``Handbook`` in, HTML out: the macros that pages call, their templates, and the pages made of records."""
