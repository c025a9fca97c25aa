// Runs before the program: the device's theme, and how far the program is. It stays a script of its
// own, so that it can tell why the rest doesn't come.
(function () {
  "use strict";
  var root = document.documentElement;
  if (window.matchMedia("(prefers-color-scheme: dark)").matches) root.dataset.bsTheme = "dark";

  var opening = document.querySelector("[data-opening]");
  var parts = JSON.parse(opening.dataset.parts); // bytes to bring, by address
  var addressOf = function (part) { return new URL(part.src || part.href || "", root.baseURI).pathname; };

  var bar = opening.querySelector("progress");
  bar.max = Object.values(parts).reduce(function (sum, size) { return sum + size; }, 0);
  new PerformanceObserver(function (list) {
    list.getEntries().forEach(function (one) { bar.value += parts[new URL(one.name).pathname] || 0; });
  }).observe({ type: "resource", buffered: true });

  // A file of the program is missing, or isn't what the page expects.
  document.addEventListener("error", function (event) {
    if (!(addressOf(event.target) in parts)) return;
    root.dataset.failed = "";
    document.querySelector(".t-opening").removeAttribute("aria-busy");
    opening.hidden = true;
    document.querySelector("[data-opening-failed]").hidden = false;
  }, true);

  // The browser may have kept the half: the server is asked for each part anew.
  document.querySelector("[data-opening-again]").addEventListener("click", function (event) {
    event.target.disabled = true;
    Promise.allSettled(Object.keys(parts).map(function (address) {
      return fetch(address, { cache: "reload" }).then(function (answer) { return answer.blob(); });
    })).then(function () { window.location.reload(); });
  });
})();
