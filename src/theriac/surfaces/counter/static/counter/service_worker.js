/**
 * Keeps one version of the counter's program on the device, so that it opens without a network.
 *
 * The server puts `PROGRAM` before this text: the version, the page, and the files of the version
 * with their digests. Only these and the pictures of the favourites are kept and answered from here;
 * whatever else is asked for, above all the API, goes to the network as if this weren't there. A version
 * is taken whole, each file as its digest says, and replaces the one before only when the page asks for
 * it or none is open.
 *
 * Where the browser knows routes, the API doesn't even wake this: a browser that puts the change to
 * another version off until the one before is idle would wait long beside a page that always asks.
 */
/* global PROGRAM */
const NAMES = "theriac-counter-";
const CACHE = NAMES + PROGRAM.version;
/** Thumbnails of the favourites: so many, of so many bytes at most; the oldest go first. */
const PICTURES = "theriac-pictures";
const MOST_PICTURES = 48;
const LARGEST_PICTURE = 100_000;
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
  if (pathname.startsWith(`${PROGRAM.page}pictures/`)) {
    event.respondWith(picture(event));
    return;
  }
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

/** A picture's address names its file, so what is kept stays true. */
async function picture(event) {
  const cache = await caches.open(PICTURES);
  const kept = await cache.match(event.request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(event.request);
  if (answer.ok && !answer.redirected) event.waitUntil(keepPicture(cache, event.request, answer.clone()));
  return answer;
}

async function keepPicture(cache, request, answer) {
  const content = await answer.blob();
  if (!content.type.startsWith("image/") || content.size > LARGEST_PICTURE) return;
  await cache.put(request, new Response(content, { headers: { "Content-Type": content.type } }));
  const kept = await cache.keys();
  await Promise.all(kept.slice(0, -MOST_PICTURES).map((old) => cache.delete(old)));
}
