/**
 * What the counter takes from the browser, in one place: clock, network, randomness, sound, paper.
 * Everything else receives it from here, so that tests and a simulator can give their own.
 */
import { browserCamera } from "./camera.js";
import { uuid7 } from "../domain/ids.js";
import { browserPasskeys } from "./passkeys.js";
import { browserPrinters } from "./printers.js";
import { drawQr } from "./qr.js";
import { browserSecrets, sha256 } from "./secrets.js";
import { browserSigning } from "./signing.js";

const APP_HEADER = { "X-Theriac-Counter": "1" };
const LANGUAGE_HEADER = "X-Theriac-Language";
const TIME_HEADER = "X-Theriac-Time";
const SIGNATURE_HEADER = "X-Theriac-Signature";

function browserClock() {
  return {
    now: () => Date.now(),
    later: (callback, waitMs) => window.setTimeout(callback, waitMs),
    cancel: (timer) => window.clearTimeout(timer),
  };
}

/** What was asked ends unanswered with its limit, and at once where the browser says that the network is gone. */
function browserNetwork(base) {
  const asked = new Set();
  window.addEventListener("offline", () => asked.forEach((stop) => stop.abort()));

  async function request(method, path, text, limitMs, signature) {
    const stop = new AbortController();
    asked.add(stop);
    const timer = window.setTimeout(() => stop.abort(), limitMs);
    try {
      const response = await fetch(base + path, {
        method, signal: stop.signal, credentials: "same-origin", cache: "no-store",
        headers: {
          ...APP_HEADER, [LANGUAGE_HEADER]: document.documentElement.lang,
          ...(text ? { "Content-Type": "application/json" } : {}),
          ...(signature ? { [SIGNATURE_HEADER]: signature } : {}),
        },
        body: text ?? undefined,
      });
      const answer = await response.text();
      const at = Date.parse(response.headers.get(TIME_HEADER) ?? "");
      return { status: response.status, body: readJson(answer), at };
    } finally {
      window.clearTimeout(timer);
      asked.delete(stop);
    }
  }
  return { request };
}

/** The same for a training: whatever is asked has no answer, since nothing may leave. */
export function apart(env) {
  return { ...env, network: { request: () => Promise.reject(new Error("training")) } };
}

function readJson(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

function tone(context, frequency, start, length) {
  const oscillator = context.createOscillator();
  const volume = context.createGain();
  oscillator.frequency.value = frequency;
  volume.gain.value = 0.12;
  oscillator.connect(volume).connect(context.destination);
  oscillator.start(context.currentTime + start);
  oscillator.stop(context.currentTime + start + length);
}

/** One short sound for what went well, a lower double one for what was refused. */
function browserSound() {
  let context = null;
  function play(tones) {
    try {
      context ??= new AudioContext();
      for (const [frequency, start, length] of tones) tone(context, frequency, start, length);
    } catch {
      context = null; // a device without sound still sells
    }
  }
  return {
    good: () => play([[1320, 0, 0.07]]),
    refused: () => play([[330, 0, 0.11], [262, 0.15, 0.14]]),
  };
}

/** Hand a file to the person, as a download. */
function saveFile(name, content, type = "application/json") {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** @returns {Promise<"shared"|"left"|"saved">} given to another program, not given, or kept as a file */
async function shareFile(name, type, bytes, title) {
  const file = new File([bytes], name, { type });
  if (navigator.canShare?.({ files: [file] })) {
    try {
      await navigator.share({ files: [file], title });
      return "shared";
    } catch (error) {
      if (error.name === "AbortError") return "left";
    }
  }
  saveFile(name, bytes, type);
  return "saved";
}

/** What lets the tabs of one device agree; plain HTTP has no locks. */
function browserTabs() {
  return { locks: navigator.locks ?? null, channel: new BroadcastChannel("theriac-counter") };
}

/** The fonts that the page is readable without; icons show once theirs is here. */
async function loadFonts(address) {
  try {
    if (address) await addStyle(address);
    await document.fonts.load('1em "bootstrap-icons"');
    document.documentElement.dataset.icons = "";
  } catch (error) {
    console.warn(error);
  }
}

function addStyle(address) {
  return new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement("link"), {
      rel: "stylesheet", href: address, onload: resolve, onerror: reject,
    });
    document.head.append(link);
  });
}

function browserStorage() {
  if (!navigator.storage) return null;
  return {
    persist: async () => (await navigator.storage.persisted()) || navigator.storage.persist(),
    estimate: () => navigator.storage.estimate(),
  };
}

/**
 * @param {{api: string, version: string, newProduct?: string}} page what the page says of its server
 */
export function browserEnvironment(page) {
  const clock = browserClock();
  const random = (count) => crypto.getRandomValues(new Uint8Array(count));
  return {
    clock, random,
    network: browserNetwork(page.api),
    picture: (productId, fileId) => page.api.replace(/api\/$/, `pictures/${productId}/${fileId}`),
    sound: browserSound(),
    version: page.version,
    newProduct: page.newProduct ?? "",
    newId: () => uuid7(clock.now(), random(10)),
    sha256: crypto.subtle ? (text) => sha256(crypto.subtle, text) : null,
    saveFile, shareFile, loadFonts,
    print: () => window.print(),
    printers: browserPrinters(navigator.usb, navigator.serial),
    openWindow: (address, name, features) => window.open(address, name, features),
    camera: browserCamera(), drawQr,
    afterDraw: (act) => window.requestAnimationFrame(() => window.setTimeout(act, 0)),
    secrets: browserSecrets(crypto.subtle),
    signing: browserSigning(crypto.subtle),
    subtle: crypto.subtle ?? null,
    passkeys: browserPasskeys(),
    tabs: browserTabs(),
    program: { workers: navigator.serviceWorker, reload: () => window.location.reload() },
    storage: browserStorage(),
    isVisible: () => document.visibilityState === "visible",
    session: {
      read: (key) => window.sessionStorage.getItem(key),
      write: (key, text) => window.sessionStorage.setItem(key, text),
      drop: (key) => window.sessionStorage.removeItem(key),
    },
  };
}
