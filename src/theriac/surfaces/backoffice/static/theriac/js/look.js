// Theme and size of type change at once and are kept by the server without leaving the page.
function press(form, name, value) {
  form.querySelectorAll(`button[name='${name}']`).forEach((button) => {
    button.setAttribute("aria-pressed", String(button.value === value));
  });
}

export function setUpLook() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const button = event.submitter;
    if (!form.matches?.("[data-t-theme-form]") || !button?.name) return;
    event.preventDefault();
    const body = new FormData(form, button);
    if (button.name === "theme") document.documentElement.dataset.tTheme = button.value;
    else document.documentElement.dataset.tSize = button.value;
    window.dispatchEvent(new Event("t-theme"));
    document.querySelectorAll("[data-t-theme-form]").forEach((one) => press(one, button.name, button.value));
    fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => form.submit());
  });
}
