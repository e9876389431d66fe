// What makes pages quicker to use. Everything works without it.
// Pages add their own modules beside this one (see CONTRIBUTING.md).

// Errors come as pages: htmx puts in what they say instead of dropping it.
document.addEventListener("htmx:beforeSwap", (e) => {
  const s = e.detail.xhr.status;
  if (s >= 400 && s < 600) { e.detail.shouldSwap = true; e.detail.isError = false; }
});

// A list that says data-news hears of changes and offers them; it never moves by itself.
// A window that is not looked at does not listen: a browser has few connections to a host.
for (const list of document.querySelectorAll("[data-news]")) {
  let first;
  let hear;
  const listen = () => {
    hear?.close();
    if (document.visibilityState !== "visible") return;
    hear = new EventSource(list.dataset.news);
    hear.onmessage = (e) => {
      first ??= e.data;
      list.dataset.heard = e.data; // tests wait for it
      if (e.data === first || list.querySelector(".live")) return;
      const a = document.createElement("a");
      a.className = "live";
      a.href = location.href;
      a.textContent = list.dataset.newsText;
      list.prepend(a);
    };
  };
  listen();
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => hear?.close());
}

// What is folded away is on paper all the same; where a browser does not do it by the sheet alone.
const folded = () => document.querySelectorAll("main details:not([open])");
let unfolded = [];
addEventListener("beforeprint", () => { unfolded = [...folded()]; for (const d of unfolded) d.open = true; });
addEventListener("afterprint", () => { for (const d of unfolded) d.open = false; });

// Keys. What says data-key="x" is clicked, or focused where words go in, by that key; "g t"
// is two keys one after the other. j and k go through what says data-item. Nothing of it
// while something is written, or when the viewer has switched keys off.
const writing = "input:not([type=checkbox], [type=radio], [type=range], [type=submit]), select, textarea, [contenteditable]";
let before = "";
let forget;

function press(key) {
  for (const el of document.querySelectorAll("[data-key]")) {
    // A page of the menu is there while the menu is closed too.
    if (el.dataset.key !== key || el.disabled || !(el.checkVisibility() || el.closest("[popover]"))) continue;
    el.focus();
    if (!el.matches(writing)) el.click();
    return true;
  }
  return false;
}

function step(by) {
  const items = [...document.querySelectorAll("[data-item]")].filter((x) => x.checkVisibility());
  const at = items.findIndex((x) => x === document.activeElement || x.contains(document.activeElement));
  const next = items[at < 0 ? (by > 0 ? 0 : items.length - 1) : at + by];
  if (!next) return false;
  (next.querySelector("a, button") ?? next).focus();
  next.scrollIntoView({ block: "nearest" });
  return true;
}

document.addEventListener("keydown", (e) => {
  if (document.documentElement.dataset.keys === "off" || e.ctrlKey || e.metaKey || e.altKey || e.isComposing || e.defaultPrevented) return;
  if (e.target.closest?.(writing)) {
    if (e.key === "Escape") e.target.blur();
    return;
  }
  clearTimeout(forget);
  const key = before ? before + " " + e.key : e.key;
  before = "";
  if (press(key) || (key === "j" && step(1)) || (key === "k" && step(-1))) {
    e.preventDefault();
  } else if (document.querySelector(`[data-key^="${CSS.escape(key)} "]`)) {
    before = key;
    forget = setTimeout(() => { before = ""; }, 1500);
  }
});
