// Builds what browsers load, into src/circle_widgets/static/:
//
//   phone.js screen.js remote.js desk.js alone.js
//   start.js mine.js tables.js                      from ui/NAME.tsx, or ui/NAME/main.tsx
//   NAME.css                                        from ui/NAME.css, or ui/NAME/main.css, then every kind's style.css;
//                                                   phone.css without their screen.css and desk.css
//   kinds/NAME.js  kinds/NAME.css                   from steps/NAME/face.tsx and style.css
//   locale/LANGUAGE.json                            from locale/ and steps/*/locale/, joined
//   locale/PAGE/LANGUAGE.json                       the part of it that a page of the room reads
//   fonts/*.woff2                                   from npm
//   manifest.json                                   name -> hash of the content
//
// node build.mjs [--watch] [--partial]     --partial passes over a page that is not written yet

import { createHash } from "node:crypto";
import { existsSync, watch } from "node:fs";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import * as esbuild from "esbuild";

const UI = dirname(fileURLToPath(import.meta.url));
const PACKAGE = dirname(UI);
const ROOT = resolve(PACKAGE, "../..");
const STATIC = join(PACKAGE, "static");
const PAGES = ["phone", "screen", "remote", "desk", "alone", "start", "mine", "tables"];
/** Pages that draw no step, so they need no kind's style. */
const WITHOUT_STEPS = new Set(["start", "mine", "tables"]);
/** Which files of locale/LANGUAGE/ a page of the room carries in itself, besides the kinds' sentences. */
const SENTENCES = { phone: ["shared", "phone", "agreed"], screen: ["shared", "screen", "agreed"], remote: ["shared", "screen", "agreed", "desk", "show", "undo", "remote"] };
/** A kind's sentences of these families are said by the room, or where there is something to take back. */
const ELSEWHERE = new Set(["errors", "undo"]);
const WITHOUT_STYLE = new Set(["alone"]); // drawn with the desk's
const FONTS = join(ROOT, "node_modules/@fontsource-variable/atkinson-hyperlegible-next");
const SUBSETS = /-(latin|latin-ext)-wght-normal\.woff2$/;

const { values: options } = parseArgs({
  options: { watch: { type: "boolean", default: false }, partial: { type: "boolean", default: false } },
});

/** A source that a person has to write or correct: told in one line, without a trace. */
class SourceError extends Error {}

function esbuildOptions() {
  return {
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    format: "esm",
    target: ["es2019"],
    jsx: "automatic",
    jsxImportSource: "preact",
    charset: "utf8",
    legalComments: "none",
    logLevel: "silent",
    minify: !options.watch,
    sourcemap: options.watch ? "inline" : false,
    loader: { ".json": "json", ".svg": "text", ".woff2": "dataurl" },
    external: ["fonts/*", "./fonts/*", "../fonts/*"], // served beside the style sheet
    define: { "process.env.NODE_ENV": '"production"' },
    nodePaths: [join(ROOT, "node_modules")],
  };
}

async function folders(where) {
  if (!existsSync(where)) return [];
  const found = await readdir(where, { withFileTypes: true });
  return found.filter((entry) => entry.isDirectory() && !/^[_.]/.test(entry.name)).map((entry) => entry.name).sort();
}

function firstThatIs(...paths) {
  return paths.find((path) => existsSync(path));
}

/** What is to be bundled: [{name: "phone.js", source, wrap?}]. */
async function entries() {
  const found = [];
  const missing = [];
  for (const page of PAGES) {
    for (const [kind, extension] of [["js", "tsx"], ["css", "css"]]) {
      if (kind === "css" && WITHOUT_STYLE.has(page)) continue;
      const source = firstThatIs(join(UI, `${page}.${extension}`), join(UI, page, `main.${extension}`));
      if (source) found.push({ name: `${page}.${kind}`, source, page: kind === "css" && !WITHOUT_STEPS.has(page) });
      else missing.push(`ui/${page}.${extension}`);
    }
  }
  for (const kind of await folders(join(PACKAGE, "steps"))) {
    const face = join(PACKAGE, "steps", kind, "face.tsx");
    const style = join(PACKAGE, "steps", kind, "style.css");
    if (existsSync(face)) found.push({ name: `kinds/${kind}.js`, source: face, face: true });
    if (existsSync(style)) found.push({ name: `kinds/${kind}.css`, source: style });
  }
  if (missing.length > 0 && !options.partial) throw new SourceError(`These pages have no source: ${missing.join(", ")}.`);
  for (const name of missing) console.log(`front end: ${name} is not there yet, passed over`);
  return found;
}

/** A kind's face becomes an ES module with `mount`, the same for ours and for other packages'. */
function faceModule(source) {
  const from = (path) => JSON.stringify(`./${relative(UI, path).split(sep).join("/")}`);
  return {
    contents: `import face from ${from(source)};\nimport { mountable } from "./mount";\nexport const mount = mountable(face);\n`,
    resolveDir: UI,
    sourcefile: `${basename(dirname(source))}.entry.ts`,
    loader: "ts",
  };
}

/** What a kind's style.css imports for other pages than the phone's stays out of this one: it is the first load of a room. */
const onlyForPhones = {
  name: "only-for-phones",
  setup(build) {
    build.onResolve({ filter: /^\.\/(screen|desk)\.css$/ }, ({ path, resolveDir }) =>
      resolveDir.startsWith(join(PACKAGE, "steps")) ? { path, namespace: "nothing" } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: "nothing" }, () => ({ contents: "", loader: "css" }));
  },
};

/** A page's style sheet holds those of our kinds as well: one request less on a phone. */
async function pageStyle(source) {
  const kinds = (await folders(join(PACKAGE, "steps"))).map((kind) => join(PACKAGE, "steps", kind, "style.css"));
  const from = (path) => JSON.stringify(`./${relative(UI, path).split(sep).join("/")}`);
  const contents = [source, ...kinds.filter(existsSync)].map((path) => `@import ${from(path)};\n`).join("");
  return { contents, resolveDir: UI, sourcefile: `${basename(source)}.entry.css`, loader: "css" };
}

async function bundle({ name, source, face, page }) {
  if (face && !existsSync(join(UI, "mount.tsx"))) {
    if (!options.partial) throw new SourceError("ui/mount.tsx is missing: every kind's bundle begins with it.");
    console.log(`front end: ui/mount.tsx is not there yet, ${name} passed over`);
    return [];
  }
  const outfile = join(STATIC, name);
  const entry = face ? { stdin: faceModule(source) } : page ? { stdin: await pageStyle(source) } : { entryPoints: [source] };
  // for scripts Safari 13 is es2019; naming it as well would have esbuild refuse destructuring, for a bug that we do not meet
  const floor = name.endsWith(".css") ? { target: ["safari13", "chrome80", "firefox78"] } : {};
  const plugins = name === "phone.css" ? [onlyForPhones] : [];
  const result = await esbuild.build({ ...esbuildOptions(), ...floor, ...entry, plugins, outfile }).catch((error) => {
    if (!options.partial) throw error;
    console.error(`front end: ${name} does not build yet: ${error.message}`);
    return { outputFiles: [] };
  });
  const stray = result.outputFiles.filter((file) => file.path !== outfile);
  if (stray.length > 0) throw new SourceError(`${relative(ROOT, source)} imports a style sheet: put it into the .css beside it.`);
  return result.outputFiles.map((file) => [name, file.contents]);
}

/** Every language's sentences in one flat object; a key that stands twice is a mistake. */
async function sentences() {
  const places = [];
  const shared = join(PACKAGE, "locale");
  for (const file of await jsonFiles(shared)) places.push([basename(file, ".json"), file]);
  for (const language of await folders(shared)) {
    for (const file of await jsonFiles(join(shared, language))) places.push([language, file]);
  }
  for (const kind of await folders(join(PACKAGE, "steps"))) {
    for (const file of await jsonFiles(join(PACKAGE, "steps", kind, "locale"))) places.push([basename(file, ".json"), file]);
  }
  const languages = new Map();
  for (const [language, file] of places) {
    const joined = languages.get(language) ?? new Map();
    languages.set(language, joined);
    const area = basename(dirname(file)) === language ? basename(file, ".json") : "";
    for (const [key, sentence] of Object.entries(await readJson(file))) {
      if (joined.has(key)) throw new SourceError(`${relative(ROOT, file)}: "${key}" (${language}) stands in another file too.`);
      joined.set(key, { sentence, area });
    }
  }
  return [...languages].flatMap(([language, joined]) => [
    [`locale/${language}.json`, asJson([...joined])],
    ...Object.entries(SENTENCES).map(([page, areas]) => [
      `locale/${page}/${language}.json`,
      asJson([...joined].filter(([key, { area }]) => areas.includes(area) || (area === "" && (!ELSEWHERE.has(key.split(".")[0]) || areas.includes(key.split(".")[0]))))),
    ]),
  ]);
}

function asJson(sentences) {
  const sorted = sentences.map(([key, { sentence }]) => [key, sentence]).sort(([a], [b]) => (a < b ? -1 : 1));
  return Buffer.from(`${JSON.stringify(Object.fromEntries(sorted), null, options.watch ? 1 : 0)}\n`);
}

async function jsonFiles(folder) {
  if (!existsSync(folder)) return [];
  const names = await readdir(folder);
  return names.filter((name) => name.endsWith(".json")).sort().map((name) => join(folder, name));
}

async function readJson(file) {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    throw new SourceError(`${relative(ROOT, file)} is not JSON: ${error.message}`);
  }
}

async function fonts() {
  const names = (await readdir(join(FONTS, "files"))).filter((name) => SUBSETS.test(name)).sort();
  const files = await Promise.all(names.map(async (name) => [`fonts/${name}`, await readFile(join(FONTS, "files", name))]));
  return [...files, ["fonts/LICENSE.txt", await readFile(join(FONTS, "LICENSE"))]];
}

async function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

/** Writes what changed, and takes away what no source makes any more: a page that is open never sees a half. */
async function put(files) {
  const wanted = new Set(files.map(([name]) => join(STATIC, name)));
  for (const [name, content] of files) {
    const path = join(STATIC, name);
    if (existsSync(path) && Buffer.compare(await readFile(path), Buffer.from(content)) === 0) continue;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  for (const path of await filesBelow(STATIC)) if (!wanted.has(path)) await rm(path);
}

async function build() {
  const began = performance.now();
  const bundles = (await Promise.all((await entries()).map(bundle))).flat();
  const files = [...bundles, ...(await sentences()), ...(await fonts())].sort(([a], [b]) => (a < b ? -1 : 1));
  const hashes = files.map(([name, content]) => [name, createHash("sha256").update(content).digest("hex").slice(0, 16)]);
  files.push(["manifest.json", Buffer.from(`${JSON.stringify(Object.fromEntries(hashes), null, 1)}\n`)]);
  await put(files);
  const bytes = files.reduce((sum, [, content]) => sum + content.length, 0);
  console.log(`front end: ${files.length} files, ${Math.round(bytes / 1024)} kB, ${Math.round(performance.now() - began)} ms`);
}

/** True when everything stands in static/; what went wrong is told otherwise. */
async function tried() {
  try {
    await build();
    return true;
  } catch (error) {
    if (error instanceof SourceError) console.error(`front end: ${error.message}`);
    else if (Array.isArray(error.errors)) {
      const lines = await esbuild.formatMessages(error.errors, { kind: "error", color: process.stderr.isTTY });
      console.error(lines.join("\n"));
    } else throw error;
    return false;
  }
}

function watchSources() {
  let due;
  const sources = /\.(tsx?|css|json|svg|mjs)$/;
  for (const folder of ["ui", "steps", "locale"].map((name) => join(PACKAGE, name)).filter(existsSync)) {
    watch(folder, { recursive: true }, (_event, name) => {
      if (!name || !sources.test(name)) return;
      clearTimeout(due);
      due = setTimeout(tried, 60); // editors write a file in several steps
    });
  }
  console.log("front end: watching; Ctrl+C ends it");
}

const built = await tried();
if (options.watch) watchSources();
else process.exitCode = built ? 0 : 1;
