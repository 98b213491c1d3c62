// The plan as a file: saving it, and opening one.
handbook.plan = handbook.plan || {};
handbook.plan.file = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { make, sentence, link } = handbook.kit.elements;
  const { button, row } = handbook.kit.buttons;
  const { saveFile } = handbook.kit.downloads;
  const { flush } = handbook.kit.autosave;

  function save(store, near) {
    flush();
    const { goals } = store.document(),
      { empty, write } = handbook.document.format;
    saveFile(
      "development-plan.json",
      "application/json",
      write({ ...empty(), goals: [...goals] }, new Date()),
      near,
    );
  }

  /** The part of the page; while there is no plan it can only be opened from a file.
      @param {{ store: any, data: HandbookData }} plan */
  function part({ store, data }) {
    const saving = row(
      button(_("Save the plan to a file"), ({ currentTarget }) => save(store, currentTarget)),
    );
    const refresh = () => (saving.hidden = !store.document().goals.length);
    store.listen(() => handbook.kit.presses.afterPress(refresh));
    refresh();
    return make(
      "section",
      { "aria-labelledby": "file" },
      make("h2", { id: "file" }, _("As a file")),
      make(
        "p",
        {},
        sentence(
          _(
            "To go on with it on another device. It holds the goals only; all that you have here is "
              + "saved on {page}.",
          ),
          { page: link(data.pages["my-handbook"], _("My handbook")) },
        ),
      ),
      saving,
      handbook.kit.filePanel.part({
        store,
        data,
        names: handbook.shell.boot.storage.lasts ? ["goals"] : undefined,
        label: _("Open a plan from a file"),
      }),
    );
  }

  return { part };
})();
