// Menus are <details class="t-menu">: one open at a time, closed by Escape or a click elsewhere.
function openMenus() {
  return [...document.querySelectorAll("details.t-menu[open]")];
}

export function setUpMenus() {
  document.addEventListener("toggle", (event) => {
    const menu = event.target;
    if (!(menu instanceof HTMLDetailsElement) || !menu.matches(".t-menu") || !menu.open) return;
    for (const other of openMenus()) if (other !== menu) other.open = false;
  }, true);
  document.addEventListener("click", (event) => {
    for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of openMenus()) {
      menu.open = false;
      if (menu.contains(document.activeElement)) menu.querySelector("summary")?.focus();
    }
  });
}
