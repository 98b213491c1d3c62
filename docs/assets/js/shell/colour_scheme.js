/* The colour button: as on the device, light, dark, and round again. boot.js keeps and applies the choice. */
(function () {
  "use strict";

  var handbook = window.handbook, _ = handbook._;
  var scheme = handbook.scheme;
  var button = document.querySelector(".hb-header__scheme");
  if (!button) return;
  var word = button.querySelector(".hb-header__word");
  var words = { system: _("Auto"), light: _("Light"), dark: _("Dark") };
  var names = { system: _("Colours: auto, as on your device"), light: _("Colours: light"), dark: _("Colours: dark") };

  function show() {
    var choice = scheme.chosen();
    button.setAttribute("data-scheme", choice);
    button.setAttribute("aria-label", names[choice]);
    button.title = names[choice];
    word.textContent = words[choice];
  }

  button.addEventListener("click", function () {
    var next = (scheme.choices.indexOf(scheme.chosen()) + 1) % scheme.choices.length;
    scheme.choose(scheme.choices[next]);
    show();
  });

  show();
})();
