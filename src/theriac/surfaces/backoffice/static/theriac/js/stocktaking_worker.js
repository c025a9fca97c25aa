/**
 * Keeps the page for counting and its files on the phone, so that it opens without a network.
 *
 * The server puts `PROGRAM` before this text: the version, the page, and its files. The page is
 * asked of the network first, so that a sign-in that ended shows; the files are answered from here.
 */
/* global PROGRAM */
const NAMES = "theriac-counting-";
const CACHE = NAMES + PROGRAM.version;
const FILES = new Set(PROGRAM.files);

self.addEventListener("install", (event) => event.waitUntil(keepAll()));
self.addEventListener("activate", (event) => event.waitUntil(begin()));
self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== self.location.origin) return;
  if (event.request.mode === "navigate" && pathname === PROGRAM.page) event.respondWith(page(event.request));
  else if (FILES.has(pathname)) event.respondWith(file(event.request, pathname));
});

async function keepAll() {
  const cache = await caches.open(CACHE);
  await cache.addAll(PROGRAM.files);
  const answer = await fetch(PROGRAM.page, { cache: "no-store", credentials: "same-origin", redirect: "manual" });
  if (answer.ok) await cache.put(PROGRAM.page, answer);
  await self.skipWaiting();
}

async function begin() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(NAMES) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function page(request) {
  const cache = await caches.open(CACHE);
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected) await cache.put(PROGRAM.page, answer.clone());
    return answer;
  } catch {
    return (await cache.match(PROGRAM.page, { ignoreVary: true })) ?? Response.error();
  }
}

async function file(request, pathname) {
  const cache = await caches.open(CACHE);
  return (await cache.match(pathname, { ignoreVary: true })) ?? fetch(request);
}
