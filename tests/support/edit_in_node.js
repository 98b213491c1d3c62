// Runs the scripts of the page that edits records under Node: it reads {scripts, data, script, cases} as JSON
// and writes what `script`, a function of (case, handbook), gives for each case; {refused: sentence} where a
// file is refused.
const fs = require("fs");
const vm = require("vm");

const { scripts, data, script, cases } = JSON.parse(fs.readFileSync(0, "utf8"));
globalThis.window = globalThis;
globalThis.document = { documentElement: { lang: "en-GB" } };
globalThis.handbook = { shell: {}, pages: {} };
scripts.forEach((file) => vm.runInThisContext(fs.readFileSync(file, "utf8"), { filename: file }));
Object.assign(globalThis.handbook, data);
const answer = vm.runInThisContext(`(${script})`);

function attempt(question) {
  try {
    return answer(question, globalThis.handbook);
  } catch (failed) {
    if (failed instanceof globalThis.handbook.yamlText.reading.Refused) return { refused: failed.message };
    throw failed;
  }
}

process.stdout.write(JSON.stringify(cases.map(attempt)));
