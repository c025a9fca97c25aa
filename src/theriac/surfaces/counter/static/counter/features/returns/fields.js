/** Fields that forms of returns share. */
import { html } from "../../app/html.js";
import { useWords } from "../../app/store.js";
import { Icon } from "../shell/icon.js";

export function Choice({ name, label, value, values, words, onChange }) {
  return html`<div><label class="form-label" for=${name}>${label}</label>
    <select id=${name} class="form-select" value=${value} onChange=${(event) => onChange(event.currentTarget.value)}>
      ${values.map((one) => html`<option key=${one} value=${one}>${words(one)}</option>`)}</select></div>`;
}

export const Wrong = ({ words }) => {
  const { t } = useWords();
  return words ? html`<div class="t-error" role="alert"><${Icon} name="exclamation-circle-fill" />
    <span>${/^[a-z_]+(\.[a-z_]+)+$/.test(words) ? t(words) : words}</span></div>` : null;
};
