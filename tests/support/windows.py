"""Firefox and WebKit, driven alike: what a person does in a window, in few words.

    window = engine.window(dark=True)
    window.open(address)
    window.click("button", "New goal")
    window.type("Ask the nurse first")
    with window.within("iframe"):
        assert window.text("h1") == "Development plan"
    assert window.seen() == []

What is done to a page is done by events of the mouse and the keyboard, at a place in the window. A press of
the mouse lasts until the page has been painted, as it does with a person.
"""

from __future__ import annotations

import os
import shutil
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import waiting

PROGRAMS = {"firefox": "firefox-esr", "webkit": "WebKitWebDriver"}
NAMES = tuple(PROGRAMS)
PATIENCE = 60  # Seconds until a condition counts as one that never comes; no measure of speed.
# The elements that match the selector and can be seen, and, where words are given, have just this label or
# text.
FIND = """
    const named = (element) => element.getAttribute("aria-label")
        || Array.from(element.labels || [], (label) =>
        label.textContent).join(" ") || element.textContent;
    const find = (selector, words) => Array.from(document.querySelectorAll(selector)).filter((element) =>
        element.checkVisibility({ visibilityProperty: true })
        && (!words || named(element).replace(/\\s+/g, " ").trim() === words));"""
# The middle of the first of them; where nobody could press it, the page is scrolled to it first.
MIDDLE = (
    """(selector, words) => { %s
    const [element] = find(selector, words);
    if (!element) return null;
    const middle = () => {
        const box = element.getClientRects()[0];
        return [box.left + box.width / 2, box.top + box.height / 2];
    };
    if (!element.contains(document.elementFromPoint(...middle())))
        element.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
    return middle();
}"""
    % FIND
)
# How far the content of a frame is from the left and the top of the window, once a line of it is in sight.
FRAME = """(selector, line) => {
    const frame = document.querySelector(selector);
    const inWindow = () => frame.getBoundingClientRect().top + frame.clientTop + line;
    if (inWindow() < 0 || inWindow() > innerHeight)
        scrollBy({ top: inWindow() - innerHeight / 2, behavior: "instant" });
    const box = frame.getBoundingClientRect();
    return [box.left + frame.clientLeft, box.top + frame.clientTop];
}"""
# Choose an option as a reader does.
CHOOSE = """(selector, value) => {
    const list = document.querySelector(selector);
    list.value = value;
    list.dispatchEvent(new Event("change", { bubbles: true }));
}"""
# Until the page was painted twice, and a message that was sent last was delivered.
PAINTED = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(true);
    port2.postMessage(0);
})))"""


def find(name: str) -> str | None:
    """The program of an engine that the test command found; where that did not run, the machine's own."""
    return os.environ.get(f"HANDBOOK_{name.upper()}") or (
        None if _missing(name) else shutil.which(PROGRAMS[name])
    )


def reason_without(name: str) -> str:
    """Why there is no such engine, as the test command said."""
    return _missing(name) or f"There is no {PROGRAMS[name]} on this machine."


def _missing(name: str) -> str | None:
    return os.environ.get(f"HANDBOOK_NO_{name.upper()}")


class Window(ABC):
    """A window of a browser with a page in it. All that is done and asked goes to the page, or, in the body
    of ``within``, to the frame."""

    failures: tuple[type[Exception], ...] = ()  # What the engine raises where a page goes while it is asked.

    def __init__(self, downloads: Path):
        self.downloads = downloads  # Where files are saved, under names that may be the browser's own.
        self.frame = ""  # The selector of the frame that is being worked in.
        self._given = set(downloads.rglob("*"))  # Files of windows before this one, and what a test has.

    @abstractmethod
    def open(self, address: str) -> None:
        """Go to a page, until it is loaded."""

    @abstractmethod
    def resize(self, width: int, height: int = 800) -> None:
        """Give the page so much room, until it has it."""

    @abstractmethod
    def type(self, text: str) -> None: ...

    @abstractmethod
    def press(self, key: str) -> None:
        """Press a key by its name, as ``Tab``, ``Enter``, ``Escape``, ``ArrowDown``."""

    @abstractmethod
    def give_file(self, selector: str, path: Path) -> None:
        """Choose a file in the field for files."""

    @abstractmethod
    def seen(self) -> list[str]:
        """What was said since the window opened: errors in the console, and what the policy refused, a
        sentence each."""

    @abstractmethod
    def reload(self) -> None:
        """Load the page again, until it is loaded."""

    @abstractmethod
    def close(self) -> None: ...

    @abstractmethod
    def _ask(self, frame: str, function: str, arguments: tuple):
        """What a function of JavaScript gives in the page, or in the frame of it."""

    @abstractmethod
    def _ask_tabs(self, function: str) -> list:
        """What a function of JavaScript gives in each tab that the page has opened."""

    @abstractmethod
    def _press_mouse(self, x: float, y: float) -> None:
        """Press the button of the mouse there, hold it until the page was painted, and let it go."""

    def evaluate(self, function: str, *arguments):
        """What a function of JavaScript gives; a promise is waited for."""
        return self._ask(self.frame, function, arguments)

    @contextmanager
    def within(self, frame: str) -> Iterator[None]:
        """Work in the frame that the selector finds."""
        self.frame = frame
        try:
            yield
        finally:
            self.frame = ""

    def until(self, function: str, *arguments, what: str = ""):
        """What the function gives, once that counts as true."""
        return waiting.until(lambda: self._answer(function, arguments), what or function, PATIENCE)

    def _answer(self, function: str, arguments: tuple):
        with suppress(*self.failures):
            return self.evaluate(function, *arguments)

    def tabs(self, function: str) -> list | None:
        """What a function of JavaScript gives in each tab that the page has opened; nothing while one goes to
        its page."""
        with suppress(*self.failures):
            return self._ask_tabs(function)

    def paint(self) -> None:
        """Wait until the page was painted, unless it goes; not a frame in it, where no script may run."""
        with suppress(*self.failures):
            self._ask("", PAINTED, ())

    def click(self, selector: str, words: str = "") -> None:
        """Press the first element that matches and can be seen, as soon as there is one; ``words`` are all
        its label or text."""
        x, y = self.until(MIDDLE, selector, words, what=f"{selector} {words}")
        if self.frame:
            left, top = self._ask("", FRAME, (self.frame, y))
            x, y = x + left, y + top
        self._press_mouse(x, y)

    def choose(self, selector: str, value: str) -> None:
        """Choose an option of a list by its value: what opens is the system's, out of reach of a driver."""
        self.evaluate(CHOOSE, selector, value)

    def count(self, selector: str, words: str = "") -> int:
        """How many elements match and can be seen."""
        return self.evaluate(
            "(selector, words) => { %s return find(selector, words).length; }" % FIND, selector, words
        )

    def text(self, selector: str) -> str:
        """The words of the first element that matches, as they are to be seen, once it is there."""
        return self.until("(selector) => document.querySelector(selector)?.innerText", selector)

    def saved(self) -> Path:
        """The next file that is saved, once it is there."""
        file = waiting.until(self.newly_saved, "a file that is saved", PATIENCE)
        self._given.add(file)
        return file

    def newly_saved(self) -> Path | None:
        """A file that was saved and not yet given to a test, if there is one. What Firefox still writes has
        another name meanwhile."""
        files = (
            file for file in self.downloads.rglob("*") if file not in self._given and file.suffix != ".part"
        )
        return next((file for file in files if file.is_file() and file.stat().st_size), None)


class Engine(ABC):
    """A browser that opens windows, each of which knows nothing of another."""

    name: str

    @abstractmethod
    def window(self, dark: bool = False, text: int = 100) -> Window:
        """A window on a device with light or dark colours and a size of text in per cent."""

    @abstractmethod
    def close(self) -> None: ...
