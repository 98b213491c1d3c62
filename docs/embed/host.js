/* Handbook frames get the height their page says, and the window shows where in them the focus has gone:
   both by a port that ends with the page. */
(() => {
  "use strict";
  const base = new URL(".", document.currentScript.src), heard = new WeakMap();
  const each = task => document.querySelectorAll("iframe").forEach(it =>
    it.src.startsWith(base) && task(it, it.contentWindow));
  const show = (frame, [top, bottom]) => {
    const { style, clientHeight } = frame, { y } = frame.getBoundingClientRect(), own = style.scrollMarginTop;
    if (document.activeElement !== frame || !(top >= 0 && top <= bottom && bottom <= clientHeight)
      || y + bottom > 0 && y + top < innerHeight) return;
    style.scrollMarginTop = `${innerHeight / 4 - top}px`;
    frame.scrollIntoView({ behavior: "instant" });
    style.scrollMarginTop = own;
  };
  addEventListener("message", ({ data, origin, ports: [port], source }) =>
    port && data?.handbook === "height" && each((frame, page) => {
    const apart = frame.matches("[sandbox]:not([sandbox~=allow-same-origin i])");
    if (source !== page || origin !== (apart ? "null" : base.origin)
      || apart && heard.get(page) === frame.src) return;
    heard.set(page, frame.src);
    port.onmessage = ({ data }) => {
      if (Array.isArray(data?.show) && data.show.every(Number.isInteger)) return show(frame, data.show);
      if (!Number.isInteger(data)) return heard.delete(page);
      frame.style.cssText += `;border:0;box-sizing:content-box;height:clamp(120px,${data}px,50000px)`;
    };
    port.postMessage(0);
  }));
  each((frame, page) => page.postMessage({ handbook: "measure" }, "*"));
})();
