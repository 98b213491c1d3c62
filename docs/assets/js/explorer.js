// The crosswalk explorer: the matrix of any two frameworks, with the reasons and what has no counterpart.
(function () {
  "use strict";

  const handbook = window.handbook;
  const form = document.querySelector("[data-explorer]");
  if (!form) return;
  const result = document.querySelector("[data-explorer-result]");
  const status = document.querySelector("[data-explorer-status]");  // Read out in the place of the whole matrix.
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
      const all = Array.from(pairs.values(), (pair) => ({ ...pair, reason: "Both are paired with " + label + " " + pair.via.join("; ") + "." }));
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
    table.append(make("caption", { className: "hb-visually-hidden" }, a.label + " against " + b.label));
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
        cell.append(make("span", { ariaHidden: "true" }, MARKS[pair.relation]), make("span", { className: "hb-visually-hidden" }, data.words[pair.relation]));
      });
    });
    return make("div", { className: "hb-scroll" }, table);
  }

  function labelled(cell, label) {
    cell.dataset.label = label;
    return cell;
  }

  function reasons(a, b, found) {
    const table = make("table", { className: "hb-table hb-table--stack hb-pairs" });
    table.append(make("caption", { className: "hb-visually-hidden" }, "The pairs with their reasons"));
    const head = table.createTHead().insertRow();
    [a.label, "Relation", b.label, "Why", "How sure"].forEach((word) => head.append(make("th", { scope: "col" }, word)));
    const body = table.createTBody();
    found.pairs.forEach((pair) => {
      const row = body.insertRow();
      row.append(make("th", { scope: "row" }, link(items.get(pair.from), true)), labelled(make("td", {}, data.words[pair.relation]), "Relation"),
        labelled(make("td", {}, link(items.get(pair.to), true)), b.label), labelled(make("td", {}, pair.reason), "Why"),
        labelled(make("td", {}, data.words[pair.confidence]), "How sure"));
    });
    return make("div", { className: "hb-scroll" }, table);
  }

  function rest(framework, found, end) {
    const paired = new Set(found.pairs.map((pair) => pair[end]));
    const left = framework.items.filter(([id]) => !paired.has(id));
    if (!left.length) return make("p", {}, "Every item of " + framework.label + " has a counterpart.");
    const list = make("ul", { className: "hb-refs" });
    left.forEach(([id]) => list.append(make("li", {}, link(items.get(id), true), " ",
      make("span", { className: "hb-ref__says" }, found.unmapped.get(id) || "No pair leads to it."))));
    return list;
  }

  function count(pairs) {
    return pairs.length === 1 ? "1 pair" : pairs.length + " pairs";
  }

  function say(sentence) {
    status.textContent = sentence;
    return make("p", {}, sentence);
  }

  function show() {
    const a = frameworks.get(from.value), b = frameworks.get(to.value);
    result.replaceChildren();
    if (a === b) {
      result.append(say("Choose two different frameworks."));
      return;
    }
    const direct = written(a.id, b.id), found = direct || byWayOf(a.id, b.id);
    if (!found) {
      result.append(say("Nothing in this handbook joins these two."));
      return;
    }
    status.textContent = a.label + " and " + b.label + ": " + count(found.pairs) + (direct ? "." : ", worked out by way of the " + found.middle + ".");
    const says = direct
      ? make("p", {}, count(found.pairs) + ". " + found.by + ". ", make("a", { href: found.url }, "How it was made, and its sources"), ".")
      : make("p", { className: "hb-note" }, "This handbook has no crosswalk between these two. What stands below (" + count(found.pairs) + ") meets in the " + found.middle + " and is worked out from two crosswalks: read each as something to check, never as a certain match.");
    const marks = make("p", { className: "hb-note" }, Object.entries(MARKS).filter(([relation]) => found.pairs.some((pair) => pair.relation === relation))
      .map(([relation, mark]) => mark + " " + data.words[relation].toLowerCase()).join("   "));
    result.append(make("h2", {}, a.label + " and " + b.label), says, marks, matrix(a, b, found),
      make("h3", {}, "Pairs and reasons"), reasons(a, b, found),
      make("h3", {}, "Without a counterpart in " + b.label), rest(a, found, "from"),
      make("h3", {}, "Without a counterpart in " + a.label), rest(b, found, "to"));
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
