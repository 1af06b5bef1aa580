// <select data-own-time-zone>: the zone of this device, until the person chooses another.
export function ownTimeZone(page) {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const select of page.querySelectorAll("select[data-own-time-zone]")) {
    const shown = [...select.options].find((option) => option.value === zone);
    if (shown) select.value = zone;
  }
}
