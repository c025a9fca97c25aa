/** A sum that hardly any till holds is asked about once: a code scanned into the field, or a slip. */
import { useState } from "../../app/html.js";
import { useApp, useWords } from "../../app/store.js";
import { isFarAbove } from "../../domain/payments.js";

/**
 * @returns {(amount: number, held: number) => string|null} the question about an amount where the till holds about
 *   `held` (minor units); null where it is likely, or given a second time
 */
export function useDoubt() {
  const { t, money } = useWords();
  const { currency } = useApp().place();
  const [asked, setAsked] = useState(null);
  return (amount, held) => {
    if (amount === asked || !isFarAbove(amount, Math.max(held, 0), currency)) return null;
    setAsked(amount);
    return t("till.far", { amount: money(amount) });
  };
}
