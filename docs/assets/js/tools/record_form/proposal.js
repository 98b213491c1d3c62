// The change as lines of the file, and the steps by which it is proposed.
handbook.recordForm = handbook.recordForm || {};
handbook.recordForm.proposal = (() => {
  "use strict";

  const { _, ngettext } = handbook.shell.i18n;
  const { make, hidden } = handbook.kit.elements;
  const { button, row } = handbook.kit.buttons;
  const { saveFile } = handbook.kit.downloads;
  const { compare } = handbook.yamlText.differences;

  function renderLine({ sign, line }) {
    if (sign === " ") return make("li", {}, line || " ");
    const words = sign === "+" ? _("Added:") : _("Taken out:");
    const text = make(sign === "+" ? "ins" : "del", {}, line || " ");
    return make("li", { className: sign === "+" ? "is-added" : "is-removed" }, hidden(words + " "), text);
  }

  /** The lines that differ, as lists. */
  function renderDifference(before, after) {
    const groups = compare(before, after),
      lines = groups.flatMap((group) => group.lines),
      count = (sign) => lines.filter((line) => line.sign === sign).length;
    const added = ngettext("{n} line added", "{n} lines added", count("+")),
      removed = ngettext("{n} line taken out", "{n} lines taken out", count("-"));
    return [
      make("p", {}, added + ", " + removed + "."),
      ...groups.map((group) => [
        make("p", { className: "hb-edit-line" }, _("From line {line}", { line: group.line })),
        make("ol", { className: "hb-edit-lines", lang: "en-GB", tabIndex: 0 }, group.lines.map(renderLine)),
      ]),
    ].flat();
  }

  /** The address at which the file is changed in the repository, or a new one is begun; "" without one. */
  function addressOf(path, isNewFile) {
    const { repository, files } = handbook.editing;
    if (isNewFile) {
      const folder = path.slice(0, path.lastIndexOf("/")),
        name = path.slice(folder.length + 1);
      return (repository.new || "").replace("{folder}", folder).replace("{name}", name);
    }
    const isNational = !path.startsWith("editions/") && /^(?:framework|modules)\//.test(path);
    return isNational && files.includes(path) ? (repository.edit || "").replace("{path}", path) : "";
  }

  /** Copies the whole text, and says so in `done`. */
  function copyText(area, done) {
    area.closest("details").open = true;
    handbook.shell.pageHelps.copyField(area).then((isCopied) => {
      done.textContent = isCopied
        ? _("The text is copied.")
        : _("Copy the text that is marked: Ctrl and C, on a Mac Command and C.");
    });
  }

  /** The steps in a repository; `link` opens the file there, `copying` copies its text. */
  function listSteps(isNewFile, link, copying) {
    return [
      [_("Copy the whole text of the file."), " ", copying],
      [link, " ", _("It opens in a new tab, and asks you to sign in.")],
      [
        isNewFile
          ? _("Paste the text into the empty field.")
          : _("Click into the text there, mark all of it (Ctrl and A, on a Mac Command and A) and paste."),
      ],
      [
        !isNewFile
          && _(
            "Look at the preview of the changes there: it shows the lines below and no others. Where it "
              + "shows more, somebody has changed the file since this page was published: do not propose it, "
              + "and change only your own lines there.",
          ),
        " ",
        _(
          "Then press the green or blue button to propose the change, and say in one sentence what you "
            + "changed and how you know.",
        ),
      ],
    ];
  }

  /** The steps where no repository is known; `taking` takes the text away. */
  function listStepsWithout(path, taking) {
    return [
      [_("This copy of the handbook is not linked to a repository. Download the file."), taking],
      [_("Send it to whoever runs this site, with its place: {path}", { path })],
      [_("Say in one sentence what you changed and how you know.")],
    ];
  }

  /** The steps of a proposal. change: {path, before, after, isNewFile}. */
  function renderSteps({ path, after, isNewFile }) {
    const address = addressOf(path, isNewFile),
      name = path.slice(path.lastIndexOf("/") + 1),
      done = make("span", { role: "status" });
    const area = make("textarea", {
      className: "hb-tool-input",
      readOnly: true,
      rows: 8,
      value: after,
      "aria-label": _("Text of {name}", { name }),
    });
    const source = make(
      "details",
      { className: "hb-details" },
      make("summary", {}, _("The whole text of the file")),
      area,
    );
    const copy = button(_("Copy the text"), () => copyText(area, done), { primary: true });
    const download = button(_("Download {name}", { name }), () =>
      saveFile(name, "text/yaml", after, download),
    );
    const link =
      address
      && make(
        "a",
        { href: address, target: "_blank", rel: "noopener" },
        isNewFile ? _("Begin the file in the repository") : _("Open the file in the repository"),
      );
    const steps = address
      ? listSteps(isNewFile, link, row(copy, done))
      : listStepsWithout(path, row(download, copy, done));
    return [
      make(
        "ol",
        { className: "hb-edit-steps" },
        steps.map((step) => make("li", {}, step)),
      ),
      address && row(download),
      source,
    ].filter(Boolean);
  }

  return { renderDifference, renderSteps };
})();
