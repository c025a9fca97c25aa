// Checks a form before it is sent: the sentence stands beside its field, what was typed stays.
// The server checks again; this only saves the way there. Forms: <form data-t-form novalidate>.
import { say } from "./words.js";

function sentence(field) {
  const state = field.validity;
  if (state.valueMissing) return say("required");
  if (state.badInput) return say("number");
  if (state.tooShort) return say("short");
  if (state.tooLong) return say("long");
  if (state.typeMismatch && field.type === "email") return say("email");
  return say("other");
}

function noteFor(field) {
  const id = `${field.id}-error`;
  const found = document.getElementById(id);
  if (found) return found;
  const note = document.createElement("div");
  note.className = "t-error";
  note.id = id;
  const icon = document.createElement("i");
  icon.className = "bi bi-exclamation-circle-fill";
  icon.setAttribute("aria-hidden", "true");
  note.append(icon, document.createElement("span"));
  field.closest(".t-field")?.append(note);
  return note;
}

function describe(field, id, on) {
  const ids = new Set((field.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
  if (on) ids.add(id); else ids.delete(id);
  if (ids.size) field.setAttribute("aria-describedby", [...ids].join(" "));
  else field.removeAttribute("aria-describedby");
}

/** Mark one field, or clear it. Returns whether it may be sent. */
export function check(field) {
  const good = field.checkValidity();
  field.classList.toggle("is-invalid", !good);
  if (good) {
    field.removeAttribute("aria-invalid");
    document.getElementById(`${field.id}-error`)?.remove();
  } else {
    field.setAttribute("aria-invalid", "true");
    noteFor(field).querySelector("span").textContent = sentence(field);
  }
  describe(field, `${field.id}-error`, !good);
  return good;
}

function checkable(form) {
  return [...form.elements].filter((field) => field.willValidate && field.id && field.type !== "radio");
}

export function setUpForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches?.("form[data-t-form]")) return;
    const bad = checkable(form).filter((field) => !check(field));
    if (bad.length) {
      event.preventDefault();
      bad[0].focus();
      return;
    }
    const button = event.submitter ?? form.querySelector("[type='submit']");
    button?.setAttribute("aria-busy", "true");
  }, true);
  // A field is checked again only after it was refused, so nobody is told off while typing.
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (field.matches?.("form[data-t-form] .is-invalid")) check(field);
  });
  // The browser's back button brings a page as it was left: nothing is busy there any more.
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("[aria-busy='true'][type='submit']").forEach((button) => {
      button.removeAttribute("aria-busy");
    });
  });
  document.querySelector("[data-t-focus]")?.focus();
}
