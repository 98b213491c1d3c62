"""Frameworks and crosswalks of others, read from the formats in which they are published and written as
records."""
