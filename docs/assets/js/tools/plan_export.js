// The development plan for others to read: Word, paper, text for a portfolio, calendar, file.
(function () {
  "use strict";

  const handbook = window.handbook;
  const { _ } = handbook.shell.i18n;
  const { make, sentence, button, row, note, check, saveFile, flush } = handbook.ui;
  const { LAST } = handbook.ics;
  const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

  /** Copies the text of a field; where the browser refuses, the text stays selected and the reader is told how. */
  async function copy(area, tell) {
    tell(await handbook.shell.page_helps.copyField(area) ? _("Copied.")
      : _("The browser did not copy it. The text is selected: press Ctrl and C, on a Mac ⌘ and C."));
  }

  /** The days of a plan: reviews, and where asked the actions that are not done. */
  function events(goals, look, withActions) {
    const url = /^https?:$/.test(location.protocol) ? handbook.pages.embed_frame?.fullPage || location.origin + location.pathname : undefined;
    return goals.filter((goal) => !handbook.goalView.isClosed(goal)).flatMap((goal) => [
      ...(goal.review ? [{ uid: goal.id + "-review", day: goal.review,
        title: _("Review: {goal}", { goal: look.goal(goal) }),
        text: [goal.measure, handbook.goals.REMINDER].filter(Boolean).join("\n\n"), url }] : []),
      ...(withActions ? goal.actions.filter((each) => each.by && !each.done).map((each) => (
        { uid: goal.id + "-" + each.id, day: each.by, title: each.text || _("An action of my plan"),
          text: _("For the goal: {goal}", { goal: look.goal(goal) }) + "\n\n" + handbook.goals.REMINDER,
          url })) : []),
    ]);
  }

  /** The part of the page that gives the plan away; while there is none it can only be opened from a file. */
  function part({ store, data, look, today }) {
    const told = make("p", { className: "hb-tool-note", role: "status" });
    const tell = (sentence) => { told.textContent = sentence; };
    const goals = () => { flush(); return store.document().goals; };
    const box = (label) => check({ label, value: false, onChange: () => {} });
    const withActions = box(_("With the days of my actions")), withHistory = box(_("With earlier wording, in Word"));

    function word() {
      saveFile("development-plan-" + today() + ".docx", WORD,
        handbook.docx.plan({ goals: goals(), look, now: new Date(), history: withHistory.control.checked }));
    }

    function calendar({ currentTarget }) {
      const found = events(goals(), look, withActions.control.checked), late = found.filter((each) => each.day > LAST);
      tell(late.length ? _("Days after the year 2100 are left out: few calendars can show them.")
        : found.length ? "" : _("No goal has a review date yet, so there is nothing to put into a calendar."));
      if (late.length === found.length) return;
      saveFile("development-plan.ics", "text/calendar", handbook.ics.calendar(found, new Date()), currentTarget);
    }

    function file({ currentTarget }) {
      flush();
      saveFile("development-plan.json", "application/json",
        handbook.format.write(handbook.transfer.only(store.document(), ["goals"]), new Date()), currentTarget);
    }

    const area = make("textarea", { id: "plan-text", className: "hb-tool-input", readOnly: true, rows: 12 });
    const copied = make("p", { className: "hb-tool-note", role: "status" });
    const text = make("details", { className: "hb-details" }, make("summary", {}, _("Text for an e-portfolio")),
      make("label", { htmlFor: area.id, className: "hb-tool-field__label" }, _("The plan as plain text")), area,
      row(button(_("Copy the text"), () => copy(area, (sentence) => { copied.textContent = sentence; }),
        { small: true })), copied);
    function fill() {
      if (text.open) area.value = handbook.goals.text(store.document().goals, look, new Date());
    }
    text.addEventListener("toggle", () => { flush(); fill(); });

    const giving = make("section", { "aria-labelledby": "appraisal" },
      make("h2", { id: "appraisal" }, _("For my appraisal")),
      make("p", {}, _("Read it once as a stranger would. Leave out whatever could identify a patient or a colleague.")),
      withHistory,
      row(button(_("Word document"), word), button(_("Print, or save as PDF"), () => { flush(); window.print(); })),
      text, make("h3", {}, _("Into my calendar")), withActions,
      row(button(_("Calendar file of review dates"), calendar)), told,
      note(_("Import a calendar file once only: some calendars put the days in again when it is imported twice.")));
    const saving = row(button(_("Save the plan to a file"), file));
    const refresh = () => {
      const all = store.document().goals;
      giving.hidden = saving.hidden = !all.length;
      withHistory.hidden = !all.some((goal) => goal.history.some((each) => each.was));
      if (!area.matches(":focus")) fill();
    };
    store.listen(refresh);
    refresh();
    return make("div", { className: "hb-plan__export" }, giving,
      make("section", { "aria-labelledby": "file" }, make("h2", { id: "file" }, _("As a file")),
      make("p", {}, sentence(_("To go on with it on another device. It holds the goals only; all that you have here is "
        + "saved on {page}."), { page: handbook.ui.link(data.pages["my-handbook"], _("My handbook")) })), saving,
      handbook.opening.part({ store, data, names: handbook.shell.boot.storage.lasts ? ["goals"] : undefined,
        label: _("Open a plan from a file") })));
  }

  handbook.planExport = { part };
})();
