// Toasts stay ten seconds, wait while they hold focus or pointer, and go.
import { say } from "./words.js";

const STAY = 10_000;

function arm(toast) {
  if (toast.dataset.tArmed) return;
  toast.dataset.tArmed = "1";
  let timer = 0;
  const start = () => { timer = setTimeout(() => toast.remove(), STAY); };
  const stop = () => clearTimeout(timer);
  toast.addEventListener("focusin", stop);
  toast.addEventListener("focusout", start);
  toast.addEventListener("pointerenter", stop);
  toast.addEventListener("pointerleave", start);
  start();
}

/** Show a toast that only tells. */
export function toast(text) {
  const place = document.getElementById("t-toasts");
  if (!place) return;
  const box = document.createElement("div");
  box.className = "t-toast";
  box.dataset.tToast = "";
  const words = document.createElement("span");
  words.className = "t-grow";
  words.textContent = text;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "btn btn-sm btn-icon";
  close.dataset.tDismiss = "";
  close.setAttribute("aria-label", say("close"));
  const cross = document.createElement("i");
  cross.className = "bi bi-x-lg";
  cross.setAttribute("aria-hidden", "true");
  close.append(cross);
  box.append(words, close);
  place.append(box);
  arm(box);
}

export function setUpToasts() {
  document.querySelectorAll("[data-t-toast]").forEach(arm);
  document.addEventListener("click", (event) => {
    event.target.closest?.("[data-t-dismiss]")?.closest("[data-t-toast]")?.remove();
  });
  for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    document.addEventListener(name, () => toast(say("failed")));
  }
}
