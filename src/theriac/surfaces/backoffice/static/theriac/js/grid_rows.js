// The rows of a grid of typed lines: made, filled in, emptied, and what is wrong said at the cell.

/** `tell` says why no row can be added. */
export function gridRows(place, tell) {
  const same = place.dataset.same.split(" ");
  const most = Number(place.dataset.most);
  const body = place.querySelector("tbody");
  const blank = place.querySelector("template");
  let next = Number(place.dataset.next);

  const rows = () => [...body.rows];
  const cell = (row, name) => row.querySelector(`[data-cell="${name}"]`);
  const cells = (row) => [...row.querySelectorAll("td.t-field [data-cell]")];
  const product = (row) => cell(row, "product");
  const isEmpty = (row) => cells(row).every((one) => one.tagName === "SELECT" || !one.value.trim());

  function addRow() {
    if (rows().length >= most) {
      tell(place.dataset.full);
      return null;
    }
    const made = blank.content.cloneNode(true);
    const row = made.querySelector("tr");
    for (const one of row.querySelectorAll("*")) {
      for (const { name, value } of [...one.attributes]) {
        if (value.includes("__n__")) one.setAttribute(name, value.replace("__n__", String(next)));
      }
    }
    next += 1;
    body.append(row);
    arm(row);
    return row;
  }

  function arm(row) {
    row.querySelector("[data-remove]").hidden = false;
  }

  function emptyRow(from = null) {
    if (from && isEmpty(from)) return from;
    return rows().find(isEmpty) ?? addRow();
  }

  function clear(row) {
    for (const one of row.querySelectorAll("[data-cell]")) {
      if (one.tagName !== "SELECT") one.value = "";
      fault(one, "");
    }
  }

  function fault(input, words) {
    const id = `${input.id}-error`;
    document.getElementById(id)?.remove();
    input.classList.toggle("is-invalid", Boolean(words));
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
    if (!words) return;
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", id);
    const note = document.createElement("div");
    note.className = "t-error";
    note.id = id;
    const icon = document.createElement("i");
    icon.className = "bi bi-exclamation-circle-fill";
    icon.setAttribute("aria-hidden", "true");
    const said = document.createElement("span");
    said.textContent = words;
    note.append(icon, said);
    (input.closest("td.t-field") ?? product(input.closest("tr")).closest("td")).append(note);
  }

  /** Fill a row with what the server told; what a person typed stays, unless a code says it, and
   *  what a row keeps whatever its product stays in any case. */
  function fill(row, told, over) {
    for (const [name, choices] of Object.entries(told.choices)) {
      cell(row, name).replaceChildren(...choices.map(([key, words]) => new Option(words, key)));
    }
    for (const [name, value] of Object.entries(told.values)) {
      const input = cell(row, name);
      if (!input || (input.dataset.kept && input.value)) continue;
      const isOwn = name.startsWith("product") || input.tagName === "SELECT" || input.type === "hidden";
      if (isOwn || over ? value !== "" || isOwn : !input.value.trim()) input.value = value;
      fault(input, "");
    }
    for (const [name, words] of Object.entries(told.errors)) {
      const input = cell(row, name);
      if (input) fault(input, words);
    }
  }

  function isSame(row, values) {
    return Boolean(values[same.at(-1)]) && same.every((name) => cell(row, name)?.value === values[name]);
  }

  rows().forEach(arm);
  return { rows, cell, cells, product, isEmpty, addRow, emptyRow, clear, fault, fill, isSame };
}
