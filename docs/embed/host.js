/* Gives frames of the handbook the height of what is in them. Their heights and nothing else are taken from them. */
(function () {
  "use strict";
  var base = new URL(".", document.currentScript.src);
  function each(task) {
    document.querySelectorAll("iframe").forEach(function (frame) { if (frame.src.indexOf(base.href) === 0) task(frame); });
  }
  addEventListener("message", function (event) {
    var high = event.data && event.data.handbook === "height" && event.data.height;
    if (Number.isInteger(high)) each(function (frame) {
      var apart = frame.hasAttribute("sandbox") && !frame.sandbox.contains("allow-same-origin"), style = frame.style;
      if (event.source !== frame.contentWindow || event.origin !== (apart ? "null" : base.origin)) return;
      style.border = 0;
      style.boxSizing = "content-box";
      style.height = Math.min(Math.max(high, 120), 50000) + "px";
    });
  });
  each(function (frame) { frame.contentWindow.postMessage({ handbook: "measure" }, "*"); });
})();
