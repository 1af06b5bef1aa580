// <div data-live="/path">: keeps the part inside up to date. The server says "changed" and nothing else; what is there
// now is read through the usual door. A slow round finds what a broken connection missed.
import { HttpTransportType, HubConnectionBuilder, LogLevel } from "@microsoft/signalr";

const AGAIN = 2_000;
const ROUND = 15_000;

export async function look(region) {
  const answer = await fetch(region.dataset.live, { credentials: "same-origin" });
  // Signed out meanwhile: the page itself leads to the sign-in.
  if (answer.redirected) return location.reload();
  if (!answer.ok) return;
  const holder = document.createElement("template");
  holder.innerHTML = await answer.text();
  const next = holder.content.firstElementChild;
  if (!next || next.dataset.stamp === region.firstElementChild?.dataset.stamp) return;
  const focused = region.contains(document.activeElement);
  region.replaceChildren(next);
  // As after a swap of htmx: what looks after the page's times looks at the new ones too.
  document.dispatchEvent(new Event("htmx:after:swap"));
  if (focused) next.querySelector("[tabindex]")?.focus();
  if (next.dataset.go) location.assign(next.dataset.go);
}

function keepLive(region) {
  const again = () => look(region).catch(() => {});
  const connection = new HubConnectionBuilder()
    .withUrl("/quick-connect/live", { transport: HttpTransportType.WebSockets, skipNegotiation: true })
    .configureLogging(LogLevel.None)
    .build();
  const connect = () =>
    connection.start().then(again, () => setTimeout(connect, AGAIN));
  connection.on("changed", again);
  // The server ends each connection after a minute and looks anew who comes in.
  connection.onclose(() => setTimeout(connect, 100));
  connect();
  setInterval(again, ROUND);
}

const region = document.querySelector("[data-live]");
if (region) keepLive(region);
