#!/usr/bin/python3
"""A window of WebKitGTK, which WebKitWebDriver starts as the browser of the tests. It runs in the system's
Python, which has GTK.

    webkit_window.py --log=seen.jsonl --downloads=folder --watch=watch.js [--dark] [--text=200]

It shows a page at any width and saves what is downloaded into the folder. ``watch.js`` runs in every page and
in every frame of it; what it hands to ``webkit.messageHandlers.seen`` is written into the log, a line each.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2

parser = argparse.ArgumentParser()
for name in ("log", "downloads", "watch"):
    parser.add_argument(f"--{name}", type=Path, required=True)
parser.add_argument("--dark", action="store_true")
parser.add_argument("--text", type=int, default=100, help="The size of the text, in per cent.")
options = parser.parse_args()


def save(download: WebKit2.Download, name: str) -> bool:
    download.set_destination((options.downloads / name).as_uri())
    return True


def note(_, result: WebKit2.JavascriptResult) -> None:
    with options.log.open("a", encoding="utf-8") as log:
        log.write(json.dumps(result.get_js_value().to_string()) + "\n")


def show(view: WebKit2.WebView) -> WebKit2.WebView:
    """Put a view into a window of its own; a view that it opens too."""
    view.connect("create", lambda opener, _: show(WebKit2.WebView(related_view=opener)))
    window = Gtk.Window()
    window.add(view)
    window.show_all()
    return view


def open_view(_) -> WebKit2.WebView:
    content = WebKit2.UserContentManager()
    content.register_script_message_handler("seen")
    content.connect("script-message-received::seen", note)
    everywhere, first = WebKit2.UserContentInjectedFrames.ALL_FRAMES, WebKit2.UserScriptInjectionTime.START
    content.add_script(
        WebKit2.UserScript.new(options.watch.read_text("utf-8"), everywhere, first, None, None)
    )
    view = WebKit2.WebView(
        web_context=context, user_content_manager=content, is_controlled_by_automation=True
    )
    view.get_settings().set_zoom_text_only(True)
    view.set_zoom_level(options.text / 100)
    return show(view)


def begin(_, session: WebKit2.AutomationSession) -> None:
    about = WebKit2.ApplicationInfo()
    about.set_name("handbook")
    about.set_version(1, 0, 0)
    session.set_application_info(about)
    for place in ("window", "tab"):
        session.connect(f"create-web-view::{place}", open_view)


context = WebKit2.WebContext.new_ephemeral()
context.set_automation_allowed(True)
context.connect("automation-started", begin)
context.connect("download-started", lambda _, download: download.connect("decide-destination", save))
Gtk.Settings.get_default().set_property("gtk-application-prefer-dark-theme", options.dark)
Gtk.main()
