/** An element that lies over everything while it is there, and gives the focus back. */
import { useLayoutEffect } from "../../app/html.js";
import { useSelect } from "../../app/store.js";

/**
 * Show a `<dialog>` as modal. Another layout moves it in the page, which ends a dialogue's being
 * modal: it is shown anew then, so that Esc and the focus stay its own when a tablet is turned.
 * @param {{current: HTMLDialogElement}} element
 */
export function useModal(element) {
  const layout = useSelect((state) => state.layout);
  useLayoutEffect(() => {
    const before = document.activeElement;
    const dialog = element.current;
    return () => {
      dialog.close();
      if (before?.isConnected) takeBack(before);
    };
  }, []);
  useLayoutEffect(() => {
    const dialog = element.current;
    if (dialog.matches(":modal")) return;
    dialog.removeAttribute("open");
    dialog.showModal();
    dialog.querySelector("[data-first]")?.focus();
  }, [layout]);
}

/**
 * A browser gives a field the focus back without its caret where the caret was in a field of the dialogue:
 * then what is typed goes nowhere.
 */
function takeBack(element) {
  element.focus();
  const { selectionStart: start, selectionEnd: end } = element;
  if (typeof start === "number") element.setSelectionRange(start, end);
}
