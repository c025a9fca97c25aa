/** The keys of the counter, from anywhere. Bare letters and digits only ever go to the search. */
import { followScanner } from "./scanner.js";

const DESK_KEYS = {
  F1: (app) => app.open({ kind: "help" }),
  F2: (app) => app.focusSearch(),
  F3: (app) => app.focusBasket(),
  F4: (app) => app.run("show_patient"),
  F6: (app) => app.run("show_reserved"),
  F7: (app) => app.run("show_equivalents"),
  F9: (app) => app.run("pay"),
  F10: (app) => app.open({ kind: "more" }),
};

const SHIFTED_KEYS = {
  F1: (app) => app.run("show_coupon"),
  F2: (app) => app.run("show_member"),
  F3: (app) => app.run("show_discount"),
  F4: (app) => app.run("show_ready"),
  F6: (app) => app.run("same_again"),
  F7: (app) => app.run("show_unmet"),
  F8: (app) => app.run("park_named"),
  F9: (app) => app.run("show_quotation"),
};

const PAY_KEYS = {
  F1: (app) => app.open({ kind: "help" }),
  Escape: (app) => app.run("leave_pay"),
  ArrowLeft: (app) => app.run("method_step", -1),
  ArrowRight: (app) => app.run("method_step", 1),
  ArrowUp: (app) => app.run("note_step", -1),
  ArrowDown: (app) => app.run("note_step", 1),
};

/** Follow the keyboard and the scanner that imitates one; returns a function that stops. */
export function followKeys(app, target) {
  const onKey = (event) => {
    const { phase, dialog } = app.store.get();
    if (event.isComposing || event.defaultPrevented || dialog) return;
    const handled = phase === "paying" ? payKey(event, app) : phase === "desk" ? deskKey(event, app) : false;
    if (handled) event.preventDefault();
  };
  const leaveScanner = followScanner(app, target);
  target.addEventListener("keydown", onKey);
  return () => {
    leaveScanner();
    target.removeEventListener("keydown", onKey);
  };
}

function deskKey(event, app) {
  if (event.ctrlKey || event.metaKey) return withControl(event, app);
  if (event.altKey) return false;
  const act = (event.shiftKey ? SHIFTED_KEYS : DESK_KEYS)[event.key];
  if (act) {
    act(app);
    return true;
  }
  if (event.key === "Escape" && !isSearch(event.target)) {
    app.focusSearch();
    return true;
  }
  if (event.key.length === 1 && event.key !== " " && !isField(event.target)) app.focusSearch();
  return false;
}

function withControl(event, app) {
  const key = event.key.toLowerCase();
  if (key === "k") app.open({ kind: "palette" });
  else if (key === "enter") app.run("pay");
  else if (key === "z" && !event.shiftKey && !hasText(event.target)) app.run("put_back");
  else return false;
  return true;
}

function payKey(event, app) {
  const plain = !event.altKey && !event.metaKey && !event.shiftKey;
  if (event.key === "Enter" && plain && !isButton(event.target, event)) {
    app.run("complete", { print: !event.ctrlKey });
    return true;
  }
  if (!plain || event.ctrlKey) return false;
  if (event.key === "Tab") return app.run("split_payment") === true;
  const act = PAY_KEYS[event.key];
  if (!act || (event.target.id === "reference" && event.key.startsWith("Arrow"))) return false;
  act(app);
  return true;
}

/** A focused button keeps its own Enter, except the methods, which Enter leaves as chosen. */
function isButton(target, event) {
  return target.tagName === "BUTTON" && target.getAttribute("role") !== "radio" && !event.ctrlKey;
}

function isField(target) {
  return /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable;
}

function isSearch(target) {
  return target.hasAttribute?.("data-search") ?? false;
}

function hasText(target) {
  return isField(target) && target.value !== "";
}
