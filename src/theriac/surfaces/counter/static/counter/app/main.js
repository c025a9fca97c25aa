/** Starts the counter on its page. */
import { html, render } from "./html.js";
import { beginNewLog, openDatabase } from "../db/database.js";
import { writeValue } from "../db/device.js";
import { openTraining, readTraining } from "../db/training.js";
import { queuePage } from "../domain/queue.js";
import { markTraining } from "../domain/training.js";
import { LANGUAGES } from "../i18n/translate.js";
import { createCounter } from "./counter.js";
import { apart, browserEnvironment } from "./environment.js";
import { lockWhenIdle } from "./idle.js";
import { followKeys } from "./keys.js";
import { Root } from "./screens.js";
import { AppContext } from "./store.js";

const QUIET_MS = 3_000;
const root = document.getElementById("counter");
const phone = window.matchMedia("(max-width: 767px)");
const narrow = window.matchMedia("(max-width: 1199px)");
const dark = window.matchMedia("(prefers-color-scheme: dark)");

const layoutNow = () => (phone.matches ? "phone" : narrow.matches ? "tablet" : "desktop");

function preferredLanguage() {
  const asked = document.documentElement.lang;
  return LANGUAGES.includes(asked) ? asked : "en";
}

/** In place of what the page showed until now. */
function draw(app) {
  root.replaceChildren();
  render(html`<${AppContext.Provider} value=${app}><${Root} /></${AppContext.Provider}>`, root);
}

async function start() {
  if ("failed" in document.documentElement.dataset) return; // part of the program isn't here
  const { api, version, newProduct } = root.dataset;
  const env = browserEnvironment({ api, version, newProduct });
  const preferences = { language: preferredLanguage(), theme: dark.matches ? "dark" : "light", layout: layoutNow() };
  let db = null;
  let app = null;
  try {
    db = await openDatabase();
    beginNewLog(db).catch(console.warn);
    const trains = await readTraining(db);
    app = trains ? createCounter(apart(env), await openTraining(markTraining), preferences, db) : null;
  } catch (error) {
    console.warn(error);
  }
  app ??= createCounter(env, db, preferences);
  const page = db && queuePage(window.location.hash);
  if (page) {
    await showPage(app, page);
    return;
  }
  if (!db) app.store.set({ phase: "broken", broken: "storage" });
  else await wake(app, preferences);
  document.documentElement.dataset.bsTheme = app.store.get().theme;
  document.documentElement.lang = app.store.get().language;
  watchSurroundings(app);
  followKeys(app, document);
  const look = lockWhenIdle(app, document, Number(root.dataset.idle ?? 0));
  document.addEventListener("visibilitychange", look);
  draw(app);
  app.focusSearch();
  await bringTheRest(app);
}

/** A page for everybody in the shop: it sells nothing, so it takes no seat and asks nobody who they are. */
async function showPage(app, page) {
  const device = await app.remember();
  app.store.set({ phase: page, language: device.language ?? app.store.get().language });
  document.documentElement.lang = app.store.get().language;
  draw(app);
  await app.env.loadFonts(root.dataset.fonts ?? "");
}

/**
 * Fonts and the worker that keeps the program. On a first visit they would take the line from what
 * selling waits for, so they wait for that.
 */
async function bringTheRest(app) {
  const { workers } = app.env.program;
  const worker = root.dataset.worker ?? "";
  if (worker && workers && !workers.controller) await quiet(app);
  else if (!workers) await app.keepProgram(worker); // it says why it can't be kept
  await app.env.loadFonts(root.dataset.fonts ?? "");
  if (workers) await app.keepProgram(worker);
  if (app.db) await app.keepRoom();
}

/** Once the copy is here; on a device that isn't paired, after nobody did so for a while. */
function quiet(app) {
  return new Promise((resolve) => {
    let long = false;
    const look = () => {
      const { device, sync, feed } = app.store.get();
      if (device ? !sync || !feed || feed.loading : !long) return;
      stop();
      resolve();
    };
    const stop = app.store.subscribe(look);
    app.env.clock.later(() => {
      long = true;
      look();
    }, QUIET_MS);
    look();
  });
}

async function wake(app, preferences) {
  await app.findSeat();
  const device = await app.remember();
  app.store.set({
    language: device.language ?? preferences.language, theme: device.theme ?? preferences.theme,
    printAtOnce: device.print_at_once ?? true, printer: device.printer ?? app.store.get().printer,
    device: device.terminal ? { terminal: device.terminal, branch: device.branch } : null,
  });
  if (!device.language) await writeValue(app.db, "language", preferences.language);
  await app.restoreBasket();
  if (!device.terminal) {
    app.store.set({ phase: "pairing" });
    if ("demo" in root.dataset) await app.run("pair_first");
    return;
  }
  const person = app.people.get(app.env.session.read("person"));
  const ready = person && !app.hasLapsed(person) && app.store.get().settings;
  app.store.set(ready ? { person, phase: "desk" } : { phase: "signin" });
  app.reassess();
  await app.startFollowing();
}

function watchSurroundings(app) {
  const relayout = () => app.store.set({ layout: layoutNow() });
  phone.addEventListener("change", relayout);
  narrow.addEventListener("change", relayout);
  document.addEventListener("visibilitychange", () => {
    if (app.env.isVisible()) app.syncNow();
  });
  window.addEventListener("online", () => app.reconnect());
  const tick = () => {
    app.store.set({ minute: app.env.clock.now() });
    app.env.clock.later(tick, 15_000);
  };
  tick();
  let day = app.today();
  app.store.subscribe(() => {
    if (app.today() === day) return;
    day = app.today();
    app.reassess();
  });
}

start();
