/* Runs first, before anything is drawn: marks that scripts work, guards storage, sets the colour scheme.

   Storage: in a cross-site or sandboxed frame the mere mention of `localStorage` may throw. Then a stand-in that lasts
   as long as the page takes its place, so that no script needs to know; `handbook.storage.lasts` tells the difference. */
(function () {
  "use strict";

  var handbook = (window.handbook = window.handbook || {});
  var root = document.documentElement;
  root.classList.replace("no-js", "js");

  function standIn() {
    var values = new Map();
    return {
      getItem: function (key) { return values.has(String(key)) ? values.get(String(key)) : null; },
      setItem: function (key, value) { values.set(String(key), String(value)); },
      removeItem: function (key) { values.delete(String(key)); },
      clear: function () { values.clear(); },
      key: function (index) { return Array.from(values.keys())[index] || null; },
      get length() { return values.size; },
    };
  }

  /* Full storage still gives what it holds, and has room again once something is removed. Some browsers, where they block
     storage, call it full while it is empty. */
  function isFull(name, refused) {
    try { return /quota/i.test(refused.name) && window[name].length > 0; } catch (blocked) { return false; }
  }

  function guard(name) {
    try {
      var probe = "handbook.probe";
      window[name].setItem(probe, "1");
      window[name].removeItem(probe);
      return true;
    } catch (refused) {
      if (isFull(name, refused)) return true;
      try {
        Object.defineProperty(window, name, { value: standIn(), configurable: true });
      } catch (fixed) { /* a browser that lets nobody replace it: handbook.storage below still works */ }
      return false;
    }
  }

  var lasts = guard("localStorage");
  guard("sessionStorage");
  var store = lasts ? window.localStorage : standIn();

  handbook.storage = {
    lasts: lasts,
    get: function (name) {
      try { return JSON.parse(store.getItem("handbook." + name)); } catch (unreadable) { return null; }
    },
    /* True if the value was kept. */
    set: function (name, value) {
      try { store.setItem("handbook." + name, JSON.stringify(value)); return lasts; } catch (full) { return false; }
    },
  };

  /* `data-md-color-scheme` is Material's attribute and its two names: "default" is light, "slate" is dark. */
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  var choices = ["system", "light", "dark"];

  /* An embed is coloured as its address asks, else as the device is; as a card it shows only its head. */
  var asked = root.hasAttribute("data-embed") ? new URLSearchParams(location.search) : null;
  if (asked && asked.has("card")) root.setAttribute("data-card", "");

  function chosen() {
    if (asked) return choices.indexOf(asked.get("scheme")) < 0 ? "system" : asked.get("scheme");
    var value = handbook.storage.get("scheme");
    return choices.indexOf(value) < 0 ? "system" : value;
  }

  function apply() {
    var choice = chosen();
    var isDark = choice === "dark" || (choice === "system" && dark.matches);
    root.setAttribute("data-md-color-scheme", isDark ? "slate" : "default");
  }

  handbook.scheme = {
    choices: choices,
    chosen: chosen,
    choose: function (choice) { handbook.storage.set("scheme", choice); apply(); },
  };

  dark.addEventListener("change", apply);
  apply();

  /* Where the scripts of a tool did not come, or this browser cannot read them, its place is empty. Then the form to fill
     in by hand is shown; the style sheet hides it by this attribute. */
  window.addEventListener("load", function () {
    if (!document.querySelector("[data-tool]:empty")) return;
    document.querySelectorAll("[data-without-script]").forEach(function (form) {
      form.removeAttribute("data-without-script");
    });
  });
})();
