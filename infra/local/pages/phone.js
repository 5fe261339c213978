"use strict";
const at = (id) => document.getElementById(id);
let phones = [];
let chosen = decodeURIComponent(location.hash.slice(1));
let drawn = "";

async function ask(path, body) {
  const options = body === undefined ? {} : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(path, options);
  const found = await answer.json();
  if (!answer.ok) throw new Error(found.detail || "That did not work.");
  return found;
}

function when(iso, zone) {
  return new Date(iso).toLocaleString(undefined, { timeZone: zone, weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
}

function person() {
  return phones.find((one) => one.phone === chosen) || phones[0];
}

function drawPhones() {
  const state = JSON.stringify([phones, chosen]);
  if (at("phones").dataset.state === state) return;
  at("phones").dataset.state = state;
  at("phones").replaceChildren(...phones.map((one) => {
    const button = document.createElement("button");
    const small = document.createElement("small");
    small.textContent = one.status.replaceAll("_", " ");
    button.append(one.name, small);
    button.setAttribute("aria-current", String(one === person()));
    button.addEventListener("click", () => { chosen = one.phone; location.hash = encodeURIComponent(chosen); refresh(); });
    const item = document.createElement("li");
    item.append(button);
    return item;
  }));
}

function drawThread(texts, zone) {
  const state = JSON.stringify([chosen, texts]);
  if (state === drawn) return;
  drawn = state;
  at("thread").replaceChildren(...texts.map((text) => {
    const item = document.createElement("li");
    item.className = text.direction;
    const stamp = document.createElement("time");
    stamp.dateTime = text.at;
    stamp.textContent = when(text.at, zone) + (text.direction === "to_patient" ? ", " + text.status : "");
    item.append(text.body, stamp);
    return item;
  }));
  at("thread").scrollTop = at("thread").scrollHeight;
}

async function refresh() {
  phones = await ask("/rehearsal/phones");
  const clock = await ask("/rehearsal/clock");
  at("now").textContent = when(clock.now, "UTC") + " UTC";
  drawPhones();
  const one = person();
  if (!one) return;
  chosen = one.phone;
  at("who").textContent = one.name;
  at("zone").textContent = new Date(clock.now).toLocaleTimeString(undefined, { timeZone: one.zone, hour: "2-digit", minute: "2-digit" });
  drawThread(await ask("/rehearsal/phones/" + encodeURIComponent(one.phone) + "/texts"), one.zone);
}

async function busy(work, done) {
  document.querySelectorAll("aside button, form button").forEach((button) => { button.disabled = true; });
  at("status").textContent = "Working";
  try {
    await work();
    at("status").textContent = done;
  } catch (error) {
    at("status").textContent = error.message;
  }
  document.querySelectorAll("aside button, form button").forEach((button) => { button.disabled = false; });
  await refresh();
}

at("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const body = at("body").value;
  at("body").value = "";
  if (chosen) busy(() => ask("/rehearsal/phones/" + encodeURIComponent(chosen) + "/texts", { body }), "Sent and answered");
});
document.querySelectorAll("[data-turn]").forEach((button) => {
  button.addEventListener("click", () => busy(() => ask("/rehearsal/clock", { advance: button.dataset.turn }), "Everything due is done"));
});
refresh();
setInterval(refresh, 2000);
