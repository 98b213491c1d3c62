// Answers questions from the search's own scripts, with the files of a built index, as the page does: it reads
// {scripts, files, questions, script?} as JSON and writes what `script`, a function of (question, helpers),
// gives for each question. Without `script`: the addresses that are found, with the kind of each.
const fs = require("fs");
const vm = require("vm");

const { scripts, files, questions, script } = JSON.parse(fs.readFileSync(0, "utf8"));
globalThis.window = globalThis;
globalThis.handbook = { shell: {}, searchFiles: {} };
const run = (file) => vm.runInThisContext(fs.readFileSync(file, "utf8"), { filename: file });
scripts.forEach(run);
files.forEach(run);
const { search, searchFiles } = globalThis.handbook;

function open() {
  const index = search.index.create(searchFiles.head);
  search.index.addSummaries(index, searchFiles[index.head.summaries]);
  search.index.addEntries(index, searchFiles[index.head.lookup], index.entries.length);
  return index;
}

const index = files.length ? open() : null;

function ask(text, within = index) {
  for (let times = 0; times < 2; times += 1)
    for (const [beginning, name] of search.query.listShards(text, within))
      if (!within.shards.has(beginning)) search.index.addShard(within, beginning, searchFiles[name]);
  return search.answers.answer(text, within);
}

const find = (text) =>
  ask(text)
    .results.slice(0, 30)
    .map(({ entry, places }) => [entry, ...places].map(({ address }) => address));
const answer = script ? vm.runInThisContext(`(${script})`) : find;
const helpers = { index, ask, search, searchFiles };
process.stdout.write(JSON.stringify(questions.map((question) => answer(question, helpers))));
