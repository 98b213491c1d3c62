// The service worker: keeps pages for use without a network, all of one build.
//
// It holds a list of the files of its build, each with a digest, and keeps a file only if that is its own.
// With a network a page is the server's; what belongs to it (styles, scripts, data) is kept or the server's,
// as the page is. A page of another build (the server has been renewed) is marked as foreign: nothing is
// mixed into it. The worker of the next build waits until no page of this one is open, or a reader asks for
// it.
(() => {
  "use strict";

  const BUILD = "{build}";
  const ROOT = self.registration.scope;
  const NAMES = `handbook ${new URL(ROOT).pathname} `; // Several handbooks may stand at one origin.
  const CACHE = NAMES + BUILD,
    NOTES = NAMES + "notes"; // What was asked to be stored, and which pages are foreign.
  const LIST = "device-files.json";
  const PATIENCE = 4000; // Milliseconds that a page waits for the network where it is stored.
  const AT_ONCE = 6; // Files.
  const NAMED = /\.[0-9a-f]{8}\.(css|js)$/; // By their content.
  const checks = new Map(); // By client: a promise that its page has been judged.
  let fileList = null,
    isAsking = false,
    isStopped = false; // Where all is being removed.

  // ---- Addresses

  /** An address → its path from the site's root as the list has it, or null outside of the site. */
  function pathOf(address) {
    const bare = address.replace(/[?#].*/, "");
    return bare.startsWith(ROOT)
      ? decodeURI(bare.slice(ROOT.length)).replace(/(^|\/)index\.html$/, "$1")
      : null;
  }

  const addressOf = (path) => ROOT + encodeURI(path);

  // ---- The list and the files of this build

  /** The list of this build, kept or from the server; throws where the server has another by now. */
  async function list() {
    if (!fileList) {
      const cache = await caches.open(CACHE);
      const stored = await cache.match(addressOf(LIST));
      const answer = stored || (await fetch(addressOf(LIST), { cache: "no-cache" }));
      const content = await answer.clone().json();
      if (content.build !== BUILD) throw new Error("newer");
      if (!stored) await cache.put(addressOf(LIST), answer);
      fileList = content;
    }
    return fileList;
  }

  async function match(path) {
    return (await caches.open(CACHE)).match(addressOf(path));
  }

  async function digest(bytes) {
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    const text = btoa(String.fromCharCode(...hash));
    return text.slice(0, 8).replace(/\+/g, "-").replace(/\//g, "_");
  }

  /** Keeps an answer if it is the file of this build → its bytes, or null. */
  async function keep(path, answer) {
    const { files } = await list();
    if (isStopped || !files[path] || !answer.ok) return null;
    const bytes = await answer.arrayBuffer();
    if ((await digest(bytes)) !== files[path].split(" ")[0]) return null;
    const headers = new Headers(answer.headers);
    headers.delete("Content-Encoding"); // Of the bytes as they came.
    headers.delete("Content-Length");
    await (await caches.open(CACHE)).put(addressOf(path), new Response(bytes, { headers }));
    return bytes;
  }

  /** Fetches and keeps a file unless it is kept → its bytes. */
  async function bring(path) {
    const stored = await match(path);
    if (stored) return stored.arrayBuffer();
    // Where a server knows files by the second, a cache on the way takes an old one for the new.
    for (const cache of ["no-cache", "reload"]) {
      const bytes = await keep(path, await fetch(addressOf(path), { cache }));
      if (bytes) return bytes;
    }
    throw new Error("newer");
  }

  /** The files that a page or a script of data names and the list has. */
  function listNamed(bytes, files) {
    const text = new TextDecoder().decode(bytes);
    const places = text.match(/assets\/[\w./-]+/g) || [];
    return [...new Set(places)].filter((place) => files[place]);
  }

  /** Runs `work` on all of `items`, some at once. */
  async function runAll(items, work) {
    const waiting = [...items];
    const run = async () => {
      while (waiting.length) await work(waiting.shift());
    };
    await Promise.all(Array.from({ length: AT_ONCE }, run));
  }

  /** Brings pages with all that they name → the paths of all that they need. `tell` hears how far it is. */
  async function bringPages(pages, tell = () => {}) {
    const { files } = await list();
    const needed = new Set(pages);
    let done = 0;
    const take = async (path) => {
      const bytes = await bring(path);
      done += 1;
      const isRead = !path.startsWith("assets/") || path === "assets/data/handbook.js";
      if (isRead) listNamed(bytes, files).forEach((place) => needed.add(place));
      tell(done, needed.size);
    };
    await runAll(pages, take);
    await runAll(
      [...needed].filter((path) => path === "assets/data/handbook.js"),
      take,
    );
    await runAll(
      [...needed].filter((path) => path.startsWith("assets/") && path !== "assets/data/handbook.js"),
      take,
    );
    return [...needed];
  }

  // ---- What was asked to be kept

  const noteOf = (path) => ROOT + "?kept=" + encodeURIComponent(path);

  async function listKept() {
    const notes = await caches.open(NOTES);
    const requests = (await notes.keys()).filter(({ url }) => url.startsWith(ROOT + "?kept="));
    return Promise.all(requests.map(async (request) => (await notes.match(request)).json()));
  }

  async function keepSet({ path, title }, tell) {
    const { files, sets } = await list();
    if (!sets[path]) throw new Error("gone");
    const paths = Object.keys(files);
    const needed = await bringPages(
      sets[path].map((number) => paths[number]),
      tell,
    );
    const at = new Date().toISOString();
    const note = { path, title, at, files: needed, pages: sets[path].length, bytes: sizeOf(needed, files) };
    await (await caches.open(NOTES)).put(noteOf(path), new Response(JSON.stringify(note)));
    return note;
  }

  function sizeOf(paths, files) {
    return paths.reduce((sum, path) => sum + (files[path] ? Number(files[path].split(" ")[1]) : 0), 0);
  }

  async function dropSet({ path }) {
    const notes = await caches.open(NOTES),
      cache = await caches.open(CACHE);
    const stored = await listKept();
    const gone = stored.find((note) => note.path === path);
    const others = new Set(stored.filter((note) => note !== gone).flatMap((note) => note.files));
    await notes.delete(noteOf(path));
    const pages = gone ? gone.files.filter((file) => !file.startsWith("assets/") && !others.has(file)) : [];
    const { device } = await list();
    await Promise.all(pages.map((file) => file !== device && cache.delete(addressOf(file))));
  }

  async function tellState() {
    const { files } = await list();
    const stored = (await (await caches.open(CACHE)).keys()).map(({ url }) => pathOf(url));
    const pages = stored.filter((path) => path !== LIST && !path.startsWith("assets/"));
    return { build: BUILD, sets: await listKept(), pages: pages.length, bytes: sizeOf(stored, files) };
  }

  // ---- Foreign pages

  const clientNote = (id) => ROOT + "?client=" + id;

  async function isForeign(id) {
    return Boolean(id && (await (await caches.open(NOTES)).match(clientNote(id))));
  }

  /** Asks the server for the worker of another build; one that waits looks again whether it is time. */
  async function askForNext() {
    const { waiting } = self.registration;
    if (waiting) waiting.postMessage({ do: "look" });
    if (waiting || isAsking) return;
    isAsking = true;
    await self.registration.update().catch(() => {});
    isAsking = false;
  }

  /** Whether the server has another build. A proxy may change its files without that. */
  async function isRenewed() {
    const answer = await fetch(addressOf(LIST), { cache: "no-cache" });
    return answer.ok && (await answer.json()).build !== BUILD;
  }

  /** Judges a file that is none of this build, and marks the page that it is, if it is one. */
  async function judge(id) {
    if (isStopped || !(await isRenewed())) return;
    if (id) await (await caches.open(NOTES)).put(clientNote(id), new Response(""));
    await askForNext();
  }

  /** The open pages that are of a build before this one. */
  async function listOlder() {
    const open = await self.clients.matchAll({ includeUncontrolled: true, type: "window" });
    const windows = open.filter(({ url }) => url.startsWith(ROOT) && !pathOf(url).startsWith("embed/"));
    const foreign = await Promise.all(windows.map(({ id }) => isForeign(id)));
    return windows.filter((client, place) => !foreign[place]);
  }

  // ---- A new build

  async function listBefore() {
    return (await caches.keys()).filter((name) => name.startsWith(NAMES) && name !== CACHE && name !== NOTES);
  }

  /** Takes over what has stayed the same → the pages that were stored; the rest of them is to be fetched. */
  async function takeOver(files) {
    const cache = await caches.open(CACHE);
    const pages = new Set();
    for (const name of await listBefore()) {
      const older = await caches.open(name);
      const before = await older.match(addressOf(LIST));
      const old = before ? (await before.json()).files : {};
      for (const request of await older.keys()) {
        const path = pathOf(request.url);
        if (files[path] && !path.startsWith("assets/")) pages.add(path);
        if (files[path] && files[path] === old[path]) await cache.put(request, await older.match(request));
      }
    }
    return pages;
  }

  async function prepare() {
    const { files, sets, device } = await list();
    const hasBefore = (await listBefore()).length > 0;
    const pages = await takeOver(files);
    await bringPages([device, ...pages].filter((path) => files[path]));
    for (const note of await listKept()) if (sets[note.path]) await keepSet(note);
    const older = await listOlder();
    if (!hasBefore || !older.length) self.skipWaiting();
    else older.forEach((client) => client.postMessage({ handbook: "newer" }));
  }

  async function begin() {
    const before = await listBefore();
    const older = before.length ? await listOlder() : [];
    await Promise.all(before.map((name) => caches.delete(name)));
    const notes = await caches.open(NOTES);
    for (const request of await notes.keys())
      if (request.url.includes("?client=")) await notes.delete(request);
    await self.clients.claim();
    older.forEach((client) => client.postMessage({ handbook: "replaced" }));
  }

  // ---- Answers

  const after = (time) => new Promise((resolve) => setTimeout(resolve, time));

  /** The page that lists what is stored, in the place of one that is not. */
  async function instead(path) {
    const { device } = await list();
    if (path === device || !(await match(device))) return Response.error();
    return Response.redirect(addressOf(device) + "?missing=" + encodeURIComponent(path), 302);
  }

  async function answerPage(event, path) {
    const stored = await match(path);
    const coming = fetch(event.request);
    coming.catch(() => {});
    let answer = null;
    try {
      answer = await (stored ? Promise.race([coming, after(PATIENCE)]) : coming);
    } catch {
      /* No network. */
    }
    if (!answer) return stored || instead(path);
    if (answer.type !== "basic" || !answer.ok) return answer;
    const check = keep(path, answer.clone())
      .then((isOurs) => isOurs || judge(event.resultingClientId))
      .catch(() => {}); // No room, or no list: nothing is known of another build.
    checks.set(event.resultingClientId, check);
    event.waitUntil(check.finally(() => checks.delete(event.resultingClientId)));
    return answer;
  }

  async function answerPart(event, path) {
    await checks.get(event.clientId);
    // A file whose name does not tell its content is asked for as it is now, not as it was a minute ago.
    const fresh = () => fetch(event.request, NAMED.test(path) ? {} : { cache: "no-cache" });
    if (await isForeign(event.clientId)) return fresh();
    const stored = await match(path);
    if (stored) return stored;
    const answer = await fresh();
    const check = keep(path, answer.clone()).then((isOurs) => isOurs || judge(""));
    event.waitUntil(check.catch(() => {}));
    return answer;
  }

  self.addEventListener("install", (event) => event.waitUntil(prepare()));
  self.addEventListener("activate", (event) => event.waitUntil(begin()));
  self.addEventListener("fetch", (event) => {
    const { request } = event,
      path = pathOf(request.url);
    if (request.method !== "GET" || path === null || path.startsWith("embed/")) return;
    if (request.mode === "navigate") event.respondWith(answerPage(event, path));
    else if (path.startsWith("assets/")) event.respondWith(answerPart(event, path));
  });

  // ---- What pages ask. The answer comes on the port that came with it.

  const DEEDS = {
    activate: () => self.skipWaiting(),
    stop: () => {
      isStopped = true;
    },
    look: async () => (await listOlder()).length || self.skipWaiting(),
    state: tellState,
    keep: keepSet,
    drop: dropSet,
    read: ({ address }) => bringPages([pathOf(address)]),
  };

  async function serve({ data, ports }) {
    const port = ports[0];
    const tell = (message) => port && port.postMessage(message);
    try {
      tell({ result: await DEEDS[data.do](data, (done, of) => tell({ done, of })) });
    } catch (error) {
      if (error.message === "newer") await askForNext();
      tell({ error: /quota/i.test(error.name) ? "full" : error.message === "newer" ? "newer" : "network" });
    }
  }

  self.addEventListener("message", (event) => {
    if (event.data && DEEDS[event.data.do]) event.waitUntil(serve(event));
  });
})();
