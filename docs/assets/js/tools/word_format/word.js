// A development plan as a Word document (WordprocessingML, ECMA-376 part 1, transitional), on A4, for an
// appraisal. Elements stand in the order that the standard's schema asks for: Word refuses a file in which
// they do not.
handbook.wordFormat = handbook.wordFormat || {};
handbook.wordFormat.word = (() => {
  "use strict";

  const { _, language } = handbook.shell.i18n;
  const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
  const CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
  const CORE = "application/vnd.openxmlformats-package.core-properties+xml";
  const RELATIONSHIPS = "application/vnd.openxmlformats-package.relationships+xml";
  const TITLE = _("My development plan");
  // Twentieths of a point. The columns of a table fill the width of the text: 21 cm less 2 cm on each side.
  const PAGE = { width: 11906, height: 16838, margin: 1134 };
  const COLUMNS = [
    [_("What"), 4468],
    [_("By"), 2025],
    [_("Time"), 1120],
    [_("Done"), 2025],
  ];
  const WHOLE = { characters: 400, lines: 20 }; // How much text a row may hold that is to stay on one page.
  const EARLIER = [
    [_("Day"), 2025],
    [_("Part"), 2025],
    [_("What it said"), 5588],
  ];

  // ---- XML

  /** Text → the same without the characters that XML 1.0 does not allow, and with plain line breaks. */
  function clean(text) {
    return text
      .replace(/\r\n?/g, "\n")
      .replace(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "");
  }

  /** Text → XML text. */
  function escape(text) {
    return clean(text)
      .replace(/&/g, "&amp;")
      .replace(/</g, "&lt;")
      .replace(/>/g, "&gt;")
      .replace(/"/g, "&quot;");
  }

  /** An element with attributes, [] of them for none, and what is inside. */
  function element(name, attributes, ...inside) {
    const pairs = Object.entries(attributes).map(
      ([key, value]) => " " + key + '="' + escape(String(value)) + '"',
    );
    const begun = "<" + name + pairs.join("");
    return inside.length ? begun + ">" + inside.join("") + "</" + name + ">" : begun + "/>";
  }

  /** `<w:name w:val="value"/>`, or without a value `<w:name/>`. */
  function w(name, value) {
    return element("w:" + name, value === undefined ? {} : { "w:val": value });
  }

  // ---- Text

  /** Text → a run; line breaks and tabs in it stay. */
  function run(text) {
    const pieces = clean(text)
      .split(/(\n|\t)/)
      .filter(Boolean)
      .map((piece) => {
        if (piece === "\n") return w("br");
        return piece === "\t" ? w("tab") : element("w:t", { "xml:space": "preserve" }, escape(piece));
      });
    return element("w:r", {}, ...pieces);
  }

  function paragraph(style, ...runs) {
    return element("w:p", {}, element("w:pPr", {}, w("pStyle", style)), ...runs);
  }

  /** Text → paragraphs: an empty line begins a new one, a single line break stays one. */
  function paragraphs(style, text) {
    return clean(text)
      .split(/\n[ \t\n]*\n/)
      .map((words) => paragraph(style, run(words)))
      .join("");
  }

  /** Whether a text may need more than a part of a page. */
  function isLong(text) {
    return text.length > WHOLE.characters || text.split("\n").length > WHOLE.lines;
  }

  /** A heading, columns [[words, width], …] and rows of texts → a table whose first row is repeated on every
      page. Only a short row stays whole: Word shows of a row no more than a page has room for. */
  function table(title, columns, rows) {
    const cell = (text, at, style) =>
      element(
        "w:tc",
        {},
        element("w:tcPr", {}, element("w:tcW", { "w:w": columns[at][1], "w:type": "dxa" })),
        paragraphs(style, text),
      );
    const row = (properties, style, texts) =>
      element(
        "w:tr",
        {},
        element("w:trPr", {}, ...(texts.some(isLong) ? [] : [w("cantSplit")]), ...properties),
        ...texts.map((text, at) => cell(text, at, style)),
      );
    const width = columns.reduce((sum, column) => sum + column[1], 0);
    return element(
      "w:tbl",
      {},
      element(
        "w:tblPr",
        {},
        w("tblStyle", "PlanTable"),
        element("w:tblW", { "w:w": width, "w:type": "dxa" }),
        element("w:tblLayout", { "w:type": "fixed" }),
        element("w:tblLook", {
          "w:val": "0620",
          "w:firstRow": 1,
          "w:lastRow": 0,
          "w:firstColumn": 0,
          "w:lastColumn": 0,
          "w:noHBand": 1,
          "w:noVBand": 1,
        }),
        w("tblCaption", title),
      ),
      element("w:tblGrid", {}, ...columns.map((column) => element("w:gridCol", { "w:w": column[1] }))),
      row(
        [w("tblHeader")],
        "TableHeading",
        columns.map((column) => column[0]),
      ),
      ...rows.map((texts) => row([], "TableText", texts)),
    );
  }

  // ---- The document

  function actionTable(part) {
    const what = ({ text, page }) =>
      text + (page ? "\n" + handbook.exportFormats.planText.inHandbook(page) : "");
    return table(
      part.title,
      COLUMNS,
      part.actions.map((action) => [what(action), action.by, action.time, action.done]),
    );
  }

  function earlier(goal) {
    const { FIELDS, has } = handbook.goals.goal,
      { wasInWords } = handbook.exportFormats.planText,
      entries = goal.history.filter((entry) => has(entry.was));
    if (!entries.length) return "";
    const rows = entries.map((entry) => [
      handbook.document.days.read(entry.at),
      FIELDS.get(entry.field) || entry.field,
      wasInWords(entry),
    ]);
    const title = _("Earlier wording");
    return paragraph("Heading2", run(title)) + table(title, EARLIER, rows);
  }

  function goalXml(goal, at, { look, history }) {
    const parts = handbook.exportFormats.planText
      .parts(goal, look)
      .map(
        (part) =>
          paragraph("Heading2", run(part.title))
          + (part.actions ? actionTable(part) : paragraphs("Normal", part.text)),
      );
    const heading = paragraph("Heading1", run(handbook.exportFormats.planText.heading(goal, at)));
    return heading + parts.join("") + (history ? earlier(goal) : "");
  }

  function documentXml(plan, day) {
    const { width, height, margin } = PAGE;
    const section = element(
      "w:sectPr",
      {},
      element("w:footerReference", { "w:type": "default", "r:id": "rId1" }),
      element("w:pgSz", { "w:w": width, "w:h": height }),
      element("w:pgMar", {
        "w:top": margin,
        "w:right": margin,
        "w:bottom": margin,
        "w:left": margin,
        "w:header": 567,
        "w:footer": 567,
        "w:gutter": 0,
      }),
    );
    const body = element(
      "w:body",
      {},
      paragraph("Title", run(TITLE)),
      paragraph("Subtitle", run(handbook.document.days.read(day))),
      ...plan.goals.map((goal, at) => goalXml(goal, at, plan)),
      paragraph("Last"), // Word wants a paragraph after a table that would end the document.
      section,
    );
    return HEAD + element("w:document", { "xmlns:w": MAIN, "xmlns:r": OFFICE }, body);
  }

  function footerXml() {
    const field = (code) => element("w:fldSimple", { "w:instr": " " + code + " " }, run("1"));
    const [before, between, after] = _("Page {page} of {pages}").split(/\{\w+\}/);
    return (
      HEAD
      + element(
        "w:ftr",
        { "xmlns:w": MAIN },
        paragraph(
          "Footer",
          run(TITLE + "\t" + before),
          field("PAGE"),
          run(between),
          field("NUMPAGES"),
          run(after),
        ),
      )
    );
  }

  // ---- Styles

  const keep = w("keepNext") + w("keepLines");
  const INK = "1F3864",
    GREY = "595959",
    LINES = "8C8C8C",
    SHADE = "E7ECF4";

  function spacing(before, after) {
    return element("w:spacing", { "w:before": before, "w:after": after });
  }

  /** A line on one side: eighths of a point thick, points away from the text. */
  function line(side, size, space, colour) {
    return element("w:" + side, { "w:val": "single", "w:sz": size, "w:space": space, "w:color": colour });
  }

  /** Half points, bold or not, and a colour or none → run properties. */
  function letters(size, bold, colour) {
    return (
      (bold ? w("b") + w("bCs") : "") + (colour ? w("color", colour) : "") + w("sz", size) + w("szCs", size)
    );
  }

  /** A paragraph style, of Word's own or `custom`, that the style `next` follows when somebody types on.
      @param {{ custom?: boolean, next?: string }} [kind] */
  function style(id, name, layout, font, kind = {}) {
    const { custom, next = "Normal" } = kind;
    const customMark = custom ? { "w:customStyle": 1 } : {};
    return element(
      "w:style",
      { "w:type": "paragraph", "w:styleId": id, ...customMark },
      w("name", name),
      w("basedOn", "Normal"),
      w("next", next),
      w("qFormat"),
      element("w:pPr", {}, layout),
      element("w:rPr", {}, font),
    );
  }

  function tableStyle() {
    const sides = ["top", "left", "bottom", "right", "insideH", "insideV"];
    const margin = (side, width) => element("w:" + side, { "w:w": width, "w:type": "dxa" });
    const margins = [margin("top", 57), margin("left", 108), margin("bottom", 57), margin("right", 108)];
    const shade = element("w:shd", { "w:val": "clear", "w:color": "auto", "w:fill": SHADE });
    return element(
      "w:style",
      { "w:type": "table", "w:styleId": "PlanTable", "w:customStyle": 1 },
      w("name", "Plan table"),
      element(
        "w:tblPr",
        {},
        element("w:tblBorders", {}, ...sides.map((side) => line(side, 4, 0, LINES))),
        element("w:tblCellMar", {}, ...margins),
      ),
      element("w:tblStylePr", { "w:type": "firstRow" }, element("w:tcPr", {}, shade)),
    );
  }

  function defaults() {
    const fonts = Object.fromEntries(
      ["ascii", "hAnsi", "eastAsia", "cs"].map((kind) => ["w:" + kind, "Calibri"]),
    );
    const tongue = element("w:lang", { "w:val": language, "w:eastAsia": language, "w:bidi": "ar-SA" });
    const font = element("w:rPr", {}, element("w:rFonts", fonts), letters(22), tongue);
    const space = element("w:spacing", { "w:after": 120, "w:line": 264, "w:lineRule": "auto" });
    return element(
      "w:docDefaults",
      {},
      element("w:rPrDefault", {}, font),
      element("w:pPrDefault", {}, element("w:pPr", {}, space)),
    );
  }

  function stylesXml() {
    const normal = { "w:type": "paragraph", "w:styleId": "Normal", "w:default": 1 };
    const outline = (level) => w("outlineLvl", level);
    const rule = element("w:pBdr", {}, line("top", 6, 8, LINES));
    const right = element(
      "w:tabs",
      {},
      element("w:tab", { "w:val": "right", "w:pos": PAGE.width - 2 * PAGE.margin }),
    );
    return (
      HEAD
      + element(
        "w:styles",
        { "xmlns:w": MAIN },
        defaults(),
        element("w:style", normal, w("name", "Normal"), w("qFormat")),
        style("Title", "Title", keep + spacing(0, 40), letters(44, true, INK)),
        style("Subtitle", "Subtitle", spacing(0, 200), letters(24, false, GREY)),
        style("Heading1", "heading 1", keep + rule + spacing(480, 120) + outline(0), letters(30, true, INK)),
        style("Heading2", "heading 2", keep + spacing(240, 60) + outline(1), letters(24, true, INK)),
        style("TableHeading", "Table heading", keep + spacing(0, 0), letters(20, true), {
          custom: true,
          next: "TableText",
        }),
        style("TableText", "Table text", spacing(0, 0), letters(20), { custom: true, next: "TableText" }),
        style("Last", "Last", spacing(0, 0), letters(2), { custom: true }),
        style("Footer", "footer", right + spacing(0, 0), letters(18, false, GREY), { next: "Footer" }),
        tableStyle(),
      )
    );
  }

  // ---- The package

  function settingsXml() {
    const word = "http://schemas.microsoft.com/office/word";
    const modern = { "w:name": "compatibilityMode", "w:uri": word, "w:val": 15 };
    return (
      HEAD
      + element(
        "w:settings",
        { "xmlns:w": MAIN },
        element("w:zoom", { "w:percent": 100 }),
        element("w:compat", {}, element("w:compatSetting", modern)),
        element("w:themeFontLang", { "w:val": language }),
      )
    );
  }

  function propertiesXml(stamp) {
    const time = (name) => element("dcterms:" + name, { "xsi:type": "dcterms:W3CDTF" }, stamp);
    return (
      HEAD
      + element(
        "cp:coreProperties",
        {
          "xmlns:cp": PACKAGE + "metadata/core-properties",
          "xmlns:dc": "http://purl.org/dc/elements/1.1/",
          "xmlns:dcterms": "http://purl.org/dc/terms/",
          "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        },
        element("dc:title", {}, TITLE),
        element("dc:language", {}, language),
        time("created"),
        time("modified"),
      )
    );
  }

  function relationshipsXml(targets) {
    return (
      HEAD
      + element(
        "Relationships",
        { xmlns: PACKAGE + "relationships" },
        ...targets.map(([type, target], at) =>
          element("Relationship", { Id: "rId" + (at + 1), Type: type, Target: target }),
        ),
      )
    );
  }

  function typesXml(parts) {
    return (
      HEAD
      + element(
        "Types",
        { xmlns: PACKAGE + "content-types" },
        element("Default", { Extension: "rels", ContentType: RELATIONSHIPS }),
        element("Default", { Extension: "xml", ContentType: "application/xml" }),
        ...parts.map(([name, type]) => element("Override", { PartName: "/" + name, ContentType: type })),
      )
    );
  }

  /** {goals, look (of handbook.document.lookup), now: Date, history: true to add earlier wording} → the bytes
      of a .docx file. It names no author: what Word makes of it later is Word's. */
  function plan(settings) {
    const day = handbook.document.days.today(settings.now);
    const parts = [
      ["word/document.xml", CONTENT + "document.main+xml", documentXml(settings, day)],
      ["word/footer1.xml", CONTENT + "footer+xml", footerXml()],
      ["word/styles.xml", CONTENT + "styles+xml", stylesXml()],
      ["word/settings.xml", CONTENT + "settings+xml", settingsXml()],
      ["docProps/core.xml", CORE, propertiesXml(handbook.document.days.stamp(settings.now))],
    ];
    const files = [
      ["[Content_Types].xml", typesXml(parts)],
      [
        "_rels/.rels",
        relationshipsXml([
          [OFFICE + "/officeDocument", "word/document.xml"],
          [PACKAGE + "relationships/metadata/core-properties", "docProps/core.xml"],
        ]),
      ],
      [
        "word/_rels/document.xml.rels",
        relationshipsXml(
          ["footer1", "styles", "settings"].map((name) => [
            OFFICE + "/" + name.replace(/\d/, ""),
            name + ".xml",
          ]),
        ),
      ],
      ...parts.map(([name, type, xml]) => [name, xml]),
    ];
    const coder = new TextEncoder();
    return handbook.wordFormat.zip.store(
      files.map(([name, xml]) => ({ name, bytes: coder.encode(xml) })),
      settings.now,
    );
  }

  return { plan };
})();
