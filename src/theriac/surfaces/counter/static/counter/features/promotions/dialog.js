/** The coupon of the basket: typed or scanned, compared with what this device knows, taken out again. */
import { html, useState } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { Dialog } from "../shell/dialog.js";
import { TextField } from "../shell/field.js";

const LONGEST = 20;

export function CouponDialog() {
  const { t } = useWords();
  const app = useApp();
  const coupon = useSelect((state) => state.basket.coupon ?? "");
  const [code, setCode] = useState(coupon);
  const [error, setError] = useState(null);
  const submit = (event) => {
    event.preventDefault();
    const wrong = app.run("take_coupon", code);
    setError(wrong);
    if (!wrong) app.closeThen(() => app.backToSearch());
  };
  return html`<${Dialog} title=${t("coupon.title")} onClose=${app.close}>
    <form class="t-stack t-stack-4" novalidate autocomplete="off" onSubmit=${submit}>
      <${TextField} name="coupon-code" label=${t("coupon.code")} hint=${t("coupon.hint")} first value=${code}
        error=${error} maxlength=${LONGEST} onInput=${setCode} />
      <div class="t-row"><button class="btn btn-primary" type="submit">${t("coupon.take")}</button>
        ${coupon && html`<button class="btn btn-plain" type="button"
          onClick=${() => app.closeThen(() => app.run("drop_coupon"))}>${t("coupon.drop")}</button>`}
        <button class="btn btn-quiet" type="button" onClick=${app.close}>${t("cancel")}</button></div>
    </form></${Dialog}>`;
}
