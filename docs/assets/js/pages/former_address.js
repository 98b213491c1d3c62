// The page at a former address: leads on with the query and the anchor that were asked for, which the refresh
// in its head knows nothing of; `data-places` names the parts that have another anchor now. It stands before
// that refresh, and so runs first.
(() => {
  "use strict";

  const page = document.querySelector("link[rel=canonical]");
  if (!(page instanceof HTMLLinkElement)) return;
  const places = new Map(Object.entries(JSON.parse(page.dataset.places || "{}"))),
    { search, hash } = location,
    place = places.get(hash.slice(1));
  location.replace(page.href + search + (place ? "#" + place : hash));
})();
