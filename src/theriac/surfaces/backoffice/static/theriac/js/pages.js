// Small things of every page: the way back, and where the focus goes after a part was refreshed.

/** A table that fits needs no scroller of its own, so that its head sticks below the page's. */
function fitTables() {
  document.querySelectorAll(".t-scroll").forEach((box) => {
    box.classList.remove("is-fitting");
    box.classList.toggle("is-fitting", box.scrollWidth <= box.clientWidth);
  });
}

/** The tab of this page is in sight, also where the row of tabs is longer than the screen. */
function showCurrentTab() {
  const tab = document.querySelector(".t-area-tabs .t-tabs [aria-current]");
  const row = tab?.parentElement;
  if (row) row.scrollLeft = tab.offsetLeft - row.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
}

/** A menu that refreshes itself stays open while somebody reads it. */
function keepMenusOpen() {
  const open = new Set();
  document.addEventListener("htmx:beforeSwap", (event) => {
    const menu = event.detail.target;
    if (menu?.matches?.("details[id][open]")) open.add(menu.id);
  });
  document.addEventListener("htmx:afterSwap", () => {
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    open.clear();
  });
}

/** What somebody typed while the page still loaded is searched too: nobody listened to it then. */
function searchWhatIsTyped() {
  document.addEventListener("DOMContentLoaded", () => {
    for (const field of document.querySelectorAll("[hx-trigger$=typed]")) {
      if (field.value !== field.defaultValue) window.htmx.trigger(field, "typed");
    }
  });
}

export function setUpPages() {
  searchWhatIsTyped();
  keepMenusOpen();
  fitTables();
  showCurrentTab();
  window.addEventListener("resize", fitTables);
  document.addEventListener("htmx:afterSettle", fitTables);
  document.querySelectorAll("[data-t-back]").forEach((button) => {
    if (history.length < 2) return;
    button.hidden = false;
    button.addEventListener("click", () => history.back());
  });
  // What a scanner typed is taken away once it was counted, so that the next code stands alone.
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.target.matches?.("form[data-t-clear]")) event.target.reset();
  });
  document.querySelectorAll("[data-t-print]").forEach((button) => {
    button.addEventListener("click", () => window.print());
  });
  // A link that the refresh took away leaves the focus on the refreshed part, not on nothing.
  document.addEventListener("htmx:afterSwap", (event) => {
    const part = event.detail.target?.id && document.getElementById(event.detail.target.id);
    if (part && document.activeElement === document.body && part.tabIndex === -1) {
      part.focus({ preventScroll: true });
    }
    if (part?.id === "t-notices") part.scrollIntoView({ block: "nearest" });
  });
}
