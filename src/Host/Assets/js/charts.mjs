// <table data-chart="bars|lines">: draws what the table says above it. The table stays: it is the chart in words.
// The first column is the axis (a <time>, or its text); every further column of numbers is a series (<data value>).
import uPlot from "uplot";

const dark = matchMedia("(prefers-color-scheme: dark)");

function colours(element) {
  const style = getComputedStyle(element);
  const probe = document.createElement("span");
  probe.hidden = true;
  element.append(probe);
  const resolve = (colour) => {
    probe.style.color = colour;
    return getComputedStyle(probe).color;
  };
  const found = {
    text: style.color,
    grid: resolve("var(--tblr-border-color)"),
    series: ["--tblr-primary", "--tblr-info", "--tblr-warning", "--tblr-danger"].map((name) => resolve(`var(${name})`)),
  };
  probe.remove();
  return found;
}

function read(table) {
  const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
  const rows = [...table.tBodies[0].rows].map((row) => [...row.cells]);
  const number = (cell) => {
    const value = cell?.querySelector("data")?.value ?? cell?.textContent.trim();
    return value === "" || value === undefined || Number.isNaN(Number(value)) ? null : Number(value);
  };
  const labels = rows.map((cells) => cells[0].textContent.trim());
  const series = heads
    .map((label, index) => ({ label, values: rows.map((cells) => number(cells[index])) }))
    .slice(1)
    .filter((one) => one.values.some((value) => value !== null));
  return { labels, series };
}

function options(table, holder, { labels, series }) {
  const { text, grid, series: tones } = colours(table);
  const bars = table.dataset.chart === "bars";
  const axis = { stroke: text, grid: { stroke: grid, width: 1 }, ticks: { stroke: grid, width: 1 } };
  const most = Math.max(2, Math.floor(holder.clientWidth / 90));
  const step = Math.max(1, Math.ceil(labels.length / most));
  const short = (label) => label?.replace(/^\w{3} (\d{1,2} \w{3}) \d{4}$/, "$1") ?? "";
  return {
    width: holder.clientWidth,
    height: 240,
    cursor: { drag: { x: false, y: false } },
    legend: { show: series.length > 1, live: false },
    scales: { x: { time: false, range: () => [-0.6, labels.length - 0.4] }, y: { range: (_, low, high) => [Math.min(0, low), high > 0 ? high * 1.08 : 1] } },
    axes: [
      { ...axis, grid: { show: false }, splits: () => labels.map((_, i) => i).filter((i) => i % step === 0), values: (_, at) => at.map((i) => short(labels[i])) },
      { ...axis, size: 72, values: (_, at) => at.map((value) => value.toLocaleString("en-GB")) },
    ],
    series: [
      {},
      ...series.map(({ label }, i) => ({
        label,
        stroke: tones[i % tones.length],
        fill: bars ? tones[i % tones.length] : undefined,
        width: bars ? 0 : 2,
        paths: bars ? uPlot.paths.bars({ size: [0.6, 48] }) : undefined,
        points: { show: !bars },
      })),
    ],
  };
}

function draw(table) {
  const said = read(table);
  if (said.labels.length === 0 || said.series.length === 0) return;
  const holder = document.createElement("div");
  holder.className = "th-chart";
  holder.setAttribute("role", "img");
  holder.setAttribute("aria-label", `${table.caption?.textContent.trim() ?? "Chart"}; the table below says the same.`);
  (table.closest(".th-scroll") ?? table).before(holder);
  let plot;
  const again = () => {
    plot?.destroy();
    const data = [said.labels.map((_, i) => i), ...said.series.map((one) => one.values)];
    plot = new uPlot(options(table, holder, said), data, holder);
  };
  again();
  dark.addEventListener("change", again);
  let width = holder.clientWidth;
  new ResizeObserver(() => {
    if (holder.clientWidth === width) return;
    width = holder.clientWidth;
    again();
  }).observe(holder);
}

document.querySelectorAll("table[data-chart]").forEach(draw);
