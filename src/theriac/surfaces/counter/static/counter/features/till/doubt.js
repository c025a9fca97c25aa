/** A sum that hardly any till holds is asked about once: a code scanned into the field, or a slip. */
import { useState } from "../../app/html.js";
import { useSelect, useWords } from "../../app/store.js";
import { isUnlikely } from "../../domain/till.js";

/**
 * @returns {(amount: number, held: number) => string|null} the question about an amount where the till holds
 *   `held` (minor units); null where it is likely, or given a second time
 */
export function useDoubt() {
  const { t, money } = useWords();
  const values = useSelect((state) => state.settings.denominations ?? []);
  const [asked, setAsked] = useState(null);
  return (amount, held) => {
    if (amount === asked || !isUnlikely(amount, held, Math.max(0, ...values))) return null;
    setAsked(amount);
    return t("till.far", { amount: money(amount) });
  };
}
