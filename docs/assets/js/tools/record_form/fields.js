// The fields of a record, made from their description: each writes what is entered into the data at once.
/**
 * What the fields share: the data, where faults and sums stand, and which parts are open.
 *
 * @typedef {{ kind: string, data: any, changed: () => void, places: Map<string, any>,
 *   groups: Map<string, any>,
 *   open: WeakSet<object>, judge: () => void,
 *   isPublished: boolean }} RecordForm
 */
handbook.recordForm = handbook.recordForm || {};
handbook.recordForm.fields = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { id, make, hidden } = handbook.kit.elements;
  const { button, row } = handbook.kit.buttons;
  const { say } = handbook.kit.announcements;
  const { afterPress } = handbook.kit.presses;
  const { combobox, titleOf } = handbook.recordForm.picker;
  const { ENGLISH, labelOf, isTranslated, asLabel, renderProse } = handbook.recordForm.prosePreview;
  const LINES = ["aliases", "keywords", "searches", "also"];
  const SHORT = 40; // Letters that a field of one line shows on a phone.

  function keyOf(route) {
    return route.join("/");
  }

  function isGiven(value) {
    return value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && !value.length);
  }

  /** A value to begin with: what a list or part of a field must hold. */
  function beginValue(field) {
    if (field.type !== "part") return "";
    const data = {};
    handbook.editing.parts[field.of].forEach((inner) => {
      if (inner.required)
        data[inner.name] = inner.many ? [] : inner.type === "part" ? beginValue(inner) : null;
    });
    return data;
  }

  /** The name of a field with what helps to fill it in, and the places of its fault and its sum.
      @param {RecordForm} form @returns {any} */
  function surround(form, field, route, control, name = labelOf(field.name), isHelped = true) {
    control.id = control.id || id();
    const help = make(
        "p",
        { className: "hb-tool-field__help", id: control.id + "-help", lang: ENGLISH },
        field.help,
      ),
      fault = make("p", { className: "hb-tool-field__error", id: control.id + "-error", hidden: true }),
      sum = make("p", { className: "hb-tool-field__help", id: control.id + "-sum", hidden: true });
    control.setAttribute(
      "aria-describedby",
      [isHelped && help.id, fault.id, sum.id].filter(Boolean).join(" "),
    );
    const isGroup = control.tagName === "FIELDSET" || control.tagName === "DIV";
    const optional = field.required || !isHelped ? "" : " " + _("(may be left out)");
    const key = isHelped && isTranslated(field.name) && make("code", {}, field.name);
    const words = [asLabel(field.name, name), key && " ", key, optional];
    const title = isGroup
      ? make("p", { className: "hb-tool-field__label", id: control.id + "-label" }, words)
      : make("label", { className: "hb-tool-field__label", htmlFor: control.id }, words);
    if (isGroup) {
      control.setAttribute("role", "group");
      control.setAttribute("aria-labelledby", title.id);
    }
    const element = make("div", { className: "hb-tool-field" }, title, isHelped && help, fault, control, sum);
    form.places.set(keyOf(route), {
      control,
      name,
      fail: (sentence) => {
        fault.hidden = !sentence;
        fault.replaceChildren(
          ...(sentence ? [hidden(_("Error:") + " "), make("span", { lang: ENGLISH }, sentence)] : []),
        );
        if (sentence && !isGroup) control.setAttribute("aria-invalid", "true");
        else control.removeAttribute("aria-invalid");
        element.classList.toggle("is-wrong", Boolean(sentence));
      },
      add: (sentence) => {
        sum.hidden = !sentence;
        if (sum.textContent !== sentence) sum.textContent = sentence;
      },
    });
    return element;
  }

  /** Text areas about as high as their words, for browsers that do not do so by the style sheet. */
  function fit(area) {
    const inLine = window.innerWidth < 600 ? 36 : 70;
    const lines = area.value.split("\n").map((line) => Math.max(1, Math.ceil(line.length / inLine)));
    area.rows = Math.min(
      24,
      Math.max(
        2,
        lines.reduce((sum, count) => sum + count, 0),
      ),
    );
  }

  /** A field for one value, which stands under `name` (a key or a place in a list) in `holder`. */
  function makeControl(form, field, holder, name) {
    const value = holder[name] ?? "";
    const put = (next) => {
      holder[name] = next === "" && field.type !== "prose" && field.type !== "line" ? null : next;
      form.changed();
    };
    if (field.type === "word" || field.type === "flag") {
      const words =
        field.type === "word"
          ? handbook.editing.words[field.of] || []
          : [
              ["true", _("Yes")],
              ["false", _("No")],
            ];
      const options = [
        ["", _("Choose …")],
        ...words,
        ...(value && !words.some(([word]) => word === value) ? [[value, value]] : []),
      ];
      const control = make(
        "select",
        { className: "hb-tool-input" },
        options.map(([word, title, lang]) => make("option", { value: word, lang }, title)),
      );
      control.value = value;
      control.addEventListener("change", () => put(control.value));
      return control;
    }
    const isText = field.type === "line" || field.type === "text";
    const isArea = field.type === "prose" || (isText && value.length > SHORT);
    const control = make(isArea ? "textarea" : "input", {
      className: "hb-tool-input",
      value,
      autocomplete: "off",
      spellcheck: isArea,
    });
    if (!isArea)
      control.type = field.type === "day" && (!value || /^\d{4}-\d\d-\d\d$/.test(value)) ? "date" : "text";
    if (["whole", "number", "year"].includes(field.type))
      control.inputMode = field.type === "number" ? "decimal" : "numeric";
    if (isArea) fit(control);
    control.addEventListener("input", () => put(control.value));
    return control;
  }

  /** How a text of prose reads, below its field, once that is opened. */
  function addPreview(element, control) {
    const reading = make("div", { className: "hb-edit-reading", lang: ENGLISH });
    const show = () => reading.replaceChildren(...renderProse(control.value));
    const made = make(
      "details",
      { className: "hb-edit-preview" },
      make("summary", {}, _("How it reads")),
      reading,
    );
    made.addEventListener("toggle", show);
    control.addEventListener("input", () => made.open && show());
    control.addEventListener("blur", () => afterPress(() => fit(control)));
    element.append(made);
    return element;
  }

  function renderText(form, field, holder, route) {
    const control = makeControl(form, field, holder, route[route.length - 1]);
    const element = surround(form, field, route, control);
    // An id is for ever.
    if (field.name === "id" && route.length === 1 && form.isPublished) control.readOnly = true;
    return field.type === "prose" ? addPreview(element, control) : element;
  }

  /** A reference: what it leads to, and a field to find another. */
  function renderReference(form, field, holder, route) {
    const name = route[route.length - 1],
      chosen = make("p", { className: "hb-edit-chosen" });
    const show = () =>
      chosen.replaceChildren(
        ...(holder[name] ? describe(field, holder[name]) : [_("Nothing is chosen yet.")]),
      );
    const picker = combobox({
      label: _("Find by title or id"),
      target: field.of,
      onPick: ([, target]) => {
        holder[name] = target;
        show();
        form.changed();
        say(_("Chosen: {title}", { title: titleOf(field.of, target) }));
      },
    });
    show();
    return surround(form, field, route, make("div", {}, chosen, picker.element));
  }

  function describe(field, target) {
    return [make("span", { lang: ENGLISH }, titleOf(field.of, target)), " ", make("code", {}, target)];
  }

  /** Words of a closed list, each with a box to tick. */
  function renderWords(form, field, holder, route) {
    const boxes = (handbook.editing.words[field.of] || []).map(([word, title, language]) => {
      const box = make("input", {
        type: "checkbox",
        id: id(),
        checked: (holder[field.name] || []).includes(word),
      });
      box.addEventListener("change", () => {
        const others = (holder[field.name] || []).filter((one) => one !== word);
        holder[field.name] = box.checked ? [...others, word] : others;
        form.changed();
      });
      const label = make(
        "label",
        { htmlFor: box.id, className: "hb-tool-option__words", lang: language || ENGLISH },
        title,
      );
      return make("div", { className: "hb-tool-option" }, box, label);
    });
    return surround(form, field, route, make("div", { className: "hb-edit-words" }, boxes));
  }

  /** The buttons that move an item of a list or take it out. `name`: what it is called. */
  function moveButtons(list, at, name, redraw) {
    const act = (words, to, isOff, change) => {
      const made = button(
        [words, hidden(" " + name)],
        () => {
          change();
          redraw(to, words);
        },
        { small: true, quiet: true },
      );
      made.hidden = isOff;
      made.dataset.move = words;
      return made;
    };
    const swap = (other) => () => ([list[at], list[other]] = [list[other], list[at]]);
    return row(
      act(_("Move up"), at - 1, at === 0, swap(at - 1)),
      act(_("Move down"), at + 1, at === list.length - 1, swap(at + 1)),
      act(_("Remove"), Math.min(at, list.length - 2), false, () => list.splice(at, 1)),
    );
  }

  /** A list: its items, each with its buttons, and a way to add one. */
  function renderList(form, field, holder, route, renderItem, addItem) {
    const box = make("div", { className: "hb-edit-list" });
    const list = (holder[field.name] = holder[field.name] || []);
    const forget = (map) =>
      Array.from(map.keys())
        .filter((key) => key.startsWith(keyOf(route) + "/"))
        .forEach((key) => map.delete(key));
    const draw = () => {
      forget(form.places);
      forget(form.groups);
      box.replaceChildren(
        ...list.map((item, at) => {
          const name = labelOf(field.name) + " " + (at + 1);
          return make(
            "div",
            { className: "hb-edit-item" },
            renderItem(item, at, name),
            moveButtons(list, at, name, redraw),
          );
        }),
        addItem(list, (to) => redraw(to, "")),
      );
    };
    /** After a change: the focus goes to the same button of the item in its new place, else to what it
        holds. */
    const redraw = (to, words) => {
      draw();
      form.changed();
      const item = box.children[Math.max(to, 0)];
      const same =
        words && item.querySelector(':scope > .hb-tool-buttons > [data-move="' + words + '"]:not([hidden])');
      const target = same || item.querySelector("summary, input, textarea, select, button");
      if (target) target.focus();
      say(_("{field}: {n} in the list.", { field: labelOf(field.name), n: list.length }));
    };
    draw();
    return surround(form, field, route, box);
  }

  function addButton(field, list, done) {
    return button(_("Add to “{field}”", { field: labelOf(field.name).toLowerCase() }), () => {
      list.push(beginValue(field));
      done(list.length - 1);
    });
  }

  function renderTexts(form, field, holder, route) {
    const draw = (item, at, name) => {
      const list = holder[field.name];
      return surround(form, field, [...route, at], makeControl(form, field, list, at), name, false);
    };
    return renderList(form, field, holder, route, draw, (list, done) => addButton(field, list, done));
  }

  /** Words for the search and former ids, which may be many: one in each line. */
  function renderLines(form, field, holder, route) {
    const control = make("textarea", {
      className: "hb-tool-input",
      value: (holder[field.name] || []).join("\n"),
      rows: Math.min(12, Math.max(3, (holder[field.name] || []).length + 1)),
      autocomplete: "off",
    });
    control.addEventListener("input", () => {
      holder[field.name] = control.value
        .split("\n")
        .map((line) => line.trim())
        .filter(Boolean);
      form.changed();
    });
    const name = [
      labelOf(field.name),
      " ",
      make("span", { lang: document.documentElement.lang }, _("(one in each line)")),
    ];
    return surround(form, field, route, control, name);
  }

  function renderReferences(form, field, holder, route) {
    const draw = (item, at) => make("p", { className: "hb-edit-chosen" }, describe(field, item));
    const add = (list, done) =>
      combobox({
        label: _("Add by title or id"),
        target: field.of,
        onPick: ([, target]) => {
          list.push(target);
          done(list.length - 1);
        },
      }).element;
    return renderList(form, field, holder, route, draw, add);
  }

  /** What a part is called where it is folded: its title, or the first of its texts; of what it refers to,
      the title. */
  function titlePart(model, part) {
    const field = handbook.editing.parts[model].find(
      ({ name }) => name !== "id" && typeof part[name] === "string" && part[name],
    );
    const first = field ? part[field.name] : "",
      text = part.title || (field && field.type === "ref" ? titleOf(field.of, first) : first);
    return text.length > 70 ? text.slice(0, 69) + "…" : text;
  }

  function renderParts(form, field, holder, route) {
    const draw = (item, at, name) => {
      const place = [...route, at],
        title = titlePart(field.of, item),
        words = make(
          "summary",
          {},
          asLabel(field.name, name),
          title && [": ", make("span", { lang: ENGLISH }, title)],
        );
      const made = make("details", { className: "hb-details", open: form.open.has(item) }, words);
      const fill = () => {
        if (made.childElementCount === 1) made.append(...renderPart(form, field.of, item, place));
      };
      made.addEventListener("toggle", () => {
        if (made.open) fill();
        form.open[made.open ? "add" : "delete"](item);
        form.judge();
      });
      if (made.open) fill();
      form.groups.set(keyOf(place), () => {
        made.open = true;
        fill();
      });
      return made;
    };
    const add = (list, done) =>
      addButton(field, list, (to) => {
        form.open.add(list[to]);
        done(to);
      });
    return renderList(form, field, holder, route, draw, add);
  }

  /** A part that stands alone. */
  function renderOnePart(form, field, holder, route) {
    const box = make("div", { className: "hb-edit-item" });
    const draw = () => {
      const part = holder[field.name];
      if (part) return box.replaceChildren(...renderPart(form, field.of, part, route));
      const add = button(_("Add “{field}”", { field: labelOf(field.name).toLowerCase() }), () => {
        holder[field.name] = beginValue(field);
        draw();
        form.changed();
        box.querySelector("input, textarea, select").focus();
      });
      box.replaceChildren(add);
    };
    draw();
    return surround(form, field, route, box);
  }

  function renderField(form, field, holder, route) {
    if (field.many && field.type === "part") return renderParts(form, field, holder, route);
    if (field.many && field.type === "word") return renderWords(form, field, holder, route);
    if (field.many && field.type === "ref") return renderReferences(form, field, holder, route);
    if (field.many && LINES.includes(field.name)) return renderLines(form, field, holder, route);
    if (field.many) return renderTexts(form, field, holder, route);
    if (field.type === "part") return renderOnePart(form, field, holder, route);
    if (field.type === "ref") return renderReference(form, field, holder, route);
    return renderText(form, field, holder, route);
  }

  /** The fields of a part: those that it must have or has, and folded away those that may be left out.
      @param {RecordForm} form */
  function renderPart(form, model, data, route = []) {
    const fields = handbook.editing.parts[model],
      isShown = (field) => field.required || isGiven(data[field.name]);
    const draw = (field) => renderField(form, field, data, [...route, field.name]),
      rest = fields.filter((field) => !isShown(field)),
      present = fields.filter(isShown).map(draw);
    if (!rest.length) return present;
    const words = _("More that may be filled in: {fields}", {
      fields: rest.map(({ name }) => labelOf(name).toLowerCase()).join(", "),
    });
    const more = make("details", { className: "hb-details" }, make("summary", {}, words));
    const fill = () => {
      if (more.childElementCount === 1) more.append(...rest.map(draw));
    };
    more.addEventListener("toggle", fill);
    rest.forEach(({ name }) =>
      form.groups.set(keyOf([...route, name]), () => {
        more.open = true;
        fill();
      }),
    );
    return [...present, more];
  }

  /** Opens what a route leads into. → the place of its field, or of the nearest above it. */
  function reveal(form, route) {
    let place = /** @type {any} */ (null);
    route.forEach((_step, at) => {
      const key = keyOf(route.slice(0, at + 1));
      if (form.groups.has(key)) form.groups.get(key)();
      place = form.places.get(key) || place;
    });
    return place;
  }

  return { keyOf, renderPart, reveal };
})();
