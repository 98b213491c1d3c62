// What a page needs inside another site: it tells its height and where in it the focus is, keeps links that
// tools make within the frame, keeps the colours asked for from page to page, and shows an address as text
// where the frame may not open a tab.
(() => {
  "use strict";

  const handbook = window.handbook;
  const { i18n, pageHelps } = handbook.shell;
  const { _ } = i18n;
  const root = document.documentElement,
    isFramed = window.parent !== window;
  const fullLink = document.querySelector(".hb-embed__full");
  if (!fullLink) return;
  const home = new URL(document.body.dataset.root || "./", location.href).href;
  const map = document.body.dataset.map && JSON.parse(document.body.dataset.map);

  // ---- Height: to the parent, when it changes and when the parent asks. Nothing else is heard.
  //
  // A sandboxed page has no origin by which host.js could know it from another that the frame is led to. So
  // each page offers a port, which ends with the page, and host.js answers on the one that it takes: of such
  // a frame the first, and another only after the page has said that a link of its own leads on. Scripts of
  // others hear the height as a plain message.

  let heightPort = null; // The port on which host.js answered.

  function height() {
    return Math.ceil(root.getBoundingClientRect().height);
  }

  function tell() {
    if (heightPort) heightPort.postMessage(height());
    window.parent.postMessage({ handbook: "height", height: height() }, "*");
  }

  function offer() {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      heightPort = port1;
      port1.postMessage(height());
    };
    window.parent.postMessage({ handbook: "height", height: height() }, "*", [port2]);
  }

  function answer() {
    if (heightPort) tell();
    else offer();
  }

  function keepTelling() {
    offer();
    new ResizeObserver(tell).observe(root);
    window.addEventListener("load", answer);
    window.addEventListener("message", ({ data, source }) => {
      if (source === window.parent && data && data.handbook === "measure") answer();
    });
  }

  // ---- What is to be in sight: to the parent, where it has answered. Its window is what scrolls around a
  // frame that is as tall as its page, and Safari lets nothing scroll that from inside.

  /** Tells the parent where an element is, for it to be brought into sight if nobody can see it. */
  function show(element) {
    if (!heightPort || !element) return;
    const { top, bottom } = element.getBoundingClientRect();
    const place = [top, bottom].map((edge) => Math.round(Math.max(0, edge + window.scrollY)));
    heightPort.postMessage(height());
    heightPort.postMessage({ show: place });
  }

  function keepInSight() {
    document.addEventListener("focusin", ({ target }) => show(target));
  }

  // ---- Links that scripts make: to the embed of the page, else to a new tab. The others were made so by the
  // build.

  function has(object, name) {
    return Object.prototype.hasOwnProperty.call(object, name);
  }

  /** The address of a page of the handbook → that of its embed, or null. */
  function embedOf(address) {
    if (!map || !address.startsWith(home)) return null;
    const path = address.slice(home.length).replace(/[?#].*/, ""),
      rest = address.slice(home.length + path.length);
    if (path.startsWith("embed/")) return address;
    if (has(map.pages, path)) return home + map.pages[path] + rest;
    const [section, id, item] = path.split("/");
    if (!has(map.kinds, section) || !id || /^index\b/.test(id)) return null;
    const kind = map.kinds[section] === "framework" && item ? "item" : map.kinds[section];
    return `${home}embed/${kind}/${path.slice(section.length + 1)}${rest}`;
  }

  function place(link) {
    if (link.target || link.hasAttribute("download") || !/^(https?|file):$/.test(link.protocol)) return;
    if (link.href.split("#")[0] === location.href.split("#")[0]) return;
    const address = embedOf(link.href);
    if (address && address !== link.href) link.href = address;
    if (address) return;
    link.target = "_blank";
    link.rel = "noopener";
  }

  function placeLinks() {
    const article = document.querySelector("article");
    function placeWithin(element) {
      if (element.matches("a[href]")) place(element);
      element.querySelectorAll("a[href]").forEach(place);
    }
    placeWithin(article);
    new MutationObserver((changes) => {
      const nodes = changes.flatMap((change) => Array.from(change.addedNodes));
      nodes.filter((node) => node.nodeType === Node.ELEMENT_NODE).forEach(placeWithin);
    }).observe(article, { childList: true, subtree: true });
  }

  // ---- Following a link

  /** Where a link leads, or null where nobody can tell; a link in a drawing has an object in the place of its
      address. */
  function addressOf(link) {
    try {
      return new URL(link.getAttribute("href"), location.href);
    } catch {
      return null;
    }
  }

  function isEmbed(address) {
    return address.href.startsWith(home + "embed/");
  }

  /** The colours that were asked of this page by its address hold for the next one in the frame. What is no
      page of this folder stays as it is: a file to save, which has an address of its own kind, or an email to
      write. */
  function keepColours(link, address) {
    const scheme = new URLSearchParams(location.search).get("scheme");
    if ((scheme !== "light" && scheme !== "dark") || link.hasAttribute("download")) return;
    if (!isEmbed(address) || address.searchParams.has("scheme")) return;
    address.searchParams.set("scheme", scheme);
    link.setAttribute("href", address.href);
  }

  /** Whether a link leads this frame from its page to another of the same folder. */
  function isOtherPage(link, address) {
    const isHere = address.href.split("#")[0] === location.href.split("#")[0];
    return isEmbed(address) && !isHere && !link.hasAttribute("download") && !link.target;
  }

  /** Opens an address in a new tab → whether it could be. Where a frame may open none, some browsers give
      nothing, and others throw. */
  function open(address) {
    try {
      const tab = window.open(address, "_blank");
      if (tab) tab.opener = null;
      return Boolean(tab);
    } catch {
      return false;
    }
  }

  function follow(event) {
    const link = event.target.closest("a[href]"),
      address = link && addressOf(link);
    if (!address || event.defaultPrevented) return;
    const isPlain =
      isFramed && !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (link.getAttribute("target") !== "_blank") {
      keepColours(link, address);
      if (isPlain && isOtherPage(link, address) && heightPort) heightPort.postMessage("next");
      // A link within the page moves no focus.
      if (isPlain && address.hash && !isOtherPage(link, address))
        setTimeout(() => show(pageHelps.pointedInto(address.hash)));
      return;
    }
    if (!isPlain) return;
    event.preventDefault();
    if (open(address.href)) return;
    pageHelps.layOut(
      link,
      _("This frame may not open a new tab. Copy the address and open it yourself."),
      address.href,
    );
  }

  /** For the tools: the address of a page as a link on this page is to have it. */
  function inFrame(address) {
    if (!map) return address;
    const { href } = new URL(address, location.href);
    return embedOf(href) || href;
  }

  // For the tools, `fullPage` is the page that is shown here.
  handbook.pages.embedFrame = { inFrame, fullPage: fullLink.href };

  // "Copy link" copies the address of the full page.
  document.querySelectorAll("[data-copy=address]").forEach((button) => {
    button.dataset.copy = fullLink.href;
  });
  document.addEventListener("click", follow);
  if (map) placeLinks();
  if (!isFramed) return;
  keepTelling();
  keepInSight();
})();
