// Without this file every page works; with it the worklist keeps itself up to date, and the chart says what is pointed at.
"use strict";

const live = document.getElementById("live");
if (live) {
  let touched = Date.now();
  // Only what changed is looked at again: every look at patients stands in the audit.
  let pulse = null;
  for (const kind of ["pointermove", "keydown", "scroll"]) {
    addEventListener(kind, () => { touched = Date.now(); }, { passive: true });
  }
  const told = document.getElementById("live-told");
  const refresh = async () => {
    // Nobody's place is lost: a hidden page, or one with the focus in the list, waits. One that nobody touches stops,
    // so that a session left open still ends.
    if (document.hidden || live.contains(document.activeElement) || Date.now() - touched > 10 * 60 * 1000) return;
    const asked = await fetch(live.dataset.pulse);
    if (asked.redirected || !asked.ok) return;
    const felt = await asked.text();
    const same = felt === pulse;
    const first = pulse === null;
    pulse = felt;
    if (same || first) return;
    const answer = await fetch(location.href);
    if (answer.redirected || !answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live");
    if (fresh && fresh.innerHTML !== live.innerHTML) {
      live.replaceChildren(...fresh.childNodes);
      told.textContent = "The list has changed.";
    }
  };
  refresh().catch(() => {});
  setInterval(() => refresh().catch(() => {}), 1000 * Number(live.dataset.refresh));
  document.addEventListener("visibilitychange", () => refresh().catch(() => {}));
}

const reading = document.getElementById("chart-reading");
if (reading) {
  for (const day of document.querySelectorAll(".chart g")) {
    const say = () => { reading.textContent = day.querySelector("title").textContent; };
    day.addEventListener("pointerenter", say);
    day.addEventListener("click", say);
  }
}

const waiting = document.getElementById("to-read");
if (waiting && waiting.children.length) {
  let at = 0;
  const frame = (next) => {
    waiting.children[at].classList.remove("framed");
    at = Math.max(0, Math.min(waiting.children.length - 1, next));
    waiting.children[at].classList.add("framed");
    waiting.children[at].scrollIntoView({ block: "nearest" });
  };
  frame(0);
  addEventListener("keydown", (event) => {
    // A key that is typed into a field, or held with another, is not an answer.
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest("input, textarea, select")) return;
    const item = waiting.children[at];
    const button = item.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    const score = item.querySelector('input[name="pain"]');
    if (event.key === "j") frame(at + 1);
    else if (event.key === "u") frame(at - 1);
    else if (button) button.click();
    else if (score && /^[0-9]$/.test(event.key)) {
      score.value = event.key;
      score.form.querySelector("button").click();
    } else if (event.key === "t" && item.querySelector("details")) {
      event.preventDefault();
      item.querySelector("details").open = true;
      item.querySelector("textarea").focus();
    }
  });
}
