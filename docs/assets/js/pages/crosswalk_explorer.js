// The crosswalk explorer: the matrix of any two frameworks, with the reasons and what has no counterpart.
(() => {
  "use strict";

  const { i18n, pageHelps } = window.handbook.shell;
  const { _, ngettext, spoken, list } = i18n;
  const { make } = window.handbook.shared.elements;
  const { between } = window.handbook.shared.crosswalks;
  const form = document.querySelector("[data-explorer]");
  if (!form) return;
  const result = document.querySelector("[data-explorer-result]");
  // Read out in the place of the whole matrix.
  const status = spoken(document.querySelector("[data-explorer-status]"));
  const data = JSON.parse(document.querySelector("[data-explorer-data]").textContent);
  const from = form.elements.namedItem("from"),
    to = form.elements.namedItem("to");
  const frameworks = new Map(data.frameworks.map((framework) => [framework.id, framework]));
  const items = new Map(
    data.frameworks.flatMap((framework) => framework.items.map((item) => [item.id, item])),
  );
  const MARKS = { exactMatch: "=", closeMatch: "≈", broadMatch: "<", narrowMatch: ">", relatedMatch: "~" };

  /** What joins two frameworks, as handbook.shared.crosswalks gives it; where that is a third framework, with
      its label as `middle` and the reason in words for each pair. Null where nothing joins them. */
  function joined(a, b) {
    const crosswalk = between(data.crosswalks, Array.from(frameworks.keys()), a, b);
    if (!crosswalk || !crosswalk.middle) return crosswalk;
    const { label } = frameworks.get(crosswalk.middle);
    const titled = (id) => `${items.get(id).code} ${items.get(id).title}`;
    const pairs = crosswalk.pairs.map((pair) => ({
      ...pair,
      reason: _("Both are paired with {framework} {items}.", {
        framework: label,
        items: pair.via.map(titled).join("; "),
      }),
    }));
    return { ...crosswalk, pairs, middle: label };
  }

  function link({ url, code, title }, isWhole) {
    const words = `${code} ${title}`;
    return make("a", { href: url, title: isWhole ? "" : words }, isWhole ? words : code);
  }

  /** A word of a closed list, by its id: the catalogue has these too. */
  function word(id, properties) {
    return spoken(make("span", properties || {}, data.words[id]));
  }

  function labelled(cell, label) {
    cell.dataset.label = label;
    return cell;
  }

  function caption(words) {
    return spoken(make("caption", { className: "hb-visually-hidden" }, words));
  }

  function heading(level, words) {
    return spoken(make(level, {}, words));
  }

  function matrix(a, b, crosswalk) {
    const table = make("table", { className: "hb-table hb-crossmatrix" });
    table.append(caption(_("{first} against {second}", { first: a.label, second: b.label })));
    const head = table.createTHead().insertRow();
    head.append(make("th", { scope: "col" }, a.label));
    b.items.forEach(({ id }) => head.append(make("th", { scope: "col" }, link(items.get(id), false))));
    const body = table.createTBody();
    a.items.forEach(({ id: origin }) => {
      const row = body.insertRow();
      row.append(make("th", { scope: "row" }, link(items.get(origin), true)));
      b.items.forEach(({ id: target }) => {
        const pair = crosswalk.pairs.find((other) => other.from === origin && other.to === target);
        const cell = row.insertCell();
        if (!pair) return;
        cell.className = "hb-crossmatrix__pair";
        cell.title = data.words[pair.relation];
        const mark = make("span", { "aria-hidden": "true" }, MARKS[pair.relation]);
        spoken(cell).append(mark, word(pair.relation, { className: "hb-visually-hidden" }));
      });
    });
    return make("div", { className: "hb-scroll" }, table);
  }

  /** The pairs of one relation, of `data.strengths`, in a table with their reasons. */
  function strengthTable(a, b, relation, pairs) {
    const table = make("table", { className: "hb-table hb-table--stack hb-pairs" });
    table.append(caption(relation.title));
    const head = table.createTHead().insertRow(),
      why = _("Why"),
      sure = _("How sure");
    [a.label, b.label, why, sure].forEach((title) =>
      head.append(spoken(make("th", { scope: "col" }, title))),
    );
    const body = table.createTBody();
    pairs.forEach((pair) => {
      const reason = make("td", {}, pair.reason);
      body
        .insertRow()
        .append(
          make("th", { scope: "row" }, link(items.get(pair.from), true)),
          labelled(make("td", {}, link(items.get(pair.to), true)), b.label),
          labelled(pair.via ? spoken(reason) : reason, why),
          labelled(make("td", {}, word(pair.confidence)), sure),
        );
    });
    return make("div", { className: "hb-scroll" }, table);
  }

  /** The pairs with their reasons, a group for each strength, as on the page of a crosswalk. */
  function reasons(a, b, crosswalk) {
    const { relations, most_open: mostOpen } = data.strengths;
    const groups = make("div");
    relations.forEach((relation) => {
      const pairs = crosswalk.pairs.filter((pair) => pair.relation === relation.id);
      if (!pairs.length) return;
      const count = make(
        "span",
        { className: "hb-fold-count" },
        ngettext("{n} pair", "{n} pairs", pairs.length),
      );
      groups.append(
        make(
          "details",
          { className: "hb-details", open: pairs.length <= mostOpen },
          spoken(make("summary", {}, relation.title, " ", count)),
          make("p", { className: "hb-note" }, relation.description),
          strengthTable(a, b, relation, pairs),
        ),
      );
    });
    return groups;
  }

  /** The items of a framework in no pair, with the reason where one is written down; `end` is its end of the
      pairs. */
  function rest(framework, crosswalk, end) {
    const paired = new Set(crosswalk.pairs.map((pair) => pair[end]));
    const left = framework.items.filter(({ id }) => !paired.has(id));
    if (!left.length) {
      const words = _("Every item of {framework} has a counterpart.", { framework: framework.label });
      return spoken(make("p", {}, words));
    }
    const refs = make("ul", { className: "hb-refs" }),
      className = "hb-ref__says";
    left.forEach(({ id }) => {
      const says = crosswalk.unmapped.has(id)
        ? make("span", { className }, crosswalk.unmapped.get(id))
        : spoken(make("span", { className }, _("No pair leads to it.")));
      refs.append(make("li", {}, link(items.get(id), true), " ", says));
    });
    return refs;
  }

  /** The signs that the matrix uses, with what they mean. */
  function legend(crosswalk) {
    const used = Object.keys(MARKS).filter((relation) =>
      crosswalk.pairs.some((pair) => pair.relation === relation),
    );
    const words = used
      .map((relation) => `${MARKS[relation]} ${data.words[relation].toLowerCase()}`)
      .join("   ");
    return spoken(make("p", { className: "hb-note" }, words));
  }

  // ---- Sentences

  /** A sentence alone, in the place of the matrix and read out. */
  function say(sentence) {
    status.textContent = sentence;
    result.append(spoken(make("p", {}, sentence)));
  }

  /** What is said above the matrix. */
  function lead(crosswalk) {
    const n = crosswalk.pairs.length;
    if (!crosswalk.middle) {
      const pairs = spoken(make("span", {}, ngettext("{n} pair.", "{n} pairs.", n)));
      const by = spoken(make("span", {}, crosswalk.by + "."));
      const how = spoken(make("a", { href: crosswalk.url }, _("How it was made, and its sources")));
      return make("p", {}, pairs, " ", by, " ", how, ".");
    }
    const words = ngettext(
      "This handbook has no crosswalk between these two. What stands below ({n} pair) meets in the {middle} "
        + "and is worked out from two crosswalks: read each as something to check, never as a certain match.",
      "This handbook has no crosswalk between these two. What stands below ({n} pairs) meets in the {middle} "
        + "and is worked out from two crosswalks: read each as something to check, never as a certain match.",
      n,
      { middle: crosswalk.middle },
    );
    return spoken(make("p", { className: "hb-note" }, words));
  }

  /** The same in one sentence, to be read out. */
  function summary(a, b, { pairs, middle }) {
    const n = ngettext("{n} pair", "{n} pairs", pairs.length);
    const values = { first: a.label, second: b.label, pairs: n, middle };
    return middle
      ? _("{first} and {second}: {pairs}, worked out by way of the {middle}.", values)
      : _("{first} and {second}: {pairs}.", values);
  }

  // ---- The page

  function show() {
    const a = frameworks.get(from.value),
      b = frameworks.get(to.value);
    result.replaceChildren();
    if (a === b) {
      say(_("Choose two different frameworks."));
      return;
    }
    const crosswalk = joined(a.id, b.id);
    if (!crosswalk) {
      say(_("Nothing in this handbook joins these two."));
      return;
    }
    status.textContent = summary(a, b, crosswalk);
    const unmappedHeading = ({ label }) =>
      heading("h3", _("Without a counterpart in {framework}", { framework: label }));
    result.append(
      heading("h2", list([a.label, b.label])),
      lead(crosswalk),
      legend(crosswalk),
      matrix(a, b, crosswalk),
      heading("h3", _("The pairs")),
      reasons(a, b, crosswalk),
      unmappedHeading(b),
      rest(a, crosswalk, "from"),
      unmappedHeading(a),
      rest(b, crosswalk, "to"),
    );
    pageHelps?.scrollRegions();
    remember(a, b);
  }

  /** Keeps the choice in the address, so that it can be sent to a colleague. */
  function remember(a, b) {
    const query = new URLSearchParams({ from: a.id, to: b.id });
    try {
      history.replaceState(null, "", `${location.pathname}?${query}${location.hash}`);
    } catch {
      /* In some frames and from disk the address may not be changed. */
    }
  }

  /** Chooses the frameworks of the address; else those of the first crosswalk that leaves something without a
      counterpart. */
  function start() {
    [from, to].forEach((select) =>
      data.frameworks.forEach(({ id, label }) => {
        select.append(make("option", { value: id }, label));
      }),
    );
    const query = new URLSearchParams(location.search);
    const first = data.crosswalks.find(({ unmapped }) => unmapped.length) || data.crosswalks[0];
    from.value = frameworks.has(query.get("from")) ? query.get("from") : first.origin;
    to.value = frameworks.has(query.get("to")) ? query.get("to") : first.target;
    form.hidden = false;
    form.addEventListener("change", show);
    form.addEventListener("submit", (event) => event.preventDefault());
    pageHelps?.whenFieldsReturn(form, show);
    show();
  }

  start();
})();
