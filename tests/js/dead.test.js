// Nothing is kept that nothing uses: exports, variables of the style sheets, icons of the pages.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const web = fileURLToPath(new URL("../../web/", import.meta.url));
const here = fileURLToPath(new URL("./", import.meta.url));

function texts(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((one) => one.isFile())
    .map((one) => readFileSync(join(one.parentPath ?? one.path, one.name), "utf8"));
}

function named(text, pattern) {
  return [...text.matchAll(pattern)].map(([, name]) => name);
}

const modules = texts(join(web, "static", "js"));
const styles = texts(join(web, "static", "css")).join("\n");
const templates = texts(join(web, "templates")).join("\n");

test("every export is used by another module, or by a test", () => {
  const all = [...modules, ...texts(here)];
  for (const module of modules) {
    for (const name of named(module, /^export (?:async )?(?:function|const|class) (\w+)/gm)) {
      assert.ok(all.some((one) => one !== module && new RegExp(`\\b${name}\\b`).test(one)), name);
    }
  }
});

test("every variable of the style sheets is used", () => {
  const used = new Set(named([styles, templates, ...modules].join("\n"), /var\((--[\w-]+)/g));
  for (const name of named(styles, /(--[\w-]+)\s*:/g)) assert.ok(used.has(name), name);
});

test("every icon of the pages is drawn on one", () => {
  const drawn = new Set(named(templates, /icon\("([\w-]+)"\)/g));
  for (const name of named(templates, /^ {2}"([\w-]+)": '</gm)) assert.ok(drawn.has(name), name);
});
