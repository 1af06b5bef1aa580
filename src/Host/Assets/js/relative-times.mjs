// <time datetime data-relative>: "in 12 min" for what is near; the exact time stays in the title.
const units = [
  ["minute", 60_000],
  ["hour", 3_600_000],
  ["day", 86_400_000],
];

function words(at, now, format) {
  const away = at - now;
  const size = Math.abs(away);
  if (size > 36 * 3_600_000) return null;
  const [unit, length] = units.findLast(([, step]) => size >= step * 0.95) ?? units[0];
  return format.format(Math.round(away / length), unit);
}

export function relativeTimes(page) {
  // The business's clock may stand elsewhere than this device's: the page says when it was made.
  const made = Date.parse(page.documentElement.dataset.now ?? "");
  const ahead = Number.isNaN(made) ? 0 : made - Date.now();
  const now = () => Date.now() + (Math.abs(ahead) > 60_000 ? ahead : 0);
  const format = new Intl.RelativeTimeFormat(page.documentElement.lang || "en", { numeric: "auto" });
  const refresh = () => {
    for (const element of page.querySelectorAll("time[data-relative]")) {
      element.title ||= element.textContent.trim();
      const text = words(Date.parse(element.dateTime), now(), format);
      element.textContent = text ?? element.title;
    }
  };
  refresh();
  setInterval(refresh, 30_000);
  page.addEventListener("htmx:after:swap", refresh);
}
