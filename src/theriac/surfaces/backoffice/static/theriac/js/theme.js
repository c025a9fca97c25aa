// Runs before the page is drawn: resolves "auto" to what the device prefers, and follows it.
(function () {
  "use strict";
  var root = document.documentElement;
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  function apply() {
    var wanted = root.dataset.tTheme || "auto";
    root.dataset.bsTheme = wanted === "auto" ? (dark.matches ? "dark" : "light") : wanted;
  }
  apply();
  dark.addEventListener("change", apply);
  window.addEventListener("t-theme", apply);
})();
