// The published text of a file of records, as its script brings it, and the records in it.
handbook.recordForm = handbook.recordForm || {};
handbook.recordForm.texts = (() => {
  "use strict";

  const { read, dataOf } = handbook.yamlText.reading;
  const { edit, put } = handbook.yamlText.editing;

  /** @param {string} packed @returns {Promise<string>} */
  function unpack(packed) {
    const bytes = Uint8Array.from(atob(packed), (sign) => sign.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new window.DecompressionStream("deflate"));
    return new Response(stream).text();
  }

  /** The path of a file → a promise of its text. `run` runs a script of the handbook. */
  function load(path, run) {
    const place = "assets/data/edit/" + path.replace(/\.yml$/, "").replace(/\//g, ".") + ".js";
    return run([place]).then(() => unpack(handbook.editedTexts[path]));
  }

  /** Where a record stands in its file: the route to it. @returns {(string | number)[]} */
  function find(kind, id, data) {
    const { list } = handbook.editing.kinds[kind];
    return list ? [list, data[list].findIndex((entry) => entry.id === id)] : [];
  }

  /** A record in the text of its file → its data. Throws Refused. */
  function take(kind, id, text) {
    const data = dataOf(read(text)),
      route = find(kind, id, data);
    return route.length ? data[route[0]][route[1]] : data;
  }

  /** The text of the file with other data of the record in it. Throws Refused. */
  function write(kind, id, text, record) {
    const data = dataOf(read(text));
    return edit(text, put(data, find(kind, id, data), record));
  }

  /** The text of the file with a new record in it, before the first with a greater id; a file of its own
      where its kind has no list. Throws Refused. */
  function add(kind, text, record) {
    const { list } = handbook.editing.kinds[kind];
    if (!list) return handbook.yamlText.writing.writeBlock(record, 0) + "\n";
    const data = dataOf(read(text)),
      entries = data[list],
      later = entries.findIndex((entry) => entry.id > record.id),
      at = later < 0 ? entries.length : later;
    return edit(text, put(data, [list], [...entries.slice(0, at), record, ...entries.slice(at)]));
  }

  return { load, take, write, add };
})();
