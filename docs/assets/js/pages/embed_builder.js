// Makes the code with which another site shows a page of the handbook, and shows it as it will look.
// The script stands in the page's text and runs before the site's words are there, so it waits for the whole page.
document.addEventListener("DOMContentLoaded", () => {
  "use strict";

  const form = document.querySelector("[data-builder]"), offline = document.querySelector("[data-builder-offline]");
  if (!form) return;
  const { _, ngettext, spoken } = window.handbook;
  const fields = Object.fromEntries(["what", "where", "as", "height", "scheme"].map((name) => [name, form.elements[name]]));
  const find = document.getElementById("builder-find"), found = document.getElementById("builder-found");
  const code = document.getElementById("builder-code");
  const [says, copied, preview, why] = ["says", "copied", "preview", "height"].map((name) => form.querySelector("[data-builder-" + name + "]"));
  const groups = Array.from(fields.what.children, (group) => ({ group, options: Array.from(group.children) }));
  const all = groups.flatMap(({ options }) => options);
  // Where the site says its own address, code made on a copy of it is right for the site, too.
  const canonical = document.querySelector("link[rel=canonical]");
  const home = new URL(form.dataset.root, canonical ? canonical.href : location.href).href;
  const here = new URL(form.dataset.root, location.href).href;
  const UNTIL_KNOWN = "600";  // The height of a frame that its script has yet to set.
  let ownHeight = "";

  if (location.protocol === "file:") {
    const to = canonical && make("a", { href: canonical.href }, canonical.href);
    const [before, after] = to ? _("No other site can show pages of a copy on a disk. Make the code on the handbook’s own site: {address}").split("{address}")
      : [_("No other site can show pages of a copy on a disk. Make the code on the handbook’s own site, on the page of this name."), ""];
    spoken(offline).append(before, to || "", after);
    offline.hidden = false;
    return;
  }

  function make(name, properties, ...inside) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...inside);
    return made;
  }

  // ---- What was chosen

  function chosen() {
    const option = fields.what.selectedOptions[0];
    const hasScript = fields.where.value === "script", isCard = fields.as.value === "card";
    return { place: option.value, title: option.label, page: new URL(option.dataset.page, location.href).href.replace(here, home),
      scheme: fields.scheme.value, hasScript, isCard, where: fields.where.value,
      height: fields.height.value };
  }

  /** The height that suits what is shown where it cannot follow its content; the guide for SharePoint says why. */
  function usualHeight({ place, isCard }) {
    return isCard ? "300" : /^(tool|view|wheel)\//.test(place) ? "1000" : "800";
  }

  function address({ place, scheme, isCard }, root) {
    const asked = [isCard && "card", scheme && "scheme=" + scheme].filter(Boolean).join("&");
    return root + "embed/" + place + "/" + (asked && "?" + asked);
  }

  function escaped(text) {
    return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
  }

  // ---- The code

  function frameCode(now) {
    const title = _("{title}, from the handbook", { title: now.title });
    return "<iframe src=\"" + escaped(address(now, home)) + "\"\n  title=\"" + escaped(title) + "\"\n  width=\"100%\" height=\""
      + (now.height || UNTIL_KNOWN) + "\" frameborder=\"0\" loading=\"lazy\"></iframe>";
  }

  function cardCode({ place, scheme, page, title }) {
    return "<handbook-card record=\"" + escaped(place) + "\"" + (scheme && " scheme=\"" + scheme + "\"") + "><a href=\"" + escaped(page) + "\">"
      + escaped(title) + "</a></handbook-card>\n<script src=\"" + escaped(home) + "embed/card.js\" defer></scr" + "ipt>";
  }

  function codeFor(now) {
    if (now.hasScript && now.isCard && !now.height) return cardCode(now);
    if (now.hasScript && !now.height) return frameCode(now) + "\n<script src=\"" + escaped(home) + "embed/host.js\" defer></scr" + "ipt>";
    return frameCode(now);
  }

  function advice(now) {
    if (now.where === "sharepoint") return _("In SharePoint add the Embed web part and paste the code. If SharePoint refuses it, your administrator has to add this site to the domains that may be embedded.");
    if (now.where === "moodle" && now.isCard) return _("In Moodle add a Text and media area, open the source code of its editor, and paste the code.");
    if (now.where === "moodle" && /^tool\//.test(now.place)) return _("For a tool, a URL resource in a new window with the address of the full page is safest in Moodle. To show it in a Page, open the source code of its editor, and paste the code.");
    if (now.where === "moodle") return _("In Moodle add a Page, open the source code of its editor, and paste the code between two paragraphs.");
    if (now.where === "plain") return _("Paste the code where the editor lets you edit HTML.");
    if (now.height) return _("Paste the code where the editor lets you edit HTML. No script is needed for a fixed height.");
    return now.isCard ? _("Paste the code where the editor lets you edit HTML. Add the script line once per page, however many cards it has.")
      : _("Paste the code where the editor lets you edit HTML. Add the script line once per page, however many frames it has.");
  }

  // ---- The preview

  const loaded = new Set();
  /** Runs one of the scripts that the code names, once. */
  function run(address) {
    if (loaded.has(address)) return;
    loaded.add(address);
    document.head.append(make("script", { src: address }));
  }

  function show(now) {
    if (now.hasScript && now.isCard && !now.height) {
      const card = make("handbook-card", {}, make("a", { href: now.page }, now.title));
      card.setAttribute("record", now.place);
      if (now.scheme) card.setAttribute("scheme", now.scheme);
      preview.replaceChildren(card);
      run(new URL(form.dataset.card, location.href).href);
      return;
    }
    const frame = make("iframe", { src: address(now, here), title: _("{title}, from the handbook", { title: now.title }) });
    frame.className = "hb-builder__frame";
    frame.style.height = (now.height || UNTIL_KNOWN) + "px";
    frame.style.maxHeight = now.height && now.height + "px";  // Against the script of frames without a fixed height.
    frame.style.minHeight = frame.style.maxHeight;
    preview.replaceChildren(frame);
    if (!now.height) run(new URL(form.dataset.host, location.href).href);
  }

  function update() {
    const before = chosen();
    fields.height.options[0].disabled = !before.hasScript;
    fields.height.value = ownHeight || (before.hasScript ? "" : usualHeight(before));
    const now = chosen();
    why.hidden = now.hasScript;
    code.value = codeFor(now);
    says.textContent = advice(now);
    copied.textContent = "";
    show(now);
  }

  // ---- Finding

  function filter() {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean), before = fields.what.value;
    const fits = (option, group) => words.every((word) => (option.label + " " + group.label).toLowerCase().includes(word));
    const kept = groups.map(({ group, options }) => ({ group, options: options.filter((option) => fits(option, group)) }))
      .filter(({ options }) => options.length);
    const count = kept.reduce((sum, { options }) => sum + options.length, 0);
    found.textContent = words.length === 0 ? "" : count ? ngettext("{n} page found. Choose it below.", "{n} pages found. Choose one below.", count)
      : _("Nothing found. Try a shorter word.");
    if (!count) return;
    kept.forEach(({ group, options }) => group.replaceChildren(...options));
    fields.what.replaceChildren(...kept.map(({ group }) => group));
    if (Array.from(fields.what.options, (option) => option.value).includes(before)) fields.what.value = before;
    else fields.what.selectedIndex = 0;
    if (fields.what.value !== before) update();
  }

  // ---- Copying

  async function copy() {
    const done = await handbook.copyField(code);
    copied.textContent = done ? _("Copied.") : _("The browser did not copy it. The code is selected: press Ctrl and C, on a Mac ⌘ and C.");
  }

  const asked = new URLSearchParams(location.search).get("record");
  if (all.some((option) => option.value === asked)) fields.what.value = asked;
  [found, says, copied].forEach(spoken);
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  find.addEventListener("input", filter);
  fields.height.addEventListener("change", () => { ownHeight = fields.height.value; });
  Object.values(fields).forEach((field) => field.addEventListener("change", update));
  form.querySelector("[data-builder-copy]").addEventListener("click", copy);
  code.addEventListener("focus", () => code.select());
  update();
});
