// Addresses of pages of the handbook, and what this page's own address asks for.
handbook.kit = handbook.kit || {};
handbook.kit.address = (() => {
  "use strict";

  let root = ""; // Of the site, as seen from this page.

  /** To be told once, before any link is made. root: the way to the site's root, such as "../". */
  function useRoot(way) {
    root = way;
  }

  function href(url) {
    const to = root + url || "./";
    return handbook.pages.embedFrame?.inFrame(to) ?? to; // In an embed: the embed of that page.
  }

  /** What the address asks for. Links of the handbook's pages have it after "?". The tools write it after
      "#", which no server is told; that counts where both are there. */
  function params() {
    const query = new URLSearchParams(location.search),
      { hash } = location;
    if (hash.includes("=")) new URLSearchParams(hash.slice(1)).forEach((value, key) => query.set(key, value));
    return query;
  }

  /** The address of a page (from the site's root; "": of this one) with what it is to open. */
  function address(url, query) {
    return (url || location.pathname) + (query ? "#" + new URLSearchParams(query) : "");
  }

  /** Writes into the address what this page shows; `how` is "pushState" or "replaceState". Frames and pages
      from disk may refuse it. */
  function write(how, query) {
    try {
      history[how](null, "", address("", query));
    } catch {
      /* refused */
    }
  }

  return { useRoot, href, params, address, write };
})();
