// The index on this page: fetches its files as they are wanted, by script elements, since browsers refuse to
// fetch data from disk and in a sandboxed frame. The browser's cache keeps them from page to page.
(() => {
  "use strict";

  const { handbook } = window;
  const { answers, query, index: search } = handbook.search;
  const { HEAD } = handbook.shell.searchStart;
  const FOLDER = "assets/search/";
  handbook.searchFiles = handbook.searchFiles || {};

  /** How the files of the index are got, below an address. */
  class Session {
    constructor(root) {
      this.root = root;
      this.files = new Map(); // By name: promises of what is in them.
      this.index = null;
      this.opening = null;
    }

    /** A promise of what is in a file. It is broken where the file does not come, or comes cut short; the
        next call then tries again. */
    load(name) {
      if (!this.files.has(name)) {
        const file = this.fetch(name);
        file.catch(() => this.files.delete(name));
        this.files.set(name, file);
      }
      return this.files.get(name);
    }

    fetch(name) {
      return new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = new URL(name === "head" ? HEAD : `${FOLDER}${name}.js`, this.root).href;
        const fail = () => reject(new Error("Could not load " + script.src));
        script.onload = () => (name in handbook.searchFiles ? resolve(handbook.searchFiles[name]) : fail());
        script.onerror = fail;
        document.head.append(script);
      });
    }

    /** A promise of the index, with its head. */
    open() {
      if (!this.opening) {
        this.opening = this.load("head").then((head) => {
          // On their way while the head is read; what fails is told where it is wanted.
          [head.summaries, head.lookup].forEach((name) => name && this.load(name).catch(() => {}));
          this.index = search.create(head);
        });
        this.opening.catch(() => {
          this.opening = null;
        });
      }
      return this.opening;
    }

    /** A promise of the number of files that were wanted for a text and did not come. */
    async complete(text) {
      const { index } = this;
      let missing = 0;
      for (let times = 0; times < 2; times += 1) {
        // Twice: what a word may mean where it is not known is seen when its shard is there.
        const shards = query.listShards(text, index).filter(([beginning]) => !index.shards.has(beginning));
        const files = shards.map(async ([beginning, name]) => {
          const postings = await this.load(name);
          if (!index.shards.has(beginning)) search.addShard(index, beginning, postings);
        });
        missing += await this.addAll(times ? files : [this.addSummaries(), this.addLookup(), ...files]);
      }
      return missing;
    }

    async addAll(promises) {
      const outcomes = await Promise.all(
        promises.map((promise) =>
          promise.then(
            () => 0,
            () => 1,
          ),
        ),
      );
      return outcomes.reduce((sum, one) => sum + one, 0);
    }

    async addSummaries() {
      if (this.hasSummaries) return;
      const summaries = await this.load(this.index.head.summaries);
      if (this.hasSummaries) return;
      this.hasSummaries = true;
      search.addSummaries(this.index, summaries);
    }

    async addLookup() {
      if (this.hasLookup) return;
      const lookup = await this.load(this.index.head.lookup);
      if (this.hasLookup) return;
      this.hasLookup = true;
      search.addEntries(this.index, lookup, this.index.entries.length);
    }

    /** Asks for a text. `show` is called with what the titles and names say, as soon as they are here, and
        again with all: {results, query, isCut, isTooShort, isWhole, missing}. The promise is broken where the
        index cannot be loaded. */
    async ask(text, show) {
      await this.open();
      show({ ...answers.answer(text, this.index), isWhole: false, missing: 0 });
      const missing = await this.complete(text);
      show({ ...answers.answer(text, this.index), isWhole: true, missing });
    }

    /** A promise of the parts of an entry, each [anchor, heading, text]. */
    async read(entry) {
      const { texts } = this.index.head;
      if (!this.index.texts.has(entry.number)) {
        const [first, name] = texts.filter(([start]) => start <= entry.number).pop();
        search.addTexts(this.index, first, await this.load(name));
      }
      return this.index.texts.get(entry.number);
    }
  }

  handbook.search.Session = Session;
})();
