/** A field: label above, hint below, on error an icon and a sentence; what was typed stays. */
import { html, useState } from "../../app/html.js";
import { useWords } from "../../app/store.js";
import { Icon } from "./icon.js";

/**
 * @param {{name: string, label: string, value: string, onInput: (text: string) => void,
 *   error?: string, hint?: string, type?: string, first?: boolean, large?: boolean}} props
 *   `error` is a key of the words, or the server's own sentence
 */
export function TextField({
  name, label, value, onInput, error, hint, type = "text", first = false, large = false, ...rest
}) {
  const { t } = useWords();
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(" ");
  return html`<div><label class="form-label" for=${name}>${label}</label>
    <input id=${name} name=${name} type=${type} value=${value} ...${rest} data-first=${first ? "" : undefined}
      class=${`form-control ${error ? "is-invalid" : ""} ${large ? "t-code-field" : ""}`}
      aria-invalid=${error ? "true" : undefined} aria-describedby=${described || undefined}
      onInput=${(event) => onInput(event.currentTarget.value)} />
    ${hint && html`<div class="form-text" id=${`${name}-hint`}>${hint}</div>`}
    ${error && html`<div class="t-error" id=${`${name}-error`} role="alert"><${Icon} name="exclamation-circle-fill" />
      <span>${sentence(error, t)}</span></div>`}</div>`;
}

/**
 * A day, written as everywhere and typed in any usual way; `value` is "YYYY-MM-DD", and `onInput` is told it with
 * what was typed: "" for what names no day.
 */
export function DayField({ value, onInput, ...rest }) {
  const { day, readDay } = useWords();
  const [text, setText] = useState(value ? day(value) : "");
  const take = (typed) => {
    setText(typed);
    onInput(readDay(typed) ?? "", typed);
  };
  return html`<${TextField} ...${rest} value=${text} autocomplete="off" maxlength="20" onInput=${take} />`;
}

function sentence(error, t) {
  return /^[a-z_]+(\.[a-z_]+)+$/.test(error) ? t(error) : error;
}
