"""The adapter to mkdocs and its Material theme: all that knows them, but for the commands that build."""
