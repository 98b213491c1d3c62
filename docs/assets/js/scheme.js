/* The colour button: as on the device, light, dark, and round again. boot.js keeps and applies the choice. */
(function () {
  "use strict";

  var scheme = window.handbook.scheme;
  var button = document.querySelector(".hb-header__scheme");
  if (!button) return;
  var word = button.querySelector(".hb-header__word");
  var words = { system: "Auto", light: "Light", dark: "Dark" };
  var names = { system: "auto, as on your device", light: "light", dark: "dark" };

  function show() {
    var choice = scheme.chosen();
    button.setAttribute("data-scheme", choice);
    button.setAttribute("aria-label", "Colours: " + names[choice]);
    button.title = "Colours: " + names[choice];
    word.textContent = words[choice];
  }

  button.addEventListener("click", function () {
    var next = (scheme.choices.indexOf(scheme.chosen()) + 1) % scheme.choices.length;
    scheme.choose(scheme.choices[next]);
    show();
  });

  show();
})();
