// The boxes in front of a list's rows: the head's selects the page, the bar says how many there are.
const BOXES = ".t-selectable input[name=row]";
let last = null;

function boxesOf(form) {
  return [...form.querySelectorAll("input[name=row]")];
}

function tell(form) {
  const boxes = boxesOf(form);
  const count = boxes.filter((box) => box.checked).length;
  const page = form.querySelector("[data-t-select-page]");
  if (page) {
    page.hidden = false;
    page.checked = count > 0 && count === boxes.length;
    page.indeterminate = count > 0 && count < boxes.length;
  }
  const shown = form.querySelector("[data-t-selected]");
  if (shown) shown.textContent = String(count);
}

function tellAll() {
  document.querySelectorAll(".t-selectable").forEach(tell);
}

export function setUpSelection() {
  document.addEventListener("change", (event) => {
    const form = event.target.closest?.(".t-selectable");
    if (!form) return;
    if (event.target.matches("[data-t-select-page]")) {
      for (const box of boxesOf(form)) box.checked = event.target.checked;
    }
    tell(form);
  });
  // With the shift key, everything between the last box and this one becomes as this one.
  document.addEventListener("click", (event) => {
    if (!event.target.matches?.(BOXES)) return;
    const boxes = boxesOf(event.target.form);
    const [from, to] = [boxes.indexOf(last), boxes.indexOf(event.target)].sort((a, b) => a - b);
    if (event.shiftKey && from >= 0) {
      for (const box of boxes.slice(from, to)) box.checked = event.target.checked;
    }
    last = event.target;
  });
  document.addEventListener("htmx:afterSettle", tellAll);
  window.addEventListener("pageshow", tellAll);
  tellAll();
}
