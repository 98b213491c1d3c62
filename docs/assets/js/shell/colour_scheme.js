// The colour button: as on the device, light, dark, and round again. boot.js keeps and applies the choice.
(() => {
  "use strict";

  const { shell } = window.handbook;
  const { _ } = shell.i18n;
  const { scheme } = shell.boot;
  const button = document.querySelector(".hb-header__scheme");
  if (!button) return;
  const word = button.querySelector(".hb-header__word");
  const words = { system: _("Auto"), light: _("Light"), dark: _("Dark") };
  const names = {
    system: _("Colours: auto, as on your device"),
    light: _("Colours: light"),
    dark: _("Colours: dark"),
  };

  function show() {
    const choice = scheme.chosen();
    button.setAttribute("data-scheme", choice);
    button.setAttribute("aria-label", names[choice]);
    button.title = names[choice];
    word.textContent = words[choice];
  }

  button.addEventListener("click", () => {
    const next = (scheme.choices.indexOf(scheme.chosen()) + 1) % scheme.choices.length;
    scheme.choose(scheme.choices[next]);
    show();
  });

  show();
})();
