// Which lines of two texts differ.
handbook.yamlText = handbook.yamlText || {};
handbook.yamlText.differences = (() => {
  "use strict";

  const MOST = 4_000_000; // Of pairs of lines that are compared one by one.
  const AROUND = 2;

  /** Two lists of lines → how long the best common part is from each pair of lines on. */
  function measure(before, after) {
    const lengths = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
    for (let at = before.length - 1; at >= 0; at -= 1)
      for (let to = after.length - 1; to >= 0; to -= 1)
        lengths[at][to] =
          before[at] === after[to]
            ? lengths[at + 1][to + 1] + 1
            : Math.max(lengths[at + 1][to], lengths[at][to + 1]);
    return lengths;
  }

  /** Lines → [{sign: " ", "-" or "+", line}] for what stands between the ends that both have. */
  function compareMiddle(before, after) {
    const signed = (sign) => (line) => ({ sign, line });
    if (before.length * after.length > MOST) return [...before.map(signed("-")), ...after.map(signed("+"))];
    const lengths = measure(before, after),
      lines = [];
    let at = 0,
      to = 0;
    while (at < before.length || to < after.length) {
      if (at < before.length && to < after.length && before[at] === after[to]) {
        lines.push({ sign: " ", line: before[at] });
        at += 1;
        to += 1;
      } else if (at < before.length && (to === after.length || lengths[at + 1][to] >= lengths[at][to + 1])) {
        lines.push({ sign: "-", line: before[at] });
        at += 1;
      } else {
        lines.push({ sign: "+", line: after[to] });
        to += 1;
      }
    }
    return lines;
  }

  /** Two texts → the lines that differ, with two of those around: groups, each {line, lines}; `line` is
      the number of its first line in the second text, `lines` are [{sign, line}]. */
  function compare(one, other) {
    const before = one.split("\n"),
      after = other.split("\n"),
      least = Math.min(before.length, after.length);
    let head = 0,
      tail = 0;
    while (head < least && before[head] === after[head]) head += 1;
    while (tail < least - head && before[before.length - 1 - tail] === after[after.length - 1 - tail])
      tail += 1;
    const middle = compareMiddle(
      before.slice(head, before.length - tail),
      after.slice(head, after.length - tail),
    );
    const same = (line) => ({ sign: " ", line });
    const all = [...after.slice(0, head).map(same), ...middle, ...after.slice(after.length - tail).map(same)];
    const isNear = all.map((_, at) =>
      all.slice(Math.max(0, at - AROUND), at + AROUND + 1).some(({ sign }) => sign !== " "),
    );
    const groups = [];
    let number = 1;
    all.forEach((line, at) => {
      if (isNear[at] && !isNear[at - 1]) groups.push({ line: number, lines: [] });
      if (isNear[at]) groups[groups.length - 1].lines.push(line);
      if (line.sign !== "-") number += 1;
    });
    return groups;
  }

  return { compare };
})();
