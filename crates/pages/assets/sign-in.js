"use strict";
(() => {
  const all = (selector) => document.querySelectorAll(selector);

  // A pressed button: the second press is ignored, a slow answer shows. Ends by itself, because a person may
  // stop loading or come back with Back.
  const rest = (button) => {
    delete button.dataset.sent;
    button.removeAttribute("aria-disabled");
    button.classList.remove("busy");
  };
  for (const form of document.forms) {
    form.addEventListener("submit", (event) => {
      const button = event.submitter || form.querySelector("button");
      if (button.dataset.sent) return event.preventDefault();
      button.dataset.sent = "1";
      button.setAttribute("aria-disabled", "true");
      setTimeout(() => button.dataset.sent && button.classList.add("busy"), 300);
      setTimeout(rest, 10000, button);
    });
  }
  addEventListener("pageshow", (event) => {
    if (event.persisted) all("[data-sent]").forEach(rest);
  });

  // A way that would only fail again for a while: counts down, works at 0.
  for (const link of all("[data-pause]")) {
    const end = Date.now() + link.dataset.pause * 1000;
    const words = link.textContent;
    const wait = (event) => event.preventDefault();
    const tick = () => {
      const left = Math.ceil((end - Date.now()) / 1000);
      if (left > 0) {
        link.textContent = `${words} ${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
        return setTimeout(tick, 250);
      }
      link.textContent = words;
      link.removeAttribute("aria-disabled");
      link.removeEventListener("click", wait);
    };
    link.setAttribute("aria-disabled", "true");
    link.addEventListener("click", wait);
    tick();
  }

  // Finishing: asks until there is a result, then goes there. The server gives up long before we do.
  for (const waiting of all("[data-poll]")) {
    let left = 60;
    const ask = async () => {
      let pause = 1000;
      try {
        const answer = await fetch(waiting.dataset.poll, {
          headers: { Accept: "application/json" },
          cache: "no-store",
        });
        const result = await answer.json();
        if (result.location) return location.replace(result.location);
      } catch (_) {
        pause = 4000;
      }
      if (--left) setTimeout(ask, pause);
    };
    setTimeout(ask, 1000);
  }

  // A return inside a frame of the vendor: the whole window goes on, with our cookies.
  for (const page of all("[data-leave-frame]")) {
    window.top.location.replace(page.dataset.leaveFrame);
  }

  // An answer that an application wants as a form: goes there by itself.
  for (const form of all("[data-post]")) form.submit();

  // Unavailable: tries again, not everybody at the same instant.
  for (const page of all("[data-retry]")) {
    setTimeout(() => location.replace(page.dataset.retry), 5000 + Math.random() * 3000);
  }

  // Copy buttons exist only where they work.
  for (const button of all("[data-copy]")) {
    const source = document.getElementById(button.dataset.copy);
    const label = button.querySelector("span");
    const words = label.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(source.value || source.textContent);
      } catch (_) {
        // Without https there is no clipboard object; the old way needs a selection.
        if (source.select) source.select();
        else getSelection().selectAllChildren(source);
        if (!document.execCommand("copy")) return;
      }
      const status = button.parentNode.querySelector("[role=status]");
      label.textContent = status.textContent = button.dataset.copied;
      setTimeout(() => {
        label.textContent = words;
        status.textContent = "";
      }, 2000);
    });
  }

  // The language menu closes like a menu.
  for (const menu of all("details.languages")) {
    addEventListener("click", (event) => menu.contains(event.target) || (menu.open = false));
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.firstElementChild.focus();
    });
  }
})();
