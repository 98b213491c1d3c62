"""The hand-written pages of ``docs/``: read once, and in one way, for the check and for the build.

:mod:`~macros.hand_written.files` says which there are, :mod:`~macros.hand_written.front_matter` and
:mod:`~macros.hand_written.calls` read what stands between the dashes and what stands between braces,
:mod:`~macros.hand_written.markdown_conversion` turns the rest into HTML, and
:mod:`~macros.hand_written.pages` puts these together. What the checks have passed is what mkdocs is given:
neither mkdocs nor mkdocs-macros reads a file of ``docs`` again.
"""
