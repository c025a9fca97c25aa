// Counting on a phone, with or without a network. What was entered waits in the browser's own
// database with the instant of its look and whose it is, until the server said that it has it.
import { codesIn, inPacks, sameBatch } from "./stocktaking_codes.js";
import { drop, entries, keep, kept, put } from "./stocktaking_store.js";
import { film } from "./film.js";

const page = document.querySelector("[data-t-phone]");
const words = JSON.parse(document.getElementById("t-phone-words").textContent);
const part = (name) => page.querySelector(`[data-${name}]`);
const AGAIN_MS = 15_000;
const state = { told: null, waiting: [], sheet: null, count: null, line: null, lookedAt: null, pushing: false };

// ---------- the server ----------
async function ask(url, options = {}) {
  const answer = await fetch(url, { credentials: "same-origin", redirect: "manual", cache: "no-store", ...options });
  if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) throw new Error("sign_in");
  if (!answer.ok) throw new Error("offline");
  return answer.json();
}

async function push(told) {
  const own = state.waiting.filter((one) => !one.why && one.person === told.person.id);
  for (let from = 0; from < own.length; from += 100) {
    const body = { sent_at: new Date().toISOString(), entries: own.slice(from, from + 100) };
    const said = await ask(page.dataset.push, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": told.csrf },
      body: JSON.stringify(body),
    });
    for (const one of said.results) {
      if (one.state === "kept") await drop(one.id);
      if (one.state === "refused") await put({ ...own.find((entry) => entry.id === one.id), why: one.why });
    }
  }
  return own.length > 0;
}

async function follow() {
  if (state.pushing) return;
  state.pushing = true;
  try {
    let told = await ask(page.dataset.data);
    state.waiting = await entries();
    if (await push(told)) told = await ask(page.dataset.data);
    state.told = told;
    await keep(told);
    say("online");
  } catch (problem) {
    say(problem.message === "sign_in" ? "sign_in" : "offline");
  } finally {
    state.pushing = false;
    state.waiting = await entries();
    draw();
  }
}

// ---------- what is shown ----------
function say(name) {
  part("said").textContent = words[name];
  part("said").dataset.state = name;
  part("sign-in").hidden = name !== "sign_in";
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function lineWaiting(line) {
  return state.waiting.filter((one) => one.line === line.id && !one.why).at(-1);
}

function lines() {
  const count = state.told?.counts.find((one) => one.id === state.count);
  return (count?.lines ?? []).filter((one) => state.sheet === null || one.sheet === state.sheet);
}

function choices(select, list, chosen) {
  select.replaceChildren(
    ...list.map(([value, text]) => {
      const option = element("option", "", text);
      option.value = value;
      option.selected = value === chosen;
      return option;
    }),
  );
}

function draw() {
  const counts = state.told?.counts ?? [];
  if (!counts.some((one) => one.id === state.count)) state.count = counts[0]?.id ?? null;
  choices(part("counts"), counts.map((one) => [one.id, `${one.number} · ${one.scope}`]), state.count);
  const count = counts.find((one) => one.id === state.count);
  const sheets = [...new Map((count?.lines ?? []).map((one) => [one.sheet, one.sheet_name])).entries()];
  if (!sheets.some(([name]) => name === state.sheet)) state.sheet = sheets[0]?.[0] ?? null;
  choices(part("sheets"), sheets, state.sheet);
  part("none").hidden = counts.length > 0;
  part("choose").hidden = counts.length === 0;
  const waiting = state.waiting.filter((one) => !one.why);
  part("waiting").textContent = waiting.length ? `${waiting.length} ${words.waiting}` : "";
  const others = state.told && waiting.some((one) => one.person !== state.told.person.id);
  part("others").hidden = !others;
  part("lines").replaceChildren(...lines().map(row));
  part("refusals").replaceChildren(...state.waiting.filter((one) => one.why).map(refusal));
}

function row(line) {
  const made = element("li");
  const button = element("button", "t-phone-line");
  button.type = "button";
  button.disabled = line.locked;
  const waiting = lineWaiting(line);
  const done = waiting || line.state === "counted";
  button.append(element("i", `bi bi-${signOf(line, done)}`));
  const text = element("span", "t-grow");
  text.append(element("span", "t-strong d-block", line.product));
  const note = [line.batch || words.no_number, line.expires_on].filter(Boolean).join(" · ");
  text.append(element("span", "t-2 t-sm", note));
  button.append(text);
  button.append(element("span", "t-sm", endOf(line, waiting)));
  button.addEventListener("click", () => openLine(line));
  made.append(button);
  return made;
}

function signOf(line, done) {
  if (done) return "check-circle-fill";
  return line.state === "again" ? "arrow-repeat" : "circle";
}

/** What stands at the end of a line: why it can't be counted, that it must be again, or its count. */
function endOf(line, waiting) {
  if (line.locked) return words.locked;
  if (line.state === "again" && !waiting) return words.again;
  const counted = waiting?.counted ?? line.mine;
  return counted === null || counted === undefined ? "" : inPacks(line, counted);
}

function refusal(entry) {
  const made = element("li", "t-phone-refusal");
  const line = state.told?.counts.flatMap((one) => one.lines).find((one) => one.id === entry.line);
  made.append(element("span", "t-grow", `${words.refused}: ${line?.product ?? ""} ${entry.why}`));
  const button = element("button", "btn btn-plain btn-sm", words.forget);
  button.type = "button";
  button.addEventListener("click", async () => {
    await drop(entry.id);
    state.waiting = await entries();
    draw();
  });
  made.append(button);
  return made;
}

// ---------- one line ----------
function openLine(line) {
  camera.close();
  state.line = line;
  state.lookedAt = null;
  part("line-name").textContent = line.product;
  part("line-note").textContent = [line.batch || words.no_number, line.expires_on].filter(Boolean).join(" · ");
  part("line-wrong").textContent = "";
  part("boxes").replaceChildren(
    ...line.packs.map((pack) => {
      const label = element("label", "t-count-box");
      label.append(element("span", "t-2 t-sm", pack.name));
      const box = element("input", "form-control");
      box.inputMode = "numeric";
      box.dataset.factor = pack.factor;
      // What stands on the shelf was looked at when the first figure is typed.
      box.addEventListener("input", () => (state.lookedAt ??= new Date().toISOString()));
      label.append(box);
      return label;
    }),
  );
  part("line").showModal();
  part("boxes").querySelector("input")?.focus();
}

async function save(event) {
  event.preventDefault();
  const boxes = [...part("boxes").querySelectorAll("input")];
  const typed = boxes.filter((box) => box.value.trim());
  if (!typed.length || typed.some((box) => !/^\d{1,9}$/.test(box.value.trim()))) {
    part("line-wrong").textContent = words.whole;
    return;
  }
  const counted = typed.reduce((sum, box) => sum + Number(box.value) * Number(box.dataset.factor), 0);
  await put({
    id: crypto.randomUUID(),
    count: state.count,
    line: state.line.id,
    counted,
    looked_at: state.lookedAt ?? new Date().toISOString(),
    person: state.told.person.id,
  });
  part("line").close();
  state.waiting = await entries();
  draw();
  part("find").focus();
  follow();
}

// ---------- finding a line: typed, scanned, or seen by the camera ----------
function find(text) {
  const wanted = text.trim();
  if (!wanted) return null;
  const { codes, batch } = codesIn(wanted);
  const all = state.told?.counts.find((one) => one.id === state.count)?.lines ?? [];
  const known = (line) => line.packs.flatMap((pack) => pack.codes).flatMap((code) => [code, code.padStart(14, "0")]);
  const byCode = all.filter((line) => known(line).some((code) => codes.includes(code)));
  const parts = wanted.toLowerCase().split(/\s+/);
  const named = (line) => `${line.product} ${line.batch}`.toLowerCase();
  const byName = all.filter((line) => parts.every((one) => named(line).includes(one)));
  const fitting = byCode.length ? byCode : byName;
  const found = batch ? fitting.filter((line) => sameBatch(line.batch, batch)) : fitting;
  const free = found.filter((line) => !line.locked);
  return free.find((line) => line.state !== "counted" && !lineWaiting(line)) ?? free[0] ?? found[0] ?? null;
}

/** Why a scan leads to no line, and where goods that stand on no sheet are entered. */
function unfound(text) {
  const { batch } = codesIn(text);
  part("found").textContent = batch ? words.no_batch.replace("{batch}", batch) : words.not_found;
  const count = state.told?.counts.find((one) => one.id === state.count);
  if (!count?.found_url) return;
  const link = element("a", "", words.found_elsewhere);
  link.href = `${count.found_url}?code=${encodeURIComponent(text.trim())}`;
  part("found").append(" ", link);
}

function lead(text) {
  const line = find(text);
  part("find").value = "";
  if (!line) {
    unfound(text);
    return;
  }
  part("found").textContent = line.locked ? words.locked : "";
  state.sheet = line.sheet;
  draw();
  if (!line.locked) openLine(line);
}

const camera = film({
  reader: page.dataset.camera,
  box: part("film"),
  video: part("video"),
  seen: lead,
  failed: (why) => {
    part("found").textContent = words[`camera_${why}`];
  },
});

// ---------- put together ----------
part("find").addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  lead(part("find").value);
});
part("counts").addEventListener("change", (event) => {
  state.count = event.target.value;
  state.sheet = null;
  draw();
});
part("sheets").addEventListener("change", (event) => {
  state.sheet = event.target.value;
  draw();
});
part("line-form").addEventListener("submit", save);
part("line-close").addEventListener("click", () => part("line").close());
part("scan").addEventListener("click", () => camera.open());
part("film-close").addEventListener("click", camera.close);
part("send").addEventListener("click", follow);
window.addEventListener("online", follow);
window.addEventListener("offline", () => say("offline"));

state.told = (await kept()) ?? null;
state.waiting = await entries();
draw();
await follow();
setInterval(follow, AGAIN_MS);
page.dataset.ready = "1";
navigator.storage?.persist?.();
if ("serviceWorker" in navigator) {
  const { worker, scope } = page.dataset;
  const registered = await navigator.serviceWorker.register(worker, { scope }).catch(() => null);
  if (registered) navigator.serviceWorker.ready.then(() => (page.dataset.kept = "1"));
}
