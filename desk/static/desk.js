// What makes pages quicker to use. Everything works without it.
// Pages add their own modules beside this one (see CONTRIBUTING.md).

// Errors come as pages: htmx puts in what they say instead of dropping it.
document.addEventListener("htmx:beforeSwap", (e) => {
  const s = e.detail.xhr.status;
  if (s >= 400 && s < 600) { e.detail.shouldSwap = true; e.detail.isError = false; }
});

// A list that says data-news hears of changes and offers them; it never moves by itself.
for (const list of document.querySelectorAll("[data-news]")) {
  const hear = new EventSource(list.dataset.news);
  let first;
  hear.onmessage = (e) => {
    if (first === undefined) { first = e.data; return; }
    if (e.data === first || list.querySelector(".live")) return;
    const a = document.createElement("a");
    a.className = "live";
    a.href = location.href;
    a.textContent = list.dataset.newsText;
    list.prepend(a);
  };
  addEventListener("pagehide", () => hear.close());
}
