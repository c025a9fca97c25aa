/** This device: whether it opens without a network, keeps what it stores, and has room. */
import { html, useEffect } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { Dialog } from "../shell/dialog.js";
import { Icon } from "../shell/icon.js";

const GIGABYTE = 1_000_000_000;

/** "12 GB", "340 MB": what is left, in whole numbers. */
export function sizeText(bytes) {
  return bytes >= GIGABYTE ? `${Math.floor(bytes / GIGABYTE)} GB` : `${Math.floor(bytes / 1_000_000)} MB`;
}

export function DeviceDialog() {
  const { t, time, day, dayOf } = useWords();
  const app = useApp();
  const program = useSelect((state) => state.program);
  const room = useSelect((state) => state.room);
  const feed = useSelect((state) => state.feed);
  const device = useSelect((state) => state.device);
  useEffect(() => {
    app.lookAtRoom();
  }, []);
  useSelect((state) => state.settings);
  const lack = app.sealingLack();
  const asOf = feed?.as_of ? Date.parse(feed.as_of) : null;
  return html`<${Dialog} title=${t("device.title")} wide reading onClose=${app.close}><div class="t-stack t-stack-4">
    <dl class="t-facts"><dt>${t("device.name")}</dt><dd>${device.terminal.name}, ${device.branch.name}</dd>
      <dt>${t("device.version")}</dt><dd class="t-code">${app.env.version}</dd>
      <dt>${t("device.copy")}</dt><dd>${asOf ? `${time(asOf)}, ${day(dayOf(asOf))}` : t("device.none")}</dd>
      <dt>${t("device.room")}</dt>
      <dd>${room.left === null ? t("device.unknown") : t("device.left", { size: sizeText(room.left) })}</dd></dl>
    <${Point} good=${program.kept === "kept"} key="kept" title=${t(`device.kept.${program.kept}`)}
      text=${program.kept === "kept" ? "" : t(`device.kept.${program.kept}.text`)} />
    ${room.kept !== null && html`<${Point} good=${room.kept} title=${t(room.kept ? "device.stored" : "device.lent")}
      text=${room.kept ? "" : t("device.lent.text")} />`}
    <${Point} good=${lack === null} key="sealed" title=${t(lack ? `seal.${lack}` : "seal.works")}
      text=${t(lack ? `seal.${lack}.text` : "seal.works.text")} />
    ${room.low && html`<${Point} good=${false} title=${t("room.low")} text=${t("room.low.text")} />`}
  </div></${Dialog}>`;
}

function Point({ good, title, text }) {
  return html`<div class=${`t-notice ${good ? "t-notice-go" : "t-notice-note"}`}>
    <${Icon} name=${good ? "check-circle-fill" : "info-circle-fill"} />
    <div><div class="t-notice-title">${title}</div>${text && html`<p>${text}</p>`}</div></div>`;
}
