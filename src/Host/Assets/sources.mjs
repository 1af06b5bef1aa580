// Which files the assets are made of: the build's own sources, and every page, because unused styles are cut away.
import { readdirSync } from "node:fs";
import { join } from "node:path";

const skipped = new Set(["node_modules", "dist", "bin", "obj", "wwwroot", ".build-lock", "Migrations"]);

function* walk(folder, wanted) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (skipped.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path, wanted);
    else if (wanted(path)) yield path;
  }
}

/** The sources under Assets. */
export const sourceFiles = (assets) =>
  [...walk(assets, (path) => /\.(mjs|css|json)$/.test(path) && !path.endsWith("package-lock.json"))].sort();

/** Every page and tag helper under src: a style is kept when one of them names it. */
export const cshtmlFiles = (src) =>
  [...walk(src, (path) => path.endsWith(".cshtml") || /TagHelpers?\.cs$/.test(path))].sort();
