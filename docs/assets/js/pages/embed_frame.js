/* What a page needs inside another site: it tells its height, keeps links that tools make within the frame, keeps the
   colours asked for from page to page, and shows an address as text where the frame may not open a tab. */
(function () {
  "use strict";

  var handbook = window.handbook, _ = handbook._;
  var root = document.documentElement, isFramed = window.parent !== window;
  var full = document.querySelector(".hb-embed__full");
  if (!full) return;
  var home = new URL(document.body.dataset.root || "./", location.href).href;
  var map = document.body.dataset.map && JSON.parse(document.body.dataset.map);

  /* ---- Height: to the parent, when it changes and when the parent asks. Nothing else is said, and nothing else heard. ----

     A sandboxed page has no origin by which host.js could know it from another that the frame is led to. So each page offers
     a port, which ends with the page, and host.js answers on the one that it takes: of such a frame the first, and another
     only after the page has said that a link of its own leads on. Scripts of others hear the height as a plain message. */

  var taken = null;

  function height() { return Math.ceil(root.getBoundingClientRect().height); }

  function tell() {
    if (taken) taken.postMessage(height());
    window.parent.postMessage({ handbook: "height", height: height() }, "*");
  }

  function offer() {
    var channel = new MessageChannel(), port = channel.port1;
    port.onmessage = function () { taken = port; port.postMessage(height()); };
    window.parent.postMessage({ handbook: "height", height: height() }, "*", [channel.port2]);
  }

  function answer() { if (taken) tell(); else offer(); }

  function leadOn() { if (taken) taken.postMessage("next"); }

  function keepTelling() {
    offer();
    new ResizeObserver(tell).observe(root);
    window.addEventListener("load", answer);
    window.addEventListener("message", function (event) {
      if (event.source === window.parent && event.data && event.data.handbook === "measure") answer();
    });
  }

  /* ---- Links that scripts make: to the embed of the page, else to a new tab. The others were made so by the build. ---- */

  /* The address of a page of the handbook → that of its embed, or null. */
  function embedOf(address) {
    if (!map || address.indexOf(home) !== 0) return null;
    var path = address.slice(home.length).replace(/[?#].*/, ""), rest = address.slice(home.length + path.length);
    if (path.indexOf("embed/") === 0) return address;
    if (Object.prototype.hasOwnProperty.call(map.pages, path)) return home + map.pages[path] + rest;
    var parts = path.split("/"), kind = Object.prototype.hasOwnProperty.call(map.kinds, parts[0]) && map.kinds[parts[0]];
    if (!kind || !parts[1] || /^index\b/.test(parts[1])) return null;
    if (kind === "framework" && parts[2]) kind = "item";
    return home + "embed/" + kind + "/" + parts.slice(1).join("/") + rest;
  }

  function place(link) {
    if (link.target || link.hasAttribute("download") || !/^(https?|file):$/.test(link.protocol)) return;
    if (link.href.split("#")[0] === location.href.split("#")[0]) return;
    var to = embedOf(link.href);
    if (to && to !== link.href) link.href = to;
    if (to) return;
    link.target = "_blank";
    link.rel = "noopener";
  }

  function placeLinks() {
    var article = document.querySelector("article");
    function look(element) {
      if (element.matches("a[href]")) place(element);
      element.querySelectorAll("a[href]").forEach(place);
    }
    look(article);
    new MutationObserver(function (changes) {
      changes.forEach(function (change) {
        change.addedNodes.forEach(function (node) { if (node.nodeType === 1) look(node); });
      });
    }).observe(article, { childList: true, subtree: true });
  }

  /* ---- Following a link ---- */

  /* Where a link leads, or null where nobody can tell; a link in a drawing has an object in the place of its address. */
  function addressOf(link) {
    try { return new URL(link.getAttribute("href"), location.href); } catch (unreadable) { return null; }
  }

  /* The colours that were asked of this page by its address hold for the next one in the frame. What is no page of this
     folder stays as it is: a file to save, which has an address of its own kind, or an email to write. */
  function keepColours(link, to) {
    var scheme = new URLSearchParams(location.search).get("scheme");
    if ((scheme !== "light" && scheme !== "dark") || link.hasAttribute("download") || to.href.indexOf(home + "embed/") !== 0) return;
    if (to.searchParams.has("scheme")) return;
    to.searchParams.set("scheme", scheme);
    link.setAttribute("href", to.href);
  }

  /* Whether a link leads this frame from its page to another of the same folder. */
  function isOtherPage(link, to) {
    return to.href.indexOf(home + "embed/") === 0 && to.href.split("#")[0] !== location.href.split("#")[0] && !link.hasAttribute("download") && !link.target;
  }

  /* Where the frame may open no tab, the browser says so only by giving nothing. */
  function follow(event) {
    var link = event.target.closest("a[href]"), to = link && addressOf(link);
    if (!to || event.defaultPrevented) return;
    var isPlain = isFramed && !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (link.getAttribute("target") !== "_blank") {
      keepColours(link, to);
      if (isPlain && isOtherPage(link, to)) leadOn();
      return;
    }
    if (!isPlain) return;
    event.preventDefault();
    var opened = window.open(to.href, "_blank");
    if (opened) opened.opener = null;
    else handbook.layOut(link, _("This frame may not open a new tab. Copy the address and open it yourself."), to.href);
  }

  /* For the tools: a page's address as a link on this page is to have it, and the page that is shown here. */
  if (map) handbook.inFrame = function (address) { var whole = new URL(address, location.href).href; return embedOf(whole) || whole; };
  handbook.fullPage = full.href;

  /* "Copy link" copies the address of the full page. */
  document.querySelectorAll("[data-copy=address]").forEach(function (button) { button.dataset.copy = full.href; });
  document.addEventListener("click", follow);
  if (map) placeLinks();
  if (isFramed) keepTelling();
})();
