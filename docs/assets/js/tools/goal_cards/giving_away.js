// The development plan for others to read: Word, paper, text for a portfolio, calendar.
handbook.goalCards = handbook.goalCards || {};
handbook.goalCards.givingAway = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { make, note } = handbook.kit.elements;
  const { button, row } = handbook.kit.buttons;
  const { saveFile } = handbook.kit.downloads;
  const { flush } = handbook.kit.autosave;
  const { check } = handbook.kit.fields;
  const { LAST } = handbook.exportFormats.calendar;
  const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

  /** Copies the text of a field; where the browser refuses, the text stays selected and the reader is told
      how. */
  async function copy(area, tell) {
    tell(
      (await handbook.shell.pageHelps.copyField(area))
        ? _("Copied.")
        : _("The browser did not copy it. The text is selected: press Ctrl and C, on a Mac ⌘ and C."),
    );
  }

  /** The days of a plan: reviews, and where asked the actions that are not done. */
  function events(goals, look, withActions) {
    const url = /^https?:$/.test(location.protocol)
      ? handbook.pages.embedFrame?.fullPage || location.origin + location.pathname
      : undefined;
    return goals
      .filter((goal) => !handbook.goals.review.isClosed(goal))
      .flatMap((goal) => [
        ...(goal.review
          ? [
              {
                uid: goal.id + "-review",
                day: goal.review,
                title: _("Review: {goal}", { goal: look.goal(goal) }),
                text: goal.measure || "",
                url,
              },
            ]
          : []),
        ...(withActions
          ? goal.actions
              .filter((action) => action.by && !action.done)
              .map((action) => ({
                uid: goal.id + "-" + action.id,
                day: action.by,
                title: action.text || _("An action of my plan"),
                text: _("For the goal: {goal}", { goal: look.goal(goal) }),
                url,
              }))
          : []),
      ]);
  }

  /** What gives a plan away. */
  class GivingAway {
    /** today: () → "2026-11-23"; later(): a promise of what writes Word files. */
    constructor({ store, look, today, later }) {
      this.store = store;
      this.look = look;
      this.today = today;
      this.later = later;
      const box = (label) => check({ label, value: false, onChange: () => {} });
      this.withActions = box(_("With the days of my actions"));
      this.withHistory = box(_("With earlier wording, in Word"));
      this.aboutFiles = make("p", { className: "hb-tool-note", role: "status" });
      this.area = make("textarea", { id: "plan-text", className: "hb-tool-input", readOnly: true, rows: 12 });
      this.text = this.textPart();
      this.giving = this.givingPart();
    }

    goals() {
      flush();
      return this.store.document().goals;
    }

    async saveWord() {
      try {
        await this.later();
      } catch (failed) {
        console.error(failed);
        this.aboutFiles.textContent = _("The Word file could not be made just now. Try again.");
        return;
      }
      saveFile(
        "development-plan-" + this.today() + ".docx",
        WORD,
        handbook.wordFormat.word.plan({
          goals: this.goals(),
          look: this.look,
          now: new Date(),
          history: this.withHistory.control.checked,
        }),
      );
    }

    saveCalendar(near) {
      const days = events(this.goals(), this.look, this.withActions.control.checked);
      const late = days.filter(({ day }) => day > LAST);
      this.aboutFiles.textContent = late.length
        ? _("Days after the year 2100 are left out: few calendars can show them.")
        : days.length
          ? ""
          : _("No goal has a review date yet, so there is nothing to put into a calendar.");
      if (late.length === days.length) return;
      const content = handbook.exportFormats.calendar.calendar(days, new Date());
      saveFile("development-plan.ics", "text/calendar", content, near);
    }

    textPart() {
      const { area } = this,
        copied = make("p", { className: "hb-tool-note", role: "status" });
      const tell = (words) => {
        copied.textContent = words;
      };
      const part = make(
        "details",
        { className: "hb-details" },
        make("summary", {}, _("Text for an e-portfolio")),
        make("label", { htmlFor: area.id, className: "hb-tool-field__label" }, _("The plan as plain text")),
        area,
        row(button(_("Copy the text"), () => copy(area, tell), { small: true })),
        copied,
      );
      part.addEventListener("toggle", () => {
        flush();
        this.fillText();
      });
      return part;
    }

    fillText() {
      const goals = this.store.document().goals;
      if (this.text.open)
        this.area.value = handbook.exportFormats.planText.text(goals, this.look, new Date());
    }

    givingPart() {
      const once = _(
        "Import a calendar file once only: some calendars put the days in again when it is imported twice.",
      );
      return make(
        "section",
        { "aria-labelledby": "appraisal" },
        make("h2", { id: "appraisal" }, _("For my appraisal")),
        make(
          "p",
          {},
          _("Read it once as a stranger would. Leave out whatever could identify a patient or a colleague."),
        ),
        this.withHistory,
        row(
          button(_("Word document"), () => this.saveWord()),
          button(_("Print, or save as PDF"), () => {
            flush();
            handbook.shell.pageHelps.print();
          }),
        ),
        this.text,
        make("h3", {}, _("Into my calendar")),
        this.withActions,
        row(
          button(_("Calendar file of review dates"), ({ currentTarget }) => this.saveCalendar(currentTarget)),
        ),
        this.aboutFiles,
        note(once),
      );
    }

    refresh() {
      const all = this.store.document().goals;
      this.giving.hidden = !all.length;
      this.withHistory.hidden = !all.some((goal) => goal.history.some(({ was }) => was));
      if (!this.area.matches(":focus")) this.fillText();
    }
  }

  /** The part of the page that gives the plan away; hidden while there are no goals. */
  function part(plan) {
    const giving = new GivingAway(plan);
    plan.store.listen(() => handbook.kit.presses.afterPress(() => giving.refresh()));
    giving.refresh();
    return giving.giving;
  }

  return { part };
})();
