// The one door of the asset build: `node build.mjs` installs the locked packages when the lock file changed and
// builds when a source changed. Compares contents, not times (a fresh clone's times say nothing), and holds a lock,
// because several builds may run at once.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { cshtmlFiles, sourceFiles } from "./sources.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const lock = join(here, ".build-lock");

const read = (path) => (existsSync(path) ? readFileSync(path, "utf8") : "");
const hash = (files) => {
  const sum = createHash("sha256");
  for (const file of files) sum.update(file).update("\0").update(readFileSync(file)).update("\0");
  return sum.digest("hex");
};

async function locked(work) {
  for (let waited = 0; ; waited += 200) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      // A build that was killed leaves its lock behind; none takes five minutes.
      const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
      if (age > 300_000) rmSync(lock, { recursive: true, force: true });
      else if (waited > 600_000) throw new Error("another asset build holds .build-lock");
      await new Promise((done) => setTimeout(done, 200));
    }
  }
  try {
    await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function install() {
  const wanted = hash([join(here, "package-lock.json")]);
  const stamp = join(here, "node_modules", ".installed");
  if (read(stamp) === wanted) return;
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  execFileSync(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: here,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  writeFileSync(stamp, wanted);
}

async function build() {
  const wanted = hash([join(here, "package-lock.json"), ...sourceFiles(here), ...cshtmlFiles(resolve(here, "../.."))]);
  const stamp = join(here, "dist", ".built");
  const outputs = [
    ...["app.css", "app.js", "charts.css", "charts.js", "live.js"].map((name) => resolve(here, "../wwwroot/assets", name)),
    ...["NotoSans-Regular.ttf", "NotoSans-Bold.ttf"].map((name) => join(here, "dist", "fonts", name)),
  ];
  if (read(stamp) !== wanted || !outputs.every(existsSync)) {
    mkdirSync(join(here, "dist"), { recursive: true });
    const { bundle } = await import("./bundle.mjs");
    await bundle(here);
    await import("./fonts.mjs");
  }
  writeFileSync(stamp, wanted);
}

await locked(async () => {
  install();
  await build();
});
