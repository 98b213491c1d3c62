// Two charts as SVG: a profile as a radar, and ratings as rows of boxes. Levels are [{value, title}], lowest
// first. What differs differs in shape, not only in colour: filled and empty boxes, round and square points,
// whole and broken lines. Each is one picture to a screen reader ("title. description"); the page puts the
// table beside it.
handbook.selfAssessment = handbook.selfAssessment || {};
handbook.selfAssessment.charts = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const LETTERS = 38; // Letters of a label in a row of 288 px, the width of a page on a 320 px window.
  let count = 0;

  /** An element of a chart; its class begins as those of all charts do. */
  function draw(name, attributes, ...children) {
    const classAttribute = attributes.class ? { class: "hb-chart__" + attributes.class } : {};
    return handbook.shared.elements.draw(name, { ...attributes, ...classAttribute }, ...children);
  }

  function picture(name, { title, description }, ...children) {
    const made = draw(
      "svg",
      { role: "img", "aria-label": title + (description ? ". " + description : "") },
      ...children,
    );
    made.setAttribute("class", "hb-chart hb-chart--" + name);
    return made;
  }

  /** Text with its language, where `words`, of which it shows some or all, are those of a record. */
  function record(text, words) {
    handbook.kit.englishWords.marked(text, [words]);
    return text;
  }

  /** The levels that are drawn: a level 0 is the centre, or a row without a filled box. */
  function drawn(levels) {
    return levels.filter((level) => level.value > 0);
  }

  /** Where a value stands among the levels drawn, from 1 (0: below the first); null where it is none. */
  function place(levels, value) {
    if (value === null || value === undefined) return null;
    return levels.filter((level) => level.value <= value).length;
  }

  /** The words in lines of at most `most` letters. */
  function lines(words, most) {
    return words.split(" ").reduce((all, word) => {
      const last = all[all.length - 1];
      if (last !== undefined && (last + " " + word).length <= most)
        return [...all.slice(0, -1), last + " " + word];
      return [...all, word];
    }, []);
  }

  // ---- Radar

  const WIDE = 320,
    MIDDLE = 160,
    REACH = 122;

  function point(axis, axes, radius) {
    const angle = (2 * Math.PI * axis) / axes - Math.PI / 2;
    return [MIDDLE + radius * Math.cos(angle), MIDDLE + radius * Math.sin(angle)].map(
      (coordinate) => Math.round(coordinate * 10) / 10,
    );
  }

  /** The line through the values. Where one is missing it is broken: nothing is made up between its
      neighbours. */
  function outline(points, name) {
    const known = points.every(Boolean);
    if (known) return [draw("polygon", { class: name, points: points.join(" ") })];
    return points.flatMap((from, index) => {
      const to = points[(index + 1) % points.length];
      return from && to
        ? [draw("line", { class: name, x1: from[0], y1: from[1], x2: to[0], y2: to[1] })]
        : [];
    });
  }

  /** axes: [{label: a short one, value, earlier}]; `aim`: the level aimed at. With fewer than three axes
      there is no area to see: draw bars instead. */
  function radar({ title, description, levels: all, axes, aim }) {
    const levels = drawn(all),
      step = REACH / levels.length;
    const at = (axis, value) => {
      const where = place(levels, value);
      return where === null ? null : point(axis, axes.length, where * step);
    };
    const rings = levels.map((level, ring) =>
      draw("polygon", {
        class: level.value === aim ? "aim" : "ring",
        points: axes.map((none, axis) => point(axis, axes.length, (ring + 1) * step)).join(" "),
      }),
    );
    const spokes = axes.map((none, axis) => {
      const [x2, y2] = point(axis, axes.length, REACH);
      return draw("line", { class: "ring", x1: MIDDLE, y1: MIDDLE, x2, y2 });
    });
    const labels = axes.map(({ label }, axis) => {
      const [x, y] = point(axis, axes.length, REACH + 17);
      const anchor = Math.abs(x - MIDDLE) < 12 ? "middle" : x > MIDDLE ? "start" : "end";
      return draw(
        "text",
        {
          class: "axis",
          x: anchor === "middle" ? x : x - Math.sign(x - MIDDLE) * 8,
          y: y + 5,
          "text-anchor": anchor,
        },
        label,
      );
    });
    const numbers = levels.map((level, ring) =>
      draw(
        "text",
        { class: "level", x: MIDDLE + 3, y: MIDDLE - (ring + 1) * step + 13 },
        String(level.value),
      ),
    );
    const now = axes.map((reading, axis) => at(axis, reading.value)),
      earlier = axes.map((reading, axis) => at(axis, reading.earlier));
    const dots = now.filter(Boolean).map(([cx, cy]) => draw("circle", { class: "dot", cx, cy, r: 5 }));
    const squares = earlier
      .filter(Boolean)
      .map(([x, y]) => draw("rect", { class: "square", x: x - 4.5, y: y - 4.5, width: 9, height: 9 }));
    const made = picture(
      "radar",
      { title, description },
      rings,
      spokes,
      outline(now, "now"),
      outline(earlier, "earlier"),
      numbers,
      squares,
      dots,
      labels,
    );
    made.setAttribute("viewBox", "0 0 " + WIDE + " " + WIDE);
    return made;
  }

  // ---- Bars

  const LINE = 18,
    BOX = 16,
    GAP = 14,
    FROM = 70; // Pixels; the boxes take the first 70 % of the width.

  /** A row of as many boxes as there are levels, filled up to the rating; with a word where there is none. */
  function boxes(levels, bar, top, hatch, aim) {
    const size = FROM / levels.length,
      at = place(levels, bar.value);
    const row = levels
      .slice(0, bar.top === undefined ? levels.length : place(levels, bar.top))
      .map((level, box) => {
        const made = draw("rect", {
          class: at !== null && box < at ? "full" : "empty",
          x: box * size + "%",
          y: top,
          width: size - 1 + "%",
          height: BOX,
          rx: 2,
        });
        if (bar.carried && at !== null && box < at)
          (made.setAttribute("fill", "url(#" + hatch + ")"), made.setAttribute("class", "hb-chart__carried"));
        return made;
      });
    const goal = Math.min(place(levels, aim) || 0, row.length),
      x = goal * size - 1 + "%";
    if (goal) row.push(draw("line", { class: "goal", x1: x, x2: x, y1: top - 4, y2: top + BOX + 4 }));
    const was = place(levels, bar.earlier);
    if (was !== null)
      row.push(
        draw("circle", {
          class: "was",
          cx: Math.max(was - 0.5, 0.1) * size + "%",
          cy: top + BOX / 2,
          r: 4.5,
        }),
      );
    const word = bar.noChance ? _("no chance yet") : at === null ? _("not rated") : String(bar.value);
    row.push(draw("text", { class: at === null ? "none" : "value", x: FROM + 2 + "%", y: top + 13 }, word));
    if (bar.importance && at !== null) {
      row.push(
        draw(
          "text",
          { class: "weight", x: "100%", y: top + 13, "text-anchor": "end" },
          "●".repeat(bar.importance) + "○".repeat(3 - bar.importance),
        ),
      );
    }
    return row;
  }

  /** groups: [{label, bars: [{label, value, noChance, carried, earlier, importance, top}]}]; `top`: its
      highest. */
  function bars({ title, description, levels: all, groups, aim }) {
    const levels = drawn(all),
      hatch = "hb-chart-hatch-" + (count += 1);
    const inside = [
      draw(
        "defs",
        {},
        draw(
          "pattern",
          { id: hatch, width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
          draw("line", { class: "hatch", x1: 1, y1: 0, x2: 1, y2: 5 }),
        ),
      ),
    ];
    let y = 0;
    const write = (name, words, most) =>
      lines(words, most).forEach((line) => {
        y += LINE;
        inside.push(record(draw("text", { class: name, x: 0, y: y - 4 }, line), words));
      });
    groups.forEach((group) => {
      if (group.label) write("group", group.label, LETTERS - 6);
      group.bars.forEach((bar) => {
        write("label", bar.label, LETTERS);
        inside.push(...boxes(levels, bar, y + 4, hatch, aim));
        y += BOX + GAP;
      });
      y += group.label ? GAP : 0;
    });
    const made = picture("bars", { title, description }, inside);
    // The width follows the page, the height the number of rows; text keeps its size.
    made.style.height = y + "px";
    return made;
  }

  return { radar, bars, draw, picture, lines, record };
})();
