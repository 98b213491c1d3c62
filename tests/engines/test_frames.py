"""The handbook in a frame of another site, in Firefox and in WebKit: each row of the table of permissions in
"Show a page in your intranet", and the policy of the site around it."""

from __future__ import annotations

import json
import re

import pytest
import waiting
import windows
from places import ROOT
from walks import GOAL, kept, write_goal

pytestmark = [pytest.mark.engines, pytest.mark.slow]

PERMISSIONS = (
    "allow-scripts",
    "allow-same-origin",
    "allow-popups",
    "allow-popups-to-escape-sandbox",
    "allow-downloads",
    "allow-forms",
    "allow-modals",
)
ALL = " ".join(PERMISSIONS)
GUIDES = ROOT / "docs/deaneries"
THEORY, PLAN = "theory/eight-steps", "tool/plan"
FULL_PAGE = ".hb-embed__full"
HIGH = 600  # The height of the frames before a script of ours sets it.


def without(*names: str) -> str:
    return " ".join(name for name in PERMISSIONS if name not in names)


def frame_of(server, place: str, sandbox: str | None = ALL, script: bool = True) -> str:
    allowed = "" if sandbox is None else f' sandbox="{sandbox}"'
    added = f'<script src="{server.url}embed/host.js" defer></script>' if script else ""
    address = f"{server.url}embed/{place}/"
    return f'<iframe src="{address}" width="100%" height="{HIGH}" title="Handbook"{allowed}></iframe>{added}'


def height(window) -> int:
    return window.evaluate("() => document.querySelector('iframe').clientHeight")


def is_laid_out(window) -> bool:
    """Whether the style sheets of the handbook hold in the frame."""
    return window.evaluate("() => getComputedStyle(document.body).fontFamily.startsWith('system-ui')")


def show(window, address: str) -> None:
    """Open the page around the frame, until the frame's page is there."""
    window.open(address)
    with window.within("iframe"):
        assert len(window.text("article")) > 300


def follows(window) -> None:
    """The frame comes to be as tall as what is in it."""
    with window.within("iframe"):
        tall = window.evaluate("() => Math.ceil(document.documentElement.getBoundingClientRect().height)")
    window.until("(tall) => Math.abs(document.querySelector('iframe').clientHeight - tall) <= 1", tall)


# ---- The table of permissions, row by row


def test_with_every_permission_all_works(window, intranet, server):
    show(window, intranet(frame_of(server, PLAN)))
    with window.within("iframe"):
        write_goal(window)
        window.click("button", "Save the plan to a file")
        assert json.loads(window.saved().read_text("utf-8"))["goals"][0]["title"] == GOAL
    follows(window)
    window.reload()
    with window.within("iframe"):
        window.text("article article")
        assert kept(window)["goals"][0]["title"] == GOAL
    assert window.seen() == []


def test_without_scripts_a_tool_does_not_work_and_the_height_stays(window, intranet, server):
    """Nothing in the frame is waited for by a promise there, which no script would keep."""
    show(window, intranet(frame_of(server, PLAN, without("allow-scripts"))))
    window.paint()
    assert height(window) == HIGH
    with window.within("iframe"):
        assert "Filling this in on screen needs JavaScript" in window.text("article")
        assert window.count("button", "New goal") == 0 and is_laid_out(window)


def test_without_the_same_origin_nothing_is_kept(window, intranet, server):
    show(window, intranet(frame_of(server, PLAN, without("allow-same-origin"))))
    with window.within("iframe"):
        assert is_laid_out(window)
        write_goal(window)
    follows(window)
    window.reload()
    with window.within("iframe"):
        window.until("() => document.querySelector('article button')")
        assert window.count("button", "New goal") == 1 and window.count("article article") == 0
    assert window.seen() == []


def test_without_popups_a_link_shows_its_address(window, intranet, server):
    show(window, intranet(frame_of(server, THEORY, without("allow-popups"))))
    with window.within("iframe"):
        window.click(FULL_PAGE)
        window.paint()
        address = "() => [...document.querySelectorAll('textarea')].map((area) => area.value)"
        assert window.evaluate(address) == [f"{server.url}theories/eight-steps/"]
    assert window.tabs("() => location.href") == [] and window.seen() == []


@pytest.mark.parametrize(
    "escapes", [True, False], ids=["with its own limits", "with the limits of the frame"]
)
def test_a_tab_has_the_limits_of_the_frame_unless_it_may_escape_them(window, intranet, server, escapes):
    """Seen where the frame has no origin: the tab that escapes has one. A link needs no script for that."""
    other = "allow-scripts" if escapes else "allow-popups-to-escape-sandbox"
    show(window, intranet(frame_of(server, THEORY, without("allow-same-origin", other))))
    with window.within("iframe"):
        window.click(FULL_PAGE)
    full = [f"{server.url}theories/eight-steps/"]
    waiting.until(
        lambda: window.tabs("() => location.href") == full, "the full page in a tab", windows.PATIENCE
    )
    assert window.tabs("() => self.origin") == [server.url.rstrip("/") if escapes else "null"]


def test_without_downloads_the_text_of_a_file_is_shown(window, intranet, server):
    show(window, intranet(frame_of(server, PLAN, without("allow-downloads"))))
    with window.within("iframe"):
        write_goal(window)
        window.click("button", "Save the plan to a file")
        text = window.until(
            "() => [...document.querySelectorAll('textarea')].map((area) => area.value)"
            ".find((value) => value.startsWith('{'))"
        )
        assert json.loads(text)["goals"][0]["title"] == GOAL
    window.paint()
    assert window.newly_saved() is None


def test_without_forms_nothing_changes(window, intranet, server):
    show(window, intranet(frame_of(server, PLAN, without("allow-forms"))))
    with window.within("iframe"):
        write_goal(window)
        window.press("Enter")
        window.click("button", "Save the plan to a file")
        assert json.loads(window.saved().read_text("utf-8"))["goals"][0]["title"] == GOAL
    follows(window)


def test_without_any_permission_a_page_can_be_read(window, intranet, server):
    show(window, intranet(frame_of(server, THEORY, "")))
    assert height(window) == HIGH
    with window.within("iframe"):
        assert is_laid_out(window)


# ---- What the site around it does


def test_a_frame_is_as_tall_as_its_page_and_stays_so(window, intranet, server):
    show(window, intranet(frame_of(server, "framework/mlcf", None)))
    follows(window)
    with window.within("iframe"):
        window.click("article a[href*='item/mlcf/1.1']")
        window.until("() => location.pathname === '/embed/item/mlcf/1.1/'")
        window.text("article h1")
    follows(window)
    assert window.seen() == []


def test_a_card_shows_a_record(window, intranet, server):
    window.open(
        intranet(
            '<handbook-card record="theory/eight-steps"><a href="/x">Eight steps</a></handbook-card>'
            f'<script src="{server.url}embed/card.js" defer></script>'
        )
    )
    window.until(
        "() => document.querySelector('handbook-card').shadowRoot"
        "?.querySelector('iframe')?.clientHeight > 150"
    )
    assert window.count("handbook-card > a") == 0 and window.seen() == []


@pytest.mark.parametrize("guide", ["", "embedding", "intranet"])
def test_a_file_is_saved_from_a_frame(window, intranet, server, guide):
    """Also where the site around it has the policy that a guide tells it to have."""
    save_from_frame(window, intranet(frame_of(server, PLAN, None), policy_of(guide, server) if guide else ""))


def policy_of(guide: str, server) -> str:
    """The policy that a guide for deaneries tells the site around a frame to have, for the handbook on
    ``server``."""
    [block] = re.findall(
        r"^```text\n(frame-src .*?)```", (GUIDES / f"{guide}.md").read_text("utf-8"), re.M | re.S
    )
    return "; ".join(block.strip().replace("https://handbook.example", server.url).splitlines())


def save_from_frame(window, address: str) -> None:
    show(window, address)
    with window.within("iframe"):
        write_goal(window)
        window.click("button", "Save the plan to a file")
        waiting.until(lambda: window.newly_saved() or window.seen(), "a file, or a refusal", windows.PATIENCE)
        assert window.seen() == []
        assert json.loads(window.saved().read_text("utf-8"))["goals"][0]["title"] == GOAL


def in_window(window, place: str = "document.activeElement") -> bool:
    """Whether an element of the frame is in the window, once the frame is as tall as its page."""
    follows(window)
    frame = window.evaluate("() => document.querySelector('iframe').getBoundingClientRect().top")
    with window.within("iframe"):
        top, bottom = window.evaluate(
            f"() => {{ const {{ top, bottom }} = ({place}).getBoundingClientRect(); return [top, bottom]; }}"
        )
    return frame + bottom > 0 and frame + top < 800


def test_the_next_step_begins_in_the_window(window, intranet, server):
    show(window, intranet(frame_of(server, "tool/self-assessment")))
    with window.within("iframe"):
        window.click("button", "Start")
        window.until(
            "() => document.querySelector('article').innerText.includes('1.1 Developing Self Awareness')"
        )
    follows(window)
    with window.within("iframe"):
        window.click("button", "Next")
        window.until("() => document.activeElement.textContent.includes('Managing Yourself')")
    waiting.until(lambda: in_window(window), "the new step in the window", windows.PATIENCE)


def test_what_is_to_be_put_right_is_in_the_window(window, intranet, server):
    """A press at the foot of a goal's form leads to its head, and a link from there to the field."""
    show(window, intranet(frame_of(server, PLAN)))
    with window.within("iframe"):
        write_goal(window)
        window.click("button", "Add an action")
        window.until("() => document.activeElement.matches('.hb-goal__action textarea')")
        window.evaluate("() => { document.querySelector('.hb-goal__action details').open = true; }")
    waiting.until(lambda: in_window(window), "the new action in the window", windows.PATIENCE)
    with window.within("iframe"):
        window.click("label", "Minutes it takes")
        window.type("many")
        window.click("button", "Done")
        window.until("() => document.activeElement.matches('.hb-tool-errors')")
    waiting.until(lambda: in_window(window), "the list of faults in the window", windows.PATIENCE)
    with window.within("iframe"):
        window.click(".hb-tool-errors a")
        window.until("() => document.activeElement.matches('[aria-invalid]')")
    waiting.until(lambda: in_window(window), "the field in the window", windows.PATIENCE)


@pytest.mark.parametrize("place", ["item/mlcf/2.2", "framework/mlcf"])
def test_what_has_the_focus_is_in_the_window(window, intranet, server, place):
    """The Tab key through a frame as tall as its page, drawings and all."""
    show(window, intranet(frame_of(server, place, None)))
    follows(window)
    with window.within("iframe"):
        window.evaluate("() => document.querySelector('article a').focus()")
        links = window.evaluate("() => document.querySelectorAll('article a').length")
    outside = []
    for _ in range(min(links, 30)):
        window.press("Tab")
        if not in_window(window):
            with window.within("iframe"):
                outside.append(window.evaluate("() => document.activeElement.outerHTML.slice(0, 90)"))
    assert links > 10 and outside == []


def test_a_link_within_a_page_leads_to_its_place_in_the_window(window, intranet, server):
    show(window, intranet(frame_of(server, "module/leading-self", None)))
    follows(window)
    with window.within("iframe"):
        target = window.evaluate("() => document.querySelector('article a[href^=\"#\"]').hash")
        window.click(f"article a[href='{target}']")
    waiting.until(
        lambda: in_window(window, f"document.querySelector('{target}')"), "the place", windows.PATIENCE
    )
