// A field that finds a record by its title or id: an editable combobox with a list below, as the ARIA
// practices have it.
handbook.recordForm = handbook.recordForm || {};
handbook.recordForm.picker = (() => {
  "use strict";

  const { _, ngettext } = handbook.shell.i18n;
  const { id, make } = handbook.kit.elements;
  const { say } = handbook.kit.announcements;
  const MOST = 8;

  /** Whether a reference of a kind may lead to what is of `kind`; of what is `edited`, any: a part opens the
      form of its record. */
  function fits(target, kind) {
    if (target === "edited") return true;
    if (target === "any") return kind !== "source" && kind !== "term";
    if (target === "record") return kind in handbook.editing.kinds && kind !== "source" && kind !== "term";
    return target === kind;
  }

  /** All that a reference of a kind may lead to: [kind, id, title, number of its file]. */
  function listTargets(target) {
    return handbook.editing.records.filter(([kind]) => fits(target, kind));
  }

  /** The title of a record, with its id where there is none. */
  function titleOf(target, recordId) {
    const record = listTargets(target).find((one) => one[1] === recordId);
    return record ? record[2] : recordId;
  }

  /** What a kind is called, where a form changes what is of it: a term and a record may have one id. */
  function kindOf(kind) {
    const { title } = handbook.editing.kinds[kind] || { title: kind };
    return title;
  }

  /** The records whose title or id has all the words, those that begin with the first word before the
      rest. */
  function search(targets, typed) {
    const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
    const hits = targets.filter(([, recordId, title]) => {
      const text = (title + " " + recordId).toLowerCase();
      return words.every((word) => text.includes(word));
    });
    const isFirst = ([, recordId, title]) =>
      [title, recordId].some((text) => text.toLowerCase().startsWith(words[0] || ""));
    return [...hits.filter(isFirst), ...hits.filter((hit) => !isFirst(hit))];
  }

  /** The pieces of a combobox with a label: {list, control, none, element}. */
  function makePieces(label) {
    const list = make("ul", {
      className: "hb-edit-options",
      role: "listbox",
      id: id(),
      hidden: true,
      "aria-label": label,
    });
    const control = make("input", {
      id: id(),
      className: "hb-tool-input",
      autocomplete: "off",
      role: "combobox",
      "aria-expanded": "false",
      "aria-controls": list.id,
      "aria-autocomplete": "list",
    });
    const title = make("label", { className: "hb-tool-field__label", htmlFor: control.id }, label);
    const none = make("p", { className: "hb-tool-note", hidden: true }, _("Nothing has this title or id."));
    const element = make("div", { className: "hb-edit-picker" }, title, control, list, none);
    return { list, control, none, element };
  }

  /** An option of the list, which `pick` is told of. */
  function renderOption(hit, pick) {
    const option = make(
      "li",
      { role: "option", id: id(), className: "hb-edit-option", "aria-selected": "false" },
      make("span", { lang: "en-GB" }, hit[2]),
      make("small", {}, " ", kindOf(hit[0]), " ", hit[1]),
    );
    option.addEventListener("mousedown", (event) => event.preventDefault());
    option.addEventListener("click", () => pick(hit));
    return option;
  }

  /** A combobox; `onPick` gets [kind, id, title, number of its file]. `target`: the kind of reference. */
  function combobox({ label, target, onPick }) {
    const { list, control, none, element } = makePieces(label);
    let hits = [],
      active = -1;

    function close() {
      list.hidden = true;
      active = -1;
      control.setAttribute("aria-expanded", "false");
      control.removeAttribute("aria-activedescendant");
    }

    function pick(hit) {
      close();
      control.value = "";
      onPick(hit);
    }

    function move(to) {
      active = (to + hits.length) % hits.length;
      Array.from(list.children).forEach((option, at) =>
        option.setAttribute("aria-selected", String(at === active)),
      );
      const option = list.children[active];
      control.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    }

    function show() {
      const all = control.value.trim() ? search(listTargets(target), control.value) : [];
      hits = all.slice(0, MOST);
      none.hidden = !control.value.trim() || hits.length > 0;
      if (!control.value.trim()) return close();
      list.replaceChildren(...hits.map((hit) => renderOption(hit, pick)));
      if (!hits.length) {
        close();
        return say(none.textContent);
      }
      list.hidden = false;
      active = -1;
      control.removeAttribute("aria-activedescendant");
      control.setAttribute("aria-expanded", "true");
      say(ngettext("{n} match", "{n} matches", all.length));
    }

    control.addEventListener("input", show);
    control.addEventListener("blur", close);
    control.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" && list.hidden) show();
      const isOpen = !list.hidden;
      if (!isOpen) return;
      if (event.key === "Escape") close();
      else if (event.key === "ArrowDown") move(active + 1);
      else if (event.key === "ArrowUp") move(active < 0 ? hits.length - 1 : active - 1);
      else if (event.key === "Enter") pick(hits[Math.max(active, 0)]);
      else return;
      event.preventDefault();
    });
    return { element, control };
  }

  return { titleOf, listTargets, combobox };
})();
