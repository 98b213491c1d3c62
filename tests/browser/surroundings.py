"""Drawings of what stands around a page of the handbook: plain pages of their own, labelled as drawings, with
a real embed.

They imitate no product: a bar, a title, columns of the usual width. ``{handbook}`` is the address of the
site.
"""

from __future__ import annotations

_STYLE = """* { box-sizing: border-box; }
body { margin: 0; font: 15px/1.5 system-ui, sans-serif; color: #2b2f33; background: #eef0f2; }
header { display: flex; gap: 24px; align-items: center; height: 44px; padding: 0 38px;
    color: #fff; background: #37424c; }
header b { flex: 1; } h1 { margin: 0; font-size: 24px; }
.note { padding: 5px 38px; font-size: 13px; background: #fff3cd; }
main { display: grid; gap: 24px; width: 1204px; margin: 18px auto; } .box { padding: 16px; background: #fff; }
.grey { height: 10px; margin: 0 0 10px; border-radius: 5px; background: #d5dade; } .grey.short { width: 60%; }
iframe { display: block; width: 100%; border: 0; background: #fff; }"""
_LINES = '<p class="grey"></p><p class="grey"></p><p class="grey short"></p>'


def _page(bar: str, css: str, body: str, script: str = "") -> str:
    note = "A drawing of an intranet. What stands in the frame is a real page of the handbook."
    return (
        '<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Drawing</title><link rel="icon"'
        f' href="data:,"><style>{_STYLE}{css}</style><header><b>{bar}</b><span>Home</span>'
        "<span>Teaching</span><span>Search</span></header>"
        f'<p class="note" style="margin:0">{note}</p>{body}{script}</html>'
    )


SURROUNDINGS = {
    "sharepoint": _page(
        "Example North intranet",
        "main { grid-template-columns: 792px 1fr; }",
        f"""<main><h1 style="grid-column:1/-1">Leading change on your ward</h1><div class="box"
        style="padding:0"><iframe height="600" src="{{handbook}}embed/theory/eight-steps/?scheme=light"
        title="Kotter's eight steps, from the handbook"></iframe></div>
        <div class="box"><b>News</b>{_LINES * 3}</div></main>""",
    ),
    "moodle": _page(
        "Example North learning",
        "main { grid-template-columns: 250px 1fr; }",
        f"""<main><div class="box"><b>Course index</b>{_LINES}<b>Week 1</b>{_LINES}<b>Week 2</b>{_LINES}</div>
        <div><h1>Building and maintaining relationships</h1><p>Read the page,
        then choose one behaviour to try this week.</p>
        <div class="box" style="padding:0"><iframe height="600"
        src="{{handbook}}embed/item/mlcf/2.2/?scheme=light"
        title="Building and maintaining relationships, from the handbook"></iframe></div></div></main>""",
    ),
    "cards": _page(
        "Example North intranet",
        "main { grid-template-columns: repeat(3, 1fr); } .wide { grid-column: 1 / -1; }",
        f"""<main><div class="wide"><h1>Before your first consultant post</h1><p>Three things to read,
        kept up to date by the handbook.</p></div>
        <handbook-card record="module/leading-improvement" scheme="light"><a
        href="{{handbook}}modules/leading-improvement/">Leading improvement</a></handbook-card>
        <handbook-card record="component/action-learning-set" scheme="light"><a
        href="{{handbook}}components/action-learning-set/">Action learning set</a></handbook-card>
        <handbook-card record="case/surgical-checklist" scheme="light"><a
        href="{{handbook}}cases/surgical-checklist/">The surgical checklist</a></handbook-card>
        <div class="box wide"><b>Dates</b>{_LINES * 2}</div></main>""",
        '<script src="{handbook}embed/card.js" defer></script>',
    ),
}
