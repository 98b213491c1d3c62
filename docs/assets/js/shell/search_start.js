// What of the search every page has: its box opens, "/" and Ctrl+K go to it, and the rest of it, with the
// index, is fetched when a reader does so. Also what was searched for of late, which stays in this browser.
(() => {
  "use strict";

  const { shell } = window.handbook;
  const { _ } = shell.i18n;
  const { storage } = shell.boot;
  const search = document.getElementById("hb-search");
  const opener = document.querySelector(".hb-header__find");
  const HEAD = "assets/data/search.js"; // Of the index, from the site's root.
  const MOST_KEPT = 8;
  const LONGEST_KEPT = 100; // Characters.
  const ARRIVES_WITHIN = 60000; // Milliseconds from a result to its page.
  const RECENT = "searches",
    ARRIVAL = "arrival";
  let loading = null;

  // ---- What is kept

  const recent = {
    /** The texts searched for of late, the last first. */
    list() {
      const stored = storage.get(RECENT);
      return Array.isArray(stored)
        ? stored.filter((text) => typeof text === "string").slice(0, MOST_KEPT)
        : [];
    },
    add(text) {
      const short = text.trim().slice(0, LONGEST_KEPT);
      if (short)
        storage.set(RECENT, [short, ...recent.list().filter((other) => other !== short)].slice(0, MOST_KEPT));
    },
    clear() {
      storage.set(RECENT, []);
    },
  };

  const place = (address) => new URL(address, location.href).href.replace(/#.*$/, "");
  const arrival = {
    /** Keeps, for the page at an address that somebody is about to open, what its words are to be marked
        by. */
    keep(address, text) {
      storage.set(ARRIVAL, { place: place(address), text, at: Date.now() });
    },
    /** What this page was found by, once; "" where it was not. */
    take() {
      const stored = storage.get(ARRIVAL);
      if (!stored || stored.place !== place(location.href)) return "";
      storage.set(ARRIVAL, null);
      return Date.now() - stored.at < ARRIVES_WITHIN && typeof stored.text === "string" ? stored.text : "";
    },
  };

  // ---- The rest of the search

  /** A promise of the rest of the search, `handbook.search`, which is fetched once. */
  function load() {
    if (!loading) {
      loading = new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = search.dataset.script;
        script.onload = () => resolve(window.handbook.search);
        script.onerror = () => reject(new Error("Could not load " + script.src));
        document.head.append(script);
      });
      loading.catch(() => {
        loading = null;
      });
    }
    return loading;
  }

  /** Has the head of the index come beside the script that reads it, and not after. */
  function fetchHead() {
    const link = document.createElement("link");
    link.rel = "preload";
    link.as = "script";
    link.href = new URL(HEAD, new URL(search.dataset.root, location.href)).href;
    document.head.append(link);
  }

  /** Has the box work, with what was typed into it by now; says so where that cannot be. */
  async function begin() {
    try {
      if (!loading) fetchHead();
      (await load()).box.start();
    } catch (error) {
      const says = _("Search could not be loaded. The menu leads to every section.");
      search.querySelector(".hb-search__count").textContent = says;
      search.querySelector(".hb-search__status").textContent = says;
      search.querySelector(".hb-search__panel").hidden = false;
      console.warn(error);
    }
  }

  // ---- The box

  const input = search && search.querySelector(".hb-search__input");

  function expand(isOpen) {
    search.classList.toggle("is-open", isOpen);
    if (opener) opener.setAttribute("aria-expanded", String(isOpen));
  }

  function open() {
    expand(true);
    input.focus();
    input.select();
  }

  /** Closes the box on a phone; its button then has the focus. */
  function close() {
    if (!opener || !opener.offsetParent || !search.classList.contains("is-open")) return;
    expand(false);
    opener.focus();
  }

  /** Whether what is typed goes somewhere already. */
  function isTyping({ target }) {
    return Boolean(target.closest && target.closest("input, textarea, select, [contenteditable]"));
  }

  function onKey(event) {
    const isControlK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
    const isSlash =
      event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event);
    if (!isControlK && !isSlash) return;
    event.preventDefault();
    open();
  }

  function listen() {
    input.addEventListener("focus", begin);
    input.addEventListener("input", begin);
    search.addEventListener("submit", (event) => {
      event.preventDefault(); // The policy lets no form be sent; the results have a page of their own.
      if (!input.value.trim()) return;
      recent.add(input.value);
      location.assign(listingOf(input.value));
    });
    document.addEventListener("keydown", onKey);
    document.addEventListener("click", (event) => {
      const button = event.target.closest("[data-search-open]");
      if (!button) return;
      event.preventDefault();
      open();
    });
    if (opener)
      opener.addEventListener("click", () => (search.classList.contains("is-open") ? expand(false) : open()));
  }

  /** The address of the page with the results for a text. */
  function listingOf(text) {
    const address = new URL(search.dataset.page, location.href);
    address.searchParams.set("q", text.trim());
    return address.href;
  }

  if (!search) return;
  handbook.shell.searchStart = { HEAD, load, open, close, recent, arrival, listingOf };
  listen();
  if (document.querySelector("[data-search-page]")) {
    fetchHead();
    load().then(
      (rest) => rest.page.start(),
      () => begin(),
    );
  }
  const arrived = arrival.take();
  if (arrived) load().then((rest) => rest.arrival.mark(arrived), console.warn);
})();
