/* Small helps for reading a page: wide tables and code scroll by keyboard, code and addresses can be copied, and the
   list of contents shows where one is. Each stands alone; where one fails the page is as it was. */
(function () {
  "use strict";

  var handbook = window.handbook, _ = handbook._;

  /* ---- Regions that scroll can be focused, while they scroll ---- */

  /* What a region is called: by its caption, else by what it is; numbered where another is called so already. */
  function label(element) {
    var caption = element.querySelector("caption");
    var kind = element.querySelector("table") ? _("Table, scrolls sideways") : _("Text, scrolls sideways");
    var name = caption ? caption.textContent.trim() : kind;
    var taken = Array.from(document.querySelectorAll("[role=region][aria-label]"), function (each) { return each.getAttribute("aria-label"); });
    for (var number = 2, said = name; taken.indexOf(said) >= 0; number += 1) said = name + " (" + number + ")";
    return said;
  }

  function makeFocusable(element) {
    if (element.hasAttribute("tabindex")) return;
    var isNamed = element.hasAttribute("aria-label") || element.hasAttribute("aria-labelledby");
    function update() {
      if (element.scrollWidth > element.clientWidth + 1) {
        if (element.hasAttribute("tabindex")) return;
        if (!isNamed) element.setAttribute("aria-label", label(element));
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
    document.querySelectorAll(".md-typeset table").forEach(function (table) {
      if (table.closest(".hb-scroll, [data-own-scroll]")) return;
      var wrapper = document.createElement("div");
      wrapper.className = "hb-scroll";
      table.replaceWith(wrapper);
      wrapper.append(table);
    });
  }

  /* Again, too, by whatever makes a table later on. */
  var watched = new WeakSet();
  function scrollRegions() {
    wrapTables();
    document.querySelectorAll(".hb-scroll, .md-typeset pre").forEach(function (element) {
      if (!watched.has(element)) makeFocusable(element);
      watched.add(element);
    });
  }
  handbook.scrollRegions = scrollRegions;

  /* ---- Copying ---- */

  /* The old way serves pages opened from disk and frames that refuse the clipboard. */
  function copyOldWay(text) {
    var area = document.createElement("textarea");
    area.value = text;
    area.className = "hb-visually-hidden";
    area.setAttribute("aria-hidden", "true");
    var before = document.activeElement;
    document.body.append(area);
    area.select();
    var done = false;
    try { done = document.execCommand("copy"); } catch (refused) { /* an old browser: there is none */ }
    area.remove();
    if (before) before.focus();
    return done;
  }

  function copy(text) {
    if (!navigator.clipboard) return Promise.resolve(copyOldWay(text));
    return navigator.clipboard.writeText(text).then(
      function () { return true; },
      function () { return copyOldWay(text); });
  }

  /* Copies the text of a field, and leaves it selected for the reader to copy where the browser does not. */
  handbook.copyField = function (area) {
    return copy(area.value).then(function (done) {
      area.focus();
      area.select();
      return done;
    });
  };

  function tell(button, done) {
    var before = button.textContent;
    if (button.dataset.busy) return;
    button.dataset.busy = "true";
    button.textContent = done ? _("Copied") : _("Could not copy");
    setTimeout(function () { button.textContent = before; delete button.dataset.busy; }, 2000);
  }

  /* A text that the reader has to copy by hand: laid out below what was pressed, and selected. `words` say why. */
  function layOut(pressed, words, text) {
    var shown = document.querySelector(".hb-by-hand") || document.createElement("div");
    var said = document.createElement("p"), area = document.createElement("textarea");
    var inside = pressed.closest("li, dd, td, th, figcaption"), block = pressed.closest("p, h1, h2, h3, h4, h5, h6, figure, .hb-code");
    shown.className = "hb-by-hand";
    shown.setAttribute("role", "status");
    handbook.spoken(shown);
    said.textContent = words;
    area.readOnly = true;
    area.rows = Math.min(8, Math.max(2, text.split("\n").length));
    area.value = text;
    area.setAttribute("aria-label", words);
    shown.replaceChildren(said, area);
    if (inside) inside.append(shown); else (block || pressed).after(shown);
    area.focus();
    area.select();
  }
  handbook.layOut = layOut;

  function copyButtons() {
    document.querySelectorAll(".md-typeset pre > code").forEach(function (code) {
      var pre = code.parentElement;
      var holder = document.createElement("div");
      var button = document.createElement("button");
      holder.className = "hb-code";
      button.type = "button";
      button.className = "hb-copy";
      button.textContent = _("Copy");
      handbook.spoken(button);
      button.setAttribute("aria-live", "polite");
      pre.replaceWith(holder);
      holder.append(pre, button);
    });
    document.addEventListener("click", function (event) {
      if (event.target.closest("[data-print]")) { window.print(); return; }
      var button = event.target.closest(".hb-copy, [data-copy]");
      if (!button) return;
      var code = button.closest(".hb-code");
      var text = button.dataset.copy;
      if (text === "address") text = location.href;
      if (text === undefined && code) text = code.querySelector("code").textContent;
      if (text !== undefined) copy(text).then(function (done) {
        tell(button, done);
        if (!done) layOut(button, _("This browser did not copy it. It is selected here: press Ctrl and C, on a Mac ⌘ and C."), text);
      });
    });
  }

  /* ---- Where one is ---- */

  /* What an address points into by its part after "#", or null; it may hold a "%" that stands for no letter. */
  function pointedInto(hash) {
    var id = hash.slice(1);
    try { id = decodeURIComponent(id); } catch (unreadable) { /* It is looked for as it is. */ }
    return id ? document.getElementById(id) : null;
  }

  function followContents() {
    var links = Array.from(document.querySelectorAll(".hb-toc--aside .hb-toc__link"));
    var targets = links.map(function (link) { return pointedInto(link.hash); });
    if (!targets.some(Boolean)) return;
    var due = false;
    function update() {
      due = false;
      var line = window.innerHeight / 4;
      var here = -1;
      targets.forEach(function (target, index) {
        if (target && target.getBoundingClientRect().top <= line) here = index;
      });
      links.forEach(function (link, index) {
        if (index === here) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      });
    }
    window.addEventListener("scroll", function () {
      if (!due) { due = true; requestAnimationFrame(update); }
    }, { passive: true });
    update();
  }

  /* A closed <details> hides what a link points into; print shows all. */
  function openTarget() {
    var target = pointedInto(location.hash);
    for (var node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
    if (target) target.scrollIntoView();
  }

  function printDetails() {
    var opened = [];
    window.addEventListener("beforeprint", function () {
      opened = Array.from(document.querySelectorAll(".md-typeset details:not([open])"));
      opened.forEach(function (details) { details.open = true; });
    });
    window.addEventListener("afterprint", function () {
      opened.forEach(function (details) { details.open = false; });
    });
  }

  [scrollRegions, copyButtons, followContents, printDetails].forEach(function (help) {
    try { help(); } catch (error) { console.warn(error); }
  });
  window.addEventListener("hashchange", openTarget);
  if (location.hash) openTarget();
})();
