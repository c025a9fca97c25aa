/**
 * Keeps one version of the counter's program on the device, so that it opens without a network.
 *
 * The server puts `PROGRAM` before this text: the version, the page, and the files of the version
 * with their digests. Only these are kept and answered from here; whatever else is asked for, above
 * all the API, goes to the network as if this weren't there. A version is taken whole, each file as
 * its digest says, and replaces the one before only when the page asks for it or none is open.
 *
 * Where the browser knows routes, the API doesn't even wake this: a browser that puts the change to
 * another version off until the one before is idle would wait long beside a page that always asks.
 */
/* global PROGRAM */
const NAMES = "theriac-counter-";
const CACHE = NAMES + PROGRAM.version;
const FILES = new Map(Object.entries(PROGRAM.files));

self.addEventListener("install", (event) => {
  const past = { condition: { urlPattern: { pathname: `${PROGRAM.page}api/*` } }, source: "network" };
  event.waitUntil(Promise.all([event.addRoutes?.(past), keepAll()]));
});
self.addEventListener("activate", (event) => event.waitUntil(begin()));
self.addEventListener("message", (event) => {
  if (event.data === "take") event.waitUntil(self.skipWaiting());
});
self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin) return;
  const wanted = event.request.mode === "navigate" && pathname === PROGRAM.page ? PROGRAM.page : pathname;
  if (wanted === PROGRAM.page || FILES.has(wanted)) event.respondWith(answer(event.request, wanted));
});

async function keepAll() {
  const cache = await caches.open(CACHE);
  try {
    const page = await fetch(PROGRAM.page, { cache: "no-store", credentials: "same-origin" });
    if (page.headers.get("X-Theriac-Program") !== PROGRAM.version) throw new Error("the page is of another version");
    for (const [address, integrity] of FILES) await cache.put(address, await fetchWhole(address, integrity));
    await cache.put(PROGRAM.page, page);
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

/** What the browser has of the page is taken; where that isn't whole, the server is asked again. */
async function fetchWhole(address, integrity) {
  const asked = await fetch(address, { integrity }).catch(() => fetch(address, { integrity, cache: "reload" }));
  if (!asked.ok) throw new Error(`${address}: ${asked.status}`);
  return asked;
}

async function begin() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(NAMES) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function answer(request, wanted) {
  const cache = await caches.open(CACHE);
  return (await cache.match(wanted, { ignoreVary: true })) ?? fetch(request);
}
