// Leaves the site at once and without a way back: the link, or Escape three times within two seconds.
export function quickExit(page) {
  const link = page.querySelector("[data-quick-exit]");
  if (!link) return;
  const leave = () => {
    page.documentElement.hidden = true;
    window.location.replace(link.href);
  };
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  let pressed = [];
  page.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    pressed = [...pressed.filter((at) => event.timeStamp - at < 2000), event.timeStamp];
    if (pressed.length >= 3) leave();
  });
}
