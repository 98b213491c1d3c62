"""Cards to hold in the hand: one on each theory (A6), and one on each tension (A5), each with two sides."""

from __future__ import annotations

from collections.abc import Sequence

from macros.base import language_marks
from macros.i18n.phrases import _, use_catalogue
from macros.paper.books import Paper
from macros.paper.sheets import Element, describe_pictures, find_classes, read_tree, write_tree
from macros.paper.site import PaperSite
from macros.paper.styles import STYLES
from macros.records.entries import Entry

CARDS_A_SHEET = 4
# What the back of a card holds in its usual letters; each line of a list counts as so many letters more.
MOST_LETTERS, LETTERS_OF_A_LINE = {"paper_theory_card": 1380, "paper_tension_card": 2400}, 30


def make_theory_cards(site: PaperSite, four: bool = False) -> Paper:
    """A card of two pages (A6) on each theory. With ``four``, four of them on each side of a sheet of A4, so
    that a sheet that is printed on both sides, turned along its long edge, is cut into four cards."""
    with use_catalogue(site.catalogue):
        title = _("Theories of change: cards")
    cards = _read_cards(site, "paper_theory_card", site.book.records["theory"])
    html = "".join(_lay_out_by_four(cards)) if four else "".join(front + back for front, back in cards)
    sheet = "cards-four.css" if four else "cards.css"
    return _make_paper(site, "theory-cards-four" if four else "theory-cards", title, html, sheet)


def make_tension_cards(site: PaperSite) -> Paper:
    """A card of two pages (A5) on each tension."""
    with use_catalogue(site.catalogue):
        title = _("Tensions: dilemma cards")
    cards = _read_cards(site, "paper_tension_card", site.book.records["tension"])
    html = "".join(front + back for front, back in cards)
    return _make_paper(site, "tensions", title, html, "cards-tensions.css")


def _make_paper(site: PaperSite, name: str, title: str, html: str, sheet: str) -> Paper:
    title = language_marks.strip(title)
    heading = f'<h1 class="paper-cards__title">{title}</h1>'
    styles = ((STYLES / "cards-shared.css").read_text("utf-8"), (STYLES / sheet).read_text("utf-8"))
    return Paper(name, title, f"{heading}{html}", styles)


def _read_cards(site: PaperSite, template: str, entries: Sequence[Entry]) -> list[tuple[str, str]]:
    """The two sides of each card as HTML."""
    cards = []
    with use_catalogue(site.catalogue):
        for entry in entries:
            view = site.renderer.view(entry.path, entry)
            html = site.renderer.render_template(template, view, entry=entry, record=entry.node)
            tree = read_tree(site.renderer.finish(html))
            _leave_words(tree)
            describe_pictures(tree)
            site.drawings.paint(tree)
            front, back = (find_classes(tree, f"paper-card--{side}")[0] for side in ("front", "back"))
            if _measure(back) > MOST_LETTERS[template]:
                back.set("class", f"{back.get('class')} paper-card--long")
            cards.append((write_tree(front), write_tree(back)))
    return cards


def _measure(side: Element) -> int:
    """About how many letters have room on the side of a card that holds what this one does."""
    return len(side.text_content()) + LETTERS_OF_A_LINE * sum(1 for _line in side.iter("li"))


def _leave_words(tree: Element) -> None:
    """Leave of links their words: nothing else is on a card."""
    for link in [it for it in tree.iter("a") if not any(above.tag == "svg" for above in it.iterancestors())]:
        link.drop_tag()


def _lay_out_by_four(cards: Sequence[tuple[str, str]]) -> list[str]:
    """The sides of sheets with four cards each. Behind the left card of a row its back is on the right."""
    sheets = []
    for begin in range(0, len(cards), CARDS_A_SHEET):
        group = cards[begin : begin + CARDS_A_SHEET]
        fronts = [card[0] for card in group]
        backs = [card[1] for card in group]
        while len(backs) < CARDS_A_SHEET:
            backs.append('<div class="paper-card"></div>')
        turned = [backs[1], backs[0], backs[3], backs[2]]
        for side in (fronts, turned):
            sheets.append(f'<div class="paper-four">{"".join(side)}</div>')
    return sheets
