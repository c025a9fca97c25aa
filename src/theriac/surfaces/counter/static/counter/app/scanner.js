/**
 * Listens for a scanner before anything else hears a key, wherever the focus is. A field that a
 * scan ran into gets back its text and its caret.
 */
import { createScanning } from "../domain/scanning.js";

const LONE_KEYS = { F8: (app) => app.run("park_or_fetch") };

/** Follow the scanner; returns a function that stops. */
export function followScanner(app, target) {
  const scanning = createScanning((text) => app.catalogue.kindOfCode(text));
  const { clock } = app.env;
  let timer = null;

  function act(decision) {
    if (decision.kind === "scan") {
      const asked = giveBack(decision.before);
      app.run("scanned", asked + decision.text);
    } else if (decision.kind === "lone") LONE_KEYS[decision.key](app);
  }

  function listen() {
    if (timer !== null) clock.cancel(timer);
    timer = scanning.waits ? clock.later(() => {
      timer = null;
      act(scanning.rest());
      listen();
    }, scanning.waits) : null;
  }

  const onKey = (event) => {
    if (!isSelling(app) || event.isComposing) {
      scanning.restart();
      return;
    }
    const decision = scanning.key(strokeOf(event));
    listen();
    if (decision.kind === "pass") return;
    if (!decision.pass) {
      event.preventDefault();
      event.stopPropagation();
    }
    act(decision);
  };
  const onKeyUp = (event) => {
    if (event.key !== "Alt") return;
    const decision = scanning.altUp(strokeOf(event));
    listen();
    act(decision);
  };
  target.addEventListener("keydown", onKey, true);
  target.addEventListener("keyup", onKeyUp, true);
  return () => {
    target.removeEventListener("keydown", onKey, true);
    target.removeEventListener("keyup", onKeyUp, true);
  };
}

function isSelling(app) {
  const { phase } = app.store.get();
  return phase === "desk" || phase === "paying";
}

/** The event as the rules read it; its own instant, however late it is heard. */
function strokeOf(event) {
  const { key, code, shiftKey: shift, ctrlKey: ctrl, altKey: alt, repeat, timeStamp: at } = event;
  return { key, code, shift, ctrl: ctrl || event.metaKey, alt, repeat, at, before: fieldsNow() };
}

/** What the field with the focus, and the search, hold before the key reaches them. */
function fieldsNow() {
  const focused = document.activeElement;
  const fields = [...new Set([document.getElementById("search"), focused])].filter(isField);
  return { focused, fields: fields.map((element) => ({ element, value: element.value, caret: caretOf(element) })) };
}

function isField(element) {
  return element !== null && /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName)
    && !/^(radio|checkbox)$/.test(element.type);
}

function caretOf(element) {
  try {
    return [element.selectionStart, element.selectionEnd];
  } catch {
    return null; // a field of dates has none
  }
}

/** @returns {string} `3*`, where that stood in the search: it was meant for the scan */
function giveBack({ focused, fields }) {
  let asked = "";
  for (const field of fields) {
    const { element, value } = field;
    if (!element.isConnected) continue;
    if (element.hasAttribute("data-search") && /^\s*\d{1,5}\s*\*\s*$/.test(value)) {
      asked = value.trim();
      Object.assign(field, { value: "", caret: [0, 0] }); // the next scan may hold the same: it counts once
    }
    restore(element, field.value, field.caret);
  }
  if (focused !== document.activeElement && focused?.isConnected && focused !== document.body) {
    focused.focus({ preventScroll: true });
  }
  return asked;
}

function restore(element, value, caret) {
  if (element.value !== value) {
    element.value = value;
    element.dispatchEvent(new Event(element.tagName === "SELECT" ? "change" : "input", { bubbles: true }));
  }
  if (caret && caret[0] !== null && element === document.activeElement) element.setSelectionRange(...caret);
}
