// Builds wwwroot/assets: one style sheet (Tabler cut down to what the pages use, our theme over it) and one script.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { PurgeCSS } from "purgecss";
import { cshtmlFiles } from "./sources.mjs";

// The budget of a page without a chart, compressed (docs/operations.md).
const BUDGET = 100 * 1024;

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

async function script(assets) {
  const result = await esbuild.build({
    entryPoints: [join(assets, "js/app.mjs")],
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

export async function bundle(assets) {
  const out = resolve(assets, "../wwwroot/assets");
  mkdirSync(out, { recursive: true });
  const [css, js] = await Promise.all([styles(assets), script(assets)]);
  const size = gzipSync(css).length + gzipSync(js).length;
  if (size > BUDGET) throw new Error(`style and script are ${size} bytes compressed, above the budget of ${BUDGET}`);
  publish(out, "app.css", css);
  publish(out, "app.js", js);
  console.log(`assets: ${Math.round(size / 1024)} kB of style and script, compressed`);
}
