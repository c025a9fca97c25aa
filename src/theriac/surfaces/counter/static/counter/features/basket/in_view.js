/** The line that was chosen or changed last is seen: after it came, and when a card takes room. */
import { useEffect } from "../../app/html.js";
import { useSelect } from "../../app/store.js";

export function useSelectedInView() {
  const assessed = useSelect((state) => state.assessed);
  const selected = useSelect((state) => state.basket.selected);
  const quantity = useSelect((state) => state.basket.lines.find((line) => line.id === state.basket.selected)?.packs);
  useEffect(() => {
    const row = document.querySelector(`[data-basket] [data-line="${selected}"]`);
    row?.scrollIntoView({ block: "nearest" });
  }, [selected, quantity, assessed.lines.length, assessed.open?.position]);
}
