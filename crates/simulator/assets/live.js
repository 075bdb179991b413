// A list that follows what happens, as long as nobody reads or selects in it.
import { localiseTimes } from "/assets/times.js";

const main = document.getElementById("main");

function isBusy() {
  const focused = document.activeElement;
  return document.hidden || focused?.closest("input, select, details") || !document.getSelection().isCollapsed;
}

async function refresh() {
  if (isBusy()) return;
  const revision = await (await fetch("/requests/revision", { cache: "no-store" })).text();
  if (revision === main.dataset.revision) return;
  const response = await fetch(location.href, { cache: "no-store" });
  if (!response.ok || isBusy()) return;
  const fresh = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("main");
  const opened = [...main.querySelectorAll("details[open]")].map((details) => details.id);
  document.getElementById("list").replaceChildren(...fresh.querySelector("#list").childNodes);
  main.dataset.revision = fresh.dataset.revision;
  for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
  localiseTimes(main);
}

async function keepFresh() {
  try {
    await refresh();
  } catch {
    // The simulator is away; the list stays as it is until it is back.
  }
  setTimeout(keepFresh, 1500);
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-curl]");
  if (!button) return;
  await navigator.clipboard.writeText(document.getElementById(button.dataset.curl).textContent);
  button.textContent = "Copied";
  setTimeout(() => (button.textContent = "Copy"), 2000);
});
document.documentElement.classList.add("scripted");
setTimeout(keepFresh, 1500);
