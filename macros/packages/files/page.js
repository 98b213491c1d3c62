/* A page of a course: opens its folds for the printer, and tells the player around it which page it is and
   how far it has been read. Without a player it says nothing. */
(() => {
  "use strict";

  const file = document.body.dataset.page;
  const player = window.parent;

  function openFolds() {
    for (const fold of document.querySelectorAll("details")) {
      fold.open = true;
    }
  }

  function findRoom() {
    return Math.max(1, document.documentElement.scrollHeight - window.innerHeight);
  }

  function say(message) {
    player.postMessage({ handbook: file, ...message }, "*");
  }

  function listen() {
    let isWaiting = false;
    window.addEventListener("scroll", () => {
      if (isWaiting) {
        return;
      }
      isWaiting = true;
      requestAnimationFrame(() => {
        isWaiting = false;
        say({ place: Math.min(1, window.scrollY / findRoom()) });
      });
    });
    window.addEventListener("message", (event) => {
      if (event.source !== player || !event.data) {
        return;
      }
      if (event.data.ask === true) {
        say({ isOpen: true });
      } else if (event.data.print === true) {
        window.print();
      } else if (typeof event.data.place === "number") {
        window.scrollTo(0, event.data.place * findRoom());
      }
    });
  }

  window.addEventListener("beforeprint", openFolds);
  if (file && player !== window) {
    listen();
    say({ isOpen: true });
  }
})();
