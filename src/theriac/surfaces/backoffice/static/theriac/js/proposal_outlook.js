// The slider of a proposal: the row of the limit that it stands at is marked and read out.
const slider = document.querySelector("[data-t-outlook]");

if (slider) {
  const rows = [...document.querySelectorAll("[data-t-point]")];
  const said = document.querySelector("[data-t-outlook-said]");
  const show = () => {
    const at = Number(slider.value);
    for (const [index, row] of rows.entries()) row.classList.toggle("t-on", index === at);
    said.textContent = rows[at].dataset.tPoint;
    slider.setAttribute("aria-valuetext", rows[at].dataset.tPoint);
  };
  slider.addEventListener("input", show);
  show();
}
