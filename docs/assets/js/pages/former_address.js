// The page at a former address: leads on with the query and the anchor that were asked for, which the refresh
// in its head knows nothing of. It stands before that refresh, and so runs first.
(() => {
  "use strict";

  const page = document.querySelector("link[rel=canonical]");
  if (page instanceof HTMLLinkElement) location.replace(page.href + location.search + location.hash);
})();
