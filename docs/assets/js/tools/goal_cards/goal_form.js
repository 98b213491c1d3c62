// The form in which a goal of the development plan is written. Everything is saved as it is typed.
handbook.goalCards = handbook.goalCards || {};
handbook.goalCards.goalForm = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { make, hidden } = handbook.kit.elements;
  const { say } = handbook.kit.announcements;
  const { button } = handbook.kit.buttons;
  const { text, day, select, check } = handbook.kit.fields;
  const { MEANT } = handbook.document.lengths;

  /** The development plan form's own words for a field of a goal: its prompts' questions, and the help of a
      single one. */
  function help(data, field) {
    const prompts = data.prompts.filter((prompt) => prompt.field === field);
    return [...prompts.map((prompt) => prompt.text), prompts.length === 1 && prompts[0].help]
      .filter(Boolean)
      .join(" ");
  }

  /** Words as one line. */
  function inLine(words) {
    return words.replace(/\s+/g, " ");
  }

  /** Runs `fn` once what has just been made is on the screen, and nothing is being pressed. */
  function afterwards(fn) {
    requestAnimationFrame(() => setTimeout(() => handbook.kit.presses.afterPress(fn)));
  }

  function part(title, ...inside) {
    return make("fieldset", { className: "hb-goal__part" }, make("legend", {}, title), ...inside);
  }

  // ---- Competencies

  /** A field to choose a competency. What there is to choose comes once the field is on the screen. */
  function itemField({ data, look }) {
    const field = select({
      label: _("Add a competency"),
      value: "",
      onChange: () => {},
      options: [{ value: "", label: _("Choose one") }],
    });
    afterwards(() =>
      field.control.append(
        ...data.frameworks.map((framework) =>
          make(
            "optgroup",
            { label: framework.title },
            framework.items.map((item) => make("option", { value: item.id }, look.words(item.id))),
          ),
        ),
      ),
    );
    return field;
  }

  /** Adds to the goal the competency that is chosen in a field; a goal without words gets some to begin
      with. */
  function addItem(field, { look, change }) {
    const id = field.control.value;
    if (!id) {
      field.fail(_("Choose a competency first."));
      field.control.focus();
      return;
    }
    field.fail(null);
    change("items", (current) => {
      if (!current.items.includes(id)) current.items.push(id);
      if (!current.title && !current.measure)
        Object.assign(current, handbook.goals.goal.firstWords(look.item(id).item));
    });
    field.set("");
    say(_("{item} added.", { item: look.words(id) }));
  }

  /** A competency of the goal, with a button to remove it. */
  function itemLine(id, look, onRemove) {
    const away = button(_("Remove"), onRemove, { small: true });
    away.append(hidden([" ", look.words(id)]));
    return make("li", {}, handbook.goalCards.goalView.linked(look, id), away);
  }

  function items(goal, context) {
    const { look, change } = context;
    const chips = make("ul", { className: "hb-goal__items" });
    const heading = make("h4", { className: "hb-tool-field__label" }, _("Competencies it belongs to"));
    const field = itemField(context);
    const add = button(_("Add"), () => addItem(field, context), { small: true });

    function remove(id) {
      change("items", (current) => {
        current.items = current.items.filter((other) => other !== id);
      });
      say(_("{item} removed.", { item: look.words(id) }));
      handbook.kit.elements.focus(heading);
    }

    const made = make(
      "div",
      { className: "hb-goal__competencies" },
      heading,
      chips,
      make("div", { className: "hb-goal__add" }, field, add),
    );
    made.set = (now) => {
      const key = now.items.join(" ");
      if (made.dataset.items === key) return;
      made.dataset.items = key;
      chips.replaceChildren(...now.items.map((id) => itemLine(id, look, () => remove(id))));
      chips.hidden = !now.items.length;
    };
    return made;
  }

  // ---- Actions

  /** All records to choose from, those that the goal's competencies offer first. */
  function offers(goal, data, look) {
    const ids = goal.items.flatMap((id) => (look.item(id)?.item.offers || []).map(({ record }) => record));
    const first = Array.from(new Set(ids), (id) => look.record(id)).filter(Boolean);
    return Array.from(new Set([...first, ...data.records]));
  }

  /** A field to link a page of the handbook: typing searches the titles. */
  function record(action, goal, list, { look, changeAction }) {
    const page = (id) => (id ? look.page(id) : "");
    const field = text({
      label: _("A page of the handbook that goes with it"),
      help: _("Type part of a title and choose from the list; or leave it empty."),
      value: page(action.record),
      meant: Infinity, // Titles of pages, of any length.
      onChange: (words) => put(words, false),
    });
    const { control, set } = field;
    control.setAttribute("list", list.id);
    let last = control.value,
      fault = null;
    function findRecord(words) {
      const { key } = handbook.shell.words,
        typed = key(words);
      return list.records.find(({ id, title }) => [page(id), title].some((name) => key(name) === typed));
    }
    /** While it is typed, a title that is not whole yet changes nothing. */
    function put(words, left) {
      const match = findRecord(words);
      if (match || !words.trim()) changeAction(action.id, (entry) => link(entry, match, left));
    }
    function link(entry, match, isWhole) {
      delete entry.record;
      if (match) entry.record = match.id;
      if (!match || !isWhole) return;
      if (!entry.text) entry.text = match.kind + ": " + match.title;
      if (!entry.minutes && match.minutes) entry.minutes = match.minutes;
    }
    function settle() {
      const words = control.value;
      if (words !== last) {
        fault =
          words.trim() && !findRecord(words)
            ? _("No page of the handbook is called that. Choose one from the list, or empty the field.")
            : null;
        last = words;
        put(words, true);
      }
      field.fail(fault, Boolean(fault));
    }
    ["change", "blur"].forEach((event) => control.addEventListener(event, settle));
    field.set = (id) => {
      set(page(id));
      if (!fault && document.activeElement !== control) last = control.value;
    };
    return field;
  }

  function minutes(action, { changeAction }) {
    const field = text({
      label: _("Minutes it takes"),
      value: action.minutes ? String(action.minutes) : "",
      meant: Infinity, // What is no number is refused.
      onChange: (typed) => {
        const wrong = typed.trim() && !/^\s*\d{1,4}\s*$/.test(typed);
        if (wrong) return { problem: "invalid", says: _("Give whole minutes, such as 30.") };
        return changeAction(action.id, (entry) => {
          if (Number(typed)) entry.minutes = Number(typed);
          else delete entry.minutes;
        });
      },
    });
    field.control.inputMode = "numeric";
    return field;
  }

  /** What is to be done. What another tab has written there meanwhile goes into the history. */
  function actionText(action, { changeAction, keepTheirs }) {
    return text({
      label: _("What"),
      value: action.text,
      rows: 2,
      meant: MEANT.line,
      onChange: (value, seen) =>
        changeAction(action.id, (entry, all) => {
          const now = inLine(value);
          keepTheirs(all, "actions", entry.text, inLine(seen), now);
          entry.text = now;
        }),
    });
  }

  function removeButton(action, { removeAction }) {
    return handbook.kit.buttons.ask(
      button(_("Remove this action"), () => {}, { small: true }),
      _("Remove this action? What it said stays under “What it said before”."),
      _("Remove it"),
      _("Keep it"),
      () => removeAction(action.id),
    );
  }

  /** One action: what, the page that goes with it, by when, how long, done. */
  function oneAction(action, goal, list, context) {
    const { changeAction, today } = context;
    const write = (name) => (value) =>
      changeAction(action.id, (entry) => {
        if (value) entry[name] = value;
        else delete entry[name];
      });
    const what = actionText(action, context);
    const page = record(action, goal, list, context);
    const by = day({ label: _("By when"), value: action.by, onChange: write("by") });
    const long = minutes(action, context);
    const done = check({
      label: _("Done"),
      value: action.done,
      onChange: (on) => write("done")(on ? today() : ""),
    });
    const pair = make("div", { className: "hb-goal__pair" }, by, done);
    let when = null; // The day it was done, made with the first tick: fields for days are slow to make.
    const legend = make("legend", {});
    const made = make(
      "fieldset",
      { className: "hb-goal__action" },
      legend,
      what,
      pair,
      make(
        "details",
        { open: Boolean(action.record || action.minutes) },
        make("summary", {}, _("Page to read and time it takes")),
        page,
        long,
      ),
      removeButton(action, context),
    );
    made.first = what.control;
    made.set = (now, place) => {
      legend.textContent = _("Action {number}", { number: place + 1 });
      what.set(now.text);
      page.set(now.record);
      by.set(now.by);
      long.set(now.minutes ? String(now.minutes) : "");
      done.set(now.done);
      if (now.done && !when)
        pair.append(
          (when = day({ label: _("Done on"), value: now.done, most: today(), onChange: write("done") })),
        );
      if (!when) return;
      when.hidden = !now.done;
      when.set(now.done);
    };
    return made;
  }

  function actions(goal, context) {
    const { data, look, addAction } = context;
    const advice = make("p", { className: "hb-tool-field__help" }, help(data, "actions"));
    const place = make("div", {}),
      list = make("datalist", { id: "hb-records-" + goal.id }),
      forms = new Map();
    const proposals = handbook.goalCards.proposals.part(context);
    const made = make(
      "div",
      {},
      advice,
      place,
      proposals,
      list,
      button(
        _("Add an action"),
        () => {
          const { id } = addAction();
          if (forms.has(id)) forms.get(id).first.focus();
        },
        { small: true },
      ),
    );
    made.set = (now) => {
      proposals.set(now);
      const records = offers(now, data, look),
        key = [handbook.page.data.count(), ...now.items].join(" ");
      if (list.dataset.items !== key) {
        list.records = records;
        afterwards(() =>
          list.replaceChildren(
            ...list.records.map((entry) => make("option", { value: look.page(entry.id) })),
          ),
        );
        list.dataset.items = key;
      }
      const ids = now.actions.map((action) => action.id);
      Array.from(forms.keys())
        .filter((id) => !ids.includes(id))
        .forEach((id) => {
          forms.get(id).remove();
          forms.delete(id);
        });
      now.actions.forEach((action, index) => {
        if (!forms.has(action.id)) {
          forms.set(action.id, oneAction(action, now, list, context));
          place.append(forms.get(action.id));
        }
        forms.get(action.id).set(action, index);
      });
    };
    return made;
  }

  // ---- The whole

  /** What makes the fields of a goal follow it: `follow(field, value)` has a field show `value(goal)` from
      now on, `line(name, label, rows)` makes a field of text that does, and `set(goal)` brings all of them up
      to date. */
  function following(goal, { data, write }) {
    const setters = [];
    function follow(field, value) {
      setters.push((now) => field.set(value(now)));
      return field;
    }
    function line(name, label, rows) {
      const field = text({
        label,
        help: help(data, name),
        rows,
        value: goal[name],
        meant: name === "title" ? MEANT.line : MEANT.text,
        onChange: (...words) => write(name, ...(name === "title" ? words.map(inLine) : words)),
      });
      return follow(field, (now) => now[name]);
    }
    return { follow, line, set: (now) => setters.forEach((set) => set(now)) };
  }

  /** The parts of the form below the first; the first of them is what will be done. */
  function laterParts(goal, context, { follow, line }) {
    const { data, write } = context;
    const doing = part(
      _("What you will do"),
      follow(actions(goal, context), (now) => now),
    );
    const review = day({
      label: _("Review date"),
      help: help(data, "review"),
      value: goal.review,
      onChange: (value) => write("review", value),
    });
    const status = select({
      label: _("Status"),
      value: goal.status,
      onChange: (value) => write("status", value),
      options: handbook.goals.goal.STATUSES,
    });
    return [
      doing,
      part(
        _("Support and obstacles"),
        line("support", _("Who will help, and with what"), 3),
        line("obstacle", _("What could get in the way"), 3),
      ),
      part(
        _("How you will know"),
        line("measure", _("Measure of success"), 3),
        make(
          "div",
          { className: "hb-goal__pair" },
          follow(review, (now) => now.review),
          follow(status, (now) => now.status),
        ),
      ),
      part(_("Looking back"), line("reflection", _("Reflection"), 4)),
    ];
  }

  /** The form of a goal. `context`: data, look, today(), and of handbook.goalCards.changes.of what changes
      it. `set(goal)` brings the element up to date; `first` is its first field. What stands below the first
      part is made once that is on the screen: fields for days are slow to make. */
  function form(goal, context) {
    const fields = following(goal, context),
      { follow, line } = fields;
    let last = goal;
    const title = line("title", _("The goal, in one sentence"), 2);
    const made = make(
      "div",
      { className: "hb-goal__form" },
      part(
        _("What and why"),
        title,
        handbook.plan.examples.part(),
        line("why", _("Why it matters"), 4),
        follow(items(goal, context), (now) => now),
      ),
    );
    made.set = (now) => {
      last = now;
      fields.set(now);
    };
    made.set(goal);
    made.first = title.control;
    afterwards(() => {
      if (!made.isConnected) return;
      const parts = laterParts(goal, context, fields);
      made.append(...parts);
      made.afterRemoval = parts[0].firstChild;
      made.set(last);
    });
    return made;
  }

  return { form };
})();
