// How prose and a whole record will read. Words are only ever put in as text.
handbook.recordForm = handbook.recordForm || {};
handbook.recordForm.prosePreview = (() => {
  "use strict";

  const { make } = handbook.kit.elements;
  const { read } = handbook.recordRules.prose;
  const { titleOf } = handbook.recordForm.picker;
  const SKIPPED = [
    "id",
    "aliases",
    "keywords",
    "searches",
    "drafted",
    "reviews",
    "translations",
    "skills",
    "settings",
    "stages",
  ];

  const ENGLISH = "en-GB"; // As files, their keys and the check's sentences are.

  function isTranslated(name) {
    return Object.prototype.hasOwnProperty.call(handbook.editing.labels, name);
  }

  /** The name of a field as words: in the language of the page where they are translated. */
  function labelOf(name) {
    const { labels } = handbook.editing,
      words = name.replace(/_/g, " ");
    return isTranslated(name) ? labels[name] : words[0].toUpperCase() + words.slice(1);
  }

  /** Words in the language that the name of a field is in. */
  function asLabel(name, words = labelOf(name)) {
    return make("span", { lang: isTranslated(name) ? document.documentElement.lang : ENGLISH }, words);
  }

  /** Pieces of prose as elements. A link leads nowhere here, and says where to on the page. */
  function toElements(pieces) {
    return pieces.map((piece) => {
      if (typeof piece === "string") return piece;
      const { name, href, start, inside } = piece;
      if (name === "a") return make("span", { className: "hb-edit-link", title: href }, toElements(inside));
      return make(name, start ? { start } : {}, toElements(inside));
    });
  }

  function renderProse(text) {
    return toElements(read(text));
  }

  function renderValue(field, value) {
    if (value === null || value === "") return [];
    if (field.type === "part") return renderPart(field.of, value);
    if (field.type === "prose") return renderProse(value);
    return [field.type === "ref" ? titleOf(field.of, value) : value];
  }

  /** The fields of a part that are read on its page, each under its name. */
  function renderPart(model, data) {
    return handbook.editing.parts[model]
      .filter((field) => field.name in data && !SKIPPED.includes(field.name))
      .map((field) => {
        const value = data[field.name];
        const inside = Array.isArray(value)
          ? make(
              "ul",
              {},
              value.map((item) => make("li", {}, renderValue(field, item))),
            )
          : make("div", {}, renderValue(field, value));
        return [make("dt", {}, asLabel(field.name)), make("dd", {}, inside)];
      })
      .reduce((list, pair) => (list.append(...pair), list), make("dl", { className: "hb-edit-page" }));
  }

  return { ENGLISH, labelOf, isTranslated, asLabel, renderProse, renderPart };
})();
