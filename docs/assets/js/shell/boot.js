// Runs first, before anything is drawn: marks that scripts work, guards storage, sets the colour scheme.
//
// Storage: in a cross-site or sandboxed frame the mere mention of `localStorage` may throw. Then a stand-in
// that lasts as long as the page takes its place, so that no script needs to know; `storage.lasts` tells the
// difference.
(() => {
  "use strict";

  // What a script gives stands under its path: shell/search_start.js gives handbook.shell.searchStart.
  const handbook = (window.handbook = window.handbook || {});
  handbook.shell = handbook.shell || {};
  handbook.pages = handbook.pages || {};
  const root = document.documentElement;
  root.classList.replace("no-js", "js");

  // ---- Storage

  /** What `localStorage` offers, in the page's memory alone. */
  function standIn() {
    const values = new Map();
    return {
      getItem: (key) => (values.has(String(key)) ? values.get(String(key)) : null),
      setItem: (key, value) => {
        values.set(String(key), String(value));
      },
      removeItem: (key) => {
        values.delete(String(key));
      },
      clear: () => values.clear(),
      key: (index) => Array.from(values.keys())[index] || null,
      get length() {
        return values.size;
      },
    };
  }

  /** True where storage refused for want of room. Full storage still gives what it holds, and has room again
      once something is removed. Some browsers, where they block storage, call it full while it is empty. */
  function isFull(name, refusal) {
    try {
      return /quota/i.test(refusal.name) && window[name].length > 0;
    } catch {
      return false;
    }
  }

  /** Puts a stand-in in the place of the storage `name` where that keeps nothing → true where it keeps what
      it is given. */
  function guard(name) {
    try {
      const probe = "handbook.probe";
      window[name].setItem(probe, "1");
      window[name].removeItem(probe);
      return true;
    } catch (refusal) {
      if (isFull(name, refusal)) return true;
      try {
        Object.defineProperty(window, name, { value: standIn(), configurable: true });
      } catch {
        /* A browser that lets nobody replace it: `storage` below still works. */
      }
      return false;
    }
  }

  const lasts = guard("localStorage");
  guard("sessionStorage");
  const store = lasts ? window.localStorage : standIn();

  const storage = {
    lasts,
    /** The value kept under `name`, or null. */
    get(name) {
      try {
        return JSON.parse(store.getItem("handbook." + name));
      } catch {
        return null;
      }
    },
    /** Keeps a value that JSON can hold → true if it was kept. */
    set(name, value) {
      try {
        store.setItem("handbook." + name, JSON.stringify(value));
        return lasts;
      } catch {
        return false;
      }
    },
  };

  // ---- Colours. `data-md-color-scheme` is Material's attribute and its two names: "default" is light,
  // "slate" is dark.

  const darkDevice = window.matchMedia("(prefers-color-scheme: dark)");
  const choices = ["system", "light", "dark"];
  // An embed is coloured as its address asks, else as the device is; as a card it shows only its head.
  const query = root.hasAttribute("data-embed") ? new URLSearchParams(location.search) : null;
  if (query && query.has("card")) root.setAttribute("data-card", "");

  /** One of `choices`: what the embed's address or the reader chose. */
  function chosen() {
    const choice = query ? query.get("scheme") : storage.get("scheme");
    return choices.includes(choice) ? choice : "system";
  }

  function apply() {
    const choice = chosen();
    const isDark = choice === "dark" || (choice === "system" && darkDevice.matches);
    root.setAttribute("data-md-color-scheme", isDark ? "slate" : "default");
  }

  function choose(choice) {
    storage.set("scheme", choice);
    apply();
  }

  darkDevice.addEventListener("change", apply);
  apply();

  // ---- Where the scripts of a tool did not come its place is empty. Then the form to fill in by hand is
  // shown; the style sheet hides it by this attribute.

  window.addEventListener("load", () => {
    if (!document.querySelector("[data-tool]:empty")) return;
    document
      .querySelectorAll("[data-without-script]")
      .forEach((form) => form.removeAttribute("data-without-script"));
  });

  handbook.shell.boot = { storage, scheme: { choices, chosen, choose } };
})();
