// A camera beside a scanner's field: what it reads is sent as if it had been scanned. Where sending
// leads to another page, the camera goes on there; a pack that is still in sight isn't taken twice.
// A grid of lines is told each code instead.
import { film, hasCamera } from "./film.js";

const KEPT = "theriac-camera";

for (const place of document.querySelectorAll("[data-t-camera]")) {
  if (await hasCamera()) setUp(place);
}

function setUp(place) {
  const field = document.getElementById(place.dataset.tCamera);
  const part = (name) => place.querySelector(`[data-${name}]`);
  const said = part("said");
  const camera = film({
    reader: place.dataset.reader,
    box: part("film"),
    video: place.querySelector("video"),
    seen(text) {
      if ("tGrid" in field.dataset) {
        field.dispatchEvent(new CustomEvent("scanned", { detail: text }));
        return;
      }
      sessionStorage.setItem(KEPT, JSON.stringify({ at: location.pathname, text }));
      field.value = text;
      field.form.requestSubmit();
    },
    failed(why) {
      sessionStorage.removeItem(KEPT);
      part("open").hidden = false;
      said.textContent = place.dataset[why];
      said.hidden = false;
    },
  });
  const open = (last) => {
    part("open").hidden = true;
    said.hidden = true;
    camera.open(last);
  };
  part("open").addEventListener("click", () => open(null));
  part("close").addEventListener("click", () => {
    sessionStorage.removeItem(KEPT);
    camera.close();
    part("open").hidden = false;
    ("tGrid" in field.dataset ? part("open") : field).focus();
  });
  addEventListener("pagehide", camera.close);
  part("open").hidden = false;
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  if (kept && kept.at === location.pathname) open(kept.text);
}
