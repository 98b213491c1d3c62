"""A deanery's edition: its folders are read and laid over the national handbook."""
