/** Unsent sales as QR codes, one after the other, for the camera of another counter. */
import { html, useEffect, useState } from "../../app/html.js";
import { useApp, useWords } from "../../app/store.js";
import { Dialog } from "../shell/dialog.js";
import { Icon } from "../shell/icon.js";

/** Fewer than three changes a second, for who is sensitive to flicker (WCAG 2.3.1). */
const SHOWN_MS = 400;

export function ShowCodesDialog() {
  const { t, number } = useWords();
  const app = useApp();
  const [found, setFound] = useState(undefined);
  const [place, setPlace] = useState(0);
  const [runs, setRuns] = useState(true);
  useEffect(() => {
    app.run("unsent_codes").then(setFound);
  }, []);
  const count = found?.codes.length ?? 0;
  useEffect(() => {
    if (!runs || count < 2) return undefined;
    const timer = app.env.clock.later(() => setPlace((place + 1) % count), SHOWN_MS);
    return () => app.env.clock.cancel(timer);
  }, [runs, place, count]);
  const step = (by) => {
    setRuns(false);
    setPlace((place + by + count) % count);
  };
  const foot = count > 1 && html`<button class="btn btn-plain" type="button" onClick=${() => step(-1)}>
      <${Icon} name="arrow-left" />${t("codes.previous")}</button>
    <button class="btn btn-primary" type="button" data-first onClick=${() => setRuns(!runs)}>
      <${Icon} name=${runs ? "pause-fill" : "play-fill"} />${t(runs ? "codes.pause" : "codes.go_on")}</button>
    <button class="btn btn-plain" type="button" onClick=${() => step(1)}>
      ${t("codes.next")}<${Icon} name="arrow-right" /></button>`;
  return html`<${Dialog} title=${t("codes.show")} onClose=${app.close} foot=${foot || null}>
    ${found === undefined ? html`<p class="t-2 mb-0" role="status">${t("codes.making")}</p>`
      : found === null ? html`<p class="mb-0" role="status">${t("codes.too_many")}</p>`
        : html`<p class="t-2">${t("codes.show.text")}</p>
          <${Code} text=${found.codes[place]} number=${place + 1} />
          <p class="t-strong text-center mt-2 mb-0" data-code=${place + 1}>
            ${t("codes.place", { n: number(place + 1), count: number(count) })}</p>`}</${Dialog}>`;
}

function Code({ text, number }) {
  const { t } = useWords();
  const { env } = useApp();
  const [drawn, setDrawn] = useState(null);
  useEffect(() => {
    let wanted = true;
    env.drawQr(text).then((one) => wanted && setDrawn({ ...one, number }), (error) => {
      console.warn(error); // without HTTPS nothing keeps what draws them for a time without the network
      if (wanted) setDrawn({ failed: true });
    });
    return () => {
      wanted = false;
    };
  }, [text]);
  if (!drawn) return null;
  if (drawn.failed) return html`<p class="mb-0" role="alert">${t("codes.undrawn")}</p>`;
  return html`<svg class="t-qr" viewBox=${`0 0 ${drawn.size} ${drawn.size}`} role="img" aria-label=${t("codes.code")}
    data-drawn=${drawn.number}><path d=${drawn.path} /></svg>`;
}
