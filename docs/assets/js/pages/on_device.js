// Keeping for use without a network: the button on a pathway and a module, and the page "On this device",
// which says what is kept, how much and from when, and removes it. The service worker does what is asked.
(() => {
  "use strict";

  const handbook = window.handbook;
  const { _, ngettext, number, language, spoken } = handbook.shell.i18n;
  const { make } = handbook.shared.elements;
  const { isPossible, isOff, start, end } = handbook.shell.deviceStart;
  const workers = navigator.serviceWorker;

  // ---- The worker

  /** Asks the worker to do something → a promise of what it answers; `hear` is told how far it is. Throws an
      error whose message says what was in the way: full, newer or network. */
  async function ask(message, hear) {
    await start();
    const { active } = await workers.ready;
    return new Promise((resolve, reject) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => {
        if (data.error) reject(new Error(data.error));
        else if (data.done) hear && hear(data);
        else resolve(data.result);
      };
      active.postMessage(message, [port2]);
    });
  }

  // ---- Words

  /** Why nothing can be kept here; "" where it can. */
  function obstacle() {
    if (isPossible) return "";
    if (!window.isSecureContext) {
      return _(
        "Browsers keep pages only of sites whose address begins with https://, and this one’s does not.",
      );
    }
    if (!workers || !window.caches) {
      return _(
        "This browser keeps no pages: it is too old, its settings forbid it, or this is a private window. "
          + "Try another browser.",
      );
    }
    return _("This copy of the handbook is not set up for being kept on a device.");
  }

  function failure({ message }) {
    if (message === "full") {
      return _("There is no room for it on this device. Remove something, and try again.");
    }
    if (message === "newer") {
      return _("The handbook has just been renewed. Load this page again, and then keep it.");
    }
    if (message === "network") {
      return _("Not all of it has come. With a network, press again: what has come is not fetched twice.");
    }
    return _("This browser refuses to keep pages here, perhaps by its settings or in a private window.");
  }

  function size(bytes) {
    return _("{n} MB", { n: number(Math.max(1, Math.round(bytes / 100000)) / 10) });
  }

  /** "2026-03-03T…" → "3 March 2026"; in figures where the browser has no months in the language. */
  function dayOf(at) {
    const isKnown = Intl.DateTimeFormat.supportedLocalesOf(language).length;
    return new Date(at).toLocaleDateString([language, "en-GB"], { dateStyle: isKnown ? "long" : "short" });
  }

  function describe({ pages, bytes, at }) {
    const values = { size: size(bytes), day: dayOf(at) };
    return ngettext("{n} page, {size}, from {day}", "{n} pages, {size}, from {day}", pages, values);
  }

  // ---- The button on a pathway and a module

  class KeepButton {
    constructor(place) {
      this.place = place;
      this.button = place.querySelector("button");
      this.says = make("span", { role: "status", className: "hb-device__says" });
      this.button.addEventListener("click", () => this.press());
      place.append(this.says);
      spoken(place);
      this.show(null);
      if (place.dataset.pressed !== undefined) this.press();
    }

    show(note) {
      this.note = note;
      const { title } = this.place.dataset;
      this.button.textContent = note ? _("Remove from this device") : _("Keep on this device");
      this.button.setAttribute("aria-label", `${this.button.textContent}: ${title}`);
      if (!note) return;
      const list = make("a", { href: this.place.dataset.list }, _("On this device"));
      this.says.replaceChildren(_("Kept: {what}.", { what: describe(note) }), " ", list);
    }

    async press() {
      if (this.button.ariaBusy === "true") return;
      const { path, title } = this.place.dataset;
      this.button.ariaBusy = "true";
      this.says.textContent = this.note ? "" : _("Fetching …");
      try {
        if (this.note) this.show(await ask({ do: "drop", path }));
        else this.show(await ask({ do: "keep", path, title }, (progress) => this.count(progress)));
        if (this.note && navigator.storage && navigator.storage.persist) navigator.storage.persist();
      } catch (error) {
        this.says.textContent = failure(error);
      }
      this.button.ariaBusy = "false";
    }

    count({ done, of }) {
      if (done % 10 === 0) this.says.textContent = _("{done} of {of} files", { done, of });
    }
  }

  async function offer(place) {
    if (!isPossible) return;
    const button = new KeepButton(place);
    if (!workers.controller) return;
    const { sets } = await ask({ do: "state" });
    const note = sets.find(({ path }) => path === place.dataset.path);
    if (note) button.show(note);
  }

  // ---- The page with all that is kept

  class DeviceList {
    constructor(place) {
      this.place = spoken(place);
      this.home = new URL(place.dataset.root, location.href);
      this.says = make("p", { role: "status", className: "hb-note" });
      this.body = make("div");
      place.append(this.body, this.says);
    }

    async show() {
      const why = obstacle();
      const missing = new URLSearchParams(location.search).get("missing");
      const notice =
        missing
        && make(
          "p",
          { className: "hb-warning" },
          _("There is no network, and this page is not kept here:"),
          " ",
          missing,
        );
      if (why || isOff()) {
        this.body.replaceChildren(...[notice, make("p", {}, why || this.offWords())].filter(Boolean));
        if (!why) this.body.append(this.button(_("Keep what I read from now on"), () => start()));
        return;
      }
      const { sets, pages, bytes } = await ask({ do: "state" });
      const rows = sets.map((note) => this.row(note));
      const total = ngettext(
        "{n} page is kept in all, with what belongs to it: {size}.",
        "{n} pages are kept in all, with what belongs to them: {size}.",
        pages,
        { size: size(bytes) },
      );
      const nothing = _(
        "No pathway or module is kept yet: each has a button “Keep on this device” below its title.",
      );
      this.body.replaceChildren(
        ...[
          notice,
          rows.length ? make("ul", { className: "hb-device__list" }, rows) : make("p", {}, nothing),
        ].filter(Boolean),
        make("p", {}, total),
        this.button(_("Remove everything from this device"), () => this.removeAll()),
      );
    }

    offWords() {
      return _(
        "Nothing of the handbook is kept in this browser, and nothing will be until you press this button.",
      );
    }

    row(note) {
      const link = make("a", { href: new URL(note.path, this.home).href }, note.title);
      const drop = this.button(_("Remove"), () => ask({ do: "drop", path: note.path }));
      drop.setAttribute("aria-label", _("Remove {title}", { title: note.title }));
      return make("li", {}, link, " ", make("span", {}, describe(note)), " ", drop);
    }

    button(words, act) {
      const element = make("button", { type: "button", className: "hb-button" }, words);
      element.addEventListener("click", async () => {
        try {
          await act();
          await this.show();
          this.says.textContent = _("Done.");
        } catch (error) {
          this.says.textContent = failure(error);
        }
      });
      return element;
    }

    /** Takes away the worker and all that it has kept. It is told first, or it would keep what is open. */
    async removeAll() {
      await ask({ do: "stop" });
      const registration = await workers.getRegistration(this.home.href);
      if (registration) await registration.unregister();
      const names = await caches.keys();
      const ownNames = names.filter((name) => name.startsWith(`handbook ${this.home.pathname} `));
      await Promise.all(ownNames.map((name) => caches.delete(name)));
      end();
    }
  }

  document.querySelectorAll("[data-device=set]").forEach((place) => offer(place).catch(console.warn));
  document.querySelectorAll("[data-device=list]").forEach((place) => {
    const list = new DeviceList(place);
    list.show().catch((error) => {
      list.says.textContent = failure(error);
    });
  });
})();
