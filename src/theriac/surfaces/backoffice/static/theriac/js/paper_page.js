// The page of an offer beside its lines: the row that is worked in shows where it stands on the paper.
const paper = document.querySelector("[data-t-paper]");
const sheet = paper.querySelector("[data-sheet]");
const boxes = paper.querySelector("[data-boxes]");
const choice = paper.querySelector("[data-page]");
const room = paper.querySelector(".t-paper-room");
const SVG = "http://www.w3.org/2000/svg";

function turnTo(page) {
  if (choice.value === String(page)) return;
  choice.value = String(page);
  sheet.src = `${paper.dataset.tPaper}${page}`;
}

function draw(told) {
  boxes.replaceChildren();
  for (const [left, top, right, bottom] of told?.boxes ?? []) {
    const one = document.createElementNS(SVG, "rect");
    one.setAttribute("x", String(left - 30));
    one.setAttribute("y", String(top - 20));
    one.setAttribute("width", String(right - left + 60));
    one.setAttribute("height", String(bottom - top + 40));
    boxes.append(one);
  }
}

function show(row) {
  for (const other of document.querySelectorAll("tr.t-here")) other.classList.remove("t-here");
  row.classList.add("t-here");
  const told = row.dataset.marks ? JSON.parse(row.dataset.marks) : null;
  if (told) turnTo(told.page);
  draw(told);
  const [first] = told?.boxes ?? [];
  if (!first) return;
  room.scrollTop = (first[1] / 10000) * sheet.clientHeight - room.clientHeight / 3;
  room.scrollLeft = (first[0] / 10000) * sheet.clientWidth - room.clientWidth / 4;
}

document.querySelector("[data-t-grid] tbody").addEventListener("focusin", (event) => {
  const row = event.target.closest("tr");
  if (row) show(row);
});
choice.addEventListener("change", () => {
  sheet.src = `${paper.dataset.tPaper}${choice.value}`;
  draw(null);
});
const beginning = document.querySelector("[data-t-grid] tbody tr [data-cell='product']");
if (sheet.complete) beginning?.focus();
else sheet.addEventListener("load", () => beginning?.focus(), { once: true });
