// The command palette: a combobox over a list that the server fills. Ctrl K opens it anywhere.
import { openDialog } from "./dialogs.js";

const WAIT = 120;

export function setUpPalette() {
  const dialog = document.getElementById("t-palette");
  if (!dialog) return;
  const field = dialog.querySelector("input");
  const list = dialog.querySelector("[role='listbox']");
  const count = dialog.querySelector("[data-t-palette-count]");
  let timer = 0;
  let asked = 0;
  let answered = null;

  const options = () => [...list.querySelectorAll("[role='option'][id]")];
  const current = () => list.querySelector("[aria-selected='true']");

  function pick(option) {
    current()?.setAttribute("aria-selected", "false");
    field.removeAttribute("aria-activedescendant");
    if (!option) return;
    option.setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  function move(step) {
    const all = options();
    if (!all.length) return;
    const place = all.indexOf(current());
    pick(all[(place + step + all.length) % all.length]);
  }

  async function ask() {
    const mine = ++asked;
    const text = field.value;
    const address = `${dialog.dataset.tPalette}?q=${encodeURIComponent(text)}`;
    try {
      const answer = await fetch(address, { headers: { "HX-Request": "true" } });
      if (!answer.ok || mine !== asked) return;
      list.innerHTML = await answer.text();
      answered = text;
      pick(options()[0]);
      count.textContent = options().length ? String(options().length) : count.dataset.none;
    } catch {
      // No network: the list stays as it was.
    }
  }

  // A scanner types a code and Enter at once: the lines of what stands there now are waited for.
  async function open() {
    if (answered !== field.value) {
      clearTimeout(timer);
      await ask();
    }
    if (answered === field.value) current()?.click();
  }

  dialog.addEventListener("t-opened", () => {
    field.value = "";
    field.focus();
    ask();
  });
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter") open();
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      openDialog("t-palette");
    }
  });
}
