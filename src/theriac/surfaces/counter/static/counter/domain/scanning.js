/**
 * Tells a scanner's keys from a person's. Keys go in with the instant of each; what comes out says
 * whether they are a scan, and what the field that they went into held before. Pure: what kind of code
 * a text is, and what a field holds, is the caller's to say.
 *
 * Pace and end decide, content only afterwards: what comes at a hand's pace is typing, also where it
 * ends in a known code. A scanner's keys follow each other within 50 ms, stalls apart; a slow one is
 * known by the Enter or Tab that comes at its own pace. Where the scan before ended with Enter or Tab
 * the next one is waited for until its own comes.
 *
 * @typedef {"whole"|"message"|"own"|"alike"} Kind whole: a known GTIN or badge, nothing can follow;
 *   message: elements of a known GTIN, more may follow; own: a known code of the house's;
 *   alike: not known, and nothing but a code looks like it
 * @typedef {{key: string, code?: string, shift?: boolean, ctrl?: boolean, alt?: boolean, repeat?: boolean,
 *   at: number, before?: any}} Stroke `at` in milliseconds; `before`: what the field held
 * @typedef {{kind: "pass"|"swallow"}|{kind: "scan", text: string, before: any, pass?: boolean}
 *   |{kind: "lone", key: string}} Decision
 *   pass: leave the key alone (of a scan: it begins or belongs to the next); swallow: it has done its
 *   work; lone: it was meant as a key after all
 */
import { SEPARATOR } from "./gs1/elements.js";
import { usCharacter } from "./keyboard.js";

/** No hand keeps this pace from one key to the next. */
export const FAST_MS = 50;
/** A slow scanner's pace (60 to 80 ms a key, and what a busy system adds); its suffix keeps it too. */
export const SLOW_MS = 90;
/** Keys farther apart than this aren't one text. */
export const TOGETHER_MS = 400;
/** A scanner that sends no suffix is done after this, or thrice its usual pace. */
export const REST_MS = 120;
/** The same where more may follow: a radio scanner stalls for up to a quarter of a second. */
export const OPEN_REST_MS = 300;
/** Fewer keys than this can be a quick hand; among as many a scanner stalls once at most. */
const SHORTEST = 6;
/** What a suffix of two keys (CR LF) sends behind the first. */
const ECHO_MS = 100;
/** How long F8 waits to be the FNC1 in front of a code. */
const LONE_MS = 60;

const SUFFIXES = new Set(["Enter", "Tab"]);
const SILENT = new Set(["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "NumLock", "Dead", "Unidentified"]);

/** @param {(text: string) => Kind|null} kindOf */
export function createScanning(kindOf) {
  let strokes = [];
  let waits = 0;
  let composed = "";
  let echoUntil = -Infinity;
  /** The key that ended the scan before; null: none did. */
  let learnt = null;

  function restart() {
    strokes = [];
    waits = 0;
  }

  /** @returns {Decision} a scan, where the one before was done and nobody had noticed yet */
  function add(character, stroke, us = null) {
    const last = strokes.at(-1);
    const gap = last ? stroke.at - last.at : 0;
    const late = waits && gap > waits ? found(strokes) : null;
    if (late || gap > TOGETHER_MS) strokes = [];
    const before = late ? late.before : stroke.before;
    strokes.push({ character, us: us ?? character, at: stroke.at, before });
    const earlier = late ?? partedFromNext();
    const now = found(strokes);
    waits = now ? restFor(strokes.slice(-now.length), now.kind, learnt) : 0;
    if (!earlier) return { kind: "pass" };
    learnt = null;
    return { kind: "scan", text: earlier.text, before: earlier.before, pass: true };
  }

  /**
   * The longest end of these keys that came at a scanner's pace and is a code: a known one first, but no
   * code of the house's that may be the end of an unknown message.
   */
  function found(keys, pace = FAST_MS) {
    const parts = startsOf(keys, pace).map((start) => keys.slice(start)).filter((part) => isPaced(part, pace));
    const quick = parts.filter((part) => part[1].at - part[0].at <= pace); // no key that a hand had typed in front
    const known = scanIn(parts, isKnown);
    if (known && known.kind !== "own") return known;
    const alike = scanIn(quick, (kind) => kind === "alike");
    return known && known.length >= (alike?.length ?? 0) ? known : alike;
  }

  function scanIn(parts, isWanted) {
    for (const part of parts) {
      for (const reading of ["character", "us"]) {
        const text = part.map((stroke) => stroke[reading]).join("");
        const kind = kindOf(text);
        if (kind && isWanted(kind)) return { text, kind, before: part[0].before, length: part.length };
      }
    }
    return null;
  }

  /**
   * The scan in front of a pause, where what came behind it is a code of its own: two scans that nothing
   * but the pause parts. One message that a stall cut stays one; a code of the house's, which may be
   * part of a message, is its own only once nothing more came (`ended`).
   */
  function partedFromNext(ended = false) {
    const whole = scanIn([strokes], isKnown);
    if (whole && (learnt || ended)) return null;
    for (const start of startsOf(strokes, FAST_MS).slice(1)) {
      const next = strokes.slice(start);
      const second = isPaced(next, FAST_MS) ? scanIn([next], isKnown) : null;
      const first = second && (ended || second.kind !== "own") ? found(strokes.slice(0, start)) : null;
      if (first && (isKnown(first.kind) || !(whole || ended))) {
        strokes = next.map((stroke) => ({ ...stroke, before: first.before }));
        return first;
      }
    }
    return null;
  }

  function scanned(scan, until, key = null) {
    restart();
    echoUntil = until;
    learnt = key;
    return { kind: "scan", text: scan.text, before: scan.before };
  }

  function suffix(stroke) {
    const last = strokes.at(-1);
    const gap = last ? stroke.at - last.at : Infinity;
    const scan = (gap <= TOGETHER_MS ? found(strokes) : null) ?? (gap <= SLOW_MS ? found(strokes, SLOW_MS) : null);
    if (scan) return scanned(scan, stroke.at + ECHO_MS, stroke.key);
    const echo = strokes.length === 0 && stroke.at <= echoUntil;
    restart();
    if (!echo) return { kind: "pass" };
    learnt ??= stroke.key; // it came late, after all
    echoUntil = Math.min(echoUntil, stroke.at + ECHO_MS);
    return { kind: "swallow" };
  }

  function separator(stroke) {
    const decision = add(SEPARATOR, stroke);
    if (strokes.length === 1 && stroke.key === "F8") waits = LONE_MS;
    return decision.kind === "scan" ? { ...decision, pass: false } : { kind: "swallow" };
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
      if (stroke.repeat) {
        restart(); // a key is held down
        return { kind: "pass" };
      }
      return add(stroke.key, stroke, usCharacter(stroke));
    },

    /** Alt was let go: what was typed as its number is one character. @returns {Decision} */
    altUp(stroke) {
      const number = Number(composed);
      composed = "";
      return number > 0 && number < 128 ? add(String.fromCharCode(number), stroke) : { kind: "pass" };
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
      const earlier = partedFromNext(true);
      if (earlier) {
        waits = 1; // the next one is done as well
        return { kind: "scan", text: earlier.text, before: earlier.before, pass: true };
      }
      const scan = found(strokes);
      waits = 0;
      // a suffix that comes late, after all, does nothing
      return scan ? scanned(scan, strokes.at(-1).at + TOGETHER_MS) : { kind: "pass" };
    },
  };
}

function isSeparator({ key, code, ctrl, alt, shift }) {
  if (alt) return false;
  return key === SEPARATOR || (ctrl ? key === "]" || code === "BracketRight" : key === "F8" && !shift);
}

const isKnown = (kind) => kind !== "alike";

function gapsOf(strokes) {
  return strokes.slice(1).map((stroke, index) => stroke.at - strokes[index].at);
}

/** Where a scan can begin: with the first key, or after a pause. */
function startsOf(strokes, pace) {
  return strokes.flatMap((stroke, index) => (
    index === 0 || stroke.at - strokes[index - 1].at > pace ? [index] : []));
}

/** Whether a scanner sent these keys: all but a stall or two at its pace; a slow one doesn't stall. */
function isPaced(part, pace) {
  if (part.length < SHORTEST) return false;
  const stalls = gapsOf(part).filter((gap) => gap > pace).length;
  return stalls <= (pace === FAST_MS ? Math.floor(part.length / SHORTEST) : 0);
}

/** What isn't known, or may go on, may be the beginning of a code that a stall cut in two: it rests longer. */
function restFor(strokes, kind, learnt) {
  if (learnt || kind === "alike") return TOGETHER_MS;
  if (kind !== "whole") return OPEN_REST_MS;
  const gaps = gapsOf(strokes).sort((one, other) => one - other);
  return Math.max(REST_MS, 3 * (gaps[gaps.length >> 1] ?? 0));
}
