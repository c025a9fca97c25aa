// Dialogs are native <dialog>: the browser holds the focus inside and gives it back.
// data-t-open="id" opens, data-t-close closes. Before the scripts have come a button opens by its
// command, which this prevents afterwards, and a link leads to its own address.
export function openDialog(id) {
  const dialog = document.getElementById(id);
  if (!(dialog instanceof HTMLDialogElement) || dialog.open) return false;
  dialog.showModal();
  dialog.dispatchEvent(new CustomEvent("t-opened"));
  return true;
}

export function setUpDialogs() {
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-t-print]")) window.print();
    const opener = event.target.closest?.("[data-t-open]");
    if (opener) {
      if (document.getElementById(opener.dataset.tOpen)) event.preventDefault();
      openDialog(opener.dataset.tOpen);
      return;
    }
    if (event.target.closest?.("[data-t-close]")) event.target.closest("dialog")?.close();
    else if (event.target instanceof HTMLDialogElement) event.target.close();
  });
  document.addEventListener("keydown", (event) => {
    // A link that acts as a button answers the space bar too.
    if (event.key === " " && event.target.matches?.("a[role='button'][data-t-open]")) {
      event.preventDefault();
      event.target.click();
    }
  });
}
