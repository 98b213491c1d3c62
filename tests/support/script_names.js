// Every name that scripts give to something, as TypeScript's parser reads them: functions, classes, methods,
// parameters, variables, and properties of `this`. Keys of objects are none: data have those.
//
//     node script_names.js FOLDER < '{"a.js": "const a = 1;"}'    FOLDER: node_modules, which has typescript
//     → {"a.js": [[1, "a"]]}                                      with the line of each
const { readFileSync } = require("fs");
const { join } = require("path");
const ts = require(join(process.argv[2], "typescript"));

function nameOf(node) {
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    const { left } = node;
    const isOfThis =
      ts.isPropertyAccessExpression(left) && left.expression.kind === ts.SyntaxKind.ThisKeyword;
    return isOfThis ? left.name : null;
  }
  const isNaming =
    ts.isVariableDeclaration(node)
    || ts.isParameter(node)
    || ts.isBindingElement(node)
    || ts.isFunctionDeclaration(node)
    || ts.isFunctionExpression(node)
    || ts.isClassLike(node)
    || ts.isClassElement(node);
  return isNaming && node.name && ts.isIdentifier(node.name) ? node.name : null;
}

function namesIn(source) {
  const file = ts.createSourceFile("script.js", source, ts.ScriptTarget.Latest, true);
  const names = [];
  const visit = (node) => {
    const name = nameOf(node);
    if (name) names.push([file.getLineAndCharacterOfPosition(name.getStart()).line + 1, name.text]);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return names;
}

const sources = JSON.parse(readFileSync(0, "utf8"));
const names = Object.entries(sources).map(([file, source]) => [file, namesIn(source)]);
process.stdout.write(JSON.stringify(Object.fromEntries(names)));
