// The self-assessment: which view is shown, and what the address says of it. A view is {element, heading,
// refresh()}; `refresh` brings what is shown up to date in place, after a change here or in another tab, and
// gives true where the view has to be built anew.
(() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { make, focus } = handbook.kit.elements;
  const { button } = handbook.kit.buttons;
  const { status } = handbook.kit.saveStatus;
  const { flush } = handbook.kit.autosave;
  const { isReadyToLeave, refuse } = handbook.kit.fields;
  const { params, write } = handbook.kit.address;
  const { NOT_LOADED, prepare, isReady } = handbook.kit.preparation;
  const { route, assessments, start } = handbook.selfAssessment;
  const VIEWS = {
    start: start.view,
    rate: (app, to) => handbook.rating.view.view(app, to),
    matters: (app, to) => handbook.rating.matters.view(app, to),
    result: (app, to) => handbook.result.view.of(app, to),
  };

  class SelfAssessment {
    constructor({ container, data, store, listen, later }) {
      this.container = container;
      this.later = later;
      this.store = store;
      this.listen = listen;
      this.place = make("div", { className: "hb-tool__view" });
      this.title = document.title;
      this.assessments = assessments.open({ data, store });
      this.app = {
        ...this.assessments,
        isReadyToLeave: () => this.isReadyToLeave(),
        go: (next) => this.go(next),
        begin: (choice, field) => this.begin(choice, field),
        button: (to, words, looks) => button(words, () => this.go(to), looks),
      };
      this.view = null;
      this.route = null;
      this.lastRequest = null; // What `whenLoaded` was last asked for.
    }

    open() {
      const first = route.read(this.app, params());
      this.whenLoaded(
        first,
        () => this.arrive(first),
        () => this.arrive(first.view === "result" ? { view: "start", says: NOT_LOADED } : first),
      );
    }

    arrive(first) {
      ["popstate", "hashchange"].forEach((event) =>
        window.addEventListener(event, () => this.addressChanged()),
      );
      this.listen(({ reason }) => this.documentChanged(reason));
      this.show(first, true);
      if (this.route.view !== "start") write("replaceState", route.toQuery(this.route));
      this.container.replaceChildren(this.place, status(this.store));
    }

    /** Shows a view. quietly: without moving the focus. */
    show(next, quietly) {
      flush();
      this.route =
        next.view === "start" || this.app.find(next.assessment)
          ? next
          : { view: "start", says: _("That assessment is not in this browser any more.") };
      this.view = VIEWS[this.route.view](this.app, this.route);
      const { view, place } = this;
      place.replaceChildren(view.element);
      document.title = (this.route.view === "start" ? "" : view.heading.textContent + " – ") + this.title;
      setTimeout(handbook.shell.pageHelps.scrollRegions); // It measures: not before the view is painted.
      if (!quietly) focus(view.heading || document.querySelector("h1"));
    }

    /** False where something in the view was refused, so that it has to stay; never where its assessment is
        gone. */
    isReadyToLeave() {
      return this.isGone() || isReadyToLeave(this.place);
    }

    /** Whether the assessment on show was taken away. */
    isGone() {
      return this.route.view !== "start" && !this.app.find(this.route.assessment);
    }

    /** The id of the framework whose items a route shows; undefined where it shows none.
        @param {Route} route */
    frameworkOf({ view, assessment, framework, item }) {
      return view === "start" ? item && framework?.id : this.app.find(assessment)?.framework;
    }

    /** Runs `fn` once all is here that a route shows: what a rating needs with what the framework's items
        say, and the scripts of a result. At once where it is; where it does not come, `instead` runs. Of
        several that wait, the last runs alone. */
    whenLoaded(to, fn, instead = () => refuse(this.place, [{ says: NOT_LOADED }])) {
      const { has, load } = handbook.page.data,
        framework = this.frameworkOf(to),
        isPlainStart = to.view === "start" && !framework;
      const coming = [
        !isPlainStart && !isReady() && prepare(),
        !isPlainStart && !has([framework]) && load([framework]),
        to.view === "result" && !handbook.result?.view && this.later(),
      ].filter(Boolean);
      const request = (this.lastRequest = {});
      if (coming.length) Promise.all(coming).then(() => request === this.lastRequest && fn(), instead);
      else fn();
    }

    /** Shows another view; false where this one has to stay. */
    go(next) {
      if (!this.isReadyToLeave()) return false;
      this.whenLoaded(next, () => {
        // "Back" is to lead to the start.
        if (this.route.view === "start" && location.search) write("replaceState");
        this.show(next);
        write("pushState", route.toQuery(this.route));
      });
      return true;
    }

    /** Starts an assessment and goes to the item of it that is chosen, else to its first. What is wrong with
        its note is shown at `field`, where there is one. */
    begin(choice, field) {
      const { framework } = choice;
      if (this.isReadyToLeave()) {
        this.whenLoaded({ view: "start", framework, item: true }, () => this.beginLoaded(choice, field));
      }
    }

    beginLoaded(choice, field) {
      const { id, says, isUnfit } = this.assessments.begin(choice);
      if (this.app.find(id)) {
        this.go({ view: "rate", assessment: id, item: (choice.item || choice.framework.items[0]).id });
        return;
      }
      const atField = Boolean(field && isUnfit);
      if (atField) field.fail(says, true);
      refuse(this.place, [{ id: atField && field.control.id, says }]);
    }

    /** The address was changed: by "Back", by hand, or by a link within the page, which leaves the view as it
        is. */
    addressChanged() {
      const follow = () => this.follow();
      if (isReady()) follow();
      else prepare().then(follow, (failed) => console.error(failed));
    }

    follow() {
      const next = route.read(this.app, params()),
        here = this.route;
      if (location.hash && !location.hash.includes("=")) {
        if (here.view !== "start") write("replaceState", route.toQuery(here));
      } else if (route.key(next) === route.key(here)) return;
      else if (this.isReadyToLeave()) this.whenLoaded(next, () => this.show(next));
      else write("pushState", route.toQuery(here));
    }

    documentChanged(reason) {
      const isGone = this.isGone();
      if (isGone && reason !== "here") this.show({ view: "start", says: this.cleared() });
      else if (!isGone && this.view.refresh(reason) === true && !this.place.querySelector(".is-refused")) {
        this.show(this.route, true);
      }
    }

    /** In words, that the assessment on show was taken away elsewhere. */
    cleared() {
      return this.store.lost()
        ? _("That assessment was cleared. You can bring it back at the end of this page.")
        : _("That assessment was cleared.");
    }
  }

  handbook.kit.start.start("self-assessment", (context) => new SelfAssessment(context).open());
})();
