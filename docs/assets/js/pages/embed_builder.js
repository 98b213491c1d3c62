// Makes the code with which another site shows a page of the handbook, and shows it as it will look. The
// script stands in the page's text and runs before the site's words are there, so it waits for the whole
// page.
document.addEventListener("DOMContentLoaded", () => {
  "use strict";

  const form = document.querySelector("[data-builder]");
  if (!form) return;
  const { i18n, pageHelps, words } = window.handbook.shell;
  const { _, ngettext, spoken } = i18n;
  const names = ["what", "where", "as", "height", "scheme"];
  const fields = Object.fromEntries(names.map((name) => [name, form.elements[name]]));
  const find = document.getElementById("builder-find"),
    findStatus = document.getElementById("builder-found");
  const code = document.getElementById("builder-code");
  const [advice, copyStatus, preview, why] = ["says", "copied", "preview", "height"].map((name) =>
    form.querySelector(`[data-builder-${name}]`),
  );
  const groups = Array.from(fields.what.children, (group) => ({
    group,
    options: Array.from(group.children),
  }));
  // Where the site says its own address, code made on a copy of it is right for the site, too.
  const canonical = document.querySelector("link[rel=canonical]");
  const home = new URL(form.dataset.root, canonical ? canonical.href : location.href).href;
  const here = new URL(form.dataset.root, location.href).href;
  const UNTIL_KNOWN = "600"; // The height of a frame that its script has yet to set.
  let ownHeight = "";

  function make(name, properties, ...inside) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...inside);
    return element;
  }

  // ---- What was chosen

  function chosen() {
    const option = fields.what.selectedOptions[0];
    return {
      place: option.value,
      title: option.label,
      page: new URL(option.dataset.page, location.href).href.replace(here, home),
      scheme: fields.scheme.value,
      hasScript: fields.where.value === "script",
      isCard: fields.as.value === "card",
      where: fields.where.value,
      height: fields.height.value,
    };
  }

  /** The height that suits what is shown where it cannot follow its content; the guide for SharePoint says
      why. */
  function usualHeight({ place, isCard }) {
    if (isCard) return "300";
    return /^(tool|view|wheel)\//.test(place) ? "1000" : "800";
  }

  function address({ place, scheme, isCard }, root) {
    const query = [isCard && "card", scheme && "scheme=" + scheme].filter(Boolean).join("&");
    return `${root}embed/${place}/` + (query && "?" + query);
  }

  // ---- The code

  function escaped(text) {
    return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
  }

  function scriptCode(name) {
    return `\n<script src="${escaped(home)}embed/${name}" defer></scr` + "ipt>";
  }

  function frameTitle({ title }) {
    return _("{title}, from the handbook", { title });
  }

  function frameCode(choice) {
    return (
      `<iframe src="${escaped(address(choice, home))}"\n  title="${escaped(frameTitle(choice))}"\n`
      + `  width="100%" height="${choice.height || UNTIL_KNOWN}" frameborder="0" loading="lazy"></iframe>`
    );
  }

  function cardCode({ place, scheme, page, title }) {
    return (
      `<handbook-card record="${escaped(place)}"`
      + (scheme && ` scheme="${scheme}"`)
      + `><a href="${escaped(page)}">${escaped(title)}</a></handbook-card>`
      + scriptCode("card.js")
    );
  }

  /** Whether what was chosen is shown by a card's own element; else it is a frame. */
  function isElement({ hasScript, isCard, height }) {
    return hasScript && isCard && !height;
  }

  function codeFor(choice) {
    if (isElement(choice)) return cardCode(choice);
    return frameCode(choice) + (choice.hasScript && !choice.height ? scriptCode("host.js") : "");
  }

  function adviceInMoodle({ place, isCard }) {
    if (isCard) {
      return _(
        "In Moodle add a Text and media area, open the source code of its editor, and paste the code.",
      );
    }
    if (/^tool\//.test(place)) {
      return _(
        "For a tool, a URL resource in a new window with the address of the full page is safest in "
          + "Moodle. To show it in a Page, open the source code of its editor, and paste the code.",
      );
    }
    return _(
      "In Moodle add a Page, open the source code of its editor, and paste the code between two paragraphs.",
    );
  }

  function adviceFor(choice) {
    const { where, isCard, height } = choice;
    if (where === "moodle") return adviceInMoodle(choice);
    if (where === "sharepoint") {
      return _(
        "In SharePoint add the Embed web part and paste the code. If SharePoint refuses it, your "
          + "administrator has to add this site to the domains that may be embedded.",
      );
    }
    if (where === "plain") return _("Paste the code where the editor lets you edit HTML.");
    if (height) {
      return _("Paste the code where the editor lets you edit HTML. No script is needed for a fixed height.");
    }
    if (isCard) {
      return _(
        "Paste the code where the editor lets you edit HTML. Add the script line once per page, however many "
          + "cards it has.",
      );
    }
    return _(
      "Paste the code where the editor lets you edit HTML. Add the script line once per page, however many "
        + "frames it has.",
    );
  }

  // ---- The preview

  const loaded = new Set();
  /** Runs one of the scripts that the code names, once. */
  function run(src) {
    if (loaded.has(src)) return;
    loaded.add(src);
    document.head.append(make("script", { src }));
  }

  function showElement({ place, scheme, page, title }) {
    const card = make("handbook-card", {}, make("a", { href: page }, title));
    card.setAttribute("record", place);
    if (scheme) card.setAttribute("scheme", scheme);
    preview.replaceChildren(card);
    run(new URL(form.dataset.card, location.href).href);
  }

  function showFrame(choice) {
    const frame = make("iframe", { src: address(choice, here), title: frameTitle(choice) });
    frame.className = "hb-builder__frame";
    frame.style.height = (choice.height || UNTIL_KNOWN) + "px";
    // Against the script of frames without a fixed height.
    frame.style.maxHeight = choice.height && choice.height + "px";
    frame.style.minHeight = frame.style.maxHeight;
    preview.replaceChildren(frame);
    if (!choice.height) run(new URL(form.dataset.host, location.href).href);
  }

  /** Reads from the address what was chosen: by whoever sent the link, or on this page before. */
  function recall() {
    const query = new URLSearchParams(location.search);
    for (const [name, field] of Object.entries(fields)) {
      const value = query.get(name === "what" ? "record" : name);
      if (Array.from(field.options).some((option) => option.value === value)) field.value = value;
    }
    ownHeight = query.has("height") ? fields.height.value : "";
  }

  /** Keeps in the address what was chosen, so that it is there after a link and "Back", and can be sent. */
  function remember() {
    const query = new URLSearchParams({ record: fields.what.value, where: fields.where.value });
    if (fields.as.value !== "page") query.set("as", fields.as.value);
    if (ownHeight) query.set("height", ownHeight);
    if (fields.scheme.value) query.set("scheme", fields.scheme.value);
    try {
      history.replaceState(null, "", `${location.pathname}?${query}${location.hash}`);
    } catch {
      /* In some frames the address may not be changed. */
    }
  }

  function update() {
    const { hasScript, ...others } = chosen();
    fields.height.options[0].disabled = !hasScript;
    fields.height.value = ownHeight || (hasScript ? "" : usualHeight(others));
    const choice = chosen();
    why.hidden = hasScript;
    code.value = codeFor(choice);
    advice.textContent = adviceFor(choice);
    copyStatus.textContent = "";
    if (isElement(choice)) showElement(choice);
    else showFrame(choice);
  }

  // ---- Finding

  function sayCount(n) {
    if (!find.value.trim()) findStatus.textContent = "";
    else if (n === 0) findStatus.textContent = _("Nothing found. Try a shorter word.");
    else
      findStatus.textContent = ngettext(
        "{n} page found. Choose it below.",
        "{n} pages found. Choose one below.",
        n,
      );
  }

  /** Leaves in the list the options that have every word; all of them where none would be left. */
  function filter() {
    const hasWords = words.matcher(find.value),
      before = fields.what.value;
    const left = groups
      .map(({ group, options }) => ({
        group,
        options: options.filter((option) => hasWords(option.label + " " + group.label)),
      }))
      .filter(({ options }) => options.length);
    const values = left.flatMap(({ options }) => options.map((option) => option.value));
    sayCount(values.length);
    if (!values.length) return;
    left.forEach(({ group, options }) => group.replaceChildren(...options));
    fields.what.replaceChildren(...left.map(({ group }) => group));
    if (values.includes(before)) fields.what.value = before;
    else fields.what.selectedIndex = 0;
    if (fields.what.value === before) return;
    update();
    remember();
  }

  // ---- Copying

  async function copy() {
    const done = await pageHelps.copyField(code);
    copyStatus.textContent = done
      ? _("Copied.")
      : _("The browser did not copy it. The code is selected: press Ctrl and C, on a Mac ⌘ and C.");
  }

  // ---- The page

  function start() {
    recall();
    [findStatus, advice, copyStatus].forEach(spoken);
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    find.addEventListener("input", filter);
    fields.height.addEventListener("change", () => {
      ownHeight = fields.height.value;
    });
    Object.values(fields).forEach((field) =>
      field.addEventListener("change", () => {
        update();
        remember();
      }),
    );
    form.querySelector("[data-builder-copy]").addEventListener("click", copy);
    code.addEventListener("focus", () => code.select());
    pageHelps.whenFieldsReturn(form, () => {
      filter();
      update();
    });
    update();
  }

  start();
});
