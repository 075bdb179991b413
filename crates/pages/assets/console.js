"use strict";
(() => {
  const all = (selector, root = document) => root.querySelectorAll(selector);

  // What the server says about a form is read first.
  const first = document.querySelector("[data-focus]");
  if (first) first.focus();

  // A pressed button: the second press is ignored, a slow answer shows. Ends by itself, because a person may
  // stop loading or come back with Back.
  const rest = (form) => {
    delete form.dataset.sent;
    for (const button of all("[aria-disabled]", form)) {
      button.removeAttribute("aria-disabled");
      button.classList.remove("busy");
    }
  };
  addEventListener("submit", (event) => {
    const form = event.target;
    const button = event.submitter;
    if (form.method !== "post" || "download" in form.dataset || (button && button.formTarget)) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
    leaving = true;
    if (!button) return;
    button.setAttribute("aria-disabled", "true");
    setTimeout(() => form.dataset.sent && button.classList.add("busy"), 300);
    setTimeout(rest, 15000, form);
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) for (const form of document.forms) rest(form);
  });

  // The save bar stays in sight, says what has changed, and warns before it is lost.
  let leaving = false;
  const value = (field) => (/checkbox|radio/.test(field.type) ? String(field.checked) : field.value);
  const nameOf = (field) => {
    const legend = field.type === "radio" && field.closest("fieldset")?.querySelector("legend");
    const label = legend || field.labels?.[0];
    return (label?.querySelector("span") || label)?.textContent.trim();
  };
  const changed = (form) =>
    [...form.elements].filter((field) => field.name && field.type !== "hidden" && !("view" in field.dataset) && "first" in field && value(field) !== field.first);
  for (const bar of all("[data-savebar]")) {
    const form = bar.closest("form");
    const text = bar.querySelector(".savebar-text");
    bar.classList.add("stuck");
    for (const field of form.elements) if (field.name) field.first = value(field);
    const tell = () => {
      const names = [...new Set(changed(form).map(nameOf).filter(Boolean))];
      text.textContent = names.length ? `${bar.dataset.changed} ${names.join(", ")}` : "";
    };
    form.addEventListener("input", tell);
    addEventListener("beforeunload", (event) => {
      if (!leaving && changed(form).length) event.preventDefault();
    });
  }

  // A switch acts at once.
  for (const box of all("[data-instant]")) {
    const button = box.form.querySelector("[data-instant-save]");
    if (button) button.hidden = true;
    box.addEventListener("change", () => box.form.requestSubmit());
  }

  // Filters and searches: the list follows while one types, by the same address as without script.
  let asked = 0;
  const show = async (address, focus) => {
    const mine = ++asked;
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) return location.assign(address);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== asked) return;
    for (const part of all("[data-results]")) {
      const fresh = page.getElementById(part.id);
      if (fresh) part.replaceWith(document.importNode(fresh, true));
    }
    history.replaceState(null, "", address);
    document.title = page.title;
    times();
    const status = document.querySelector("[data-count]");
    const said = page.querySelector("[data-count]");
    if (status && said) status.textContent = said.textContent;
    if (focus) focus.focus();
  };
  for (const form of all("form[data-filter]")) {
    let timer;
    const go = () => {
      const fields = [...new FormData(form)].filter(([, text]) => text !== "");
      const query = new URLSearchParams(fields).toString();
      show(form.action.split("?")[0] + (query ? `?${query}` : ""));
    };
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(go, 250);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(timer);
      go();
    });
  }

  // A part that takes its time comes by itself: the page has its place and the word for what happens.
  for (const part of all("[data-load]")) {
    const still = setTimeout(() => {
      const word = part.querySelector("[data-still]");
      if (word) word.hidden = false;
    }, 4000);
    const stop = new AbortController();
    const end = setTimeout(() => stop.abort(), 15000);
    fetch(part.dataset.load, { headers: { Accept: "text/html" }, signal: stop.signal })
      .then(async (answer) => {
        if (!answer.ok) throw new Error();
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = page.getElementById(part.id);
        if (!fresh) throw new Error();
        part.replaceWith(document.importNode(fresh, true));
        copies();
        times();
      })
      .catch(() => {
        const failed = part.querySelector("[data-failed]");
        if (failed) failed.hidden = false;
        const waiting = part.querySelector("[data-waiting]");
        if (waiting) waiting.hidden = true;
      })
      .finally(() => {
        clearTimeout(still);
        clearTimeout(end);
      });
  }

  // A field that is checked while one types, by what the same page would say about it.
  for (const field of all("[data-check]")) {
    let timer;
    let asked = 0;
    const check = async () => {
      const mine = ++asked;
      const fields = [...new FormData(field.form)].filter(([name]) => name !== "csrf");
      const address = `${field.dataset.check}?${new URLSearchParams(fields)}`;
      const answer = await fetch(address, { headers: { Accept: "text/html" } });
      if (!answer.ok || answer.redirected || mine !== asked) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById(field.id);
      const problem = page.getElementById(`${field.id}-problem`);
      document.getElementById(`${field.id}-problem`)?.remove();
      if (problem) field.after(document.importNode(problem, true));
      field.toggleAttribute("aria-invalid", false);
      if (problem) field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", fresh.getAttribute("aria-describedby"));
    };
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(check, 400);
    });
  }

  // The preview follows the form: the hidden button sends the form into the frame.
  for (const button of all("[data-preview]")) {
    const form = button.form;
    let timer;
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => form.requestSubmit(button), 300);
    });
  }
  for (const chooser of all("[data-frame]")) {
    const frame = document.getElementById(chooser.dataset.frame);
    chooser.hidden = false;
    chooser.addEventListener("change", (event) => {
      if (frame && chooser.dataset.attribute) frame.dataset[chooser.dataset.attribute] = event.target.value;
    });
  }

  // Copy buttons exist only where they work.
  function copies() {
    for (const button of all("[data-copy]")) {
      if (!button.hidden) continue;
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
  }
  copies();

  // Moments carry the viewer's own time and how long ago that is.
  function times() {
    const language = document.documentElement.lang;
    const ago = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
    const local = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "long" });
    for (const time of all("time[data-time]")) {
      const at = new Date(time.dateTime);
      let span = (at - Date.now()) / 1000;
      for (const [unit, many] of [["second", 60], ["minute", 60], ["hour", 24], ["day", 365], ["year", Infinity]]) {
        if (Math.abs(span) < many) {
          time.title = `${ago.format(Math.round(span), unit)}, ${local.format(at)}`;
          break;
        }
        span /= many;
      }
    }
  }
  times();

  // What goes on in another tab shows when one comes back.
  addEventListener("visibilitychange", () => {
    if (!document.hidden && document.querySelector("[data-fresh]")) show(location.href);
  });

  // How long the first sign-in takes, up to an hour.
  const ahead = Number(document.body.dataset.now) - Date.now();
  const tick = () => {
    for (const clock of all("[data-clock]")) {
      const until = Number(clock.dataset.until) || Date.now() + ahead;
      const seconds = Math.max(0, Math.floor((until - Number(clock.dataset.clock)) / 1000));
      clock.hidden = seconds >= 3600;
      clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    }
  };
  if (document.querySelector("[data-clock]")) {
    tick();
    setInterval(tick, 1000);
  }

  // The menu of narrow screens opens in place.
  for (const link of all("[data-menu]")) {
    const menu = document.getElementById(link.dataset.menu);
    const set = (open) => {
      menu.classList.toggle("open", open);
      link.setAttribute("aria-expanded", String(open));
    };
    set(false);
    link.setAttribute("role", "button");
    link.addEventListener("click", (event) => {
      event.preventDefault();
      set(!menu.classList.contains("open"));
    });
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.classList.contains("open")) return;
      set(false);
      link.focus();
    });
  }

  // A password that one types can be looked at.
  for (const field of all("[data-reveal]")) {
    const words = document.body.dataset;
    if (!words.show) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn";
    button.setAttribute("aria-pressed", "false");
    button.textContent = words.show;
    const row = document.createElement("div");
    row.className = "with-button";
    field.replaceWith(row);
    row.append(field, button);
    button.addEventListener("click", () => {
      const shown = field.type === "text";
      field.type = shown ? "password" : "text";
      button.setAttribute("aria-pressed", String(!shown));
    });
  }

  // Rows can be dragged too; the buttons do the same.
  for (const list of all("[data-sortable]")) {
    let dragged;
    list.addEventListener("dragstart", (event) => {
      dragged = event.target.closest("[data-move]");
    });
    list.addEventListener("dragover", (event) => event.preventDefault());
    list.addEventListener("drop", (event) => {
      const over = event.target.closest("[data-move]");
      event.preventDefault();
      if (!dragged || !over || dragged === over) return;
      const form = list.closest("form");
      const rows = [...all("[data-move]", list)];
      rows.splice(rows.indexOf(over), 0, ...rows.splice(rows.indexOf(dragged), 1));
      form.elements.order.value = rows.map((row) => row.dataset.move).join(" ");
      form.requestSubmit(form.querySelector("[name=sort]"));
    });
  }

  // Two minutes before the session ends, one can stay.
  const { sessionEnds, now } = document.body.dataset;
  if (sessionEnds) {
    const note = document.querySelector("[data-session-note]");
    const left = Number(sessionEnds) - Number(now);
    if (note && left < 2 ** 31) setTimeout(() => (note.hidden = false), Math.max(0, left - 120000));
  }
})();
