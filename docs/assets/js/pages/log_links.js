// "Log it" behind each behaviour of an element or a domain, which leads to My handbook with the behaviour
// chosen.
(() => {
  "use strict";

  const { _, spoken } = window.handbook.shell.i18n;
  const place = document.querySelector("[data-log]");
  const make = (name, properties) => Object.assign(document.createElement(name), properties);
  const behaviours = Array.from(document.querySelectorAll("#in-practice ~ .hb-behaviours > li"));
  if (!place || !behaviours.length) return;

  behaviours.forEach((behaviour, at) => {
    const query = new URLSearchParams({ log: place.dataset.mark, behaviour: String(at + 1) });
    const href = place.dataset.log + "?" + query;
    const link = make("a", { className: "hb-log-link", href, textContent: _("Log it") });
    link.setAttribute("aria-label", _("Log it: {behaviour}", { behaviour: behaviour.textContent }));
    behaviour.append(" ", spoken(link));
  });
  const words = _("“Log it” notes in your browser that you saw, did or missed one.");
  const note = behaviours[0].parentElement.nextElementSibling;
  if (note) note.append(" ", spoken(make("span", { className: "hb-log-note", textContent: words })));
})();
