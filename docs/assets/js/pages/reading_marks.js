// "Want to read" and "Read" on the page of a record. What is marked is read from the stored text; the tools' own
// scripts, which check and keep it, are loaded on the first click only.
(function () {
  "use strict";

  const handbook = window.handbook, { _, spoken } = handbook, place = document.querySelector("[data-mark]");
  if (!place) return;
  const NOTHING_LASTS = _("This browser keeps nothing for this site, so the mark will not last.");
  const scripts = place.dataset.scripts.split(" ");  // The data, then the tools.
  const make = (name, props) => Object.assign(document.createElement(name), props);
  const id = place.dataset.mark, status = spoken(make("span", { className: "hb-marks__says" }));
  const buttons = new Map([["want", _("Want to read")], ["read", _("Read")]].map(([state, words]) => {
    const button = spoken(make("button", { type: "button", className: "hb-button" }));
    button.append(make("span", { ariaHidden: "true", textContent: "✓\u00a0" }), words);
    button.addEventListener("click", () => toggle(state));
    return [state, button];
  }));
  let loading = null;

  function stateIn(my) {
    const found = my && Array.isArray(my.marks) && my.marks.find((each) => each && each.record === id);
    return found ? found.state : null;
  }

  function show(state) {
    buttons.forEach((button, each) => {
      button.setAttribute("aria-pressed", String(each === state));
      button.classList.toggle("hb-button--primary", each === state);
      button.firstChild.hidden = each !== state;
    });
  }

  /** Loads what is needed to change a mark, in order, once. */
  function store() {
    loading = loading || new Promise((resolve, reject) => scripts.forEach((src, at) => {
      const script = make("script", { src, async: false, onerror: reject });
      if (at === scripts.length - 1) script.onload = resolve;
      document.head.append(script);
    }));
    return loading.then(() => handbook.store.main());
  }

  async function toggle(state) {
    const off = buttons.get(state).getAttribute("aria-pressed") === "true";  // What the reader sees and presses.
    try {
      const kept = await store(), now = new Date();
      const { saved, says } = kept.update((my) => {
        const mark = my.marks.find((each) => each.record === id);
        if (off) my.marks = my.marks.filter((each) => each !== mark);
        else if (mark) Object.assign(mark, { state, day: handbook.days.today(now) });
        else my.marks.push({ record: id, state, day: handbook.days.today(now) });
      });
      show(stateIn(kept.document()));
      if (saved && !off) {
        const link = make("a", { href: place.dataset.root + handbook.data.pages["my-handbook"],
          textContent: _("My handbook") });
        const [before, after] = _("Kept in this browser, under {page}.").split("{page}");
        status.replaceChildren(before, link, after);
      } else if (saved) status.textContent = _("No longer marked.");
      else status.textContent = handbook.storage.lasts ? says : NOTHING_LASTS;
    } catch {
      loading = null;
      status.textContent = _("The mark could not be set just now. Try again.");
    }
  }

  status.setAttribute("role", "status");
  place.classList.add("hb-marks");
  place.append(...buttons.values(), status);
  const refresh = () => show(stateIn((handbook.storage.get("my") || {}).my));
  refresh();
  window.addEventListener("pageshow", (event) => { if (event.persisted) refresh(); });
})();
