/* The menu as a drawer, in narrow windows and on pages that hide the navigation. While it is open, the rest of the page
   is inert: it can be neither reached nor read out. */
(function () {
  "use strict";

  var nav = document.getElementById("hb-nav");
  var opener = document.querySelector(".hb-header__menu");
  if (!nav || !opener) return;
  var closer = nav.querySelector(".hb-nav__close");
  var backdrop = document.querySelector(".hb-backdrop");
  var wide = window.matchMedia("(min-width: 62em)");

  /* Everything beside the menu and beside each thing that holds it. */
  function others() {
    var found = [];
    for (var node = nav; node !== document.body; node = node.parentElement)
      Array.prototype.forEach.call(node.parentElement.children, function (child) {
        if (child !== node && child !== backdrop && child.tagName !== "SCRIPT") found.push(child);
      });
    return found;
  }

  function isOpen() { return nav.classList.contains("is-open"); }

  function set(open) {
    nav.classList.toggle("is-open", open);
    backdrop.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    others().forEach(function (element) { element.inert = open; });
  }

  function open() {
    set(true);
    closer.focus();
  }

  function close() {
    if (!isOpen()) return;
    set(false);
    opener.focus();
  }

  opener.addEventListener("click", open);
  closer.addEventListener("click", close);
  backdrop.addEventListener("click", close);
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") close(); });
  nav.addEventListener("click", function (event) { if (event.target.closest("a")) set(false); });
  wide.addEventListener("change", function () { if (isOpen()) set(false); });
})();
