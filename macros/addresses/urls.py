"""Every address inside the site comes from here.

The site is built in two forms: with folders (``theories/eight-steps/``) for a server, and with files
(``theories/eight-steps.html``) to be opened from disk. All links are relative, so that it works at any path.
"""

from __future__ import annotations

from dataclasses import dataclass

from macros.records.entries import Entry

# In ``extra`` of the settings for a copy on a disk: whether pages stand in folders on the site itself.
SITE_FOLDERS = "site_folders"


@dataclass(frozen=True)
class Urls:
    """How pages are addressed: ``folders`` is mkdocs's ``use_directory_urls``."""

    folders: bool = True

    def page(self, path: str) -> str:
        """The address, from the site's root, of the page at ``path`` (``theories/index`` is a section's own
        page)."""
        if not self.folders:
            return f"{path}.html"
        if path == "index":
            return "./"
        return f"{path.removesuffix('/index')}/"

    def entry(self, entry: Entry) -> str:
        """The address, from the site's root, of an entry: its page, and its anchor where it is a part of the
        page of another."""
        return self.page(entry.page_path) + ("" if entry.has_page else f"#{entry.anchor}")

    def to_root(self, path: str) -> str:
        """The way from the page at ``path`` up to the site's root, as ``../../``; empty for a page at the
        root."""
        depth = path.count("/")
        if self.folders and not path.endswith("/index") and path != "index":
            depth += 1
        return "../" * depth
