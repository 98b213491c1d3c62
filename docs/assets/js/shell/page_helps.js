// Small helps for reading a page: wide tables and code scroll by keyboard, code and addresses can be copied,
// the list of contents shows where one is, and links in drawings are in sight when they have the focus. Each
// stands alone; where one fails the page is as it was.
(() => {
  "use strict";

  const { shell } = window.handbook;
  const { _, spoken } = shell.i18n;
  const root = document.documentElement;
  const COPIED_FOR = 2000; // Milliseconds for which a button says that it copied.

  // ---- Regions that scroll can be focused, while they scroll

  /** What a region is called: by its caption, else by what it is; numbered where another is called so
      already. */
  function regionName(element) {
    const caption = element.querySelector("caption");
    const kind = element.querySelector("table") ? _("Table, scrolls sideways") : _("Text, scrolls sideways");
    const base = caption ? caption.textContent.trim() : kind;
    const regions = Array.from(document.querySelectorAll("[role=region][aria-label]"));
    const names = regions.map((region) => region.getAttribute("aria-label"));
    let name = base;
    for (let number = 2; names.includes(name); number += 1) name = `${base} (${number})`;
    return name;
  }

  function makeFocusable(element) {
    if (element.hasAttribute("tabindex")) return;
    const isNamed = element.hasAttribute("aria-label") || element.hasAttribute("aria-labelledby");
    function update() {
      if (element.scrollWidth > element.clientWidth + 1) {
        if (element.hasAttribute("tabindex")) return;
        if (!isNamed) element.setAttribute("aria-label", regionName(element));
        element.tabIndex = 0;
        element.setAttribute("role", "region");
      } else {
        element.removeAttribute("tabindex");
        element.removeAttribute("role");
        if (!isNamed) element.removeAttribute("aria-label");
      }
    }
    new ResizeObserver(update).observe(element);
    update();
  }

  function wrapTables() {
    document.querySelectorAll(".md-typeset table").forEach((table) => {
      if (table.closest(".hb-scroll, [data-own-scroll]")) return;
      const wrapper = document.createElement("div");
      wrapper.className = "hb-scroll";
      table.replaceWith(wrapper);
      wrapper.append(table);
    });
  }

  /** Says by their roles what the parts of stacked tables are, which some browsers forget as they lay them
      out so. */
  function nameTableParts() {
    const roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
    document.querySelectorAll(".hb-table--stack, .hb-table--stack *").forEach((element) => {
      const heading = /^row/.test(element.scope) ? "rowheader" : "columnheader";
      const role = element.tagName === "TH" ? heading : roles[element.tagName];
      if (role) element.setAttribute("role", role);
    });
  }

  const known = new WeakSet();
  /** Makes the regions of the page that scroll focusable; called again by whatever makes a table later on. */
  function scrollRegions() {
    nameTableParts();
    wrapTables();
    document.querySelectorAll(".hb-scroll, .md-typeset pre").forEach((element) => {
      if (!known.has(element)) makeFocusable(element);
      known.add(element);
    });
  }

  // ---- Copying

  /** Copies the old way, which serves pages opened from disk and frames that refuse the clipboard → true when
      done. */
  function copyOldWay(text) {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "hb-visually-hidden";
    area.setAttribute("aria-hidden", "true");
    const before = document.activeElement;
    document.body.append(area);
    area.select();
    let done = false;
    try {
      done = document.execCommand("copy");
    } catch {
      /* A browser without it: nothing was copied. */
    }
    area.remove();
    if (before) before.focus();
    return done;
  }

  /** Puts text on the clipboard → a promise of true when it is there. */
  async function copy(text) {
    if (!navigator.clipboard) return copyOldWay(text);
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyOldWay(text);
    }
  }

  /** Copies the text of a field, and leaves it selected for the reader to copy where the browser does not. */
  async function copyField(area) {
    const done = await copy(area.value);
    area.focus();
    area.select();
    return done;
  }

  /** Says on the button itself, for a moment, whether it copied. */
  function tell(button, done) {
    const before = button.textContent;
    if (button.dataset.busy) return;
    button.dataset.busy = "true";
    button.textContent = done ? _("Copied") : _("Could not copy");
    setTimeout(() => {
      button.textContent = before;
      delete button.dataset.busy;
    }, COPIED_FOR);
  }

  /** Lays out, below the element that was pressed, a text that the reader has to copy by hand; `words` say
      why. */
  function layOut(pressed, words, text) {
    const notice = document.querySelector(".hb-by-hand") || document.createElement("div");
    const reason = document.createElement("p"),
      area = document.createElement("textarea");
    const cell = pressed.closest("li, dd, td, th, figcaption");
    const block = pressed.closest("p, h1, h2, h3, h4, h5, h6, figure, .hb-code");
    notice.className = "hb-by-hand";
    notice.setAttribute("role", "status");
    spoken(notice);
    reason.textContent = words;
    area.readOnly = true;
    area.rows = Math.min(8, Math.max(2, text.split("\n").length));
    area.value = text;
    area.setAttribute("aria-label", words);
    notice.replaceChildren(reason, area);
    if (cell) cell.append(notice);
    else (block || pressed).after(notice);
    area.focus();
    area.select();
  }

  function addCopyButton(code) {
    const pre = code.parentElement;
    const holder = document.createElement("div"),
      button = document.createElement("button");
    holder.className = "hb-code";
    button.type = "button";
    button.className = "hb-copy";
    button.textContent = _("Copy");
    spoken(button);
    button.setAttribute("aria-live", "polite");
    pre.replaceWith(holder);
    holder.append(pre, button);
  }

  /** What a button copies: what it says itself, this page's address, or the code beside it; undefined for
      none of them. */
  function textToCopy(button) {
    const code = button.closest(".hb-code");
    if (button.dataset.copy === "address") return location.href;
    if (button.dataset.copy === undefined && code) return code.querySelector("code").textContent;
    return button.dataset.copy;
  }

  async function pressCopy(button) {
    const text = textToCopy(button);
    if (text === undefined) return;
    const done = await copy(text);
    tell(button, done);
    if (done) return;
    layOut(
      button,
      _("This browser did not copy it. It is selected here: press Ctrl and C, on a Mac ⌘ and C."),
      text,
    );
  }

  function copyButtons() {
    document.querySelectorAll(".md-typeset pre > code").forEach(addCopyButton);
    document.addEventListener("click", (event) => {
      const button = event.target.closest(".hb-copy, [data-copy]");
      if (button) pressCopy(button);
    });
  }

  /** Prints the page. Where a frame may not, browsers say so in different ways, or not at all. */
  function print() {
    try {
      window.print();
    } catch (refused) {
      console.warn(refused);
    }
  }

  // ---- Where one is

  /** The element that an address points into by its part after "#", or null. */
  function pointedInto(hash) {
    let id = hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {
      /* A "%" that stands for no letter: it is looked for as it is. */
    }
    return id ? document.getElementById(id) : null;
  }

  function followContents() {
    const links = Array.from(document.querySelectorAll(".hb-toc--aside a"));
    const targets = links.map((link) => pointedInto(link.hash));
    if (!targets.some(Boolean)) return;
    let isDue = false;
    function update() {
      isDue = false;
      const line = window.innerHeight / 4;
      let here = -1;
      targets.forEach((target, place) => {
        if (target?.getClientRects().length && target.getBoundingClientRect().top <= line) here = place;
      });
      links.forEach((link, place) => {
        if (place === here) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      });
    }
    window.addEventListener(
      "scroll",
      () => {
        if (!isDue) requestAnimationFrame(update);
        isDue = true;
      },
      { passive: true },
    );
    update();
  }

  /** Has the style sheet show the ways back up where one is more than a window and a half down, until one is
      less than a window down. */
  function followDepth() {
    const DOWN = "is-far-down";
    if (!document.querySelector(".hb-ways")) return;
    const { classList } = root;
    const update = () =>
      classList.toggle(DOWN, window.scrollY > window.innerHeight * (classList.contains(DOWN) ? 1 : 1.5));
    window.addEventListener("scroll", update, { passive: true });
    update();
  }

  /** Opens the closed <details> around what the address points into. */
  function openTarget() {
    const target = pointedInto(location.hash);
    for (let node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
    if (target) target.scrollIntoView();
  }

  // ---- Links in a drawing

  /** Firefox does not scroll to a link in a drawing to which the Tab key leads. A press needs no scrolling,
      and would be lost by it. */
  function followDrawings() {
    document.addEventListener("focusin", ({ target }) => {
      if (!(target instanceof SVGElement && target.matches(":focus-visible"))) return;
      const { top, bottom } = target.getBoundingClientRect();
      const first = parseFloat(getComputedStyle(root).scrollPaddingTop) || 0;
      const above = top - first,
        below = bottom - window.innerHeight;
      if (above < 0) window.scrollBy({ top: above, behavior: "instant" });
      else if (below > 0) window.scrollBy({ top: Math.min(above, below), behavior: "instant" });
    });
  }

  // ---- Fields after "Back"

  /** Runs `show` where the browser has put other words or choices into the fields of a form than were there.
      It does so once scripts have run, when a reader comes back to the page. */
  function whenFieldsReturn(form, show) {
    const values = () =>
      JSON.stringify(Array.from(form.querySelectorAll("input, select"), ({ value }) => value));
    let last = values();
    window.addEventListener("pagehide", () => {
      last = values();
    });
    window.addEventListener("pageshow", () =>
      setTimeout(() => {
        if (values() !== last) show();
      }, 0),
    );
  }

  /** Loads style sheets and scripts that the page did not, which run in order → a promise that all have
      come. */
  function loadFiles(addresses) {
    return Promise.all(
      addresses.map(
        (address) =>
          new Promise((resolve, reject) => {
            const file = address.endsWith(".css")
              ? Object.assign(document.createElement("link"), { rel: "stylesheet", href: address })
              : Object.assign(document.createElement("script"), { src: address, async: false });
            document.head.append(Object.assign(file, { onload: resolve, onerror: reject }));
          }),
      ),
    );
  }

  shell.pageHelps = {
    scrollRegions,
    copyField,
    layOut,
    print,
    pointedInto,
    openTarget,
    whenFieldsReturn,
    loadFiles,
  };
  [scrollRegions, copyButtons, followContents, followDepth, followDrawings].forEach((help) => {
    try {
      help();
    } catch (error) {
      console.warn(error);
    }
  });
  window.addEventListener("hashchange", openTarget);
  if (location.hash) openTarget();
})();
