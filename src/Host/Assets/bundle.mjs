// Builds wwwroot/assets: one style sheet (Tabler cut down to what the pages use, our theme over it) and one script for
// every page; beside them what draws charts, which only pages with a chart load.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { PurgeCSS } from "purgecss";
import { cshtmlFiles } from "./sources.mjs";

// The budgets of a page, compressed (docs/operations.md).
const BUDGET = 100 * 1024;
const BUDGET_WITH_CHART = 180 * 1024;

// Built in code rather than written in a page: badges by state, alerts by kind, validation, htmx's own classes.
const KEPT = [
  /^(badge|bg|text|alert|btn|status)-(primary|secondary|success|warning|danger|info)(-lt|-fg)?$/,
  /^(is-invalid|is-valid|invalid-feedback|field-validation-error|field-validation-valid|input-validation-error)$/,
  /^(validation-summary-errors|validation-summary-valid|htmx-request|htmx-indicator|visually-hidden|active|show)$/,
];

async function styles(assets) {
  const tabler = readFileSync(join(assets, "node_modules/@tabler/core/dist/css/tabler.css"), "utf8");
  const [purged] = await new PurgeCSS().purge({
    content: [...cshtmlFiles(resolve(assets, "../.."))],
    css: [{ raw: tabler.replace(/\/\*# sourceMappingURL.*?\*\//g, "") }],
    defaultExtractor: (text) => text.match(/[A-Za-z0-9_-]+/g) ?? [],
    safelist: { standard: KEPT },
    keyframes: true,
  });
  const ours = readFileSync(join(assets, "css/theme.css"), "utf8");
  const { code } = await esbuild.transform(`${purged.css}\n${ours}`, { loader: "css", minify: true, target: "chrome123" });
  return code;
}

async function script(assets, entry) {
  const result = await esbuild.build({
    entryPoints: [join(assets, entry)],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    legalComments: "none",
  });
  return result.outputFiles[0].text;
}

/** Writes the files whole or not at all: a server may be reading them. */
function publish(folder, name, text) {
  writeFileSync(join(folder, `${name}.new`), text);
  renameSync(join(folder, `${name}.new`), join(folder, name));
}

function within(budget, texts) {
  const size = texts.reduce((sum, text) => sum + gzipSync(text).length, 0);
  if (size > budget) throw new Error(`style and script are ${size} bytes compressed, above the budget of ${budget}`);
  return Math.round(size / 1024);
}

export async function bundle(assets) {
  const out = resolve(assets, "../wwwroot/assets");
  mkdirSync(out, { recursive: true });
  const plain = await esbuild.transform(
    readFileSync(join(assets, "node_modules/uplot/dist/uPlot.min.css"), "utf8"),
    { loader: "css", minify: true },
  );
  const files = {
    "app.css": await styles(assets),
    "app.js": await script(assets, "js/app.mjs"),
    "charts.css": plain.code,
    "charts.js": await script(assets, "js/charts.mjs"),
    "live.js": await script(assets, "js/live.mjs"),
  };
  const usual = within(BUDGET, [files["app.css"], files["app.js"]]);
  const live = within(BUDGET, [files["app.css"], files["app.js"], files["live.js"]]);
  const chart = within(BUDGET_WITH_CHART, ["app.css", "app.js", "charts.css", "charts.js"].map((name) => files[name]));
  for (const [name, text] of Object.entries(files)) publish(out, name, text);
  console.log(`assets: ${usual} kB of style and script, compressed; ${live} kB where it is live, ${chart} kB with a chart`);
}
