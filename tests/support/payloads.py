"""Texts that would be markup, code or a way out of a template, if anything read them as such."""

from __future__ import annotations

ESCAPES = "cycler.__init__.__globals__.os.popen('id').read()"

PAYLOADS = [
    # Quotes and ends of elements.
    '"', "'", '">', "'>", '" onclick="alert(1)', "' onfocus='alert(1)' autofocus='",
    '"><script>alert(1)</script>', "</script><script>alert(1)</script>", "</title><script>alert(1)</script>",
    "</textarea><img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<img src=x onerror=alert(1)>",
    "<iframe src=//x.example>", "<b>", "</p>", "</article>", "<a href=javascript:alert(1)>x</a>",
    "<math><mi//xlink:href='data:x'>", "<style>*{display:none}</style>", "<base href=//x.example/>",
    # Comments, CDATA and declarations.
    "<!-- x", "-->", "<!-- --> x", "]]>", "<![CDATA[x]]>", "<?php x ?>", "<!DOCTYPE x>",
    # Entities, once and twice.
    "&lt;script&gt;alert(1)&lt;/script&gt;", "&amp;lt;script&amp;gt;", "&#60;script&#62;",
    "&#x3c;img src=x&#x3e;", "&quot; onclick=&quot;x", "&amp;", "&nbsp;", "&notit;", "&#0;",
    # Templates and formats.
    "{{ 7 * 7 }}", "{% raw %}", "{# x #}", "{{ " + ESCAPES + " }}", "{%- include 'x' -%}", "{{", "}}", "{0}",
    "{0.__class__}", "{x!r:>9}", "%s", "%(x)s", "%A", "%", "100%d", "${7*7}", "#{7*7}", "<%= 7 %>",
    # Addresses that run, in disguises, and addresses without a scheme.
    "javascript:alert(1)", "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))",
    "[x](java&#10;script:alert(1))", "[x](java\\\nscript:alert(1))", "[x](&#106;avascript&colon;alert(1))",
    "[x](vbscript:x)", "[x](data:text/html,x)", "[x](//x.example)", "[x](//x.example:80)",
    "[x](/\\x.example)", "![x](https://x.example/x.png)", "[x](https://[::1)", "[x](mlcf/1.1:2)",
    # attr_list, letters that turn or break lines, formulas of spreadsheets.
    "*x*{: onclick=alert(1) }", "[x](small-steps){: href=javascript:alert(1) }", "\u202egnp.exe", "a\u2028b",
    "=1+1", "=HYPERLINK(\"//x.example\")", "@SUM(A1)", "+cmd|' /C calc'!A0", "\\", "`", "*_*_[`",
]  # fmt: skip
