"""A deanery's edition: reading it, and laying its folders over the handbook."""
