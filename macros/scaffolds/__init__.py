"""Begins new records for people to write: commented YAML made from the models, and put where it belongs."""
