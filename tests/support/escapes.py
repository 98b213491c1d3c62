"""What an author might write to have a command run where the site is built; and a process that tries it all
and notes what ran.

Run as a program with a folder: it puts every escape before the check, then before the sandbox as if the check
had passed it, then builds a site that holds those which are never rendered, again past the check. What
Python's audit hooks tell of processes and of files opened for writing is printed as JSON.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

RUN = "__globals__.os.popen('id > pwned').read()"
SELF = "''.__class__.__mro__[1].__subclasses__()"
# The text of a page.
TEXTS = {
    "globals of a class that Jinja brings": f"{{{{ cycler.__init__.{RUN} }}}}",
    "globals of another": f"{{{{ joiner.__init__.{RUN} }}}}",
    "globals of a third": f"{{{{ namespace.__init__.{RUN} }}}}",
    "globals of a macro": f"{{{{ ref.__func__.{RUN} }}}}",
    "globals of a macro by its own": f"{{{{ card.{RUN} }}}}",
    "the handbook behind a macro": "{{ ref.__self__.renderer.env.from_string('{{ 7 * 7 }}').render() }}",
    "subclasses": f"{{{{ {SELF} }}}}",
    "subclasses by index": "{{ ''['__class__']['__mro__'][1]['__subclasses__']() }}",
    "an attribute by filter": "{{ ''|attr('__class__')|attr('__mro__') }}",
    "an attribute by a name in hexadecimal": r"{{ ''['\x5f\x5fclass\x5f\x5f'] }}",
    "a format string": "{{ '{0.__class__.__init__.__globals__}'.format(ref) }}",
    "a format map": "{{ '{x.__class__}'.format_map({'x': ref}) }}",
    "format by filter": "{{ '%s'|format(ref.__globals__) }}",
    "a sum of texts": "{{ '%c' % 64 }}",
    "a long text": "{{ 'x' * 1000000000 }}",
    "a power": "{{ 9 ** 9 ** 9 ** 9 }}",
    "map with an attribute": "{{ [ref]|map(attribute='__globals__')|list }}",
    "a variable of mkdocs-macros": "{{ environment }}",
    "the configuration": "{{ config }}",
    "the page": "{{ page.file.abs_src_path }}",
    "the context": "{{ context.resolve('config') }}",
    "self": "{{ self._TemplateReference__context.name }}",
    "include": "{% include '/etc/passwd' %}",
    "include of a page": "{% include 'index.md' %}",
    "import": "{% import 'index.md' as x %}",
    "extends": "{% extends 'index.md' %}",
    "set": f"{{% set x = cycler.__init__.{RUN} %}}",
    "for": f"{{% for x in {SELF} %}}{{{{ x }}}}{{% endfor %}}",
    "if": f"{{% if cycler.__init__.{RUN} %}}x{{% endif %}}",
    "a macro of its own": "{% macro x() %}{{ caller() }}{% endmacro %}{% call x() %}y{% endcall %}",
    "a block": "{% block x %}{{ super() }}{% endblock %}",
    "a filter block": "{% filter upper %}x{% endfilter %}",
    "do": "{% do cycler.__init__.__globals__ %}",
    "a line statement": f"# for x in {SELF}\n{{{{ x }}}}\n# endfor",
    "a comment": f"{{# {{{{ cycler.__init__.{RUN} }}}} #}}",
    "raw that ends early": f"{{% raw %}}x{{% endraw %}}{{{{ cycler.__init__.{RUN} }}}}",
    "a call in a call": "{{ ref(ref('small-steps')) }}",
    "a call with a call behind": "{{ ref('small-steps')() }}",
    "a call of what a macro gives": "{{ ref('small-steps').format(ref) }}",
    "a call with many arguments": "{{ ref(*['small-steps']) }}",
    "a call with named ones": "{{ ref(**{'id': 'small-steps'}) }}",
    "a call with a lambda's words": "{{ ref(lambda: 1) }}",
    "a call with a list": "{{ ref(['small-steps']) }}",
    "a choice": "{{ ref('small-steps') if cycler else '' }}",
    "a concatenation": "{{ ref('small-steps') ~ cycler.__init__.__globals__ }}",
    "two texts side by side": "{{ ref('small-' 'steps') }}",
    "a test": "{{ ref is callable }}",
    "space taken away": "{{- cycler.__init__.__globals__ -}}",
    "rows of brackets": "{{ ref(" + "(" * 2000 + "'a'" + ")" * 2000 + ") }}",
    "rows of braces": "{" * 3000,
    "never closed": f"{{{{ cycler.__init__.{RUN}",
}  # fmt: skip
EXPRESSION = f"{{{{ cycler.__init__.{RUN} }}}}"
# Front matter that has once been rendered, or could be: broken for one reader of YAML and whole for another.
FRONT = {
    "a date that is none, and a comment": f"title: Hello\ndrafted: 2026-13-45\n# {EXPRESSION}",
    "a value that cannot be made": f"title: =\n# {EXPRESSION}",
    "a merge of nothing": f"title: Hello\nsearch: {{<<: x}}\n# {EXPRESSION}",
    "a number without digits": f"title: 0x\n# {EXPRESSION}",
    "a tag": f"title: !!python/object/apply:os.system ['id > pwned']\n# {EXPRESSION}",
    "a key twice": f"title: A\ntitle: B\n# {EXPRESSION}",
    "a call in the title": f"title: \"{EXPRESSION}\"",
    "a call in the title, escaped": "title: \"\\x7b{ cycler.__init__.__globals__ }}\"",
    "a call in the description": f"description: \"{EXPRESSION}\"",
    "a call in a list": f"keywords: [\"{EXPRESSION}\"]",
    "a call in a key": f"\"{EXPRESSION}\": x",
    "a macro by another name": "ref: x",
    "a switch of mkdocs-macros": "render_macros: true",
    "a template of another page": "template: ../../evil.html",
    "no end": f"title: Hello\n# {EXPRESSION}\nend: no",
}  # fmt: skip
NAMES = ["{{ 7 }}.md", "{% x %}.md", "{# x #}.md"]
WATCHED = {
    "os.system",
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.posix_spawn",
    "os.spawn",
    "subprocess.Popen",
    "pty.spawn",
    "ctypes.dlopen",
    "socket.connect",
}


def page(front: str) -> str:
    """A page with this front matter, and a text that is sound."""
    return f"---\n{front}\n---\n\n# Hello\n"


def watch(root: Path, log: list[str]) -> None:
    """Note every process that is begun, and every file outside ``root`` that is opened to be written."""

    def hook(event: str, arguments: tuple) -> None:
        if event in WATCHED:
            log.append(f"{event} {arguments[:2]!r}")
        elif (
            event == "open"
            and isinstance(arguments[0], (str, bytes, os.PathLike))
            and isinstance(arguments[1], str)
        ):
            path = os.path.realpath(os.fsdecode(arguments[0]))
            if set(arguments[1]) & set("wax+") and not path.startswith((str(root), "/dev/null")):
                log.append(f"open {path} {arguments[1]}")

    sys.addaudithook(hook)


def try_all(folder: Path) -> dict:
    """Try every escape in ``folder``; what was said, and what ran."""
    from dataclasses import replace

    import small_site

    import macros.checks.run
    import macros.mkdocs_site.plugin
    from macros.addresses.repository import Repository
    from macros.addresses.urls import Urls
    from macros.checks.run import check_handbook
    from macros.cli import main
    from macros.hand_written.calls import NotRendered
    from macros.mkdocs_site.plugin import Sandbox
    from macros.records.loader import load_handbook
    from macros.rendering.page_macros import Library
    from macros.rendering.renderer import Renderer

    root = small_site.write(folder / "root")
    check_handbook(root)  # What is imported late is imported before anything is watched.
    sandbox = Sandbox(
        Library(Renderer(load_handbook(root)[0], Urls(), Repository()), lambda: "evil").macros()
    )
    log: list[str] = []
    watch(folder, log)
    said: dict[str, list[str]] = {}
    evil = root / "docs/evil.md"
    for name, text in {
        **{name: f"# Hello\n\n{text}\n" for name, text in TEXTS.items()},
        **{name: page(front) for name, front in FRONT.items()},
    }.items():
        evil.write_text(text, "utf-8")
        said[name] = [str(problem) for problem in check_handbook(root).problems]
    evil.unlink()
    rendered = {}
    for name, text in TEXTS.items():
        try:
            rendered[name] = sandbox.render_each_call(text)
        except NotRendered as refusal:
            rendered[name] = type(refusal).__name__
    said_of_names = {}
    for name in NAMES:
        (root / "docs" / name).write_text("No heading.\n", "utf-8")
        said_of_names[name] = [str(problem) for problem in check_handbook(root).problems]
    for number, front in enumerate(FRONT.values()):
        (root / f"docs/front-{number}.md").write_text(page(front), "utf-8")
    title = root / "framework/theories/small-steps.yml"
    title.write_text(
        title.read_text("utf-8")
        + (
            f"translations:\n  - language: cy\n    title: '{EXPRESSION}'\n    summary: '{EXPRESSION}'\n"
        ).replace("'id > pwned'", '"id > pwned"'),
        "utf-8",
    )
    edition = folder / "north"
    (edition / "docs/local").mkdir(parents=True)
    words = EXPRESSION.replace("'", '"')
    (edition / "edition.yml").write_text(
        f"id: north\nname: '{words}'\nshort: '{words}'\nlanguage: cy\nnotes: [{{for: small-steps, text:"
        f" '{words}'}}]\n",
        "utf-8",
    )
    (edition / "docs/local/evil.md").write_text(page(FRONT["a date that is none, and a comment"]), "utf-8")
    check = macros.checks.run.check_cached
    macros.checks.run.check_cached = macros.mkdocs_site.plugin.check_cached = lambda *arguments: replace(
        check(*arguments), problems=[]
    )
    os.environ |= {"SOURCE_DATE_EPOCH": "1700000000", "HANDBOOK_REPOSITORY": "https://forge.example/x"}
    before = len(log)
    codes = [
        main(["--root", str(root), "build", "--quiet", "--site-dir", str(folder / "site"), *more])
        for more in ([], ["--edition", str(edition)])
    ]
    return {
        "said": said,
        "names": said_of_names,
        "rendered": rendered,
        "ran": log[:before],
        "ran in builds": log[before:],
        "codes": codes,
        "pwned": [str(path) for place in (folder, Path.cwd()) for path in place.rglob("pwned")],
    }


if __name__ == "__main__":
    print(json.dumps(try_all(Path(sys.argv[1]).resolve())))
