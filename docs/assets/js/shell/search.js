/* Search over Material's index with Material's own worker (assets/javascripts/workers/search.*.js): its messages are
   0 setup, 1 ready, 2 query, 3 result.

   Nothing is fetched until a reader goes to the box. From disk, and in a sandboxed frame, browsers refuse both workers
   and fetching; there the same worker file runs as an ordinary script, and the index comes as search/search_index.js. */
(function () {
  "use strict";

  var handbook = window.handbook, _ = handbook._, ngettext = handbook.ngettext;
  var MOST_PAGES = 20;
  var MOST_PARTS = 3;
  var MOST_WEIGHED = 120; /* Of what the worker found: many more than are shown, since its order is not ours. */
  var SNIPPET = 180;

  /* ---- Text ---- */

  /* The worker answers in HTML: escaped text, the index's own tags, and <mark> around what was found. It is parsed in a
     document of its own, where nothing runs or loads, and only its text and its marks are copied out. */
  function copyText(html, target, limit) {
    var body = new DOMParser().parseFromString(html || "", "text/html").body;
    var walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    var left = limit;
    for (var node = walker.nextNode(); node && left > 0; node = walker.nextNode()) {
      var text = node.data.replace(/\s+/g, " ");
      var isCut = text.length > left;
      if (isCut) text = text.slice(0, left).replace(/\s?\S*$/, "") + " …";
      left = isCut ? 0 : left - text.length;
      if (node.parentElement.tagName === "MARK" && text !== " …") {
        var mark = document.createElement("mark");
        mark.textContent = text;
        target.append(mark);
      } else {
        target.append(text);
      }
    }
    return target;
  }

  function make(tag, name) {
    var element = document.createElement(tag);
    if (name) element.className = name;
    return element;
  }

  /* ---- The index and the worker ---- */

  function loadScript(url) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = url;
      script.onload = resolve;
      script.onerror = function () { reject(new Error("Could not load " + url)); };
      document.head.append(script);
    });
  }

  function confined() { return location.protocol === "file:" || self.origin === "null"; }

  function loadIndex(base) {
    if (confined())
      return loadScript(new URL("search/search_index.js", base).href).then(function () { return window.__index; });
    return fetch(new URL("search/search_index.json", base)).then(function (response) {
      if (!response.ok) throw new Error("Could not load the search index: " + response.status);
      return response.json();
    });
  }

  /* The worker's file looks into `parent` while it sets up, which throws in a frame of another site; for that moment
     the page is its own parent. */
  function asIfOnTop(work) {
    var own = Object.getOwnPropertyDescriptor(window, "parent");
    Object.defineProperty(window, "parent", { value: window, configurable: true });
    try { work(); } finally { Object.defineProperty(window, "parent", own); }
  }

  /* A worker's file on the page's own thread. It calls the global `addEventListener("message")` while loading, and the
     global `postMessage(answer)` later; both are caught here. Calls with a target origin still go to the window. */
  function sameThread(url) {
    var port = { onmessage: null };
    var listeners = [];
    var toWindow = window.postMessage;
    window.addEventListener = function (type, listener, options) {
      if (type === "message") listeners.push(listener);
      else EventTarget.prototype.addEventListener.call(window, type, listener, options);
    };
    window.postMessage = function (data) {
      if (arguments.length > 1) return toWindow.apply(window, arguments);
      port.onmessage({ data: data });
    };
    port.postMessage = function (data) {
      asIfOnTop(function () { listeners.forEach(function (listener) { listener({ data: data }); }); });
    };
    return loadScript(url).then(
      function () { delete window.addEventListener; return port; },
      function (error) { delete window.addEventListener; window.postMessage = toWindow; throw error; });
  }

  function startWorker(url) {
    if (confined()) return sameThread(url);
    return new Promise(function (resolve, reject) {
      var worker = new Worker(url);
      worker.onerror = reject;
      resolve(worker);
    });
  }

  /* What was typed, word by word, without the signs that mean something to the worker's query language: people paste titles. */
  function words(text) { return text.toLowerCase().split(/[\s\-,.:;()?!"“”‘’/^~*+]+/).filter(Boolean); }

  /* Common words, which say nothing of what a page is about. */
  var COMMON = ("a about after also am an and are as at be because been before between by can cannot could did do does doing done dont "
    + "ever every for from get got had has have having he her here him his how i if in into is it its just like long make many me more "
    + "most much must my need never no not of on one only or other ought our over really said same say she should so some such than "
    + "that the their them then there these they thing things this those through to too under us very want wants was we well were "
    + "what when where which while who whom why will with would you your").split(" ");

  /* American spellings, turned British: the handbook is written in British English. */
  var BRITISH = [[/iz(e|es|ed|er|ing|ation|ations|ational)$/, "is$1"], [/yz(e|es|ed|ing)$/, "ys$1"],
    [/^(behavi|lab|fav|hon|endeav|neighb|col|hum)or/, "$1our"], [/^center/, "centre"], [/^program(s?)$/, "programme$1"],
    [/^fulfill/, "fulfil"], [/^judgment/, "judgement"], [/^license/, "licence"], [/^(an)esth/, "$1aesth"], [/^(p)ediatr/, "$1aediatr"],
    [/^(orthop)ed/, "$1aed"], [/^(gyn)ec/, "$1aec"], [/^(h)em(o|a)/, "$1aem$2"], [/^counsel(or|ing)/, "counsell$1"], [/el(ed|ing)$/, "ell$1"]];

  function british(word) {
    return BRITISH.reduce(function (found, pair) { return found.replace(pair[0], pair[1]); }, word);
  }

  /* The beginning that the forms of a word share: "negotiating", "negotiation" and "negotiates" begin with "negotiat". */
  function stem(word) {
    var cut = word.replace(/(ies|ied)$/, "y").replace(/(ings?|ions?|ers?|ed|es|s|e)$/, "");
    return cut.length >= 4 ? cut : word.replace(/s$/, "");
  }

  /* The ways one word is asked for. `^10`: just so; bare: as the beginning of a word, while it is being typed, or of its
     forms; `~1`, `~2`: with a letter or two wrong, for a word that is nowhere in the handbook. */
  function asked(word, isKnown) {
    var forms = [word, british(word)].filter(function (form, place, all) { return all.indexOf(form) === place; });
    if (!isKnown && word.length > 3 && COMMON.indexOf(word) < 0) {
      return forms.map(function (form) { return form + "~1" + (form.length > 8 ? " " + form + "~2" : ""); }).join(" ");
    }
    return forms.map(function (form) { return form + "^10 " + form + (stem(form) !== form ? " " + stem(form) : ""); }).join(" ");
  }

  /* Every word of the index, and whether any begins so. */
  function vocabulary(docs) {
    var all = new Set();
    docs.forEach(function (doc) {
      words([doc.title, doc.text].concat(doc.tags || []).join(" ")).forEach(function (word) { all.add(word); });
    });
    var sorted = Array.from(all).sort();
    return {
      begins: function (start) {
        var low = 0, high = sorted.length;
        while (low < high) {
          var middle = (low + high) >> 1;
          if (sorted[middle] < start) low = middle + 1; else high = middle;
        }
        return low < sorted.length && sorted[low].indexOf(start) === 0;
      }
    };
  }

  /* Resolves to `query(text)`, which resolves to what was found, the best first, and to the address that its links count from. */
  function prepare() {
    var settings = JSON.parse(document.getElementById("__config").textContent);
    var base = new URL(settings.base.replace(/\/?$/, "/"), location);
    var worker = new URL(settings.search, location).href;
    return Promise.all([startWorker(worker), loadIndex(base)]).then(function (both) {
      var port = both[0];
      var waiting = [];
      var known = null;
      return new Promise(function (resolve, reject) {
        port.onerror = reject;
        port.onmessage = function (event) {
          if (event.data.type === 1) resolve(query);
          if (event.data.type === 3) waiting.shift()(event.data.data.items);
        };
        port.postMessage({ type: 0, data: { config: both[1].config, docs: both[1].docs, options: { suggest: false } } });
      });
      function ask(text) {
        return new Promise(function (resolve) {
          waiting.push(resolve);
          port.postMessage({ type: 2, data: text });
        });
      }
      function query(text) {
        var typed = words(text);
        known = known || vocabulary(both[1].docs);
        return ask(typed.map(function (word) { return asked(word, isKnown(word)); }).join(" ")).then(function (items) {
          return { items: ordered(items, text), count: items.length, base: base };
        });
      }
      function isKnown(word) {
        return known.begins(word) || known.begins(british(word));
      }
    });
  }

  /* ---- The order ---- */

  function fold(text) { return text.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim(); }

  /* The worker weighs words one by one. A reader who types a whole title, or a name that a page is known by, wants that
     page first; after that, pages whose title, names and text hold most of what was typed. A title may carry a code
     before it and its framework after it: "3.1 Planning (MLCF)" is called "Planning". */
  function isTitle(title, typed) {
    var name = title.replace(/^[A-Z]*[0-9][0-9.]*\s+/, "").replace(/\s+\([^)]*\)$/, "");
    return [title, name].map(fold).indexOf(fold(typed)) >= 0;
  }

  /* The worker's HTML without its tags, to be weighed and never shown. */
  function text(html) { return (html || "").replace(/<[^>]*>/g, ""); }

  /* How far one entry answers: 1000 for its title, 900 for its title without code and framework, 100 for a name it is
     known by; and for each word typed, 5 where it stands in the title, 4 in a name, 1 in the text, and 9 more where one
     name holds all the words, if there are two or more. */
  function weight(entry, typed, stems) {
    var name = fold(words(typed).map(british).join(" "));
    var title = text(entry.title), names = [].concat(entry.tags || []).map(function (tag) { return fold(text(tag)); });
    var whole = fold(title) === fold(typed) ? 1000 : isTitle(title, typed) ? 900 : names.indexOf(fold(typed)) >= 0 || names.indexOf(name) >= 0 ? 100 : 0;
    var places = [[" " + fold(title), 5], [" " + names.join(" "), 4], [" " + fold(text(entry.text)), 1]];
    var named = names.some(function (name) {
      return stems.length > 1 && stems.every(function (each) { return (" " + name).indexOf(" " + each) >= 0; });
    });
    return whole + (named ? 9 * stems.length : 0) + stems.reduce(function (sum, each) {
      var best = places.filter(function (place) { return place[0].indexOf(" " + each) >= 0; })[0];
      return sum + (best ? best[1] : 0);
    }, 0);
  }

  /* The best first. Parts of a page count for the page, a little less than the page itself. */
  function ordered(items, typed) {
    var all = words(typed), said = all.filter(function (word) { return COMMON.indexOf(word) < 0; });
    var stems = (said.length ? said : all).map(function (word) { return stem(british(word)); });
    var weights = new Map(items.slice(0, MOST_WEIGHED).map(function (entries) {
      return [entries, Math.max.apply(null, entries.map(function (entry) {
        return weight(entry, typed, stems) - (entry.location.indexOf("#") < 0 ? 0 : 0.5);
      }))];
    }));
    items.forEach(function (entries) {
      if (entries.length > 1) entries.sort(function (a, b) { return isTitle(text(b.title), typed) - isTitle(text(a.title), typed); });
    });
    return Array.from(weights.keys()).sort(function (a, b) { return weights.get(b) - weights.get(a); });
  }

  /* ---- The box ---- */

  function link(entry, base, isPart) {
    var anchor = make("a", "hb-search__link" + (isPart ? " hb-search__link--part" : ""));
    anchor.href = new URL(entry.location, base).href;
    anchor.append(copyText(entry.title, make("span", "hb-search__title"), 200));
    if (entry.text) anchor.append(copyText(entry.text, make("span", "hb-search__text"), SNIPPET));
    return anchor;
  }

  /* What is shown of one page: itself, then those of its parts that match best. */
  function shown(entries) {
    var page = entries.find(function (entry) { return entry.location.indexOf("#") < 0; }) || entries[0];
    return [page].concat(entries.filter(function (entry) { return entry !== page; }).slice(0, MOST_PARTS));
  }

  function item(entries, base) {
    var element = make("li", "hb-search__item");
    shown(entries).forEach(function (entry, place) { element.append(link(entry, base, place > 0)); });
    return element;
  }

  function sentence(count, text) {
    if (count === 0) return _("Nothing found for “{text}”", { text: text });
    if (count > MOST_PAGES) return _("The best {most} of {n} pages", { most: MOST_PAGES, n: count });
    return ngettext("{n} page", "{n} pages", count);
  }

  function start() {
    var search = document.getElementById("hb-search");
    if (!search) return;
    var input = search.querySelector(".hb-search__input");
    var panel = search.querySelector(".hb-search__panel");
    var count = search.querySelector(".hb-search__count");
    var list = search.querySelector(".hb-search__results");
    var status = search.querySelector(".hb-search__status");
    var opener = document.querySelector(".hb-header__find");
    var ready = null;
    var waiting = 0;
    if (!/^en\b/.test(handbook.language)) list.lang = "en-GB"; /* What is found are records and pages. */

    function say(text) { count.textContent = text; status.textContent = text; }

    function answered(found, text) {
      if (text !== input.value.trim() || !text) return;
      list.replaceChildren.apply(list, found.items.slice(0, MOST_PAGES).map(function (entries) { return item(entries, found.base); }));
      say(sentence(found.count, text));
      panel.scrollTop = 0;
      show(true);
    }

    function show(open) {
      panel.hidden = !open;
      if (!open) status.textContent = "";
    }

    function warm() {
      if (!ready) {
        ready = prepare();
        ready.catch(function (error) {
          list.replaceChildren();
          say(_("Search could not be loaded. The menu leads to every section."));
          if (input.value.trim()) show(true);
          console.warn(error);
        });
      }
      return ready;
    }

    function ask() {
      var text = input.value.trim();
      if (!text) { list.replaceChildren(); show(false); return; }
      warm().then(function (query) {
        if (text === input.value.trim()) query(text).then(function (found) { answered(found, text); });
      }, function () { show(true); });
    }

    function links() { return Array.from(list.querySelectorAll("a")); }

    function step(by) {
      var stops = [input].concat(links());
      var to = stops[stops.indexOf(document.activeElement) + by];
      if (to) to.focus();
    }

    function expand(open) {
      search.classList.toggle("is-open", open);
      if (opener) opener.setAttribute("aria-expanded", String(open));
    }

    function open() {
      expand(true);
      input.focus();
    }

    /* Escape: first the results, then, on a phone, the box. */
    function escape() {
      if (!panel.hidden) { input.focus(); show(false); return; }
      if (opener && opener.offsetParent && search.classList.contains("is-open")) { expand(false); opener.focus(); }
    }

    input.addEventListener("focus", function () {
      warm();
      if (input.value.trim() && list.children.length) show(true);
    });
    input.addEventListener("input", function () {
      clearTimeout(waiting);
      waiting = setTimeout(ask, 120);
    });

    search.addEventListener("keydown", function (event) {
      if (event.key === "ArrowDown") { event.preventDefault(); step(1); }
      else if (event.key === "ArrowUp") { event.preventDefault(); step(-1); }
      else if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); escape(); }
      else if (event.key === "Enter" && event.target === input && links()[0]) { event.preventDefault(); links()[0].click(); }
    });

    search.addEventListener("focusout", function (event) {
      if (event.relatedTarget && !search.contains(event.relatedTarget)) show(false);
    });
    list.addEventListener("click", function (event) { if (event.target.closest("a")) { show(false); expand(false); } });

    document.addEventListener("pointerdown", function (event) { if (!search.contains(event.target)) show(false); });
    document.addEventListener("keydown", function (event) {
      if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); open(); }
    });
    document.addEventListener("click", function (event) {
      if (event.target.closest("[data-search-open]")) { event.preventDefault(); open(); }
    });

    if (opener) opener.addEventListener("click", function () {
      if (search.classList.contains("is-open")) { show(false); expand(false); }
      else open();
    });

    /* The addresses that would be shown for a text: a list for each page, the best first. */
    function find(text) {
      return warm().then(function (query) { return query(text); }).then(function (found) {
        return found.items.slice(0, MOST_PAGES).map(function (entries) {
          return shown(entries).map(function (entry) { return new URL(entry.location, found.base).href; });
        });
      });
    }

    handbook.search = { open: open, find: find };
  }

  start();
})();
