// The products that fit what is typed into a cell of a grid, below that cell.

/** `chosen` is told the row of the product that was pressed. */
export function foundList(place, chosen) {
  const list = place.querySelector("[role='listbox']");
  let shown = { input: null, rows: [], at: -1 };

  function open(input, found) {
    shown = { input, rows: found, at: 0 };
    list.replaceChildren(...found.map((one, at) => {
      const item = document.createElement("li");
      item.id = `grid-found-${at}`;
      item.setAttribute("role", "option");
      const name = document.createElement("span");
      name.className = "t-strong";
      name.textContent = one.name;
      const note = document.createElement("span");
      note.className = "t-2 t-sm";
      note.textContent = one.note;
      item.append(name, note);
      item.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        chosen(one.row);
      });
      return item;
    }));
    input.closest("td").append(list);
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark(0);
  }

  function mark(at) {
    shown.at = (at + shown.rows.length) % shown.rows.length;
    [...list.children].forEach((item, index) => {
      item.setAttribute("aria-selected", String(index === shown.at));
    });
    shown.input.setAttribute("aria-activedescendant", `grid-found-${shown.at}`);
    list.children[shown.at].scrollIntoView({ block: "nearest" });
  }

  function close() {
    shown.input?.setAttribute("aria-expanded", "false");
    shown.input?.removeAttribute("aria-activedescendant");
    list.hidden = true;
    place.append(list);
  }

  const isOpenFor = (input) => !list.hidden && shown.input === input;

  /** Marks the next product below, or above. */
  const step = (by) => mark(shown.at + by);
  /** The row of the marked product. */
  const marked = () => shown.rows[shown.at].row;

  return { open, close, step, marked, isOpenFor };
}
