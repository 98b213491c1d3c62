"""The rules of the check, one a file, each named for what it demands; ``macros.checks`` lists them."""
