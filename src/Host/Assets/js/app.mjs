// What every page loads: htmx without any path to eval, quick exit, times told relative to now.
import htmx from "htmx.org/dist/htmx.esm.js";
import { ownTimeZone } from "./own-time-zone.mjs";
import { quickExit } from "./quick-exit.mjs";
import { relativeTimes } from "./relative-times.mjs";

const refuse = function () {
  throw new Error("This page runs no code out of attributes.");
};

// The content security policy forbids eval; this makes htmx say so itself instead of tripping over it.
htmx.registerExtension("no-eval", { init: (api) => api.initSecurity(null, refuse, refuse) });

quickExit(document);
relativeTimes(document);
ownTimeZone(document);
