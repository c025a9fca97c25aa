// Dialogs are native <dialog>: the browser holds the focus inside and gives it back.
// data-t-open="id" opens, data-t-close closes. Before the scripts have come a button opens by its
// command, which this prevents afterwards, and a link leads to its own address. data-t-fill is what
// the opener gives a dialog that many share: the form's address, its fields, and texts by name.
export function openDialog(id) {
  const dialog = document.getElementById(id);
  if (!(dialog instanceof HTMLDialogElement) || dialog.open) return false;
  dialog.showModal();
  dialog.dispatchEvent(new CustomEvent("t-opened"));
  return true;
}

function fill(dialog, { action, fields, texts }) {
  const form = dialog.querySelector("form");
  form.action = action;
  for (const [name, value] of Object.entries(fields)) form.elements[name].value = value;
  if (form.elements.back) form.elements.back.value = location.pathname + location.search;
  for (const [name, text] of Object.entries(texts)) {
    dialog.querySelector(`[data-t-text="${name}"]`).textContent = text;
  }
}

export function setUpDialogs() {
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-t-print]")) window.print();
    const opener = event.target.closest?.("[data-t-open]");
    if (opener) {
      const dialog = document.getElementById(opener.dataset.tOpen);
      if (dialog) event.preventDefault();
      if (dialog && opener.dataset.tFill) fill(dialog, JSON.parse(opener.dataset.tFill));
      openDialog(opener.dataset.tOpen);
      if (opener.dataset.tFill) dialog?.querySelector("[autofocus]")?.select();
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
