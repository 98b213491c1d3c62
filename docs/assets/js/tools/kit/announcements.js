// What is said to screen readers.
handbook.kit = handbook.kit || {};
handbook.kit.announcements = (() => {
  "use strict";

  const { make } = handbook.kit.elements;
  let region = null;

  /** Says a sentence to screen readers when they are free. The same sentence twice is said twice. */
  function say(text) {
    if (!region) {
      region = make("p", { className: "hb-visually-hidden", role: "status" });
      document.body.append(region);
    }
    region.textContent = "";
    setTimeout(() => {
      region.textContent = text;
    }, 60);
  }

  return { say };
})();
