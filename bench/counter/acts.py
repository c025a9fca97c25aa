"""What the bench does in the page, and what it measures there."""

NOTE = """
window.feeds = [];
const asked = window.fetch;
window.fetch = async (...words) => {
  const began = performance.now();
  const answer = await asked(...words);
  if (String(words[0]).includes("/api/feed")) {
    const cost = {status: answer.status, began, answered: performance.now()};
    window.feeds.push(cost);
  }
  return answer;
};
window.print = () => {};
"""
TYPED = """async (texts) => {
  const field = document.getElementById("search");
  const times = [], handled = [];
  for (const text of texts) {
    await new Promise(requestAnimationFrame);
    const began = performance.now();
    field.focus();
    field.value = text;
    field.dispatchEvent(new Event("input", {bubbles: true}));
    handled.push(performance.now() - began);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
    times.push(performance.now() - began);
  }
  field.value = "";
  field.dispatchEvent(new Event("input", {bubbles: true}));
  return {times, handled};
}"""
COMMIT = """() => new Promise((done) => {
  const began = performance.now();
  const seen = () => {
    if (!document.querySelector("[data-done]")) return false;
    done(performance.now() - began);
    return true;
  };
  const watch = new MutationObserver(() => seen() && watch.disconnect());
  watch.observe(document.body, {childList: true, subtree: true});
  document.activeElement.dispatchEvent(
    new KeyboardEvent("keydown", {key: "Enter", bubbles: true, cancelable: true}));
})"""
SEES = """(name) => new Promise((done) => {
  const look = () => {
    const field = document.getElementById("search");
    field.value = name;
    field.dispatchEvent(new Event("input", {bubbles: true}));
    requestAnimationFrame(() => setTimeout(() => {
      if (!document.body.textContent.includes(name + " ")) return look();
      const shown = performance.now();
      const feeds = window.feeds.filter((one) => one.status === 200);
      done({delta: shown - feeds[feeds.length - 1].began, at: Date.now()});
    }, 20));
  };
  look();
})"""
FILL = """async (names) => {
  const field = document.getElementById("search");
  const enter = {key: "Enter", bubbles: true, cancelable: true};
  for (const name of names) {
    field.focus();
    field.value = name;
    field.dispatchEvent(new Event("input", {bubbles: true}));
    field.dispatchEvent(new KeyboardEvent("keydown", enter));
    await new Promise((done) => setTimeout(done, 0));
  }
  return document.querySelectorAll("[data-basket] [data-line]").length;
}"""
LOADED = """() => {
  const beside = document.querySelector(".t-tiles-room, .t-resting h2");
  return beside !== null && beside.textContent !== "Loading the catalogue";
}"""
