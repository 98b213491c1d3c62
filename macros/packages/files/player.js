/* The player of a course: shows its pages in a frame, notes which were opened, and tells a learning platform
   that has the interface of SCORM 1.2 how far its reader is. Without such a platform it says nothing. */
(() => {
  "use strict";

  const MOST_WINDOWS = 12; // Frames within frames, in which an interface is looked for.
  const frame = document.querySelector("iframe");
  const links = [...document.querySelectorAll("nav a")];
  const files = links.map((link) => link.getAttribute("href"));
  const opened = new Set();
  let here = 0;
  let place = 0; // How far down the page, from 0 to 1.
  let wantedPlace = 0;
  let awaited = ""; // The page at which its reader left off, until it is there.

  /* ---------- The platform ---------- */

  function findInterface(start) {
    let at = start;
    for (let number = 0; at && number < MOST_WINDOWS; number += 1) {
      try {
        if (at.API) {
          return at.API;
        }
      } catch {
        return null; // The window of another site.
      }
      if (at.parent === at) {
        return null;
      }
      at = at.parent;
    }
    return null;
  }

  function formatTime(milliseconds) {
    const seconds = Math.floor(milliseconds / 1000);
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
    const two = (number) => String(number).padStart(2, "0");
    return `${String(hours).padStart(4, "0")}:${two(minutes)}:${two(seconds % 60)}`;
  }

  class Platform {
    constructor(api) {
      this.api = api;
      this.isOpen = false;
      this.isDone = false;
      this.began = 0;
    }

    call(name, ...values) {
      try {
        return this.api ? String(this.api[name](...values)) : "";
      } catch {
        return ""; // A platform that fails is no reason to show nothing.
      }
    }

    read(name) {
      return this.call("LMSGetValue", `cmi.${name}`);
    }

    write(name, value) {
      this.call("LMSSetValue", `cmi.${name}`, value);
    }

    begin() {
      this.isOpen = this.call("LMSInitialize", "") === "true";
      this.began = performance.now();
      if (!this.isOpen) {
        return { file: "", data: "" };
      }
      const status = this.read("core.lesson_status");
      const isLooking = ["browse", "review"].includes(this.read("core.lesson_mode"));
      this.isDone = isLooking || ["completed", "passed"].includes(status);
      if (!this.isDone) {
        this.write("core.lesson_status", "incomplete");
      }
      return { file: this.read("core.lesson_location"), data: this.read("suspend_data") };
    }

    save(file, data, isComplete) {
      if (!this.isOpen) {
        return;
      }
      this.write("core.lesson_location", file);
      this.write("suspend_data", data);
      if (isComplete && !this.isDone) {
        this.isDone = true;
        this.write("core.lesson_status", "completed");
      }
      this.write("core.session_time", formatTime(performance.now() - this.began));
      this.call("LMSCommit", "");
    }

    end() {
      if (this.isOpen) {
        this.write("core.exit", "suspend");
        this.call("LMSFinish", "");
        this.isOpen = false;
      }
    }
  }

  const platform = new Platform(findInterface(window) || (window.opener && findInterface(window.opener)));

  /* ---------- What was opened ---------- */

  /* One letter a page, so that even a whole handbook fits into the 4096 characters that platforms keep. */
  function writeData() {
    const marks = files.map((file) => (opened.has(file) ? "1" : "0")).join("");
    return `1;${place.toFixed(3)};${marks}`;
  }

  function readData(text) {
    const [version, at, marks] = text.split(";");
    if (version !== "1" || !marks || marks.length !== files.length) {
      return; // Of another edition of the course, whose pages were others.
    }
    wantedPlace = Math.min(1, Math.max(0, Number(at) || 0));
    files.forEach((file, number) => marks[number] === "1" && opened.add(file));
  }

  /* Of a work to look things up in, which requires no page, with the first that is opened. */
  function isComplete() {
    const required = files.filter((_file, number) => "required" in links[number].dataset);
    return opened.size > 0 && required.every((file) => opened.has(file));
  }

  function save() {
    platform.save(files[here], writeData(), isComplete());
  }

  /* ---------- The page that is shown ---------- */

  function show() {
    links.forEach((link, number) => {
      const isHere = number === here;
      link.toggleAttribute("aria-current", isHere);
      if (isHere) {
        link.setAttribute("aria-current", "page");
      }
      link.parentElement.querySelector(".hb-player__opened").hidden = !opened.has(files[number]);
    });
    const progress = document.querySelector("[data-progress]");
    progress.textContent = progress.dataset.words
      .replace("{opened}", String(opened.size))
      .replace("{all}", String(files.length));
    for (const button of document.querySelectorAll("[data-way]")) {
      const to = here + Number(button.dataset.way);
      button.disabled = to < 0 || to >= files.length;
    }
  }

  function arrive(file) {
    const number = files.indexOf(file);
    if (number < 0 || (awaited && awaited !== file)) {
      return;
    }
    awaited = "";
    here = number;
    opened.add(file);
    place = wantedPlace;
    if (wantedPlace) {
      frame.contentWindow.postMessage({ place: wantedPlace }, "*");
    }
    wantedPlace = 0;
    show();
    save();
  }

  function go(number) {
    links[number].click(); // Its target is the frame.
    closeContentsOnSmallScreens();
  }

  const isWide = () => window.matchMedia("(min-width: 60em)").matches;

  function closeContentsOnSmallScreens() {
    if (!isWide()) {
      document.querySelector("[data-contents]").open = false;
    }
  }

  function hear(event) {
    if (event.source !== frame.contentWindow || !event.data || typeof event.data.handbook !== "string") {
      return;
    }
    if (event.data.isOpen === true) {
      arrive(event.data.handbook);
    } else if (typeof event.data.place === "number") {
      place = event.data.place;
    }
  }

  function begin() {
    const kept = platform.begin();
    readData(kept.data);
    const number = files.indexOf(kept.file);
    if (number > 0) {
      awaited = files[number];
      frame.src = awaited;
    } else {
      frame.contentWindow.postMessage({ ask: true }, "*"); // It may have loaded before this script.
    }
    show();
  }

  function end() {
    save();
    platform.end();
  }

  window.addEventListener("message", hear);
  window.addEventListener("pagehide", end);
  window.addEventListener("beforeunload", end);
  window.addEventListener("pageshow", (event) => event.persisted && begin());
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && save());
  for (const link of links) {
    link.addEventListener("click", closeContentsOnSmallScreens);
  }
  for (const button of document.querySelectorAll("[data-way]")) {
    button.addEventListener("click", () => go(here + Number(button.dataset.way)));
  }
  document
    .querySelector("[data-print-page]")
    .addEventListener("click", () => frame.contentWindow.postMessage({ print: true }, "*"));
  document.querySelector("[data-ways]").hidden = false;
  document.querySelector("[data-contents]").open = isWide();
  begin();
})();
