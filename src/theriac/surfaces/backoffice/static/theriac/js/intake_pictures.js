// Pictures of a prescription beside its form: chosen one after another, seen at once, kept with it.
// Nothing is stored in the browser: a picture stands in this page alone until the form is sent.
const room = document.querySelector("[data-room]");
const chosen = document.getElementById("id_pictures");
const camera = document.getElementById("camera");
const kept = [];

function figureOf(file) {
  const figure = document.createElement("figure");
  const caption = document.createElement("figcaption");
  const name = document.createElement("span");
  name.className = "t-grow t-break t-sm";
  name.textContent = file.name;
  const remove = document.createElement("button");
  remove.type = "button";
  remove.className = "btn btn-plain btn-sm";
  remove.textContent = room.dataset.remove;
  remove.setAttribute("aria-label", `${room.dataset.remove}: ${file.name}`);
  remove.addEventListener("click", () => takeAway(file, figure));
  caption.className = "t-row";
  caption.append(name, remove);
  figure.append(caption);
  return figure;
}

function pictureOf(file, figure) {
  const image = document.createElement("img");
  const address = URL.createObjectURL(file);
  image.alt = file.name;
  image.src = address;
  image.addEventListener("load", () => URL.revokeObjectURL(address));
  image.addEventListener("error", () => {
    URL.revokeObjectURL(address);
    image.remove();
    tellNothingToSee(figure);
  });
  figure.append(image);
}

function tellNothingToSee(figure, why = room.dataset.failed) {
  const words = document.createElement("p");
  words.className = "t-2 t-sm mb-0";
  words.setAttribute("role", "status");
  words.textContent = why;
  figure.append(words);
}

/** The server draws some pages of a PDF, and says at once what it wouldn't keep. */
async function drawnPages(file, first) {
  const sent = new FormData();
  sent.append("pictures", file);
  sent.append("first", String(first));
  const token = document.querySelector("#intake [name='csrfmiddlewaretoken']").value;
  const headers = { "HX-Request": "true", "X-CSRFToken": token };
  const answer = await fetch(room.dataset.pages, { method: "POST", body: sent, headers });
  if (answer.status !== 200 && answer.status !== 422) throw new Error(String(answer.status));
  const drawn = new DOMParser().parseFromString(await answer.text(), "text/html").body;
  if (!drawn.children.length) throw new Error("nothing drawn");
  return [...drawn.children];
}

function turnedBy(file, figure) {
  for (const button of figure.querySelectorAll("[data-first]")) {
    button.addEventListener("click", () => turnPages(file, figure, Number(button.dataset.first)));
  }
}

async function drawPages(file, figure) {
  figure.setAttribute("aria-busy", "true");
  try {
    figure.append(...(await drawnPages(file, 1)));
    turnedBy(file, figure);
  } catch {
    tellNothingToSee(figure);
  }
  figure.removeAttribute("aria-busy");
}

/** Other pages in place of those that are seen, which stay where the others don't come. */
async function turnPages(file, figure, first) {
  if (figure.getAttribute("aria-busy")) return;
  figure.setAttribute("aria-busy", "true");
  for (const words of figure.querySelectorAll("p")) words.remove();
  try {
    const pages = await drawnPages(file, first);
    figure.replaceChildren(figure.querySelector("figcaption"), ...pages);
    turnedBy(file, figure);
    figure.scrollIntoView({ block: "nearest" });
    room.focus({ preventScroll: true });
  } catch {
    tellNothingToSee(figure, room.dataset.unturned);
  }
  figure.removeAttribute("aria-busy");
}

/** What is sent are the files that stand in the preview. */
function tell() {
  const all = new DataTransfer();
  for (const file of kept) all.items.add(file);
  chosen.files = all.files;
  camera.value = "";
  room.hidden = !kept.length;
}

function takeAway(file, figure) {
  kept.splice(kept.indexOf(file), 1);
  figure.remove();
  tell();
  chosen.focus();
}

function add(files) {
  for (const file of files) {
    kept.push(file);
    const figure = figureOf(file);
    room.append(figure);
    if (file.type === "application/pdf") drawPages(file, figure);
    else pictureOf(file, figure);
  }
  tell();
}

for (const field of [chosen, camera]) {
  field.addEventListener("change", () => add([...field.files]));
}
// The browser's way back may bring chosen files along: they are seen again.
if (chosen.files.length) add([...chosen.files]);
document.addEventListener("htmx:afterSettle", () => document.querySelector("#intake [data-t-focus]")?.focus());
