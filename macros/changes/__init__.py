"""What has changed from one handbook to another, by id and not by line, and what follows from it."""
