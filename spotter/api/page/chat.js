// The chat page: one person, one conversation, turns as server-sent events that survive a lost connection.

import { inbox } from "./inbox.js";

const EXAMPLES = {
  en: [
    "I'm 34, 3 days a week, dumbbells and a bench, I want to get stronger",
    "make me a plan",
    "bench 3x5 80kg, then ran 5k in 27:30",
    "two eggs, toast with butter and a large latte",
    "squat 5x5 100kg, had a banana, and remind me tomorrow at 7 to stretch",
  ],
  fr: [
    "J'ai 34 ans, 3 jours par semaine, des haltères et un banc, je veux gagner en force",
    "fais-moi un programme",
    "développé couché 3x5 à 80 kg, puis couru 5 km en 27:30",
    "deux œufs, du pain avec du beurre et un grand café au lait",
    "squat 5x5 100 kg, mangé une banane, et rappelle-moi demain à 7h de m'étirer",
  ],
};
const WORDS = {
  en: { ask: "bench 3x5 80kg …", lost: "No connection. Trying again …", yes: "Yes", no: "No", join: "In this browser you talked with me before, as somebody else. Shall that log become part of this one? It cannot be parted again.", up: "That helped", down: "That did not help" },
  fr: { ask: "développé couché 3x5 80 kg …", lost: "Pas de connexion. Nouvel essai …", yes: "Oui", no: "Non", join: "Dans ce navigateur, tu m'as déjà parlé comme quelqu'un d'autre. Dois-je ajouter ce journal-là à celui-ci ? On ne pourra plus les séparer.", up: "Ça m'aide", down: "Ça ne m'aide pas" },
};

// Drawn, as not every machine has a font with signs like that.
const THUMB = "M2 9h3v9H2zM6.5 9l3.4-7c1.6 0 2.5 1.1 2.3 2.5L11.7 8H17a1.6 1.6 0 0 1 1.6 1.9l-1.2 6.6a1.8 1.8 0 0 1-1.8 1.5H9l-2.5-1z";

const $ = (id) => document.getElementById(id);
const talk = $("talk"), box = $("message"), form = $("say");
let token = localStorage.getItem("spotter.token");
let locale = "en";
history.scrollRestoration = "manual";
let queue = Promise.resolve();
const bell = inbox({ call, language: () => locale, show: showWrittenFirst });

async function call(path, options = {}) {
  const headers = { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }), ...options.headers };
  const answer = await fetch(path, { ...options, headers });
  if (answer.ok) return answer;
  const problem = await answer.json().catch(() => ({}));
  throw Object.assign(new Error(problem.detail || `${answer.status}`), { status: answer.status });
}

async function signIn() {
  const french = navigator.language.startsWith("fr");
  const body = JSON.stringify({
    locale: french ? "fr" : "en",
    units: navigator.language === "en-US" ? "imperial" : "metric",
    time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC",
  });
  token = null;
  const owner = await call("/api/v1/users/owner", { method: "POST", body }).catch(() => null);
  const answer = owner || (await call("/api/v1/users", { method: "POST", body }));
  token = (await answer.json()).access_token;
  localStorage.setItem("spotter.token", token);
}

async function open() {
  try {
    if (!token) await signIn();
    let me;
    try { me = await (await call("/api/v1/users/me")).json(); }
    catch (error) {
      if (error.status !== 401) throw error;
      await signIn();
      me = await (await call("/api/v1/users/me")).json();
    }
    speak(me.locale);
    await bell.start();
    await showConversation();
    await offerToJoin();
  } catch (error) { line("coach failed", error.message); }
}

function speak(language) {
  locale = language;
  document.documentElement.lang = locale;
  document.querySelectorAll("[data-en]").forEach((node) => { node.textContent = node.dataset[locale]; });
  $("language").textContent = locale === "fr" ? "EN" : "FR";
  box.placeholder = WORDS[locale].ask;
}

async function showConversation() {
  talk.replaceChildren();
  const talks = await (await call("/api/v1/users/me/conversations?limit=10")).json();
  const current = talks.find((one) => !one.ended_at); // not always the newest: what joined from elsewhere has ended
  const lines = current ? (await (await call(`/api/v1/ai/conversations/${current.conversation_id}`)).json()).lines : [];
  if (!lines.length) return welcome();
  lines.forEach((one) => {
    dropSuggestions();
    const row = line(one.role === "person" ? "mine" : "coach", one.text);
    if (one.role === "coach") dress(row, one);
  });
  requestAnimationFrame(() => talk.lastElementChild.scrollIntoView({ block: "end" }));
}

// A link opened another talk in this browser: what was written here before can be joined to it, by whoever says that it is theirs.
async function offerToJoin() {
  const before = localStorage.getItem("spotter.before");
  if (!before) return;
  const headers = { Authorization: `Bearer ${before}` };
  const talks = await call("/api/v1/users/me/conversations?limit=1", { headers }).then((answer) => answer.json(), () => []);
  const forget = () => localStorage.removeItem("spotter.before");
  if (!talks.length) return forget();
  line("coach", WORDS[locale].join);
  const list = element("ul", { className: "suggestions" });
  fillSuggestions(list, ["yes", "no"], [WORDS[locale].yes, WORDS[locale].no], async (answer) => {
    list.remove();
    forget();
    try {
      if (answer === "yes") await call("/api/v1/users/me/channels/claim", { method: "POST", body: JSON.stringify({ access_token: before }) });
      await showConversation();
    } catch (error) { line("coach failed", error.message); }
  });
  talk.append(list);
}

// What the coach writes first comes into the open talk as it is written, unless it stands there already.
async function showWrittenFirst(turnId) {
  const reply = await (await call(`/api/v1/ai/turns/${turnId}`)).json();
  if (talk.querySelector(`[data-turn="${turnId}"]`)) return;
  dress(line("coach", reply.reply), reply);
}

const dropSuggestions = () => talk.querySelectorAll(".suggestions").forEach((list) => list.remove());

function welcome() {
  const part = $("welcome").content.cloneNode(true);
  part.querySelector("p").textContent = part.querySelector("p").dataset[locale];
  fillSuggestions(part.querySelector("ul"), EXAMPLES[locale]);
  talk.append(part);
}

function fillSuggestions(list, texts, labels = texts, choose = send) {
  texts.forEach((text, place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = labels[place];
    button.addEventListener("click", () => choose(text));
    const item = document.createElement("li");
    item.append(button);
    list.append(item);
  });
}

function line(kind, text) {
  const row = document.createElement("div");
  row.className = `line ${kind}`;
  const words = document.createElement("div");
  if (kind === "mine") words.textContent = text;
  else tell(words, text);
  row.append(words);
  talk.append(row);
  row.scrollIntoView({ block: "end" });
  return row;
}

// The coach's words with what they name to open as links; nothing else in them is more than text.
function tell(node, text) {
  node.replaceChildren(...text.split(/(https?:\/\/[^\s]*[\w/=-])/).map((part, place) => (
    place % 2 ? element("a", { href: part, target: "_blank", rel: "noopener noreferrer" }, part) : part
  )));
}

function send(text) {
  const message = text.trim();
  if (!message) return;
  talk.querySelector(".welcome")?.remove();
  dropSuggestions();
  line("mine", message);
  queue = queue.then(() => turn(message));
}

async function turn(message) {
  const row = line("coach waiting", "");
  const key = crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${Math.random()}`;
  const state = { row, lastId: "", text: "", cards: [], done: false };
  for (let attempt = 0; attempt < 8 && !state.done; attempt += 1) {
    try {
      await listen(message, key, state);
    } catch (error) {
      if (error.status && error.status < 500 && error.status !== 429) return fail(row, error.message);
      row.firstChild.textContent = state.text || WORDS[locale].lost;
      await new Promise((wake) => setTimeout(wake, Math.min(8000, 400 * 2 ** attempt)));
    }
  }
  row.classList.remove("waiting");
}

async function listen(message, key, state) {
  const answer = await call("/api/v1/ai/chat", {
    method: "POST",
    body: JSON.stringify({ message }),
    headers: { Accept: "text/event-stream", "Idempotency-Key": key, ...(state.lastId && { "Last-Event-ID": state.lastId }) },
  });
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const blocks = (rest + value.replaceAll("\r", "")).split("\n\n");
    rest = blocks.pop();
    blocks.forEach((block) => handle(block, state));
    if (state.done) return;
  }
}

function handle(block, state) {
  const field = (name) => block.split("\n").filter((one) => one.startsWith(`${name}: `)).map((one) => one.slice(name.length + 2)).join("\n");
  const kind = field("event");
  if (!kind) return;
  state.lastId = field("id");
  const data = JSON.parse(field("data"));
  if (kind === "turn.restarted") { state.text = ""; state.cards = []; }
  if (kind === "text.delta") {
    state.text += data.text;
    state.row.firstChild.textContent = state.text;
    state.row.scrollIntoView({ block: "end" });
  }
  if (kind === "card") state.cards.push(data);
  if (kind === "turn.failed") { state.done = true; fail(state.row, data.detail); }
  if (kind === "turn.finished") finish(state, data);
}

function finish(state, reply) {
  state.done = true;
  state.row.classList.remove("waiting");
  tell(state.row.firstChild, reply.reply);
  dress(state.row, reply);
  talk.lastElementChild.scrollIntoView({ block: "end" });
}

function dress(row, reply) {
  row.classList.toggle("safety", reply.path === "safety");
  row.dataset.turn = reply.turn_id || "";
  if (reply.turn_id) row.append(thumbs(reply.turn_id));
  reply.cards.forEach((card) => talk.append(draw(card)));
  if (reply.pending?.kind === "confirm") {
    const list = document.createElement("ul");
    list.className = "suggestions";
    fillSuggestions(list, [WORDS[locale].yes, WORDS[locale].no]);
    talk.append(list);
  }
}

function thumbs(turnId) {
  const pair = element("span", { className: "thumbs" });
  ["up", "down"].forEach((rating) => {
    const button = element("button", { type: "button", title: WORDS[locale][rating], ariaLabel: WORDS[locale][rating], ariaPressed: "false" });
    const sign = svg("svg", { viewBox: "0 0 20 20", "aria-hidden": "true" });
    sign.append(svg("path", { d: THUMB }));
    button.append(sign);
    button.addEventListener("click", async () => {
      await call("/api/v1/ai/feedback", { method: "POST", body: JSON.stringify({ turn_id: turnId, rating }) });
      [...pair.children].forEach((one) => { one.ariaPressed = `${one === button}`; });
    });
    pair.append(button);
  });
  return pair;
}

function fail(row, text) {
  row.className = "line coach failed";
  row.firstChild.textContent = text;
}

function element(name, attributes = {}, text = "") {
  const made = document.createElement(name);
  Object.assign(made, attributes);
  if (text) made.textContent = text;
  return made;
}

function draw(card) {
  if (card.type === "suggestions") {
    const list = element("ul", { className: "suggestions" });
    fillSuggestions(list, card.texts);
    return list;
  }
  const frame = element("section", { className: "card" });
  frame.append(element("h2", {}, card.unit && card.type === "chart" ? `${card.title} (${card.unit})` : card.title));
  if (card.type === "table") frame.append(drawTable(card));
  if (card.type === "chart") frame.append(drawChart(card));
  if (card.type === "progress") {
    const meter = element("div", { className: "meter" });
    const full = element("i");
    full.style.width = `${Math.min(100, (100 * card.value) / (card.target || 1))}%`;
    meter.append(full);
    frame.append(meter, element("small", {}, `${number(card.value)} / ${number(card.target)} ${card.unit}`));
  }
  return frame;
}

function drawTable(card) {
  const table = element("table"), head = element("tr");
  card.columns.forEach((name) => head.append(element("th", { scope: "col" }, name)));
  table.append(head);
  card.rows.forEach((cells) => {
    const row = element("tr");
    cells.forEach((cell) => row.append(element("td", {}, cell)));
    table.append(row);
  });
  return table;
}

const number = (value) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value);
const day = (text) => (/^\d{4}-\d\d-\d\d/.test(text) ? new Date(`${text.slice(0, 10)}T12:00`).toLocaleDateString(locale, { day: "numeric", month: "short" }) : text);

function drawChart({ points, kind, title, unit, name, others }) {
  const width = 560, height = 180, left = 48, bottom = 24;
  const image = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `${title} (${unit})` });
  if (!points.length) return image;
  const values = points.map((point) => point.y);
  const compared = kind === "line" ? others || [] : [];
  const all = values.concat(...compared.map((one) => one.points.map((point) => point.y)));
  const high = Math.max(...all), least = Math.min(...all);
  const low = kind === "bar" ? 0 : least - (high - least || high * 0.1 || 1) * 0.15;
  const x = (place) => left + ((place + 0.5) * (width - left)) / points.length;
  const y = (value) => 10 + ((high - value) * (height - bottom - 10)) / (high - low || 1);
  [high, (high + low) / 2, low].forEach((value) => {
    image.append(svg("line", { class: "grid", x1: left, x2: width, y1: y(value), y2: y(value) }));
    image.append(svg("text", { x: left - 6, y: y(value) + 4, "text-anchor": "end" }, number(value)));
  });
  if (kind === "bar") {
    const wide = Math.min(36, ((width - left) / points.length) * 0.7);
    values.forEach((value, place) => image.append(svg("rect", { class: "bar", rx: 2, x: x(place) - wide / 2, width: wide, y: y(value), height: Math.max(0, y(low) - y(value)) })));
  } else {
    image.append(svg("polyline", { class: "drawn", points: values.map((value, place) => `${x(place)},${y(value)}`).join(" ") }));
    const at = new Map(points.map((point, place) => [point.x, place]));
    compared.forEach((one, nth) => {
      const drawn = one.points.filter((point) => at.has(point.x)).map((point) => `${x(at.get(point.x))},${y(point.y)}`);
      image.append(svg("polyline", { class: `drawn other${nth + 1}`, points: drawn.join(" ") }));
    });
    [name, ...compared.map((one) => one.name)].filter(Boolean).forEach((label, nth) => {
      image.append(svg("text", { class: `label other${nth}`, x: left + 8, y: 20 + nth * 14 }, label));
    });
    image.append(svg("circle", { class: "dot", r: 4, cx: x(points.length - 1), cy: y(values.at(-1)) }));
  }
  [0, points.length - 1].forEach((place) => image.append(svg("text", { x: x(place), y: height - 6, "text-anchor": place ? "end" : "start" }, day(points[place].x))));
  return image;
}

function svg(name, attributes, text = "") {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  if (text) made.textContent = text;
  return made;
}

function submit() {
  send(box.value);
  box.value = "";
  box.style.height = "";
}

form.addEventListener("submit", (event) => { event.preventDefault(); submit(); });
box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); submit(); }
});
box.addEventListener("input", () => { box.style.height = ""; box.style.height = `${box.scrollHeight}px`; });
$("undo").addEventListener("click", () => send(locale === "fr" ? "annule" : "undo"));
$("why").addEventListener("click", () => send(locale === "fr" ? "pourquoi ?" : "why?"));
$("new").addEventListener("click", async () => { await call("/api/v1/ai/session/start", { method: "POST" }); await showConversation(); });
$("language").addEventListener("click", async () => {
  const me = await (await call("/api/v1/users/me", { method: "PUT", body: JSON.stringify({ locale: locale === "fr" ? "en" : "fr" }) })).json();
  speak(me.locale);
  bell.start();
  if (talk.querySelector(".welcome")) { talk.replaceChildren(); welcome(); }
});
open();
