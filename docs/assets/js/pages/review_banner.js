// Below the title of a page: that it was to be reviewed by a day that has come since the site was built.
// Without this script the site says so of what was due when it was built.
(() => {
  "use strict";

  const { _ } = window.handbook.shell.i18n;
  /** @type {HTMLTimeElement | null} */
  const due = document.querySelector("time[data-review]");
  const title = document.querySelector(".hb-head .hb-lede") || document.querySelector(".hb-article h1");
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((number) => String(number).padStart(2, "0"))
    .join("-");
  if (!due || !title || due.dateTime > today || document.querySelector(".hb-due")) return;

  const banner = document.createElement("p");
  banner.className = "hb-note hb-due";
  banner.textContent = _(
    "This page was to be reviewed by {day}. Check its figures and names before you rely on them.",
    { day: due.textContent || "" },
  );
  title.after(banner);
})();
