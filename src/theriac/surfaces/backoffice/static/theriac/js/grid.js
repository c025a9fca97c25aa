// A grid of typed lines: a product's cell that searches and takes scans, Enter to the next empty cell,
// a next row at the end, rows pasted from a spreadsheet. The server reads every row again.
import { foundList } from "./grid_found.js";
import { gridRows } from "./grid_rows.js";

const WAIT_MS = 200;
/** What is typed this long into a quantity came from a scanner. */
const SCANNED = 8;

for (const place of document.querySelectorAll("[data-t-grid]")) setUp(place);

function setUp(place) {
  const { find, paste, beside, value: besideValue } = place.dataset;
  const body = place.querySelector("tbody");
  const status = place.querySelector("[data-said]");
  const form = place.closest("form");
  const tell = (words) => { status.textContent = words; };
  const grid = gridRows(place, tell);
  const { rows, cell, cells, product, isEmpty, addRow, emptyRow, clear, fault, isSame } = grid;
  const list = foundList(place, (told) => toQuantity(pick(told)));
  const besides = () => document.getElementById(beside)?.value ?? besideValue ?? "";
  let unsaved = place.dataset.typed === "yes";
  let timer = 0;
  let asked = 0;
  let searched = null;

  function fill(row, told, over) {
    unsaved = true;
    grid.fill(row, told, over);
  }

  function remove(row) {
    const to = row.nextElementSibling ?? row.previousElementSibling;
    list.close();
    row.remove();
    unsaved = true;
    product(to ?? addRow()).focus();
  }

  // ---------- what a product's cell means ----------
  async function ask(input) {
    const mine = ++asked;
    const query = new URLSearchParams({ q: input.value, beside: besides() });
    const answer = await fetch(`${find}?${query}`, { headers: { Accept: "application/json" } })
      .then((response) => (response.ok ? response.json() : null))
      .catch(() => null);
    if (!answer) tell(place.dataset.failed);
    return mine === asked ? answer : null;
  }

  function take(row, told, cautions) {
    const same = rows().find((one) => one !== row && isSame(one, told.values));
    if (same) {
      clear(row);
      countUp(same, told.values);
      return;
    }
    fill(row, told, true);
    tell(cautions.join(" "));
    toQuantity(row);
  }

  function countUp(row, values) {
    const serials = cell(row, "serials");
    const known = serials?.value.split(/\s+/).filter(Boolean) ?? [];
    if (values.serials && known.includes(values.serials)) {
      tell(place.dataset.twice);
      return;
    }
    if (serials && values.serials) serials.value = [...known, values.serials].join("\n");
    const packs = cell(row, "packs");
    packs.value = String(Number(packs.value) + 1);
    tell(place.dataset.counted);
    toQuantity(row);
  }

  function toQuantity(row) {
    if (row === rows().at(-1)) addRow();
    const packs = cell(row, "packs") ?? cell(row, "share") ?? cell(row, "price");
    packs.focus();
    packs.select();
  }

  function pick(told) {
    const row = searched.closest("tr");
    list.close();
    clearTimeout(timer);
    asked += 1;
    fill(row, told, false);
    tell("");
    return row;
  }

  /** A code is taken, a single product chosen, several are shown. */
  async function settle(input) {
    clearTimeout(timer);
    const row = input.closest("tr");
    const answer = await ask(input);
    if (!answer) return;
    if (answer.taken) take(row, answer.taken, answer.cautions);
    else if (answer.found?.length === 1) {
      searched = input;
      toQuantity(pick(answer.found[0].row));
    } else if (answer.found?.length) offer(input, answer.found);
    else fault(input, answer.problem);
  }

  async function scan(text, row) {
    const input = product(row);
    input.value = text;
    await settle(input);
  }

  function offer(input, found) {
    searched = input;
    list.open(input, found);
  }

  async function suggest(input) {
    const answer = await ask(input);
    if (!answer || document.activeElement !== input) return;
    if (answer.found?.length) offer(input, answer.found);
    else list.close();
  }

  // ---------- keys ----------
  function onward(input) {
    const row = input.closest("tr");
    const all = cells(row);
    const free = all.slice(all.indexOf(input) + 1).find((one) => !one.value.trim());
    if (free) {
      free.focus();
      return;
    }
    const to = row.nextElementSibling ?? addRow();
    if (to) product(to).focus();
  }

  function productKey(event) {
    const input = event.target;
    const isOpen = list.isOpenFor(input);
    if (event.key === "Enter") {
      event.preventDefault();
      if (isOpen) toQuantity(pick(list.marked()));
      else if (cell(input.closest("tr"), "product_id").value) onward(input);
      else if (input.value.trim()) settle(input);
    } else if (event.key === "Tab" && isOpen && !event.shiftKey) {
      pick(list.marked());
    } else if (isOpen && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      list.step(event.key === "ArrowDown" ? 1 : -1);
    } else if (isOpen && event.key === "Escape") {
      event.preventDefault();
      list.close();
    }
  }

  body.addEventListener("keydown", (event) => {
    const input = event.target.closest("td.t-field [data-cell]");
    if (!input || event.isComposing) return;
    if (input.dataset.cell === "product") {
      productKey(event);
      return;
    }
    const row = input.closest("tr");
    if (event.key === "Enter") {
      event.preventDefault();
      const typed = input.value.trim();
      if (input.dataset.cell === "packs" && typed.length >= SCANNED) {
        input.value = input.defaultValue || "1";
        const to = emptyRow();
        if (to) scan(typed, to);
      } else onward(input);
    } else if (event.key === "Tab" && !event.shiftKey && input === cells(row).at(-1) && !isEmpty(row)) {
      const to = row.nextElementSibling ?? addRow();
      if (!to) return;
      event.preventDefault();
      product(to).focus();
    }
  });

  body.addEventListener("input", (event) => {
    const input = event.target;
    if (!input.dataset?.cell) return;
    unsaved = true;
    fault(input, "");
    if (input.dataset.cell !== "product") return;
    cell(input.closest("tr"), "product_id").value = "";
    list.close();
    clearTimeout(timer);
    timer = setTimeout(() => suggest(input), WAIT_MS);
  });

  body.addEventListener("focusout", (event) => {
    const input = event.target;
    if (input.dataset?.cell !== "product") return;
    clearTimeout(timer);
    list.close();
    if (input.value.trim() && !cell(input.closest("tr"), "product_id").value) leave(input);
  });

  /** A product's cell that was left before anything was chosen. */
  async function leave(input) {
    const answer = await ask(input);
    if (!answer || !input.isConnected || document.activeElement === input) return;
    const row = input.closest("tr");
    const told = answer.taken ?? (answer.found?.length === 1 ? answer.found[0].row : null);
    if (told) fill(row, told, false);
    else fault(input, answer.problem || place.dataset.several);
  }

  body.addEventListener("click", (event) => {
    const button = event.target.closest("[data-remove]");
    if (button) remove(button.closest("tr"));
  });

  place.querySelector("[data-more]").addEventListener("click", () => {
    const row = addRow();
    if (row) product(row).focus();
  });

  // ---------- pasting ----------
  body.addEventListener("paste", async (event) => {
    const text = event.clipboardData?.getData("text/plain").replace(/\s+$/, "") ?? "";
    if (!/[\t\n]/.test(text)) return;
    event.preventDefault();
    if (text.length > Number(place.dataset.longest)) {
      tell(place.dataset.full);
      return;
    }
    const sent = new URLSearchParams({ text, beside: besides() });
    const answer = await fetch(paste, {
      method: "POST",
      body: sent,
      headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
    }).then((response) => response.json()).catch(() => null);
    if (!answer?.rows) {
      tell(answer?.problem ?? place.dataset.failed);
      return;
    }
    put(answer, event.target.closest("tr"));
  });

  function put({ rows: told, cautions }, from) {
    if (rows().filter((row) => !isEmpty(row)).length + told.length > Number(place.dataset.most)) {
      tell(place.dataset.full);
      return;
    }
    let row = from;
    for (const one of told) {
      row = emptyRow(row);
      if (!row) return;
      fill(row, one, true);
    }
    if (!rows().some(isEmpty)) addRow();
    tell([place.dataset.pasted, ...cautions].join(" "));
    const wrong = body.querySelector("[aria-invalid='true']");
    (wrong ?? product(emptyRow())).focus();
  }

  // ---------- the page around it ----------
  place.addEventListener("scanned", (event) => {
    const row = emptyRow();
    if (row) scan(event.detail, row);
  });
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault(); // a second press before the answer: once is meant
    if (event.defaultPrevented) return;
    sent = true;
    unsaved = false;
  });
  addEventListener("pageshow", () => {
    sent = false; // left by the browser's back button, it can be sent again
  });
  addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
  place.querySelector("[data-more]").hidden = false;
}
