// Logging on My handbook any behaviour of any competency; the page of a competency leads here with one
// chosen.
handbook.myHandbook = handbook.myHandbook || {};
handbook.myHandbook.logEntry = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { make, focus } = handbook.kit.elements;
  const { button, row } = handbook.kit.buttons;
  const { load } = handbook.page.data;
  const { whenReady } = handbook.kit.preparation;

  class LogEntry {
    /** page: My handbook, of page.js. */
    constructor(page) {
      this.page = page;
      this.place = make("div");
      this.opener = button(_("Log a behaviour"), () => whenReady(() => this.open({}), this.place));
      this.element = make("div", { className: "hb-log__new" }, row(this.opener), this.place);
    }

    /** Opens the form, with {item, behaviour} chosen as far as they are named. */
    open(about) {
      const subject = handbook.myLists.logSubject.of(this.page, about);
      const heading = make("h3", { className: "hb-tool-panel__title" }, _("Log a behaviour"));
      const form = handbook.logForm.entryForm.of({
        above: subject.element,
        subject: () => subject.read(),
        where: _("It stands below, under its competency."),
      });
      const close = button(_("Close"), () => this.close(), { small: true });
      this.opener.hidden = true;
      this.place.replaceChildren(make("div", { className: "hb-tool-panel" }, heading, form, row(close)));
      focus(heading);
    }

    close() {
      this.place.replaceChildren();
      this.opener.hidden = false;
      this.opener.focus();
    }

    /** Opens the form where the page's address asks for it: "log=mlcf/1.2&behaviour=2", which counts the
        behaviours of the item or domain from 1, or "log=". */
    async arrive() {
      const { params, look } = this.page;
      if (!params.has("log")) return;
      const item = look.current(params.get("log")),
        known = look.subject(item);
      if (known) await load([known.framework.id]).catch((failed) => console.error(failed));
      const behaviour = look.subject(item)?.behaviours[Number(params.get("behaviour")) - 1];
      this.open(known ? { item, behaviour: behaviour?.key } : {});
    }
  }

  /** What stands above the log. */
  function of(page) {
    return new LogEntry(page);
  }

  return { of };
})();
