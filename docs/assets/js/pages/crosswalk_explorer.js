// The crosswalk explorer: the matrix of any two frameworks, with the reasons and what has no counterpart.
(function () {
  "use strict";

  const handbook = window.handbook;
  const { _, ngettext, spoken } = handbook;
  const form = document.querySelector("[data-explorer]");
  if (!form) return;
  const result = document.querySelector("[data-explorer-result]");
  const status = spoken(document.querySelector("[data-explorer-status]"));  // Read out in the place of the whole matrix.
  const data = JSON.parse(document.querySelector("[data-explorer-data]").textContent);
  const from = form.elements.namedItem("from"), to = form.elements.namedItem("to");
  const frameworks = new Map(data.frameworks.map((each) => [each.id, each]));
  const items = new Map(data.frameworks.flatMap((each) => each.items.map(([id, code, title, url]) => [id, { id, code, title, url }])));
  const INVERSE = { broadMatch: "narrowMatch", narrowMatch: "broadMatch" };
  const MARKS = { exactMatch: "=", closeMatch: "≈", broadMatch: "<", narrowMatch: ">", relatedMatch: "~" };
  const SURE = ["low", "medium", "high"];

  function make(name, properties, ...inside) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...inside);
    return made;
  }

  function link(item, whole) {
    return make("a", { href: item.url, title: whole ? "" : item.code + " " + item.title }, whole ? item.code + " " + item.title : item.code);
  }

  /** The pairs written down between two frameworks, read from the first to the second; null where there is no such crosswalk. */
  function written(a, b) {
    const found = data.crosswalks.find((each) => (each.origin === a && each.target === b) || (each.origin === b && each.target === a));
    if (!found) return null;
    const turned = found.origin !== a;
    const pairs = found.pairs.map(([origin, target, relation, confidence, reason]) => turned
      ? { from: target, to: origin, relation: INVERSE[relation] || relation, confidence, reason }
      : { from: origin, to: target, relation, confidence, reason });
    return { pairs, unmapped: new Map(found.unmapped), url: found.url, by: found.by };
  }

  /** Where no crosswalk joins two frameworks: pairs that meet in a third, no surer than the less sure step; unless one step is
      exact, they are only related. Of several ways from one item to another the surest counts. */
  function byWayOf(a, b) {
    for (const middle of frameworks.keys()) {
      const first = written(a, middle), second = written(middle, b);
      if (!first || !second || middle === a || middle === b) continue;
      const pairs = new Map();
      first.pairs.forEach((one) => second.pairs.filter((two) => two.from === one.to).forEach((two) => {
        const key = one.from + " " + two.to, via = items.get(one.to);
        const sure = SURE[Math.min(SURE.indexOf(one.confidence), SURE.indexOf(two.confidence))];
        const way = { from: one.from, to: two.to, relation: chained(one.relation, two.relation), confidence: sure }, known = pairs.get(key);
        if (!known) pairs.set(key, { ...way, via: [] });
        else if (sureness(way) > sureness(known)) Object.assign(known, way);
        pairs.get(key).via.push(via.code + " " + via.title);
      }));
      if (!pairs.size) continue;
      const label = frameworks.get(middle).label;
      const all = Array.from(pairs.values(), (pair) => ({ ...pair,
        reason: _("Both are paired with {framework} {items}.", { framework: label, items: pair.via.join("; ") }) }));
      return { pairs: all, unmapped: new Map(), middle: label };
    }
    return null;
  }

  /** A pair → a number that is higher the surer it is, by relation and then confidence; 0 where the confidence is low. */
  function sureness({ relation, confidence }) {
    return SURE.indexOf(confidence) && 100 - 10 * Object.keys(MARKS).indexOf(relation) + SURE.indexOf(confidence);
  }

  function chained(first, second) {
    if (first === "exactMatch") return second;
    return second === "exactMatch" ? first : "relatedMatch";
  }

  function matrix(a, b, found) {
    const table = make("table", { className: "hb-table hb-crossmatrix" });
    table.append(spoken(make("caption", { className: "hb-visually-hidden" },
      _("{first} against {second}", { first: a.label, second: b.label }))));
    const head = table.createTHead().insertRow();
    head.append(make("th", { scope: "col" }, a.label));
    b.items.forEach(([id]) => head.append(make("th", { scope: "col" }, link(items.get(id), false))));
    const body = table.createTBody();
    a.items.forEach(([id]) => {
      const row = body.insertRow();
      row.append(make("th", { scope: "row" }, link(items.get(id), true)));
      b.items.forEach(([other]) => {
        const pair = found.pairs.find((each) => each.from === id && each.to === other);
        const cell = row.insertCell();
        if (!pair) return;
        cell.className = "hb-crossmatrix__pair";
        cell.title = data.words[pair.relation];
        spoken(cell).append(make("span", { ariaHidden: "true" }, MARKS[pair.relation]), word(pair.relation, { className: "hb-visually-hidden" }));
      });
    });
    return make("div", { className: "hb-scroll" }, table);
  }

  /** A word of a closed list, by its id: the catalogue has these too. */
  function word(id, properties) {
    return spoken(make("span", properties || {}, data.words[id]));
  }

  function labelled(cell, label) {
    cell.dataset.label = label;
    return cell;
  }

  function reasons(a, b, found) {
    const table = make("table", { className: "hb-table hb-table--stack hb-pairs" });
    table.append(spoken(make("caption", { className: "hb-visually-hidden" }, _("The pairs with their reasons"))));
    const head = table.createTHead().insertRow(), relation = _("Relation"), why = _("Why"), sure = _("How sure");
    [a.label, relation, b.label, why, sure].forEach((word) => head.append(spoken(make("th", { scope: "col" }, word))));
    const body = table.createTBody();
    found.pairs.forEach((pair) => {
      const row = body.insertRow();
      const reason = make("td", {}, pair.reason);
      row.append(make("th", { scope: "row" }, link(items.get(pair.from), true)), labelled(make("td", {}, word(pair.relation)), relation),
        labelled(make("td", {}, link(items.get(pair.to), true)), b.label), labelled(pair.via ? spoken(reason) : reason, why),
        labelled(make("td", {}, word(pair.confidence)), sure));
    });
    return make("div", { className: "hb-scroll" }, table);
  }

  function rest(framework, found, end) {
    const paired = new Set(found.pairs.map((pair) => pair[end]));
    const left = framework.items.filter(([id]) => !paired.has(id));
    if (!left.length) return spoken(make("p", {}, _("Every item of {framework} has a counterpart.", { framework: framework.label })));
    const list = make("ul", { className: "hb-refs" });
    left.forEach(([id]) => list.append(make("li", {}, link(items.get(id), true), " ",
      found.unmapped.has(id) ? make("span", { className: "hb-ref__says" }, found.unmapped.get(id))
        : spoken(make("span", { className: "hb-ref__says" }, _("No pair leads to it."))))));
    return list;
  }

  function say(sentence) {
    status.textContent = sentence;
    return spoken(make("p", {}, sentence));
  }

  /** What is said above the matrix. */
  function lead(found) {
    const n = found.pairs.length;
    if (!found.middle) {
      return make("p", {}, spoken(make("span", {}, ngettext("{n} pair.", "{n} pairs.", n))), " ", spoken(make("span", {}, found.by + ".")), " ",
        spoken(make("a", { href: found.url }, _("How it was made, and its sources"))), ".");
    }
    return spoken(make("p", { className: "hb-note" }, ngettext("This handbook has no crosswalk between these two. What stands "
      + "below ({n} pair) meets in the {middle} and is worked out from two crosswalks: read each as something to check, "
      + "never as a certain match.", "This handbook has no crosswalk between these two. What stands below ({n} pairs) meets "
      + "in the {middle} and is worked out from two crosswalks: read each as something to check, never as a certain match.",
      n, { middle: found.middle })));
  }

  /** The same in one sentence, to be read out. */
  function summary(a, b, { pairs, middle }) {
    const said = { first: a.label, second: b.label, pairs: ngettext("{n} pair", "{n} pairs", pairs.length), middle };
    return middle ? _("{first} and {second}: {pairs}, worked out by way of the {middle}.", said)
      : _("{first} and {second}: {pairs}.", said);
  }

  function show() {
    const a = frameworks.get(from.value), b = frameworks.get(to.value);
    result.replaceChildren();
    if (a === b) {
      result.append(say(_("Choose two different frameworks.")));
      return;
    }
    const found = written(a.id, b.id) || byWayOf(a.id, b.id);
    if (!found) {
      result.append(say(_("Nothing in this handbook joins these two.")));
      return;
    }
    status.textContent = summary(a, b, found);
    const marks = spoken(make("p", { className: "hb-note" }, Object.entries(MARKS).filter(([relation]) => found.pairs.some((pair) => pair.relation === relation))
      .map(([relation, mark]) => mark + " " + data.words[relation].toLowerCase()).join("   ")));
    const heading = (level, words) => spoken(make(level, {}, words));
    const without = ({ label }) => heading("h3", _("Without a counterpart in {framework}", { framework: label }));
    result.append(heading("h2", handbook.list([a.label, b.label])), lead(found), marks, matrix(a, b, found),
      heading("h3", _("Pairs and reasons")), reasons(a, b, found),
      without(b), rest(a, found, "from"), without(a), rest(b, found, "to"));
    if (handbook.scrollRegions) handbook.scrollRegions();
    try {
      history.replaceState(null, "", location.pathname + "?" + new URLSearchParams({ from: a.id, to: b.id }) + location.hash);
    } catch { /* In some frames and from disk the address may not be changed. */ }
  }

  [from, to].forEach((select) => data.frameworks.forEach((each) => select.append(make("option", { value: each.id }, each.label))));
  const asked = new URLSearchParams(location.search), first = data.crosswalks.find((each) => each.unmapped.length) || data.crosswalks[0];
  from.value = frameworks.has(asked.get("from")) ? asked.get("from") : first.origin;
  to.value = frameworks.has(asked.get("to")) ? asked.get("to") : first.target;
  form.hidden = false;
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
})();
