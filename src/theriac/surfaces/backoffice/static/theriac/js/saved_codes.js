// Unsent sales of a counter, read by the camera from its series of QR codes, in any order. Once none
// is missing, they are the file of the form, which is sent.
import { fileOfCodes, nameOfCodes } from "../../counter/app/read_codes.js";
import { missingOf, rangesOf, withCode } from "../../counter/domain/code_series.js";
import { film, hasCamera } from "./film.js";

/** So few missing numbers are named. */
const NAMED = 40;

const place = document.querySelector("[data-t-codes]");
if (await hasCamera()) setUp();

function setUp() {
  const part = (name) => place.querySelector(`[data-${name}]`);
  const filled = (words, values) => place.dataset[words].replace(/\{(\w+)\}/g, (_all, name) => values[name]);
  let series = null;

  const say = (words) => {
    part("said").textContent = words ? place.dataset[words] : "";
    part("said").hidden = !words;
  };
  const camera = film({
    reader: place.dataset.reader,
    box: part("film"),
    video: place.querySelector("video"),
    seen(text) {
      const found = withCode(series, text);
      series = found.series;
      say(["other", "strange"].includes(found.heard) ? found.heard : "");
      draw();
      if (series && !missingOf(series).length) take();
    },
    failed(why) {
      part("open").hidden = false;
      say(why);
    },
  });

  function draw() {
    part("read").hidden = part("again").hidden = !series;
    if (!series) return;
    const missing = missingOf(series);
    const named = rangesOf(missing.slice(0, NAMED));
    part("count").textContent = filled("count", { n: series.parts.size, count: series.count });
    part("missing").textContent = missing.length
      ? filled("missing", { numbers: missing.length > NAMED ? `${named} …` : named }) : "";
    Object.assign(part("bar"), { max: series.count, value: series.parts.size });
  }

  async function take() {
    camera.close();
    part("open").hidden = false;
    const whole = series;
    const text = await fileOfCodes(whole);
    if (text === null) {
      begin();
      say("broken");
      return;
    }
    const field = document.getElementById(place.dataset.tCodes);
    const chosen = new DataTransfer();
    chosen.items.add(new File([text], nameOfCodes(whole), { type: "application/json" }));
    field.files = chosen.files;
    field.form.requestSubmit();
  }

  function begin() {
    series = null;
    say("");
    draw();
  }

  part("open").addEventListener("click", () => {
    part("open").hidden = true;
    say("");
    camera.open();
  });
  part("close").addEventListener("click", () => {
    camera.close();
    part("open").hidden = false;
    part("open").focus();
  });
  part("again").addEventListener("click", begin);
  addEventListener("pagehide", camera.close);
  place.hidden = false;
}
