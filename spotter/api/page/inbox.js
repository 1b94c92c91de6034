// The bell: what the coach wrote first, how much of it is unread, and why it was written.

const INBOX = "/api/v1/users/me/inbox";
const LOOK_MS = 15000; // a page that nobody sees does not look at all
const PAGE = 20;
const WORDS = {
  en: { bell: "From your coach", unread: (n) => `: ${n} unread`, read: "Mark as read", why: "Why?", none: "Nothing yet. Reminders, check-ins and what I notice will stand here." },
  fr: { bell: "De ton coach", unread: (n) => ` : ${n} ${n > 1 ? "non lus" : "non lu"}`, read: "Marquer comme lu", why: "Pourquoi ?", none: "Encore rien. Tes rappels, les bilans et ce que je remarque seront ici." },
};

const $ = (id) => document.getElementById(id);
const dialog = $("inbox"), list = $("notices");

// `call` asks the API, `language` tells the person's, `show` puts what was written into the open talk.
export function inbox({ call, language, show }) {
  let notices = [], unread = 0, hasOlder = false, newest = null, timer = 0, started = false;

  async function look(isFirst = false) {
    clearTimeout(timer);
    if ((document.hidden && !isFirst) || !started) return;
    try {
      await take();
    } catch (error) {
      if (error.status === 401) return;
    }
    clearTimeout(timer);
    timer = setTimeout(look, LOOK_MS);
  }

  async function take() {
    const found = (await (await call(`${INBOX}?limit=${PAGE}`)).json()).result;
    const last = found.next_before, fresh = newest === null ? [] : found.notices.filter((one) => one.id > newest);
    if (!notices.length) hasOlder = last !== null;
    notices = found.notices.concat(last ? notices.filter((one) => one.id < last) : []);
    newest = notices[0]?.id ?? "";
    render(found.unread);
    for (const one of fresh.reverse()) if (one.turn_id) await show(one.turn_id);
  }

  async function older() {
    const found = (await (await call(`${INBOX}?limit=${PAGE}&before=${notices.at(-1).id}`)).json()).result;
    notices = notices.concat(found.notices);
    hasOlder = found.next_before !== null;
    render(found.unread);
  }

  async function markRead(path, isMeant) {
    const { unread: left } = (await (await call(`${INBOX}/${path}`, { method: "POST", body: "{}" })).json()).result;
    notices = notices.map((one) => (isMeant(one) && !one.read_at ? { ...one, read_at: new Date().toISOString() } : one));
    render(left);
    (list.querySelector(".unread .read") || $("close-inbox")).focus();
  }

  const tell = (work) => work.catch((error) => { $("failed").textContent = error.message; });

  function render(left) {
    const words = WORDS[language()];
    const label = left ? words.bell + words.unread(left) : words.bell;
    if (started && left > unread) $("told").textContent = label;
    unread = left;
    $("failed").textContent = "";
    $("bell").setAttribute("aria-label", label);
    $("unread").textContent = left > 99 ? "99+" : left;
    $("unread").hidden = $("read-all").hidden = !left;
    $("older").hidden = !hasOlder;
    $("no-notices").textContent = words.none;
    $("no-notices").hidden = notices.length > 0;
    document.title = left ? `(${left}) Spotter` : "Spotter";
    notices.forEach((one, place) => {
      const row = $(`notice-${one.id}`) || draw(one, words);
      row.classList.toggle("unread", !one.read_at);
      if (list.children[place] !== row) list.insertBefore(row, list.children[place] || null); // what stays is not moved: it may hold the focus
    });
  }

  function draw(one, words) {
    const row = $("notice").content.firstElementChild.cloneNode(true);
    const part = (name) => row.querySelector(name);
    row.id = `notice-${one.id}`;
    part("p").textContent = one.text;
    part("time").dateTime = one.created_at;
    part("time").textContent = new Date(one.created_at).toLocaleString(language(), { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    part("summary").textContent = words.why;
    part("details span").textContent = one.reason;
    part("details").hidden = !one.reason;
    part(".read").textContent = words.read;
    part(".read").addEventListener("click", () => tell(markRead(`${one.id}/read`, (other) => other.id === one.id)));
    return row;
  }

  $("bell").addEventListener("click", () => { dialog.showModal(); look(); });
  $("close-inbox").addEventListener("click", () => dialog.close());
  $("read-all").addEventListener("click", () => tell(markRead("read-all", () => true)));
  $("older").addEventListener("click", () => tell(older()));
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  document.addEventListener("visibilitychange", () => look());

  return {
    // Begin to look, or again in another language or as somebody else.
    async start() {
      [notices, unread, newest, hasOlder, started] = [[], 0, null, false, true];
      list.replaceChildren();
      await look(true);
    },
  };
}
