// Days in fields: the button opens the browser's own calendar, whose choice is written as days are
// written on every screen. What is typed is read by the server, in any usual way.

/** 2026-11-20 as 20 Nov 2026. */
function shown(iso, months) {
  const [year, month, day] = iso.split("-").map(Number);
  return `${day} ${months[month - 1]} ${year}`;
}

export function setUpDays() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest?.("[data-t-day-open]");
    opener?.closest("[data-t-day]").querySelector("[type='date']").showPicker();
  });
  document.addEventListener("change", (event) => {
    const field = event.target.closest?.("[data-t-day]");
    if (!field || event.target.type !== "date" || !event.target.value) return;
    const text = field.querySelector("input");
    text.value = shown(event.target.value, field.dataset.months.split(" "));
    for (const kind of ["input", "change"]) text.dispatchEvent(new Event(kind, { bubbles: true }));
    text.focus();
  });
}
