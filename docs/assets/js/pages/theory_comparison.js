// Puts two or three theories of change side by side, from what is on the page already and from a script for
// each with what is said at length. Without it each opens by itself.
(() => {
  "use strict";

  const { i18n, pageHelps } = window.handbook.shell;
  const { _, ngettext, spoken, language } = i18n;
  const form = document.querySelector("[data-compare]");
  if (!form) return;
  const result = document.querySelector("[data-compare-result]");
  // Read out in the place of the whole table.
  const status = spoken(document.querySelector("[data-compare-status]"));
  const all = document.querySelector("[data-compare-all]");
  const selects = Array.from(form.querySelectorAll("select"));
  const theories = new Map(
    Array.from(all.querySelectorAll("[data-theory]"), (theory) => [theory.dataset.theory, theory]),
  );

  function cell(name, content) {
    const element = document.createElement(name);
    if (typeof content === "string") element.textContent = content;
    else element.append(...content);
    return element;
  }

  function copies(list) {
    return Array.from(list.childNodes, (node) => node.cloneNode(true));
  }

  /** What is in the place `place` of a theory: where it has come, what the theory says there at length. */
  function contentAt(theory, place) {
    const description = theory.querySelectorAll("dd")[place];
    const part = description.querySelector("[data-part]");
    const texts = part && window.handbook.theories?.[theory.dataset.theory];
    return texts ? texts[part.dataset.part].map((words) => cell("p", words)) : copies(description);
  }

  function nameOf(id) {
    return theories.get(id).querySelector("summary").textContent;
  }

  /** Adds a row to `body`: its title, in the language `lang`, and for each theory chosen the content that
      `contentOf` makes. */
  function addRow(body, chosen, title, lang, contentOf) {
    const row = body.insertRow(),
      name = cell("th", title);
    if (lang) name.lang = lang;
    name.scope = "row";
    row.append(name);
    chosen.forEach((id) => {
      const content = cell("td", contentOf(theories.get(id)));
      content.dataset.label = nameOf(id);
      row.append(content);
    });
  }

  function table(chosen) {
    const element = document.createElement("table");
    element.className = "hb-table hb-table--stack hb-compare__table";
    const caption = spoken(element.createCaption());
    caption.className = "hb-visually-hidden";
    caption.textContent = _("The theories side by side");
    const head = element.createTHead().insertRow();
    head.append(cell("td", ""));
    chosen.forEach((id) => {
      const title = cell("th", nameOf(id));
      title.scope = "col";
      head.append(title);
    });
    const body = element.createTBody();
    Array.from(theories.get(chosen[0]).querySelectorAll("dt"), (dt, place) => {
      addRow(body, chosen, copies(dt), dt.lang, (theory) => contentAt(theory, place));
    });
    // The links stand in a row of their own: the head of the table is out of sight where its rows are
    // stacked.
    const linkOf = (theory) => theory.querySelector(":scope > p a").cloneNode(true);
    addRow(body, chosen, _("In full"), language, (theory) => [linkOf(theory)]);
    return element;
  }

  function listChosen() {
    const ids = new Set(selects.map((select) => select.value));
    return Array.from(ids).filter((id) => theories.has(id));
  }

  function show() {
    const chosen = listChosen();
    result.replaceChildren();
    all.hidden = chosen.length > 1;
    remember(chosen);
    if (chosen.length < 2) {
      status.textContent = _("Each theory by itself. Choose two to see them side by side.");
      return;
    }
    status.textContent = ngettext("{n} theory side by side.", "{n} theories side by side.", chosen.length);
    draw(chosen);
    const missing = chosen.filter((id) => !window.handbook.theories?.[id]);
    if (!missing.length) return;
    // Where they do not come, the table has links to the theories' own pages.
    pageHelps
      ?.loadFiles(missing.map((id) => theories.get(id).dataset.atLength))
      .then(() => {
        if (String(chosen) === String(listChosen())) draw(chosen);
      })
      .catch((failed) => console.error(failed));
  }

  function draw(chosen) {
    const scroll = document.createElement("div");
    scroll.className = "hb-scroll";
    scroll.append(table(chosen));
    result.replaceChildren(scroll);
    pageHelps?.scrollRegions();
  }

  /** Keeps the choice in the address, so that it can be sent to a colleague. */
  function remember(chosen) {
    const query = chosen.length ? "?" + new URLSearchParams({ of: chosen.join(",") }) : "";
    try {
      history.replaceState(null, "", location.pathname + query + location.hash);
    } catch {
      /* In some frames and from disk the address may not be changed. */
    }
  }

  const ids = (new URLSearchParams(location.search).get("of") || "")
    .split(",")
    .filter((id) => theories.has(id));
  ids.slice(0, selects.length).forEach((id, place) => {
    selects[place].value = id;
  });
  form.hidden = false;
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  pageHelps?.whenFieldsReturn(form, show);
  show();
})();
