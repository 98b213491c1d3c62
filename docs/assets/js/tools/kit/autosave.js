// Text fields that save while somebody types in them.
handbook.kit = handbook.kit || {};
handbook.kit.autosave = (() => {
  "use strict";

  const PAUSE = 400; // Milliseconds without a key until text is saved.
  // Milliseconds from a key until it is saved, however long typing goes on without a pause.
  const MOST = 1500;
  const typing = new Set(); // Saves of the text fields whose words are not saved yet.

  /** Has `save` called when typing in `control` pauses, now and then while it goes on, when the field is
      left, and when the page goes away. → a function that tells whether something typed waits for that. */
  function follow(control, save) {
    let pause = null,
      most = null;
    function now() {
      [pause, most].forEach(clearTimeout);
      if (typing.delete(now)) save();
    }
    control.addEventListener("input", () => {
      if (!typing.has(now)) most = setTimeout(now, MOST);
      typing.add(now);
      clearTimeout(pause);
      pause = setTimeout(now, PAUSE);
    });
    control.addEventListener("blur", now);
    return () => typing.has(now);
  }

  /** Saves what is being typed now, before a view is left. */
  function flush() {
    Array.from(typing).forEach((save) => save());
  }

  /** True while something typed is not saved yet. */
  function isTyping() {
    return typing.size > 0;
  }

  /** Words as they can be kept: of what nobody sees, line breaks become "\n", halves of characters "\ufffd",
      and other control characters go. */
  function clean(words) {
    return words
      .replace(/\r\n?|[\v\f\x85\u2028\u2029]/g, "\n")
      .replace(/[^\P{Cc}\n\t]/gu, "")
      .replace(/\p{Surrogate}/gu, "\ufffd");
  }

  window.addEventListener("pagehide", flush);
  // Before the store hears of it: what is typed comes before its loss.
  window.addEventListener("storage", flush, true);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") flush();
  });

  return { follow, flush, isTyping, clean };
})();
