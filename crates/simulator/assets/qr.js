// The QR page: polls, shows what the phone did, and goes back to the application.
const panel = document.getElementById("panel");
const { uuid, redirect, wxState, refusedTo } = panel.dataset;
const title = document.title;
const shown = Date.now();
const life = Number(panel.dataset.left);

const pause = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

function show(state) {
  if (panel.dataset.state === state) return;
  panel.dataset.state = state;
  const heading = panel.querySelector(`.status.on-${state} b`)?.textContent;
  document.title = state === "waiting" || !heading ? title : `${heading} – ${title}`;
  if (state === "expired" && panel.contains(document.activeElement)) document.getElementById("fresh").focus();
}

async function poll(last) {
  const known = last ? `&last=${last}` : "";
  const response = await fetch(`/connect/l/qrconnect?uuid=${uuid}${known}&_=${Date.now()}`, {
    cache: "no-store",
    signal: AbortSignal.timeout(60_000),
  });
  const text = await response.text();
  const code = /wx_errcode=(-?\d+)/.exec(text)?.[1];
  if (!code) throw new Error("no answer");
  return { code: Number(code), wxCode: /wx_code='([^']*)'/.exec(text)?.[1] ?? "" };
}

// The poll does not say who scanned; the page without script does.
async function nameScanner() {
  const text = await (await fetch(document.getElementById("continue").href, { redirect: "manual" })).text();
  const page = new DOMParser().parseFromString(text, "text/html");
  for (const id of ["scanner-name", "scanner-initial"]) {
    const found = page.getElementById(id);
    if (found) document.getElementById(id).textContent = found.textContent;
  }
}

// As WeChat's page builds it: plain text, one after the other.
async function goBack(wxCode) {
  const joint = redirect.includes("?") ? "&" : "?";
  const address = `${redirect}${joint}code=${wxCode}&state=${wxState}`;
  if (panel.dataset.twice) {
    // As a browser that loads ahead: nobody sees this answer, nor where it leads, which the page's policy stops.
    await fetch(address, { mode: "no-cors", credentials: "include" }).catch(() => {});
  }
  navigate(address);
}

function navigate(address) {
  const wish = new URLSearchParams(location.search).get("self_redirect");
  const staysInside = wish === "true" || (wish === "default" && isOnQq());
  if (!staysInside) {
    window.top.location.href = address;
    return;
  }
  try {
    window.location.href = address;
  } catch {
    window.top.location.href = address;
  }
}

// Whose page holds the frame is told by the referrer alone.
function isOnQq() {
  try {
    return /(^|\.)qq\.com$/.test(new URL(document.referrer).hostname);
  } catch {
    return false;
  }
}

async function reconnect(before) {
  const waits = [2, 4, 8, 15];
  const seconds = document.getElementById("lost-seconds");
  for (let attempt = 0; ; attempt += 1) {
    show("lost");
    const wait = waits[Math.min(attempt, waits.length - 1)];
    const pressed = new Promise((resolve) => {
      document.getElementById("retry").onclick = resolve;
    });
    let over = false;
    const counted = (async () => {
      for (let left = wait; left > 0 && !over; left -= 1) {
        seconds.textContent = seconds.dataset.text.replaceAll("{}", left);
        await pause(1);
      }
    })();
    await Promise.race([pressed, counted]);
    over = true;
    try {
      if ((await fetch("/readyz", { cache: "no-store", signal: AbortSignal.timeout(5000) })).ok) return show(before);
    } catch {
      // Still no connection: the next, longer wait follows.
    }
  }
}

function visible() {
  if (!document.hidden) return Promise.resolve();
  return new Promise((resolve) => document.addEventListener("visibilitychange", resolve, { once: true }));
}

async function watch() {
  let last = "";
  for (;;) {
    let answer;
    try {
      answer = await poll(last);
    } catch {
      await reconnect(panel.dataset.state);
      last = "";
      continue;
    }
    switch (answer.code) {
      case 405:
        show("confirmed");
        return goBack(answer.wxCode);
      case 402:
      case 500:
        return show("expired");
      case 404:
        last = "404";
        await nameScanner().catch(() => {});
        show("scanned");
        await pause(0.1);
        break;
      case 403:
        last = "403";
        show("refused");
        if (refusedTo) return navigate(refusedTo);
        await pause(2);
        break;
      case 408:
        // Nothing happened: a page that nobody looks at need not ask again.
        last = "";
        await pause(2);
        await visible();
        break;
      default:
        await pause(5);
    }
  }
}

function countDown() {
  const left = Math.max(0, life - Math.floor((Date.now() - shown) / 1000));
  document.getElementById("countdown").lastElementChild.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  const minute = document.getElementById("minute");
  if (left <= 60 && life > 60 && !minute.textContent) minute.textContent = minute.dataset.text;
}

if (panel.dataset.state !== "expired") {
  document.getElementById("valid").hidden = true;
  document.getElementById("continue").parentElement.hidden = true;
  document.getElementById("countdown").hidden = false;
  countDown();
  setInterval(countDown, 1000);
  watch();
}
