"""The adapter to mkdocs, its plugin mkdocs-macros and its Material theme. Beside the commands that build
(:mod:`macros.cli`), nothing else imports mkdocs."""
