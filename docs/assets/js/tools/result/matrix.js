// Importance against rating as one picture: a column for each level, a row for how much an item matters,
// and two lines that make four fields of it: the level aimed at, and what matters only a little, or
// where a few items were ticked as mattering most, what was not ticked. Each item that is rated is a box
// with its code, filled where it is rated below the aim. One picture to a screen reader, which hears the
// four fields; the page puts the table beside it.
handbook.result = handbook.result || {};
handbook.result.matrix = (() => {
  "use strict";

  const { _, ngettext } = handbook.shell.i18n;
  const { make } = handbook.kit.elements;
  const { IMPORTANCE, MOST, isTicked, canWait, name } = handbook.scoring.profile;
  const WIDE = 320,
    SIDE = 58, // The words beside the rows.
    CHIP = 20, // Height of a box with the room around it.
    LETTER = 7.2,
    HEAD = 20; // A line with the names of two fields.
  const MIDDLE = 2; // What counts where nothing was said.
  // The rows above the line and below it, by importance.
  const EACH = { names: IMPORTANCE, above: [3, 2], below: 1 };
  const TICKED = {
    names: new Map([
      [3, _("Ticked")],
      [2, _("Not ticked")],
    ]),
    above: [3],
    below: 2,
  };
  const FIELDS = {
    needs: [_("Work on these"), _("Can wait")],
    strengths: [_("Build on these"), _("Good enough")],
  };

  const LOOKS = {
    needs: { said: "needs", unsaid: "needs-unsaid", code: "needs-code" },
    strengths: { said: "strengths", unsaid: "strengths-unsaid", code: "strengths-code" },
  };

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
    handbook.kit.elements.marked(text, [words]);
    return text;
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

  /** The standings that are drawn: those with a rating. */
  function drawn(standing) {
    return standing.filter(({ value }) => value !== null);
  }

  /** Where the line of the aim is: how many levels are left of it. */
  function aimPlace(framework, aim) {
    return framework.scale.levels.filter((level) => level.value < aim).length;
  }

  /** The column of a standing. One whose own highest level is below the aim is as far as it goes, and stands
      beyond the line. */
  function column(framework, { value, group }, line) {
    const at = framework.scale.levels.findIndex((level) => level.value === value);
    return group === "needs" ? Math.min(at, line - 1) : Math.max(at, line);
  }

  /** The boxes of one cell in lines: [{itemStanding, x, line}], and how many lines they take. */
  function layOut(all, wide) {
    let x = 0,
      line = 0;
    const boxes = all.map((itemStanding) => {
      const width = Math.min(wide, itemStanding.item.code.length * LETTER + 8);
      if (x > 0 && x + width > wide) {
        x = 0;
        line += 1;
      }
      const box = { itemStanding, x, line, width };
      x += width + 3;
      return box;
    });
    return { boxes, count: all.length ? line + 1 : 0 };
  }

  function chip({ itemStanding, x, line, width }, left, top) {
    const { item, group, isSaid } = itemStanding,
      looks = LOOKS[group],
      y = top + line * CHIP;
    const words = draw("text", { class: looks.code, x: left + x + width / 2, y: y + 12.5 }, item.code);
    return draw(
      "g",
      {},
      record(draw("title", {}, name(item)), name(item)),
      draw("rect", {
        class: isSaid ? looks.said : looks.unsaid,
        x: left + x,
        y,
        width,
        height: CHIP - 3,
        rx: 3,
      }),
      record(words, item.code),
    );
  }

  /** The words at the side of a row or under a column, in lines. */
  function label(words, attributes, most) {
    return lines(words, most).map((line, at) =>
      draw("text", { ...attributes, y: attributes.y + at * 12 }, line),
    );
  }

  /** A row of cells for one importance, and its name → {drawn: elements, height}. */
  function row(framework, rated, [importance, words], line, top) {
    const { levels } = framework.scale,
      wide = (WIDE - SIDE) / levels.length;
    const cells = levels.map((none, at) =>
      layOut(
        rated.filter((one) => one.importance === importance && column(framework, one, line) === at),
        wide - 8,
      ),
    );
    const height = Math.max(2, ...cells.map(({ count }) => count)) * CHIP + 8;
    return {
      height,
      drawn: [
        ...label(words, { class: "side", x: 0, y: top + 16 }, 7),
        ...cells.flatMap(({ boxes }, at) => boxes.map((box) => chip(box, SIDE + at * wide + 4, top + 6))),
      ],
    };
  }

  /** The names of the two fields in a line, left and right of the aim. */
  function fieldNames(place, x, y) {
    return [
      draw("text", { class: "field", x: SIDE + 4, y }, FIELDS.needs[place]),
      draw("text", { class: "field", x: x + 5, y }, FIELDS.strengths[place]),
    ];
  }

  /** The frame, the field to look at first, and the two lines. */
  function frame(x, top, middle, bottom) {
    return [
      draw("rect", { class: "first", x: SIDE, y: top, width: x - SIDE, height: middle - top }),
      draw("rect", { class: "frame", x: SIDE, y: top, width: WIDE - SIDE, height: bottom - top }),
      draw("line", { class: "half", x1: SIDE, x2: WIDE, y1: middle, y2: middle }),
      draw("line", { class: "goal", x1: x, x2: x, y1: top, y2: bottom }),
    ];
  }

  /** What each field holds, in words. */
  function inWords(assessment, rated) {
    const field = (group, place) => {
      const inside = rated.filter(
        (one) => one.group === group && canWait(assessment, one.importance) === (place === 1),
      );
      return FIELDS[group][place] + ": " + (inside.map(({ item }) => name(item)).join(", ") || "–");
    };
    return [field("needs", 0), field("strengths", 0), field("needs", 1), field("strengths", 1)].join("; ");
  }

  function chart(framework, assessment, rated, rows) {
    const { levels } = framework.scale,
      aim = Math.max(assessment.aim, levels[1].value),
      line = aimPlace(framework, aim),
      wide = (WIDE - SIDE) / levels.length,
      x = SIDE + line * wide;
    let y = HEAD;
    const put = (importance) => {
      const made = row(framework, rated, [importance, rows.names.get(importance)], line, y);
      y += made.height;
      return made.drawn;
    };
    const above = rows.above.map(put),
      middle = y,
      below = put(rows.below),
      bottom = y + HEAD;
    const under = levels.map((level, at) => {
      const words = level.value + " " + level.title;
      return label(words, { class: "under", x: SIDE + (at + 0.5) * wide, y: bottom + 14 }, wide / 5.6).map(
        (text) => record(text, words),
      );
    });
    const made = picture(
      "matrix",
      { title: _("Importance against rating"), description: inWords(assessment, rated) + "." },
      frame(x, 0, middle, bottom),
      fieldNames(0, x, 14),
      fieldNames(1, x, bottom - 6),
      above,
      below,
      under,
    );
    const most = Math.max(...under.map((all) => all.length));
    made.setAttribute("viewBox", "0 0 " + WIDE + " " + (bottom + most * 12 + 6));
    return made;
  }

  /** The picture with what it leaves out in words; null where nothing is rated. `standing`: of
      handbook.scoring.profile. */
  function part(framework, assessment, standing) {
    const ticked = isTicked(assessment),
      rated = drawn(standing).map((one) => ({ ...one, isSaid: ticked || one.importanceGiven })),
      left = standing.length - rated.length;
    if (!rated.length) return null;
    const says = [
      _("Filled boxes are rated below what you aim for, which is the thick line."),
      ticked
        && _("You were asked to tick up to {most} that matter most in your work now: they stand on top.", {
          most: MOST,
        }),
      rated.some(({ isSaid }) => !isSaid)
        && _("Where you did not say how much it matters, the box is dashed and counts as {importance}.", {
          importance: IMPORTANCE.get(MIDDLE),
        }),
      left > 0 && ngettext("{n} without a rating is not drawn.", "{n} without a rating are not drawn.", left),
    ].filter(Boolean);
    return make(
      "figure",
      { className: "hb-tool-matrix" },
      chart(framework, assessment, rated, ticked ? TICKED : EACH),
      make("figcaption", {}, says.join(" ")),
    );
  }

  return { part };
})();
