"""Marks of languages become ``lang`` in finished HTML."""

from __future__ import annotations

import pytest

from macros.base.language_marks import mark_content, mark_phrase, resolve, strip

WELSH, ENGLISH = mark_phrase("Cymraeg"), mark_content("English")


@pytest.mark.parametrize(
    ("marked", "resolved"),
    [
        (f"<p>{WELSH}</p>", '<p lang="cy">Cymraeg</p>'),
        (f"<p>{ENGLISH}</p>", '<p lang="en-GB">English</p>'),
        (f'<p lang="en-GB">{WELSH}</p>', '<p lang="cy">Cymraeg</p>'),
        (f'<p lang="de">{WELSH}</p>', '<p lang="de"><span lang="cy">Cymraeg</span></p>'),
        (f"<p>{WELSH}.</p>", '<p><span lang="cy">Cymraeg</span>.</p>'),
        (f"<p>{WELSH}\n</p>", '<p><span lang="cy">Cymraeg</span>\n</p>'),
        (f"<p>{WELSH}{WELSH}</p>", '<p><span lang="cy">Cymraeg</span><span lang="cy">Cymraeg</span></p>'),
        (
            "<li>" + mark_phrase(f"Gweler <a href=x>{ENGLISH}</a>\nyma") + "</li>",
            '<li lang="cy">Gweler <a href=x lang="en-GB">English</a>\nyma</li>',
        ),
        (
            f"<p><b>{WELSH}</b> {ENGLISH}</p>",
            '<p><b lang="cy">Cymraeg</b> <span lang="en-GB">English</span></p>',
        ),
        (f"<option value=1> {WELSH} x</option>", '<option value=1 lang="cy"> Cymraeg x</option>'),
        (f"<title>a {WELSH}</title>", "<title>a Cymraeg</title>"),
        (f'<img alt="{WELSH}">', '<img alt="Cymraeg">'),
        (f'<meta name=a content="{WELSH}">', '<meta lang="cy" name=a content="Cymraeg">'),
        (f'<script>"<p>{WELSH}</p>"</script>', '<script>"<p>Cymraeg</p>"</script>'),
        ("<p>" + mark_phrase("<b>un</b>") + "</p>", '<p lang="cy"><b>un</b></p>'),
        (
            "<p>" + mark_phrase(f"<b>un</b> {ENGLISH}") + "</p>",
            '<p lang="cy"><b>un</b> <span lang="en-GB">English</span></p>',
        ),
        ("<p>plain</p>", "<p>plain</p>"),
        (WELSH, '<span lang="cy">Cymraeg</span>'),
    ],
)
def test_a_language_stands_on_the_element_that_a_phrase_fills_and_else_on_a_span(marked, resolved):
    assert resolve(marked, "cy") == resolved
    assert strip(resolved) == resolved
