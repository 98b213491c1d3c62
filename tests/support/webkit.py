"""WebKit, the engine of Safari, as GTK has it: driven by WebKitWebDriver, in a window of our own on a screen
that nobody sees."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from pathlib import Path

from selenium.common import WebDriverException
from selenium.webdriver import ActionChains, Keys, WebKitGTK
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service
from windows import Engine, Window

PROGRAM = Path(__file__).with_name("webkit_window.py")
SCREEN = "1600x1400x24"  # What the largest window fits into.
KEYS = {"Tab": Keys.TAB, "Enter": Keys.ENTER, "Escape": Keys.ESCAPE, "ArrowDown": Keys.ARROW_DOWN}
# Nothing tells a driver what is in the console, so that the page has to.
REPORT = """(() => {
    const report = (sentence) => webkit.messageHandlers.seen.postMessage(sentence);
    const { error } = console;
    console.error = (...words) => { report(`console: ${words.join(" ")}`); error.apply(console, words); };
    addEventListener("error", ({ message, target }) => report(message ? `uncaught: ${message}`
        : `not loaded: ${target.src || target.href}`), true);
    addEventListener("unhandledrejection", ({ reason }) => report(`uncaught: ${reason}`));
    document.addEventListener("securitypolicyviolation", (event) => report("content security policy: "
        + `${event.violatedDirective} refused ${event.blockedURI || "inline"} on ${document.URL}`));
})();"""


class WebKitWindow(Window):
    failures = (WebDriverException,)

    def __init__(self, driver: WebKitGTK, downloads: Path, log: Path):
        super().__init__(downloads)
        self.driver, self.log = driver, log
        self.resize(1280)

    def open(self, address: str) -> None:
        self.driver.switch_to.default_content()
        self.driver.get(address)

    def resize(self, width: int, height: int = 800) -> None:
        self.driver.set_window_rect(width=width, height=height)
        self.until("(width, height) => innerWidth === width && innerHeight === height", width, height)

    def type(self, text: str) -> None:
        ActionChains(self.driver, duration=0).send_keys(text).perform()

    def press(self, key: str) -> None:
        self.type(KEYS[key])
        self.paint()  # It scrolls to what has the focus after the event of the key.

    def give_file(self, selector: str, path: Path) -> None:
        self._enter(self.frame)
        self.driver.find_element("css selector", selector).send_keys(str(path))

    def seen(self) -> list[str]:
        self.paint()
        lines = self.log.read_text("utf-8").splitlines() if self.log.exists() else []
        return list(dict.fromkeys(map(json.loads, lines)))

    def reload(self) -> None:
        self.driver.switch_to.default_content()
        self.driver.refresh()

    def _ask_tabs(self, function: str) -> list:
        first = self.driver.current_window_handle
        answers = []
        for tab in self.driver.window_handles:
            if tab != first:
                self.driver.switch_to.window(tab)
                answers.append(self.driver.execute_script(f"return ({function})()"))
        self.driver.switch_to.window(first)
        return answers

    def close(self) -> None:
        self.driver.quit()

    def _enter(self, frame: str) -> None:
        self.driver.switch_to.default_content()
        if frame:
            self.driver.switch_to.frame(self.driver.find_element("css selector", frame))

    def _ask(self, frame: str, function: str, arguments: tuple):
        self._enter(frame)
        return self.driver.execute_script(f"return ({function})(...arguments)", *arguments)

    def _press_mouse(self, x: float, y: float) -> None:
        self._enter("")
        for act in ("pointer_down", "pointer_up"):
            actions = ActionChains(self.driver, duration=0)
            pointer = actions.w3c_actions.pointer_action
            pointer.move_to_location(round(x), round(y))
            getattr(pointer, act)()
            actions.perform()
            self.paint()


class WebKit(Engine):
    name = "webkit"

    def __init__(self, program: str, folder: Path):
        self.program, self.folder = program, folder
        self.screen = subprocess.Popen(
            ["Xvfb", "-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.display = f":{self.screen.stdout.readline().strip()}"

    def window(self, dark: bool = False, text: int = 100) -> Window:
        folder = Path(tempfile.mkdtemp(dir=self.folder))
        downloads, log, watch = folder / "downloads", folder / "seen", folder / "watch.js"
        downloads.mkdir()
        watch.write_text(REPORT, "utf-8")
        options = Options()
        options._caps = {}  # It asks for MiniBrowser by its name otherwise.
        options.set_capability("browserName", "handbook")
        options.binary_location = str(PROGRAM)
        for option in (f"--log={log}", f"--downloads={downloads}", f"--watch={watch}", f"--text={text}"):
            options.add_argument(option)
        if dark:
            options.add_argument("--dark")
        service = Service(self.program, env={**os.environ, "DISPLAY": self.display})
        return WebKitWindow(WebKitGTK(options=options, service=service), downloads, log)

    def close(self) -> None:
        self.screen.terminate()
        self.screen.wait()
