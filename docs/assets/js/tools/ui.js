// What the participants' tools are built from: elements, buttons, messages, files to save, and how a tool starts.
// Nothing here knows what a tool is about. Fields are in fields.js.
(function () {
  "use strict";

  const handbook = window.handbook;
  const { _ } = handbook.shell.i18n;
  const { PATIENTS } = handbook.format;
  const SLICE = 1000;  // Elements made at once: what takes no phone longer than a blink.
  const boxes = new Set();  // Refreshers of the status boxes on the page.
  const unmade = new Set();  // What makes the rest of the page that is still being made.
  let root = "", count = 0, region = null, later = null, told = null;  // `told`: the trouble that was said last.

  function id() {
    count += 1;
    return "hb-tool-" + count;
  }

  /** An element. Props with a hyphen (aria-, data-) become attributes, others properties; children that are null, false
      or "" are left out, lists are laid flat, everything else but elements is text. Words of the handbook's records are
      marked as English where the interface is not. */
  function make(name, props, ...children) {
    const made = document.createElement(name);
    Object.entries(props || {}).forEach(([key, value]) => {
      if (value === null || value === undefined) return;
      if (key.includes("-") || key === "for" || key === "role" || key === "colspan") made.setAttribute(key, value);
      else made[key] = value;
    });
    made.append(...handbook.english(made, children.flat(9).filter((each) => each || each === 0)));
    return made;
  }

  /** A sentence with elements or words in the place of its {names}, as children for `make`. */
  function sentence(words, given) {
    return words.split(/\{(\w+)\}/).map((each, at) => (at % 2 ? given[each] : each));
  }

  function href(url) {
    const to = root + url || "./";
    return handbook.pages.embed_frame?.inFrame(to) ?? to;  // In an embed: the embed of that page.
  }

  /** Words for screen readers only. */
  function hidden(words) {
    return make("span", { className: "hb-visually-hidden" }, words);
  }

  /** A link to a page of the handbook; `url` is from the site's root. */
  function link(url, words, props) {
    return make("a", { href: href(url), ...props }, words);
  }

  /** A paragraph of lesser weight. */
  function note(...words) {
    return make("p", { className: "hb-tool-note" }, words);
  }

  /** Runs the first of some functions now, and each other once what there is then has been painted: what is below the
      first screen need not keep anyone waiting. Paper gets all of it. */
  function inTurn(steps) {
    const left = steps.slice(), rest = () => { while (left.length) left.shift()(); };
    function next() {
      if (left.length) left.shift()();
      unmade[left.length ? "add" : "delete"](rest);
      if (left.length) requestAnimationFrame(() => setTimeout(next));
    }
    next();
  }

  /** Has `fill(each)` called for each of a list, in turn: at once as many as come to SLICE elements by `size(each)`, one
      at least. It ends where `place`, which they are put into, has left the page. */
  function inSlices(place, all, size, fill) {
    const slices = [];
    let room = 0;
    all.forEach((each) => {
      if (room <= 0) { slices.push([]); room = SLICE; }
      slices[slices.length - 1].push(each);
      room -= size(each);
    });
    inTurn(slices.map((some, at) => () => { if (!at || place.isConnected) some.forEach(fill); }));
  }

  /** What is folded away under a summary; `inside()` makes it when it is first opened. */
  function folded(summary, inside, props) {
    const made = make("details", props, summary);
    made.addEventListener("toggle", () => { if (made.childElementCount === 1) made.append(...inside()); });
    return made;
  }

  /** Moves the focus, and the window, to the heading of what has just appeared. */
  function focus(heading) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    heading.scrollIntoView({ block: "start" });
  }

  /** Says a sentence to screen readers when they are free. The same sentence twice is said twice. */
  function say(text) {
    if (!region) {
      region = make("p", { className: "hb-visually-hidden", role: "status" });
      document.body.append(region);
    }
    region.textContent = "";
    setTimeout(() => { region.textContent = text; }, 60);
  }

  /** Changes the store: `fn` gets a copy of the document to change, and gives false where there is nothing to change
      any more. "Saved." is said when changes and typing pause; what went wrong is said once, and stands in the status
      box. Gives what the store says, with `refused`: whether the change was not made at all. */
  function keep(fn) {
    const store = handbook.store.main(), result = store.update(fn);
    boxes.forEach((refresh) => refresh());
    clearTimeout(later);
    if (result.saved) {
      told = null;
      later = setTimeout(() => { if (!handbook.ui.isTyping()) say(_("Saved.")); }, 1200);
    } else if (result.says) tell(result.says, result.says);
    return { ...result, refused: result.problem === "invalid" && result.says !== store.state().says };
  }

  /** Says what went wrong, unless it was the last that was said. */
  function tell(trouble, words) {
    if (trouble !== told) say(words);
    told = trouble;
  }

  // ---- Buttons ------------------------------------------------------------------------------------------------------

  /** `looks`: {primary, danger, small, quiet}, those that are true. */
  function button(words, onClick, looks) {
    const names = Object.keys(looks || {}).filter((each) => looks[each]).map((each) => " hb-button--" + each);
    const className = "hb-button" + names.join("");
    const made = make("button", { type: "button", className }, words);
    made.addEventListener("click", onClick);
    return made;
  }

  /** Buttons in a row. */
  function row(...buttons) {
    return make("div", { className: "hb-tool-buttons" }, buttons);
  }

  /** Makes a button ask before it acts: the question takes its place, "no" brings it back. Gives the button. */
  function ask(opener, question, yes, no, onYes) {
    opener.addEventListener("click", () => {
      const words = make("p", { id: id(), className: "hb-tool-ask__question" }, question);
      const back = button(no, () => { box.replaceWith(opener); opener.focus(); }, { small: true });
      const go = button(yes, () => { box.replaceWith(opener); onYes(); }, { danger: true, small: true });
      const box = make("div", { className: "hb-tool-ask", role: "group", "aria-labelledby": words.id }, words,
        row(go, back));
      box.addEventListener("keydown", (event) => { if (event.key === "Escape") back.click(); });
      opener.replaceWith(box);
      back.focus();
      say(question);
    });
    return opener;
  }

  // ---- Messages -----------------------------------------------------------------------------------------------------

  /** What has to be put right, each linked to its field ({id, says}), and how to go on. Takes the focus once it is on
      the page. */
  function errors(list, how) {
    const title = make("p", { id: id(), className: "hb-tool-errors__title" }, _("There is a problem"));
    const made = make("div", { className: "hb-tool-errors", role: "alert", "aria-labelledby": title.id, tabIndex: -1 },
      title,
      make("ul", {}, list.map(({ id: target, says }) => {
        if (!target) return make("li", {}, says);
        const to = make("a", { href: "#" + target }, says);
        to.addEventListener("click", (event) => {
          const found = document.getElementById(target);
          event.preventDefault();
          if (!found) return;
          for (let each = found; each; each = each.parentElement) if (each.matches("details")) each.open = true;
          found.scrollIntoView({ block: "center" });
          found.focus({ preventScroll: true });
        });
        return make("li", {}, to);
      })), how && make("p", {}, how));
    requestAnimationFrame(() => { if (made.isConnected) focus(made); });
    return made;
  }

  function pageLink(name, words) {
    const url = handbook.data.pages[name];
    return url ? link(url, words) : words;
  }

  /** Shown before anything is typed: what is kept, where, who can see it. */
  function privacy() {
    return make("div", { className: "hb-tool-privacy" },
      make("p", {}, make("strong", {}, PATIENTS), " ", _("No names, dates of birth, hospital numbers or stories by "
        + "which a patient could be known.")),
      make("p", {}, _("What you enter is kept in this browser, on this device, and is not sent anywhere. Whoever can "
        + "use this browser under the same sign-in can read it, so on a shared computer save it to a file and clear it "
        + "when you are done."), " ", pageLink("privacy", _("More about privacy")), "."));
  }

  /** The box that says what is kept and where, whether storage works, and how to save when it does not; where all was
      cleared from elsewhere, it offers to bring it back. */
  function status(of) {
    const words = make("div", { className: "hb-tool-status__words" });
    const file = button(_("Save everything to a file"), () =>
      saveFile("my-handbook.json", "application/json", handbook.format.write(of.document(), new Date()), file),
        { small: true });
    const back = button(_("Bring it back"), () => {
      const result = of.bringBack();
      say(of.lost() ? result.says : _("Brought back."));
      if (!of.lost()) focus(document.querySelector("h1"));
    }, { small: true });
    const lost = make("div", {}, make("p", {}, _("What was kept here has been cleared, by another page of this site "
      + "or by the browser. This page still has it, until you leave it.")), back);
    const made = make("div", { className: "hb-tool-status" }, lost, words, file);
    let shown = null;
    /** Where what had the focus went as well, the focus comes here. */
    function tellLost() {
      if (document.activeElement === document.body) focus(lost);
      else say(lost.firstChild.textContent);
    }
    function refresh() {
      const now = of.state(), gone = Boolean(of.lost());
      const key = now.lasts + " " + now.problem + " " + now.says + " " + gone;
      if (key === shown) return;
      shown = key;
      const wrong = now.problem || !now.lasts;
      made.classList.toggle("is-wrong", Boolean(wrong) || gone);
      lost.hidden = !gone;
      words.hidden = gone && !wrong;
      file.hidden = !wrong;
      words.replaceChildren(make("p", {}, wrong
        ? [now.says || _("This browser does not keep what you enter once the page is closed. Save it to a file before "
          + "you leave."),
          now.problem === "unreadable" && [" ", pageLink("my-handbook", _("See what is kept")), "."]]
        : [_("Kept in this browser only. Nothing is sent."), " ",
          pageLink("my-handbook", _("See, save or clear all of it")), "."]));
      if (gone) setTimeout(tellLost);
      if (wrong) tell(now.says, words.textContent);
    }
    boxes.add(refresh);
    of.listen(refresh);
    refresh();
    return made;
  }

  // ---- Files --------------------------------------------------------------------------------------------------------

  /** Offers content (text or bytes) as a file; text is also laid out under `near` (the button), should none arrive. A
      page within another one is not told whether it may save files: there that is said, and the text lies open. */
  function saveFile(name, type, content, near) {
    const anchor = make("a", { download: name, hidden: true }), isText = typeof content === "string";
    const doubtful = window.top !== window || !("download" in anchor);
    const url = anchor.href = URL.createObjectURL(new Blob([content], { type }));
    document.body.append(anchor);
    anchor.click();
    anchor.remove();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
    const may = _("It may not be possible to save files here.") + " "
      + (isText ? _("If {name} is not in your downloads, copy its text below.", { name })
        : _("If {name} is not in your downloads, print this page.", { name }));
    say(doubtful ? may : _("The file {name} is on its way to your downloads.", { name }));
    const place = near || document.activeElement;
    if (!(isText || doubtful) || !place || !place.parentElement || place === document.body) return;
    const row = place.closest(".hb-tool-buttons") || place;
    if (row.nextElementSibling && row.nextElementSibling.matches(".hb-tool-copy")) row.nextElementSibling.remove();
    const area = isText && make("textarea", { className: "hb-tool-input", readOnly: true, rows: 6, value: content,
      "aria-label": _("Text of {name}", { name }) });
    if (area) area.addEventListener("focus", () => area.select());
    const below = sentence(_("Copy this text and keep it as {name}."), { name: make("b", {}, name) });
    row.after(doubtful ? make("div", { className: "hb-tool-panel hb-tool-copy" }, make("p", {}, may),
      isText && [make("p", {}, below), area])
      : make("details", { className: "hb-details hb-tool-copy" },
        make("summary", {}, _("No file in your downloads? Copy its text")),
        make("p", {}, _("Some work computers do not let a page save files."), " ", below), area));
  }

  // ---- Address ------------------------------------------------------------------------------------------------------

  /** What the address asks for. Links of the handbook's pages have it after "?". The tools write it after "#", which no
      server is told; that counts where both are there. */
  function params() {
    const found = new URLSearchParams(location.search), { hash } = location;
    if (hash.includes("=")) new URLSearchParams(hash.slice(1)).forEach((value, key) => found.set(key, value));
    return found;
  }

  /** The address of a page (from the site's root; "": of this one) with what it is to open. */
  function address(url, asked) {
    return (url || location.pathname) + (asked ? "#" + new URLSearchParams(asked) : "");
  }

  /** Writes into the address what this page shows; `how` is "pushState" or "replaceState". Frames and pages from disk
      may refuse it. */
  function write(how, asked) {
    try { history[how](null, "", address("", asked)); } catch { /* refused */ }
  }

  // ---- Start --------------------------------------------------------------------------------------------------------

  /** Starts a tool where its container is on the page. Where that fails, the form to fill by hand is shown instead. */
  function start(name, fn) {
    const container = document.querySelector("[data-tool=" + name + "]");
    if (!container) return;
    try {
      root = container.dataset.root || "";
      container.lang = document.documentElement.lang;  // The page's text around it is English in every language.
      fn({ container, params: params(), data: handbook.data, store: handbook.store.main() });
    } catch (failed) {
      console.error(failed);
      container.replaceChildren(make("p", { className: "hb-warning" },
        _("This tool could not start in this browser. What you entered before is untouched. The form below can be "
          + "printed and filled by hand.")));
      const byHand = document.querySelectorAll("[data-without-script]");
      byHand.forEach((each) => each.removeAttribute("data-without-script"));  // By which the style sheet hides it.
    }
  }

  window.addEventListener("beforeprint", () => unmade.forEach((rest) => rest()));

  handbook.ui = { PATIENTS, id, make, sentence, link, hidden, note, inTurn, inSlices, folded, focus, say, keep, button,
    row, ask, errors, privacy, status, saveFile, params, address, write, start };
})();
