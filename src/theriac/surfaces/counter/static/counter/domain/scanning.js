/**
 * Tells a scanner's keys from a person's. Keys go in with the instant of each; what comes out says
 * whether they are a scan, and what the field that they went into held before. Pure: whether a text
 * is a code, and what a field holds, is the caller's to say.
 *
 * Content decides before speed: a text that the caller knows as a code is one at any pace; one that
 * only looks like a code must come faster than a hand types. Enter, Tab or a rest ends it.
 *
 * @typedef {{key: string, code?: string, shift?: boolean, ctrl?: boolean, alt?: boolean,
 *   at: number, before?: any}} Stroke `at` in milliseconds; `before`: what the field held
 * @typedef {{kind: "pass"|"swallow"}|{kind: "scan", text: string, before: any, pass?: true}
 *   |{kind: "lone", key: string}} Decision
 *   pass: leave the key alone (of a scan: it begins something new); swallow: it has done its work;
 *   lone: it was meant as a key after all
 */
import { SEPARATOR } from "./gs1/elements.js";
import { usCharacter } from "./keyboard.js";

/** No hand keeps this pace from one key to the next. */
export const FAST_MS = 50;
/** Keys farther apart than this aren't one text. */
export const TOGETHER_MS = 400;
/** A scanner that sends no suffix is done after this, or thrice its usual pace. */
export const REST_MS = 120;
/** Fewer keys than this can be a quick hand. */
const SHORTEST = 6;
/** What a suffix of two keys (CR LF) sends behind the first. */
const ECHO_MS = 100;
/** How long F8 waits to be the FNC1 in front of a code. */
const LONE_MS = 60;

const SUFFIXES = new Set(["Enter", "Tab"]);
const SILENT = new Set(["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "NumLock", "Dead", "Unidentified"]);

/** @param {(text: string, fast: boolean) => boolean} isCode */
export function createScanning(isCode) {
  let strokes = [];
  let waits = 0;
  let composed = "";
  let echoUntil = -Infinity;

  function restart() {
    strokes = [];
    waits = 0;
  }

  /** @returns {Decision} a scan, where the one before was done and nobody had noticed yet */
  function add(character, stroke, us = null) {
    const last = strokes.at(-1);
    const gap = last ? stroke.at - last.at : 0;
    const late = waits && gap > waits ? found() : null;
    if (late || gap > TOGETHER_MS) strokes = [];
    const before = late ? late.before : stroke.before;
    strokes.push({ character, us: us ?? character, at: stroke.at, before });
    const now = found();
    waits = now ? restFor(strokes, now.known) : 0;
    return late ? { kind: "scan", text: late.text, before: late.before, pass: true } : { kind: "pass" };
  }

  /** The longest end of what was keyed that is a code: a known one first, then a quick one. */
  function found() {
    const parts = startsOf(strokes).map((start) => strokes.slice(start)).filter((part) => part.length >= SHORTEST);
    return scanIn(parts, false) ?? scanIn(parts.filter(isFast), true);
  }

  function scanIn(parts, fast) {
    for (const part of parts) {
      const texts = ["character", "us"].map((reading) => part.map((stroke) => stroke[reading]).join(""));
      const text = texts.find((one) => isCode(one, fast));
      if (text) return { text, before: part[0].before, known: !fast };
    }
    return null;
  }

  function scanned(scan, until) {
    restart();
    echoUntil = until;
    return { kind: "scan", text: scan.text, before: scan.before };
  }

  function suffix(stroke) {
    const last = strokes.at(-1);
    const scan = last && stroke.at - last.at <= TOGETHER_MS ? found() : null;
    if (scan) return scanned(scan, stroke.at + ECHO_MS);
    const echo = strokes.length === 0 && stroke.at <= echoUntil;
    restart();
    if (echo) echoUntil = Math.min(echoUntil, stroke.at + ECHO_MS);
    return { kind: echo ? "swallow" : "pass" };
  }

  function separator(stroke) {
    add(SEPARATOR, stroke);
    if (strokes.length === 1 && stroke.key === "F8") waits = LONE_MS;
    return { kind: "swallow" };
  }

  return {
    restart,

    /** @param {Stroke} stroke @returns {Decision} */
    key(stroke) {
      if (stroke.alt && /^Numpad\d$/.test(stroke.code ?? "")) {
        composed += stroke.code.slice(-1); // the number of a character, as some scanners send it
        return { kind: "pass" };
      }
      if (SILENT.has(stroke.key)) return { kind: "pass" };
      if (SUFFIXES.has(stroke.key) && !stroke.ctrl && !stroke.alt && !stroke.shift) return suffix(stroke);
      if (stroke.ctrl && /^[jm]$/i.test(stroke.key) && stroke.at <= echoUntil) return { kind: "swallow" };
      if (isSeparator(stroke)) return separator(stroke);
      if (stroke.key.length !== 1 || stroke.ctrl || stroke.alt) {
        echoUntil = -Infinity;
        restart();
        return { kind: "pass" };
      }
      return add(stroke.key, stroke, usCharacter(stroke));
    },

    /** Alt was let go: what was typed as its number is one character. */
    altUp(stroke) {
      const number = Number(composed);
      composed = "";
      if (number > 0 && number < 128) add(String.fromCharCode(number), stroke);
    },

    /** After how many milliseconds of rest `rest` wants to be asked; 0: not at all. */
    get waits() {
      return waits;
    },

    /** Nothing came for as long as `waits` says. @returns {Decision} */
    rest() {
      if (strokes.length === 1 && strokes[0].character === SEPARATOR) {
        restart();
        return { kind: "lone", key: "F8" };
      }
      const scan = found();
      // a suffix that comes late, after all, does nothing
      return scan ? scanned(scan, strokes.at(-1).at + TOGETHER_MS) : { kind: "pass" };
    },
  };
}

function isSeparator({ key, code, ctrl, alt }) {
  if (alt) return false;
  return key === SEPARATOR || (ctrl ? key === "]" || code === "BracketRight" : key === "F8");
}

/** Where a scan can begin: with the first key, or after a pause that no scanner makes. */
function startsOf(strokes) {
  return strokes.flatMap((stroke, index) => (
    index === 0 || stroke.at - strokes[index - 1].at > FAST_MS ? [index] : []));
}

function slowest(part) {
  return part.reduce((most, stroke, index) => (index ? Math.max(most, stroke.at - part[index - 1].at) : 0), 0);
}

function isFast(part) {
  return slowest(part) <= FAST_MS;
}

/** What isn't known may be the beginning of a code that a stall cut in two: it rests longer. */
function restFor(strokes, known) {
  if (!known) return TOGETHER_MS;
  const gaps = strokes.slice(1).map((stroke, index) => stroke.at - strokes[index].at).sort((one, other) => one - other);
  return Math.max(REST_MS, 3 * (gaps[gaps.length >> 1] ?? 0));
}
