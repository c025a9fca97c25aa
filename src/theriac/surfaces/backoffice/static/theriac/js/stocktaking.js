// A sheet by keyboard and scanner: what is scanned or typed leads to its row's first empty box.

import { codesIn, sameBatch } from "./stocktaking_codes.js";

const find = document.querySelector("[data-t-count-find]");
const said = document.querySelector("[data-t-count-said]");
const hint = said?.textContent;
const onNone = document.querySelector("[data-t-count-other]")?.content.firstElementChild;
const rows = [...document.querySelectorAll("[data-t-count-row]")];

function fits(row, text, asked) {
  const codes = (row.dataset.codes ?? "").split(" ").filter(Boolean);
  const known = codes.flatMap((code) => [code, code.padStart(14, "0")]);
  if (asked.some((code) => known.includes(code))) return true;
  const words = `${row.dataset.name} ${row.dataset.batch}`.toLowerCase();
  return !/^\d{8,}$/.test(text) && text.toLowerCase().split(/\s+/).every((word) => words.includes(word));
}

function lead() {
  const text = find.value.trim();
  if (!text) return;
  const { codes, batch } = codesIn(text);
  const fitting = rows.filter((row) => row.querySelector("input") && fits(row, text, codes));
  const found = batch ? fitting.filter((row) => sameBatch(row.dataset.batch, batch)) : fitting;
  const row = found.find((one) => [...one.querySelectorAll("input")].every((box) => !box.value)) ?? found[0];
  rows.forEach((one) => one.classList.toggle("is-found", one === row));
  if (!row) {
    said.textContent = batch ? find.dataset.noBatch.replace("{batch}", batch) : find.dataset.none;
    lookElsewhere(text);
    find.select();
    return;
  }
  said.textContent = hint;
  find.value = "";
  row.scrollIntoView({ block: "center" });
  row.querySelector("input").focus();
}

/** The way on for what stands on no sheet, with the code that was scanned. */
function lookElsewhere(code) {
  if (!onNone) return;
  const link = document.importNode(onNone, true);
  const to = new URL(link.href);
  to.searchParams.set("code", code);
  link.href = to;
  said.append(" ", link);
}

find?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  lead();
});

// Enter goes on to the next box, and from a row's last one back to the search.
document.querySelector("[data-t-count]")?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches(".t-count-box input")) return;
  event.preventDefault();
  const boxes = [...event.target.closest("[data-t-count-row]").querySelectorAll("input")];
  (boxes[boxes.indexOf(event.target) + 1] ?? find).focus();
});

// Not before now: what a scanner types sooner would reach a form that doesn't lead yet.
if (rows.some((row) => row.querySelector("input"))) find?.focus();
