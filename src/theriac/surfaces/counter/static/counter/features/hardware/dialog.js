/** One page that tries each device: printer, drawer, scanner, sound, clock and network, scale. */
import { html, useEffect, useState } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { TEST_SYMBOL, separatorOf, weightOf } from "../../domain/hardware.js";
import { Dialog } from "../shell/dialog.js";
import { Icon } from "../shell/icon.js";
import { RUNS_TILL } from "../till/actions.js";

const LOOK = { good: ["go", "check-circle-fill"], look: ["look", "exclamation-triangle-fill"],
  stop: ["stop", "x-octagon-fill"], wait: ["note", "info-circle-fill"] };

export function HardwareDialog() {
  const { t } = useWords();
  const app = useApp();
  return html`<${Dialog} title=${t("hardware.title")} wide onClose=${app.close}><div class="t-stack t-stack-4">
    <p class="t-2">${t("hardware.lead")}</p>
    <${Printer} /><${Scanner} /><${Clock} /><${Sound} /><${Scale} /><${Display} /></div></${Dialog}>`;
}

function Test({ name, level, said, children }) {
  const [meaning, icon] = LOOK[level];
  return html`<section class=${`t-notice t-notice-${meaning}`} data-test=${name} data-level=${level}>
    <${Icon} name=${icon} /><div class="t-stack"><div class="t-notice-title">${useWords().t(`hardware.${name}`)}</div>
      <p role="status">${said}</p>${children}</div></section>`;
}

function Printer() {
  const { t } = useWords();
  const app = useApp();
  const printer = useSelect((state) => state.printer);
  const person = useSelect((state) => state.person);
  const [tried, setTried] = useState(null);
  const direct = printer.via !== "browser";
  const attempt = async (name) => setTried({ name, good: await app.run(name) });
  const level = tried ? (tried.good ? "good" : "stop") : "wait";
  const said = tried ? t(`hardware.${tried.name}.${tried.good ? "done" : "failed"}`)
    : t(direct ? "hardware.printer.direct" : "hardware.printer.by_browser");
  return html`<${Test} name="printer" level=${level} said=${said}>
    <div class="t-row t-wrap" role="group" aria-label=${t("hardware.printer.way")}>
      ${app.env.printers.ways().map((way) => html`<button key=${way} type="button" aria-pressed=${way === printer.via}
        class=${`btn btn-sm ${way === printer.via ? "btn-primary" : "btn-plain"}`}
        onClick=${() => app.run("choose_printer", way)}>${t(`hardware.way.${way}`)}</button>`)}</div>
    ${direct && html`<div class="t-row t-wrap">
      <label class="t-row"><input type="checkbox" class="form-check-input" checked=${printer.kick}
        onChange=${(event) => app.run("set_printer", { kick: event.target.checked })} />${t("hardware.kick")}</label>
      <label class="t-row"><input type="checkbox" class="form-check-input" checked=${printer.page === "ascii"}
        onChange=${(event) => app.run("set_printer", { page: event.target.checked ? "ascii" : "wpc1252" })} />
        ${t("hardware.ascii")}</label></div>
    <div class="t-row t-wrap"><button class="btn btn-plain btn-sm" type="button"
        onClick=${() => attempt("test_print")}>${t("hardware.test_print")}</button>
      ${app.may(person, RUNS_TILL) && html`<button class="btn btn-plain btn-sm" type="button"
        onClick=${() => attempt("test_drawer")}>${t("hardware.test_drawer")}</button>`}</div>`}
    <p class="t-2 t-sm">${t("hardware.printer.network")}</p></${Test}>`;
}

function Scanner() {
  const { t } = useWords();
  const app = useApp();
  const [found, setFound] = useState(null);
  useEffect(() => {
    app.codeTaker = (text) => setFound(separatorOf(text));
    return () => {
      app.codeTaker = null;
    };
  }, []);
  const level = { good: "good", lost: "stop", other: "look" }[found] ?? "wait";
  return html`<${Test} name="scanner" level=${level} said=${t(`hardware.scanner.${found ?? "wait"}`)}>
    <${Symbol} /></${Test}>`;
}

/** A GS1 DataMatrix with a separator in it, large enough for any scanner. */
function Symbol() {
  const { rows } = TEST_SYMBOL;
  const side = rows.length;
  const dark = rows.flatMap((row, y) => [...row.toString(2).padStart(side, "0")]
    .map((one, x) => (one === "1" ? `M${x} ${y}h1v1h-1z` : "")));
  return html`<svg class="t-test-symbol" viewBox=${`-2 -2 ${side + 4} ${side + 4}`} role="img"
    aria-label=${useWords().t("hardware.scanner.symbol")} shape-rendering="crispEdges">
    <path fill="#fff" d=${`M-2 -2h${side + 4}v${side + 4}h-${side + 4}z`} />
    <path fill="#000" d=${dark.join("")} /></svg>`;
}

function Clock() {
  const { t, number } = useWords();
  const app = useApp();
  const [found, setFound] = useState(undefined);
  const ask = async () => setFound(await app.run("test_network"));
  useEffect(() => {
    ask();
  }, []);
  if (found === undefined) return html`<${Test} name="network" level="wait" said=${t("hardware.network.wait")} />`;
  if (found === null) return html`<${Test} name="network" level="stop" said=${t("hardware.network.silent")}>
    <${Again} ask=${ask} /></${Test}>`;
  const { drift, took } = found;
  const seconds = number(Math.abs(drift.seconds));
  const side = drift.seconds < 0 ? "behind" : "ahead";
  return html`<${Test} name="network" level="good" said=${t("hardware.network.good", { n: number(took) })}>
      <${Again} ask=${ask} /></${Test}>
    <${Test} name="clock" level=${drift.level} said=${t(`hardware.clock.${drift.level}`, {
      n: seconds, side: t(`hardware.clock.${side}`),
    })} />`;
}

function Again({ ask }) {
  return html`<div><button class="btn btn-plain btn-sm" type="button" onClick=${ask}>
    ${useWords().t("hardware.again")}</button></div>`;
}

function Sound() {
  const { t } = useWords();
  const app = useApp();
  return html`<${Test} name="sound" level="wait" said=${t("hardware.sound.said")}>
    <div><button class="btn btn-plain btn-sm" type="button" onClick=${() => app.run("test_beep")}>
      ${t("hardware.sound.beep")}</button></div></${Test}>`;
}

function Scale() {
  const { t, number } = useWords();
  const app = useApp();
  const [line, setLine] = useState(undefined);
  if (!app.env.printers.readLine) {
    return html`<${Test} name="scale" level="wait" said=${t("hardware.scale.none")} />`;
  }
  const weight = line ? weightOf(line) : null;
  const level = line === undefined ? "wait" : weight?.stable ? "good" : weight ? "look" : "stop";
  const said = line === undefined ? t("hardware.scale.wait") : weight
    ? t(weight.stable ? "hardware.scale.good" : "hardware.scale.moves", { n: number(weight.milligrams) })
    : t("hardware.scale.silent");
  return html`<${Test} name="scale" level=${level} said=${said}>
    <div><button class="btn btn-plain btn-sm" type="button"
      onClick=${async () => setLine(await app.run("read_scale"))}>${t("hardware.scale.read")}</button></div></${Test}>`;
}

function Display() {
  const { t } = useWords();
  const app = useApp();
  return html`<${Test} name="display" level="wait" said=${t("hardware.display.said")}>
    <div><button class="btn btn-plain btn-sm" type="button" onClick=${() => app.run("show_display")}>
      ${t("hardware.display.open")}</button></div></${Test}>`;
}
