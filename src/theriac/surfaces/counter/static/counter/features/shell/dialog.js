/** A dialogue that holds the focus, closes with Esc and gives the focus back. */
import { html, useRef } from "../../app/html.js";
import { useWords } from "../../app/store.js";
import { Heard } from "../scan/heard.js";
import { Icon } from "./icon.js";
import { useModal } from "./modal.js";

/**
 * @param {{title: string, onClose: () => void, children: any, foot?: any, wide?: boolean,
 *   reading?: boolean}} props `reading`: it holds nothing to act on, so the keyboard scrolls it
 */
export function Dialog({ title, onClose, children, foot = null, wide = false, reading = false }) {
  const { t } = useWords();
  const element = useRef(null);
  useModal(element);
  const close = (event) => {
    event.preventDefault();
    onClose();
  };
  return html`<dialog ref=${element} class=${`t-dialog ${wide ? "t-dialog-wide" : ""}`} aria-label=${title}
      onCancel=${close}>
    <div class="t-card-head"><h2>${title}</h2>
      <button class="btn btn-quiet btn-sm t-end" type="button" onClick=${close}>
        <${Icon} name="x-lg" />${t("close")}<kbd>Esc</kbd></button></div>
    <${Heard} />
    <div class="t-dialog-body" tabindex=${reading ? 0 : undefined} role=${reading ? "group" : undefined}
      aria-label=${reading ? title : undefined}>${children}</div>
    ${foot && html`<div class="t-dialog-foot">${foot}</div>`}
  </dialog>`;
}
