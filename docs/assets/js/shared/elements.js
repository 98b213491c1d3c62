// How scripts make elements. Words are only ever put in as text, so that nothing in them can run.
handbook.shared = handbook.shared || {};
handbook.shared.elements = (() => {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  // Besides those with a hyphen, such as aria- and data-.
  const ATTRIBUTES = new Set(["for", "role", "colspan"]);

  /** Gives an element its properties and attributes, without those that are null or undefined. → the
      element. */
  function give(element, props) {
    Object.entries(props || {}).forEach(([name, value]) => {
      if (value === null || value === undefined) return;
      if (name.includes("-") || ATTRIBUTES.has(name)) element.setAttribute(name, value);
      else element[name] = value;
    });
    return element;
  }

  /** Children as they can be appended: lists are laid flat; null, undefined, false and "" are left out. */
  function flat(children) {
    return children.flat(9).filter((child) => child || child === 0);
  }

  /** An element with its properties, as `give` takes them, and its children, as `flat` takes them. */
  function make(name, props, ...children) {
    const element = give(document.createElement(name), props);
    element.append(...flat(children));
    return element;
  }

  /** An element of a drawing (SVG): what it is given becomes attributes. */
  function draw(name, attributes, ...children) {
    const element = document.createElementNS(SVG, name);
    Object.entries(attributes || {}).forEach(([key, value]) => element.setAttribute(key, value));
    element.append(...flat(children));
    return element;
  }

  /** A sentence with elements or words in the place of its {names}, as children for `make`. */
  function sentence(words, parts) {
    return words.split(/\{(\w+)\}/).map((piece, at) => (at % 2 ? parts[piece] : piece));
  }

  return { give, flat, make, draw, sentence };
})();
