// The fields that say what an entry of the log is about: a framework, one of its competencies, and one of the
// behaviours of that.
handbook.myLists = handbook.myLists || {};
handbook.myLists.logSubject = (() => {
  "use strict";

  const { _ } = handbook.shell.i18n;
  const { make } = handbook.kit.elements;
  const { select, radios } = handbook.kit.fields;
  const { afterPress } = handbook.kit.presses;
  const { load, has } = handbook.page.data;

  /** The framework to begin with where no competency is chosen: that of the self-assessment changed last,
      else the first.
      @param {MyDocument} document
      @param {HandbookData} data */
  function firstFramework({ assessments }, data) {
    const ids = assessments
      .slice()
      .sort((a, b) => b.changed.localeCompare(a.changed))
      .map(({ framework }) => framework);
    return [...ids, data.frameworks[0].id].find((id) => data.frameworks.some((one) => one.id === id)) || "";
  }

  class Subject {
    /** page: My handbook, of page.js; about: {item, behaviour}, each of which may be missing. */
    constructor({ data, look, store }, { item = "", behaviour = "" }) {
      this.data = data;
      this.look = look;
      this.item = item;
      this.behaviour = behaviour;
      this.items = make("div");
      this.behaviours = make("div");
      const first = look.subject(item)?.framework.id || firstFramework(store.document(), data);
      this.framework = select({
        label: _("Framework"),
        options: data.frameworks.map(({ id, label }) => ({ value: id, label })),
        value: first,
        onChange: (id) => this.showItems(id),
      });
      this.element = make(
        "div",
        { className: "hb-log__subject" },
        this.framework,
        this.items,
        this.behaviours,
      );
      this.showItems(first);
    }

    /** Fills the list of competencies with those of a framework, by its domains; each of these comes before
        its own. */
    showItems(id) {
      const { look } = this,
        framework = look.frameworks.get(id);
      const options = framework.domains.map(({ id: domain, code, title, items }) => {
        const words = [code, title].filter(Boolean).join(" ");
        return {
          label: words || framework.label,
          options: [
            ...(domain ? [{ value: domain, label: framework.label + " " + words }] : []),
            ...items.map((item) => ({ value: item, label: look.words(item) })),
          ],
        };
      });
      if (look.subject(this.item)?.framework.id !== id) this.item = this.behaviour = "";
      this.choice = select({
        label: _("Competency"),
        options: [{ value: "", label: _("Choose one") }, ...options],
        value: this.item,
        onChange: (item) => {
          this.choice.fail(null);
          this.item = item;
          this.behaviour = "";
          this.showBehaviours();
        },
      });
      this.items.replaceChildren(this.choice);
      this.showBehaviours();
    }

    /** Shows the behaviours of the competency, once they are here. */
    async showBehaviours() {
      const { look, item } = this,
        id = look.subject(item)?.framework.id;
      if (id && !has([id])) await load([id]).catch((failed) => console.error(failed));
      if (item !== this.item) return; // Another one was chosen meanwhile.
      const behaviours = look.subject(item)?.behaviours || [];
      afterPress(() =>
        this.behaviours.replaceChildren(...(behaviours.length ? [this.makeBehaviours(behaviours)] : [])),
      );
    }

    makeBehaviours(behaviours) {
      return radios({
        legend: _("Which behaviour?"),
        options: [
          ...behaviours.map(({ key, text }) => ({ value: key, label: text })),
          { value: "", label: _("None of these") },
        ],
        value: this.behaviour,
        onChange: (key) => (this.behaviour = key),
      });
    }

    /** → {item} or {item, behaviour}; where no competency is chosen null, and the field says so. */
    read() {
      const { item, behaviour } = this;
      if (!item) this.choice.fail(_("Choose a competency first."), true);
      return item ? { item, ...(behaviour ? { behaviour } : {}) } : null;
    }
  }

  /** The fields, with {item, behaviour} to begin with. */
  function of(page, about) {
    return new Subject(page, about);
  }

  return { firstFramework, of };
})();
