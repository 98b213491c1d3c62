"""People at the participants' tools: hands that press, choose and write, and what such a person does one
thing after another.

A journey is written once, for any hands: with a mouse, with a finger, or with the keyboard alone. Everything
is found as a person finds it, by its role and its name. `Keyboard` never clicks and never moves the focus by
script.

    hands = Keyboard(page)
    Assessing(hands).start("In full", role="registrar")
"""

from __future__ import annotations

import json
import pathlib
import re

from my_handbook import VERSION

KEY = "handbook.my"
TOOLS = {
    "self-assessment": "tools/self-assessment/",
    "plan": "tools/plan/",
    "my-handbook": "tools/my-handbook/",
}
MOST_TABS = 300

# Where the element is from where the focus is: "here", "after" or "before"; "skip" on the link that leads
# over the menus.
_WHERE = """element => {
    const focus = element.ownerDocument.activeElement;
    if (focus === element) return "here";
    if (focus.matches(".hb-skip")) return "skip";
    return element.compareDocumentPosition(focus) & Node.DOCUMENT_POSITION_FOLLOWING ? "before" : "after";
}"""


def named(name: str) -> re.Pattern:
    """Exactly this name; what a colon parts may be parted by a dash, and by a space before words for screen
    readers only."""
    return re.compile("^" + re.escape(name).replace(":", r"\s*[:–]") + "$")


# ---- Hands -------------------------------------------------------------------------------------------------


class Mouse:
    """Hands with a mouse and a keyboard to type on. `view` is the page, or the frame of the page, that the
    tool is in."""

    def __init__(self, page, view=None):
        self.page, self.view = page, view or page

    def press(self, what) -> None:
        what.click()

    def choose(self, group, words: str) -> None:
        """Choose the option of a group of radio buttons whose label begins with `words`."""
        self.press(group.get_by_role("radio", name=re.compile("^" + re.escape(words))))

    def write(self, field, text: str) -> None:
        """Put `text` in the place of all that the field holds."""
        self.press(field)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(text)

    def date(self, field, day: str) -> None:
        field.fill(day)

    def select(self, field, label: str) -> None:
        field.select_option(label=label)

    def open_file(self, field, path) -> None:
        with self.page.expect_file_chooser() as chooser:
            self.press(field)
        chooser.value.set_files(path)

    def download(self, button, folder: pathlib.Path) -> pathlib.Path:
        """Press the button, and give the file that comes of it."""
        with self.page.expect_download() as download:
            self.press(button)
        path = folder / download.value.suggested_filename
        download.value.save_as(path)
        return path

    # What a person looks for.

    def button(self, name: str):
        return self.view.get_by_role("button", name=named(name))

    def link(self, name: str):
        return self.view.get_by_role("link", name=named(name))

    def group(self, name: str):
        return self.view.get_by_role("group", name=named(name))

    def field(self, label: str):
        return self.view.get_by_label(label, exact=True)

    def heading(self, name):
        return self.view.get_by_role("heading", name=name, exact=isinstance(name, str))


class Finger(Mouse):
    """Hands on a touch screen."""

    def press(self, what) -> None:
        what.tap()


class Keyboard(Mouse):
    """Hands with a keyboard and nothing else: Tab, Shift and Tab, Space, Enter, the arrows, and letters."""

    def reach(self, what) -> None:
        """Go there with the Tab key, forwards or backwards, whichever leads there."""
        what.wait_for()
        for _ in range(MOST_TABS):
            where = what.evaluate(_WHERE)
            if where == "here":
                return
            self._step(where)
        raise AssertionError(f"the Tab key does not reach {what}")

    def _step(self, where: str) -> None:
        """One step towards what is before or after the focus, or over the menus."""
        self.page.keyboard.press({"after": "Tab", "before": "Shift+Tab", "skip": "Enter"}[where])

    def press(self, what) -> None:
        self.reach(what)
        self.page.keyboard.press("Enter")

    def choose(self, group, words: str) -> None:
        wanted = group.get_by_role("radio", name=re.compile("^" + re.escape(words)))
        wanted.wait_for()
        place = "(radio) => [...document.getElementsByName(radio.name)].indexOf(radio)"
        here = "(radio) => [...document.getElementsByName(radio.name)].indexOf(document.activeElement)"
        for _ in range(MOST_TABS):
            now = wanted.evaluate(here)
            if now >= 0:
                break
            self._step(wanted.evaluate(_WHERE))
        else:
            raise AssertionError(f"the Tab key does not reach the options of {group}")
        steps = wanted.evaluate(place) - now
        for _ in range(abs(steps)):
            self.page.keyboard.press("ArrowDown" if steps > 0 else "ArrowUp")
        if not steps:
            self.page.keyboard.press("Space")
        assert wanted.is_checked(), words

    def write(self, field, text: str) -> None:
        self.reach(field)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def date(self, field, day: str) -> None:
        """Types the day; only days such as 3 March, which read the same wherever the month comes first."""
        year, month, number = day.split("-")
        assert month == number
        self.reach(field)
        while field.evaluate(_WHERE) == "here":  # Whoever comes from below is at its end.
            self.page.keyboard.press("Shift+Tab")
        self.page.keyboard.press("Tab")
        self.page.keyboard.type(number + month + year)
        assert field.input_value() == day

    def select(self, field, label: str) -> None:
        self.reach(field)
        self.page.keyboard.type(label)
        assert field.evaluate("list => list.selectedOptions[0].label") == label


# ---- What a person does ------------------------------------------------------------------------------------


class Assessing:
    """The self-assessment, from its first page to the result."""

    def __init__(self, hands: Mouse, framework: dict):
        self.hands, self.framework = hands, framework
        self.items = {item["id"]: item for item in framework["items"]}

    def start(self, depth: str, role: str = "") -> None:
        """`depth`: "In full" or "Quick look"."""
        hands = self.hands
        hands.press(hands.view.get_by_text("Change", exact=True))
        chosen = f"{self.framework['title']} ({self.framework['label']})"
        if hands.field("Framework").evaluate("list => list.selectedOptions[0].label") != chosen:
            hands.select(hands.field("Framework"), chosen)
        hands.choose(hands.group("How closely do you want to look?"), depth)
        if role:
            hands.write(hands.field("In which role? (optional)"), role)
        hands.press(hands.button("Start"))

    def behaviours(self, item: dict, levels: list[str]) -> None:
        """Rates each behaviour of the item on show by the first words of its level, in turn those of
        `levels`."""
        self.hands.heading(f"{item['code']} {item['title']}").wait_for()
        for place, words in enumerate(each["text"] for each in item["behaviours"]):
            self.hands.choose(self.hands.group(f"{place + 1}. {words}"), levels[place % len(levels)])

    def whole(self, item: dict, level: str) -> None:
        """Rates the item by one press, which leads on to the next one."""
        group = self.hands.group(f"{self.framework['scale']['title']}: {item['title']}")
        self.hands.press(group.get_by_role("button", name=re.compile("^" + re.escape(level))))

    def importance(self, item: dict, words: str) -> None:
        self.hands.choose(self.hands.group(f"How much does this matter in your role? {item['title']}"), words)

    def example(self, text: str, day: str | None = None) -> None:
        self.hands.press(self.hands.button("Add an example"))
        self.hands.write(self.hands.field("What you did, and what came of it").last, text)
        if day:
            self.hands.date(self.hands.field("When").last, day)

    def next(self) -> None:
        self.hands.press(self.hands.button("Next"))

    def result(self, words: str = "See the result") -> None:
        self.hands.press(self.hands.button(words))
        self.hands.heading(f"Result: {self.framework['label']}").wait_for()


class Planning:
    """The development plan."""

    def __init__(self, hands: Mouse):
        self.hands = hands

    def write(self, title: str, measure: str, review: str, actions: list[tuple[str, str]]) -> None:
        """Fills in the goal that is open, and closes it. `actions`: words and day each."""
        hands = self.hands
        hands.write(hands.field("The goal, in one sentence"), title)
        for number, (words, day) in enumerate(actions, 1):
            hands.press(hands.button("Add an action"))
            action = hands.group(f"Action {number}")
            hands.write(action.get_by_label("What", exact=True), words)
            hands.date(action.get_by_label("By when", exact=True), day)
        hands.write(hands.field("Measure of success"), measure)
        hands.date(hands.field("Review date"), review)
        hands.press(hands.button("Done"))

    def goals(self):
        """Each goal; all are within the article that is the page."""
        return self.hands.view.get_by_role("article").get_by_role("article")

    def goal(self, title: str):
        return self.hands.view.get_by_role("article", name=title, exact=True)


class Keeping:
    """My handbook: back-up, clearing, restoring."""

    def __init__(self, hands: Mouse):
        self.hands = hands

    def back_up(self, folder: pathlib.Path) -> pathlib.Path:
        part = self.hands.view.get_by_role("region", name="Back-up", exact=True)
        return self.hands.download(
            part.get_by_role("button", name="Save everything to a file", exact=True), folder
        )

    def clear(self) -> None:
        self.hands.press(self.hands.button("Clear everything"))
        self.hands.press(self.hands.button("Clear everything now"))
        self.hands.heading("Cleared").wait_for()

    def restore(self, path: pathlib.Path, words: str = "Take it in") -> str:
        """Opens the file and takes it in; gives the sentences that came before."""
        hands = self.hands
        hands.open_file(hands.field("Open a file"), path)
        title = hands.heading(f"What is in {path.name}")
        title.wait_for()
        says = title.locator("xpath=following-sibling::p").first.inner_text()
        hands.press(hands.button(words))
        hands.heading(re.compile("^(Taken in from|Replaced by) ")).wait_for()
        return says


# ---- What is kept ------------------------------------------------------------------------------------------


def kept(page) -> dict | None:
    """The document in the browser's storage."""
    text = page.evaluate("key => localStorage.getItem(key)", KEY)
    return None if text is None else json.loads(text)["my"]


def held(view) -> dict:
    """The document that the page has, whether or not the browser keeps it."""
    return view.evaluate("() => handbook.page.browserStore.main().document()")


def seed(page, document: dict, **more: str) -> None:
    """Puts a document, and texts under other names, into the storage of every page of this one's site before
    it is loaded the first time; what is there already stays."""
    compact = json.dumps(
        {"seen": {"tab-0000000000": 1}, "my": document}, ensure_ascii=False, separators=(",", ":")
    )
    texts = {KEY: compact, **more}
    page.add_init_script(
        """(() => { try {
            if (sessionStorage.getItem("seeded")) return;
            sessionStorage.setItem("seeded", "yes");
            for (const [key, text] of Object.entries(%s)) localStorage.setItem(key, text);
        } catch (refused) { /* No storage in this frame. */ } })()"""
        % json.dumps(texts)
    )


# ---- Documents to begin with -------------------------------------------------------------------------------


def stamp(day: str = "2026-11-02", time: str = "08:30:00") -> str:
    return f"{day}T{time}Z"


def empty(**lists) -> dict:
    return {
        "format": "clinical-leadership-handbook",
        "version": VERSION,
        "assessments": [],
        "goals": [],
        "marks": [],
        "log": [],
        "walks": [],
        **lists,
    }


def assessment(
    framework: dict, number: int = 1, depth: str = "quick", *, leave: int = 0, day: str = "2026-11-02", **more
) -> dict:
    """An assessment of which all items but the last `leave` are answered; each fifth had no chance. The
    levels go round, the same for the same number, so that there are needs and strengths."""
    levels = [level["value"] for level in framework["scale"]["levels"]]
    answers = []
    for place, item in enumerate(framework["items"][: len(framework["items"]) - leave]):
        answer = {"item": item["id"], "importance": place % 3 + 1}
        if place % 5 == 4:
            answer["noChance"] = True
        elif depth == "full" and item["behaviours"]:
            answer["behaviours"] = [
                {"key": key, "rating": min(item["top"], levels[(place + at // 3 + number) % len(levels)])}
                for at, key in enumerate(each["key"] for each in item["behaviours"])
            ]
        else:
            answer["rating"] = min(item["top"], levels[(place + number) % len(levels)])
        if place % 4 == 0:
            answer["evidence"] = [
                {
                    "id": f"e-{number:05d}{place:05d}",
                    "day": "2026-10-10",
                    "text": (
                        "Asked the night nurse first on the round. She named the patient we would have"
                        " missed."
                    ),
                }
            ]
        answers.append(answer)
    made = {
        "id": f"a-{number:010d}",
        "framework": framework["id"],
        "edition": framework["edition"],
        "depth": depth,
        "aim": framework["aim"],
    }
    return {
        **made,
        "started": stamp(day),
        "changed": stamp(day, "09:10:00"),
        **({} if leave else {"finished": stamp(day, "09:10:00")}),
        **more,
        "answers": answers,
    }


def goal(
    number: int = 1, title: str = "From 2 March I ask the nurse first on the Tuesday round", **more
) -> dict:
    made = {
        "id": f"g-{number:010d}", "title": title,
        "why": "A comment in my last appraisal: too fast, and no pause for questions.", "items": ["mlcf/1.1"],
        "actions": [
            {"id": f"t-{number:010d}", "text": "Ask the night nurse on Tuesday at the first bed",
             "by": "2027-01-01", "minutes": 30}],
        "support": "The ward sister, who watches two rounds",
        "measure": "The sister hears the question on three of four rounds", "review": "2027-03-03",
        "status": "agreed", "started": stamp(), "changed": stamp(), "history": [],
    }  # fmt: skip
    return {**made, **more}


# ---- Paper -------------------------------------------------------------------------------------------------


def visible(page, selector: str) -> list[str]:
    """The words, or else the tags, of what of `selector` can be seen."""
    return page.locator(selector).evaluate_all(
        "all => all.filter(each => each.checkVisibility({visibilityProperty: true})).map(each =>"
        " each.textContent.trim() || each.tagName)"
    )
