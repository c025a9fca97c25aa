/**
 * Three counters on one blank page, each the counter's own code over its own IndexedDB. Time, chance
 * and the network are the simulator's: a request is told and then waits for `answer` or `fail`, a
 * timer for `fire`. Every act ends when nothing moves any more, so that one seed gives one way.
 */
import { createCounter } from "/counter/app/counter.js";
import { browserEnvironment } from "/counter/app/environment.js";
import { readDraft } from "/counter/db/device.js";
import { dropDatabase, openDatabase } from "/counter/db/database.js";
import { uuid7 } from "/counter/domain/ids.js";
import { declareVoid, exchange, fetchParked, giveBack, park, runTill, saveUnsent, sell } from "./trading.js";

const QUIET_TURNS = 4;
const world = { now: 0, news: [], lastId: 0 };
const terminals = new Map();
let open = 0;
let nothingOpen = () => {};

watchRequests(IDBDatabase.prototype, "transaction", ["complete", "abort"]);
watchRequests(IDBFactory.prototype, "open", ["success", "error"]);
watchPromises(SubtleCrypto.prototype, ["encrypt", "deriveKey", "deriveBits", "generateKey", "importKey", "exportKey", "digest", "sign"]);

function ended() {
  open -= 1;
  if (!open) nothingOpen();
}

/** Count what the browser is still doing for us. */
function watchRequests(prototype, name, ends) {
  const begin = prototype[name];
  prototype[name] = function watched(...given) {
    const begun = begin.apply(this, given);
    open += 1;
    for (const end of ends) begun.addEventListener(end, ended, { once: true });
    return begun;
  };
}

function watchPromises(prototype, names) {
  for (const name of names) {
    const begin = prototype[name];
    prototype[name] = function watched(...given) {
      open += 1;
      return begin.apply(this, given).finally(ended);
    };
  }
}

const turn = () => new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => { port1.close(); resolve(); };
  port2.postMessage(0);
});

async function settle() {
  for (let quiet = 0; quiet < QUIET_TURNS;) {
    if (open) await new Promise((resolve) => { nothingOpen = resolve; });
    await turn();
    quiet = open ? 0 : quiet + 1;
  }
}

/** Bytes by chance that repeats (xorshift). */
function chance(seed) {
  let state = seed || 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 0xff;
  };
  return (count) => Uint8Array.from({ length: count }, next);
}

function environment(terminal) {
  const { life, timers, requests, session } = terminal;
  const tell = (news) => world.news.push({ ...news, terminal: terminal.name, life });
  const now = () => world.now + terminal.offset;
  const clock = {
    now,
    later(act, wait) {
      world.lastId += 1;
      timers.set(world.lastId, act);
      tell({ kind: "timer", id: world.lastId, wait });
      return world.lastId;
    },
    cancel(id) {
      if (timers.delete(id)) tell({ kind: "cancelled", id });
    },
  };
  const request = (method, path, body, limit, signature) => new Promise((resolve, reject) => {
    world.lastId += 1;
    requests.set(world.lastId, { resolve, reject });
    tell({ kind: "request", id: world.lastId, method, path, body, limit, signature });
  });
  const { random } = terminal;
  return {
    ...browserEnvironment({ api: "", version: "simulated" }), clock, random, network: { request },
    tabs: null, storage: null, sound: { good() {}, refused() {} }, newId: () => uuid7(now(), random(10)), print() {}, afterDraw: (act) => act(),
    isVisible: () => true, saveFile(name, text) { terminal.file = text; },
    session: {
      read: (key) => session.get(key) ?? null, write: (key, text) => session.set(key, text),
      drop: (key) => session.delete(key),
    },
  };
}

const databaseOf = (name) => `simulated-${name}`;

/** What main.js does when the page is opened. */
async function wake(terminal) {
  const db = await openDatabase({ name: databaseOf(terminal.name) });
  const app = createCounter(environment(terminal), db, { language: "en", theme: "light", layout: "desktop" });
  Object.assign(terminal, { db, app });
  const device = await app.remember();
  app.store.set({ device: device.terminal ? { terminal: device.terminal, branch: device.branch } : null });
  await app.restoreBasket();
  if (!device.terminal) {
    app.store.set({ phase: "pairing" });
    return;
  }
  const person = app.people.get(app.env.session.read("person"));
  const ready = person && app.store.get().settings;
  app.store.set(ready ? { person, phase: "desk" } : { phase: "signin" });
  app.reassess();
  await app.startFollowing();
}

/** Start what may have to wait for the network; how it ended is told when it ends. */
function begin(terminal, what, promise) {
  const { life } = terminal;
  const end = (result) => world.news.push({ kind: "done", terminal: terminal.name, life, what, result });
  promise.then(end, (error) => end({ error: String(error) }));
}

/** What its disk holds of what it wrote; told documents go after a week. */
async function papers({ db }) {
  const [filled, sales, told, voids, drafts] = await Promise.all(
    [readDraft(db), ...[db.sales, db.till_documents, db.voids, db.drafts].map((table) => table.toArray())]);
  return {
    sales, till: told.map(({ document, state }) => ({ ...document, state })),
    voids: voids.map((row) => [row.series_id, row.sequence]),
    open: filled?.id ?? null, parked: drafts.map((row) => row.basket.id).filter((id) => id !== filled?.id),
  };
}

async function read({ app, db }) {
  const [sales, deliveries, voids, batches, told] = await Promise.all(
    [db.sales, db.deliveries, db.voids, db.batches, db.till_documents].map((table) => table.toArray()));
  const shown = batches.map(({ id }) => app.catalogue.batch(id));
  const plain = (rows) => rows.map((row) => row && [row.id, row.quantity, row.pending, row.status]);
  const unsent = told.filter((row) => row.state === "unsent").length;
  return {
    sales, deliveries, voids, unsent, batches: plain(batches), shown: plain(shown), kept: app.catalogue.size,
  };
}

const ACTS = {
  async on(terminal, { name, life, offset, seed, known }) {
    const session = known ? terminal?.session ?? new Map() : new Map();
    const random = terminal?.random ?? chance(seed);
    const fresh = { name, life, offset, random, session, timers: new Map(), requests: new Map() };
    terminals.set(name, fresh);
    await wake(fresh);
  },
  /** Its code is gone: no timer fires, no answer arrives, and the database is let go. */
  async off(terminal) {
    terminal.db.close();
    terminal.timers.clear();
    terminal.requests.clear();
  },
  /** The browser gave its storage away, after its code was gone. */
  evict: ({ name }) => dropDatabase(databaseOf(name)),
  answer: (terminal, { id, answer }) => take(terminal.requests, id)?.resolve(answer),
  fail: (terminal, { id, reason }) => take(terminal.requests, id)?.reject(new TypeError(reason)),
  fire: (terminal, { id }) => take(terminal.timers, id)?.(),
  clock(terminal, { offset }) { terminal.offset = offset; },
  pair: (terminal, given) => begin(terminal, "pair", terminal.app.run("pair", given)),
  sign_in(terminal, given) {
    const { app } = terminal;
    if (app.store.get().phase === "desk") app.run("sign_out");
    begin(terminal, "sign_in", app.run("sign_in", given));
  },
  sell: (terminal, given) => begin(terminal, "sell", sell(terminal, given)),
  exchange: (terminal, given) => begin(terminal, "exchange", exchange(terminal, given)),
  park: (terminal, given) => begin(terminal, "park", park(terminal, given)),
  fetch: (terminal, given) => begin(terminal, "fetch", fetchParked(terminal, given)),
  save: (terminal) => begin(terminal, "save", saveUnsent(terminal)),
  give_back: (terminal, given) => begin(terminal, "give_back", giveBack(terminal, given)),
  till: (terminal, given) => begin(terminal, "till", runTill(terminal, given)),
  void: (terminal) => begin(terminal, "void", declareVoid(terminal)),
  papers,
  sync: (terminal) => void terminal.app.syncNow(),
  read,
};

function take(waiting, id) {
  const one = waiting.get(id);
  waiting.delete(id);
  return one;
}

/**
 * Do one thing at an instant of the world, and wait until nothing moves.
 * @returns {Promise<{news: object[], phase: string|null, value: any}>}
 */
window.act = async ([now, name, what, given]) => {
  world.now = now;
  const done = ACTS[what](terminals.get(name), given ?? {});
  const value = ["read", "papers", "on", "off", "evict"].includes(what) ? await done : null;
  await settle();
  const news = world.news.splice(0);
  return { news, phase: terminals.get(name)?.app?.store.get().phase ?? null, value };
};
