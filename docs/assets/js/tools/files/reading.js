// Reading a file of "my handbook". Files come from anywhere, so each is looked at by size, kind, encoding,
// shape and sense, and refused with one sentence; nothing of a refused file is used. What only the handbook
// has changed since a file was saved (a framework, an edition or an item that is gone, a top that became
// known) is no reason to refuse it.
handbook.files = handbook.files || {};
handbook.files.reading = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { isObject, where, quoted } = handbook.document.schema;
  const { FORMAT, VERSION, isNewer, migrate, problems, settle } = handbook.document.format;
  const LIMIT = 20000000,
    DEEPEST = 20;
  const HOW = _("Choose a file that was saved from this handbook; its name ends in .json.");
  const AGAIN = _("Fetch it again from where it was saved."),
    OTHER = _("Use another copy of it.");
  const RESAVE = _("Open it where it was changed and save it again as UTF-8.");

  /** Why a file cannot be used: `message` is one sentence for the reader. */
  class Refused extends Error {}

  /** How other files begin, byte for byte, and what is said of them. */
  /** @type {[RegExp, string, string][]} */
  const KINDS = [
    [/^PK/, _("This is a Word, Excel or zip file."), HOW],
    [/^%PDF/, _("This is a PDF file."), HOW],
    [/^(\x89PNG|\xff\xd8\xff|GIF8|RIFF)/, _("This is a picture."), HOW],
    [/^(\xff\xfe|\xfe\xff)/, _("This file was saved as “Unicode” (UTF-16)."), RESAVE],
    [/^(\xef\xbb\xbf)?\s*</, _("This is a web page, not a saved handbook."), HOW],
    [/^\{\\rtf/, _("This is a text document (RTF)."), HOW],
    [
      /^BEGIN:VCALENDAR/,
      _("This is a calendar file. It can be added to a calendar, but not opened here."),
      HOW,
    ],
    [
      /^(\xef\xbb\xbf)?["\w][^{}[\]\r\n]*[,;\t][^{}[\]\r\n]*[\r\n]/,
      _("This is a table (CSV) for a spreadsheet. The handbook writes such tables but cannot open them."),
      HOW,
    ],
  ];

  /** A size in bytes → a sentence when that is too large for a file of the handbook, else null. Ask before
      reading. */
  function tooLarge(size) {
    if (size <= LIMIT) return null;
    const has = Math.ceil(size / 1000000),
      most = LIMIT / 1000000;
    return (
      _("This file has {has} MB; files of this handbook have at most {most} MB.", { has, most }) + " " + HOW
    );
  }

  function refuse(...sentences) {
    throw new Refused(sentences.join(" "));
  }

  /** Bytes of a file (Uint8Array), the handbook's data, the schema → {document, retired}, or throws
      `Refused`.
      @param {Uint8Array} bytes
      @param {HandbookData} data
      @param {object} schema */
  function read(bytes, data, schema) {
    const value = parsed(text(bytes));
    if (isNewer(value)) {
      refuse(
        _(
          "This file was saved by a newer version of the handbook (format {version}; this one knows up "
            + "to {known}). Update the handbook, or open the file where it was saved.",
          { version: value.version, known: VERSION },
        ),
      );
    }
    checkKind(value);
    const document = migrate(value);
    const wrong = problems(document, schema)[0];
    if (wrong) refuse(faultInWords(wrong));
    delete document.note;
    const result = settle(document, data);
    const odd = nonsense(result.document, data);
    if (odd) refuse(faultInWords(odd));
    return result;
  }

  function faultInWords({ path, says }) {
    return _("This file cannot be opened: {where} {says}.", { where: where(path), says });
  }

  function text(bytes) {
    const large = tooLarge(bytes.length);
    if (large) refuse(large);
    if (!bytes.length) refuse(_("This file is empty. Look for another copy of it."));
    const start = String.fromCharCode(...bytes.subarray(0, 1000));
    const kind = KINDS.find(([begins]) => begins.test(start));
    if (kind) refuse(...kind.slice(1));
    if (bytes.includes(0)) refuse(_("This file is damaged: it has empty bytes in it."), AGAIN);
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch (wrong) {
      return refuse(_("This file is not in UTF-8, as files of this handbook are."), RESAVE);
    }
  }

  function parsed(content) {
    const { depth, deepest, twice } = scan(content);
    if (deepest > DEEPEST) {
      refuse(
        _("This file has more than {most} brackets within brackets, as no file of ours has.", {
          most: DEEPEST,
        }),
        HOW,
      );
    }
    let value;
    try {
      value = JSON.parse(content);
    } catch (wrong) {
      const begun = content.trimStart().startsWith("{");
      if (!begun) refuse(_("This is not a file of this handbook."), HOW);
      if (depth) refuse(_("This file breaks off in the middle."), AGAIN);
      refuse(_("This file is damaged: it is not sound JSON."), OTHER);
    }
    if (twice !== null) {
      refuse(_("This file is damaged: it has {name} twice in one place.", { name: quoted(twice) }), OTHER);
    }
    return value;
  }

  /** JSON, sound or not → how many brackets are open at its end and at most, and the first name that one
      object has twice, or null (JSON.parse would take the last of them without a word). */
  function scan(content) {
    const open = [],
      token = /["{}[\]]/g;
    let deepest = 0,
      twice = null,
      match;
    while ((match = token.exec(content))) {
      if (match[0] === "{" || match[0] === "[") deepest = Math.max(deepest, open.push(new Set()));
      else if (match[0] !== '"') open.pop();
      else {
        const end = endOfText(content, match.index);
        if (end < 0) return { depth: open.length + 1, deepest, twice };
        token.lastIndex = end;
        const name = open.length && nameAt(content, match.index, end);
        if (typeof name === "string") {
          if (twice === null && open[open.length - 1].has(name)) twice = name;
          open[open.length - 1].add(name);
        }
      }
      if (deepest > DEEPEST) break;
    }
    return { depth: open.length, deepest, twice };
  }

  /** Where the text that begins with the quotation mark at `start` is over; -1 when it never is. */
  function endOfText(content, start) {
    for (let end = content.indexOf('"', start + 1); end >= 0; end = content.indexOf('"', end + 1)) {
      let before = end;
      while (content[before - 1] === "\\") before -= 1;
      if ((end - before) % 2 === 0) return end + 1;
    }
    return -1;
  }

  /** The text from `start` to `end` when a colon follows, so that it is a name; else null. */
  function nameAt(content, start, end) {
    const colon = /\s*:/y;
    colon.lastIndex = end;
    if (!colon.test(content)) return null;
    try {
      return JSON.parse(content.slice(start, end));
    } catch (wrong) {
      return null;
    }
  }

  function checkKind(value) {
    if (Array.isArray(value)) refuse(_("This file holds a list, not a handbook."), HOW);
    if (!isObject(value)) refuse(_("This file holds a single value, not a handbook."), HOW);
    const { format, version } = value;
    if (format === undefined) refuse(_("This file is of another program."), HOW);
    if (typeof format !== "string") {
      refuse(_("This file does not name its format in words, so it is not of this handbook."), HOW);
    }
    if (format !== FORMAT) {
      refuse(_("This file says it is of {format}, not of this handbook.", { format: quoted(format) }), HOW);
    }
    if (version === undefined) {
      refuse(_("This file does not say which version it has, so it cannot be read safely."), OTHER);
    }
    if (!Number.isInteger(version)) {
      refuse(_("This file gives as its version something that is not a whole number."), OTHER);
    }
    if (version < 1)
      refuse(_("This file gives as its version {version}, which never was.", { version }), OTHER);
  }

  /** What the schema cannot know: the first {path, says} where a document does not fit the handbook's
      frameworks, or undefined. */
  function nonsense(document, data) {
    const frameworks = new Map(data.frameworks.map((framework) => [framework.id, framework]));
    return document.assessments
      .map((assessment, index) => {
        const odd =
          strange(assessment, data.aliases) || misrated(assessment, frameworks.get(assessment.framework));
        return odd && { path: ["assessments", index, ...odd.path], says: odd.says };
      })
      .find(Boolean);
  }

  /** As `nonsense`, for one assessment: an answer to an item of another framework. Items that its framework
      no longer has, under its present id or an earlier one, are let through. */
  function strange({ framework, answers }, aliases) {
    const ids = [framework, ...aliases.filter(({ id }) => id === framework).map(({ former }) => former)];
    const at = answers.findIndex(({ item }) => !ids.includes(item.split("/")[0]));
    return at < 0
      ? null
      : {
          path: ["answers", at],
          says: _("is about “{item}”, which is not of “{framework}”", { item: answers[at].item, framework }),
        };
  }

  /** As `nonsense`, for one assessment and its framework (undefined: gone, so that nothing is known): an
      edition to come, or a level that is not on the scale. A rating above an item's own top is kept: it
      counts as that top. */
  function misrated({ edition, aim, answers }, framework) {
    if (!framework) return null;
    const { label, scale } = framework,
      levels = scale.levels.map((level) => level.value);
    if (edition > framework.edition) {
      const says = _("is of the edition {edition} of the {framework}, newer than this handbook knows", {
        edition,
        framework: label,
      });
      return { path: [], says };
    }
    const levelsUsed = [[["aim"], aim]];
    answers.forEach(({ rating, behaviours = [] }, at) => {
      levelsUsed.push([["answers", at, "rating"], rating]);
      behaviours.forEach((behaviour, index) =>
        levelsUsed.push([["answers", at, "behaviours", index, "rating"], behaviour.rating]),
      );
    });
    const wrong = levelsUsed.find(([, level]) => level !== undefined && !levels.includes(level));
    return (
      wrong && {
        path: wrong[0],
        says: _("is {level}, but the levels of the {framework} are {levels}", {
          level: wrong[1],
          framework: label,
          levels: levels.join(", "),
        }),
      }
    );
  }

  return { LIMIT, Refused, tooLarge, read };
})();
