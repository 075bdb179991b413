// Moments are served in UTC; people read them in their own zone.
export function localiseTimes(root) {
  for (const time of root.querySelectorAll("time[datetime]")) {
    const moment = new Date(time.dateTime);
    if (Number.isNaN(moment.valueOf())) continue;
    const parts = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
    if (!("short" in time.dataset)) parts.second = "2-digit";
    time.textContent = moment.toLocaleTimeString("en-GB", parts);
  }
}

localiseTimes(document);
