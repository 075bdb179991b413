// The phone's page: new codes appear by themselves, and three keys work while the focus is in the phone.
import { localiseTimes } from "/assets/times.js";

const main = document.getElementById("main");

async function refresh() {
  if (document.hidden || main.contains(document.activeElement?.closest("input:not([type=hidden])"))) return;
  const revision = await (await fetch("/phone/revision", { cache: "no-store" })).text();
  if (revision === main.dataset.revision) return;
  const response = await fetch(location.href, { cache: "no-store" });
  if (!response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.getElementById("main");
  if (!fresh) return;
  const focused = document.activeElement?.id;
  const opened = [...main.querySelectorAll("details")].map((details) => details.open);
  main.replaceChildren(...fresh.childNodes);
  main.dataset.revision = fresh.dataset.revision;
  [...main.querySelectorAll("details")].forEach((details, index) => {
    details.open ||= opened[index];
  });
  localiseTimes(main);
  if (focused) document.getElementById(focused)?.focus();
}

async function keepFresh() {
  try {
    await refresh();
  } catch {
    // The simulator is away; the page stays as it is until it is back.
  }
  setTimeout(keepFresh, 1500);
}

document.addEventListener("visibilitychange", () => refresh().catch(() => {}));
document.addEventListener("keydown", (event) => {
  const phone = event.target.closest?.("#device");
  if (!phone || event.target.matches("input") || event.ctrlKey || event.metaKey || event.altKey) return;
  phone.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`)?.click();
});
setTimeout(keepFresh, 1500);
