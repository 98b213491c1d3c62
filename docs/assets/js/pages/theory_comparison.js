// Puts two or three theories of change side by side, from what is on the page already. Without it each opens by itself.
(function () {
  "use strict";

  const handbook = window.handbook;
  const { _, ngettext, spoken } = handbook;
  const form = document.querySelector("[data-compare]");
  if (!form) return;
  const result = document.querySelector("[data-compare-result]");
  const status = spoken(document.querySelector("[data-compare-status]"));  // Read out in the place of the whole table.
  const all = document.querySelector("[data-compare-all]");
  const selects = Array.from(form.querySelectorAll("select"));
  const known = new Map(Array.from(all.querySelectorAll("[data-theory]"), (each) => [each.dataset.theory, each]));

  function cell(name, content) {
    const made = document.createElement(name);
    if (typeof content === "string") made.textContent = content;
    else made.append(...content);
    return made;
  }

  function copies(list) {
    return Array.from(list.childNodes, (node) => node.cloneNode(true));
  }

  function nameOf(id) {
    return known.get(id).querySelector("summary").textContent;
  }

  function show() {
    const chosen = Array.from(new Set(selects.map((select) => select.value))).filter((id) => known.has(id));
    result.replaceChildren();
    all.hidden = chosen.length > 1;
    remember(chosen);
    status.textContent = chosen.length > 1 ? ngettext("{n} theory side by side.", "{n} theories side by side.", chosen.length)
      : _("Each theory by itself. Choose two to see them side by side.");
    if (chosen.length < 2) return;
    const table = document.createElement("table");
    table.className = "hb-table hb-table--stack hb-compare__table";
    const caption = spoken(table.createCaption());
    caption.className = "hb-visually-hidden";
    caption.textContent = _("The theories side by side");
    const head = table.createTHead().insertRow();
    head.append(cell("td", ""));
    chosen.forEach((id) => {
      const title = cell("th", nameOf(id));
      title.scope = "col";
      head.append(title);
    });
    const body = table.createTBody();
    function addRow(title, lang, contentOf) {
      const row = body.insertRow();
      const name = cell("th", title);
      if (lang) name.lang = lang;
      name.scope = "row";
      row.append(name);
      chosen.forEach((id) => {
        const made = cell("td", contentOf(known.get(id)));
        made.dataset.label = nameOf(id);
        row.append(made);
      });
    }
    Array.from(known.get(chosen[0]).querySelectorAll("dt"), (dt, place) => {
      addRow(copies(dt), dt.lang, (theory) => copies(theory.querySelectorAll("dd")[place]));
    });
    // The links stand in a row of their own: the head of the table is out of sight where its rows are stacked.
    addRow(_("In full"), handbook.language, (theory) => [theory.querySelector(":scope > p a").cloneNode(true)]);
    const scroll = document.createElement("div");
    scroll.className = "hb-scroll";
    scroll.append(table);
    result.append(scroll);
    if (handbook.scrollRegions) handbook.scrollRegions();
  }

  /** Keeps the choice in the address, so that it can be sent to a colleague. */
  function remember(chosen) {
    try {
      history.replaceState(null, "", location.pathname + (chosen.length ? "?" + new URLSearchParams({ of: chosen.join(",") }) : "") + location.hash);
    } catch { /* In some frames and from disk the address may not be changed. */ }
  }

  const asked = (new URLSearchParams(location.search).get("of") || "").split(",").filter((id) => known.has(id));
  asked.slice(0, selects.length).forEach((id, place) => { selects[place].value = id; });
  form.hidden = false;
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
})();
