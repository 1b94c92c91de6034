"use strict";
// Filters, search and links to one conversation. Without this script everything is shown and only the filters are away.
const form = document.getElementById("filters");
const items = [...document.querySelectorAll(".item")];
const fields = ["q", "kind", "suite", "layer", "change"].filter((name) => form.elements[name]);
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const texts = new Map();
const textOf = (item) => {
  if (!texts.has(item)) texts.set(item, plain(`${item.id} ${item.textContent}`));
  return texts.get(item);
};
const isNotable = (item) => item.dataset.kind !== "pass" || item.dataset.change !== "";

function fits(item, wanted, words) {
  if (wanted.kind === "notable" ? !isNotable(item) : wanted.kind && item.dataset.kind !== wanted.kind) return false;
  if (["suite", "layer", "change"].some((name) => wanted[name] && item.dataset[name] !== wanted[name])) return false;
  return words.every((word) => textOf(item).includes(word));
}

function apply() {
  const wanted = Object.fromEntries(fields.map((name) => [name, form.elements[name].value]));
  const words = plain(wanted.q).split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const item of items) {
    item.hidden = !fits(item, wanted, words);
    shown += !item.hidden;
  }
  document.getElementById("count").textContent = `${shown} of ${items.length} shown`;
  document.getElementById("none").hidden = shown > 0 || items.length === 0;
  label();
}

function chosenInAddress() {
  const target = location.hash.startsWith("#case-") && document.getElementById(location.hash.slice(1));
  if (target) {
    target.hidden = false;
    target.querySelector("details").open = true;
    target.scrollIntoView();
    target.querySelector("summary").focus({ preventScroll: true });
    return;
  }
  if (!location.hash.includes("=")) return;
  const wanted = new URLSearchParams(location.hash.slice(1));
  for (const name of fields) form.elements[name].value = wanted.get(name) ?? "";
  apply();
  document.getElementById("conversations").focus();
}

const visible = () => items.filter((item) => !item.hidden).map((item) => item.querySelector("details")).filter(Boolean);
const areOpen = () => visible().length > 0 && visible().every((one) => one.open);
function label() {
  document.getElementById("toggle").textContent = areOpen() ? "Close all" : "Open all";
}

document.getElementById("toggle").addEventListener("click", () => {
  const open = !areOpen();
  for (const one of visible()) one.open = open;
  label();
});
form.addEventListener("input", apply);
form.addEventListener("change", apply);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", () => {
  const told = new URLSearchParams(fields.map((name) => [name, form.elements[name].value]).filter(([, value]) => value));
  history.replaceState(null, "", `#${told}`);
});
window.addEventListener("hashchange", chosenInAddress);
form.hidden = false;
if (items.some(isNotable)) form.elements.kind.value = "notable";
apply();
chosenInAddress();
