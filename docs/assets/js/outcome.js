// Opens a closed part when its content is printed or linked to, so that nothing is lost on paper or behind a link.
(function () {
  "use strict";

  function openAround(element) {
    for (let each = element; each; each = each.parentElement) {
      if (each.tagName === "DETAILS") each.open = true;
    }
  }

  function openTarget() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.closest("details:not([open])")) {
      openAround(target);
      target.scrollIntoView();
    }
  }

  let closed = [];
  window.addEventListener("beforeprint", function () {
    closed = Array.from(document.querySelectorAll(".hb-details:not([open])"));
    closed.forEach((details) => { details.open = true; });
  });
  window.addEventListener("afterprint", function () {
    closed.forEach((details) => { details.open = false; });
  });
  window.addEventListener("hashchange", openTarget);
  openTarget();
})();
