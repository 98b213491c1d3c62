"""Firefox as it is installed, driven by Playwright's channel for it, which speaks WebDriver BiDi.

That channel knows no device with dark colours and none with large text: each is a preference, and so a start
of its own."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Error
from windows import PATIENCE, Engine, Window

PREFERENCES = {
    "ui.useOverlayScrollbars": 1,  # As on a phone; others take room from the page.
    "widget.gtk.overlay-scrollbars.enabled": True,
    "fission.webContentIsolationStrategy": 0,  # Else no event of the driver comes to a frame of another site.
}
SCHEME = "layout.css.prefers-color-scheme.content-override"  # 0 is dark, 1 is light.
SIZES = ("font.size.variable.x-western", "font.size.monospace.x-western")
USUAL_SIZE = {SIZES[0]: 16, SIZES[1]: 13}


class FirefoxWindow(Window):
    failures = (Error,)

    def __init__(self, browser, downloads: Path):
        super().__init__(downloads)
        self.context = browser.new_context(viewport={"width": 1280, "height": 800})
        self.context.set_default_timeout(PATIENCE * 1000)
        self.page = self.context.new_page()
        self._seen: list[str] = []
        self.page.on("console", self._note)  # What a policy refused is an error there too.
        self.page.on("pageerror", lambda error: self._seen.append(f"uncaught: {error}"))

    def _note(self, message) -> None:
        if message.type == "error":
            self._seen.append(f"console: {message.text}")

    def open(self, address: str) -> None:
        self.page.goto(address)

    def resize(self, width: int, height: int = 800) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def give_file(self, selector: str, path: Path) -> None:
        self._view(self.frame).set_input_files(selector, path)

    def seen(self) -> list[str]:
        self.paint()  # What was said is heard while the page is asked something.
        return list(dict.fromkeys(self._seen))

    def reload(self) -> None:
        self.page.reload()

    def _ask_tabs(self, function: str) -> list:
        return [tab.evaluate(f"() => ({function})()") for tab in self.context.pages if tab != self.page]

    def close(self) -> None:
        self.context.close()

    def _view(self, frame: str):
        return self.page.query_selector(frame).content_frame() if frame else self.page

    def _ask(self, frame: str, function: str, arguments: tuple):
        return self._view(frame).evaluate(f"(all) => ({function})(...all)", list(arguments))

    def _press_mouse(self, x: float, y: float) -> None:
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.paint()
        self.page.mouse.up()


class Firefox(Engine):
    name = "firefox"

    def __init__(self, playwright, program: str, downloads: Path):
        self.playwright, self.program, self.downloads = playwright, program, downloads
        self.browsers: dict[tuple[bool, int], object] = {}

    def window(self, dark: bool = False, text: int = 100) -> Window:
        if (dark, text) not in self.browsers:
            sizes = {name: size * text // 100 for name, size in USUAL_SIZE.items()}
            self.browsers[dark, text] = self.playwright.firefox.launch(
                channel="moz-firefox",
                executable_path=self.program,
                downloads_path=self.downloads,
                timeout=5 * PATIENCE * 1000,
                firefox_user_prefs={**PREFERENCES, SCHEME: 0 if dark else 1, **sizes},
            )
        return FirefoxWindow(self.browsers[dark, text], self.downloads)

    def close(self) -> None:
        for browser in self.browsers.values():
            browser.close()
