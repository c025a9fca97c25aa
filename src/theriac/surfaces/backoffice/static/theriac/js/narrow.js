// A long list of boxes with a field above that narrows it: each word that is typed is in what is
// shown, Enter ticks the first, and what is ticked is named, shown or not.
function rowsOf(list) {
  return [...list.children];
}

function boxOf(row) {
  return row.querySelector("input[type=checkbox]");
}

function narrow(field, list) {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const row of rowsOf(list)) {
    const text = row.textContent.toLowerCase();
    row.hidden = !words.every((word) => text.includes(word));
    if (!row.hidden) count += 1;
  }
  const none = document.querySelector(`[data-t-none="${list.id}"]`);
  if (none) none.hidden = count > 0;
}

function tell(list) {
  const picked = rowsOf(list).filter((row) => boxOf(row).checked);
  const names = picked.map((row) => row.querySelector(".t-grow").textContent.trim());
  document.querySelector(`[data-t-picked="${list.id}"]`).textContent = names.join(", ") || "–";
}

function pick(list, rows) {
  for (const row of rows) boxOf(row).checked = true;
  tell(list);
}

function shownOf(list) {
  return rowsOf(list).filter((row) => !row.hidden);
}

export function setUpNarrow() {
  for (const field of document.querySelectorAll("[data-t-find]")) {
    const list = document.getElementById(field.dataset.tFind);
    field.addEventListener("input", () => narrow(field, list));
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      pick(list, shownOf(list).slice(0, 1));
      field.select();
    });
    list.addEventListener("change", () => tell(list));
    document
      .querySelector(`[data-t-pick-shown="${list.id}"]`)
      ?.addEventListener("click", () => pick(list, shownOf(list)));
    narrow(field, list);
    tell(list);
  }
}
