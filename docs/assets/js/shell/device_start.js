// Has the browser keep what is read for use without a network, from the second page on, and says when the
// handbook has been renewed meanwhile. Only where the site offers that (it names a manifest), at the top of a
// tab, and where a browser allows it; a reader can stop it on the page "On this device".
(() => {
  "use strict";

  const { shell } = window.handbook;
  const { _, spoken } = shell.i18n;
  const { storage } = shell.boot;
  const STATE = "device"; // Under this name: "seen" after the first page, "off" where a reader ended it.
  const manifest = document.querySelector("link[rel=manifest]");
  // A frame without an origin of its own may not even ask for them.
  const isOffered = manifest && window.top === window && window.isSecureContext;
  const workers = isOffered ? navigator.serviceWorker : undefined;
  const isPossible = Boolean(workers && window.caches);
  let hasAsked = false;

  /** Sets the worker to work → a promise of its registration. What is open when it begins came without it. */
  function start() {
    storage.set(STATE, "seen");
    if (!workers.controller) {
      const message = { do: "read", address: location.href };
      workers.ready.then(({ active }) => active.postMessage(message));
    }
    return workers.register(new URL("service-worker.js", manifest.href).href);
  }

  /** Says below the header what has happened, with a button that shows the new pages. */
  function tell(words, show) {
    if (document.querySelector(".hb-renewed")) return;
    const notice = spoken(document.createElement("p")),
      button = document.createElement("button");
    notice.className = "hb-renewed";
    notice.setAttribute("role", "status");
    document.querySelector(".hb-header").after(notice);
    button.className = "hb-button";
    button.textContent = _("Show it");
    button.addEventListener("click", show);
    notice.append(words, " ", button);
  }

  async function renew() {
    hasAsked = true;
    const { waiting } = await workers.getRegistration(manifest.href);
    if (waiting) waiting.postMessage({ do: "activate" });
    else location.reload();
  }

  function listen({ data }) {
    if (data.handbook === "replaced" && hasAsked) location.reload();
    else if (data.handbook) tell(_("There is a newer state of the handbook."), renew);
  }

  /** Shows the button that keeps a page; what it does is loaded once it is, or may have been, pressed. */
  function offer(place) {
    const load = () => shell.pageHelps.loadFiles([place.dataset.script]);
    const press = () => {
      place.dataset.pressed = "";
      load().catch(() => place.addEventListener("click", press, { once: true }));
    };
    place.hidden = false;
    if (workers.controller) window.addEventListener("load", load);
    else place.addEventListener("click", press, { once: true });
  }

  const isOff = () => storage.get(STATE) === "off";
  shell.deviceStart = { isPossible, isOff, start, end: () => storage.set(STATE, "off") };
  if (!isPossible) return;
  workers.addEventListener("message", listen);
  document.querySelectorAll("[data-device=set]").forEach(offer);
  if (storage.get(STATE) === "seen") window.addEventListener("load", () => start().catch(console.warn));
  else if (!isOff()) storage.set(STATE, "seen");
})();
