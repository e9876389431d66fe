// What makes pages quicker to use. Everything works without it.
// Pages add their own modules beside this one (see CONTRIBUTING.md).

// Errors come as pages: htmx puts in what they say instead of dropping it.
document.addEventListener("htmx:beforeSwap", (e) => {
  const s = e.detail.xhr.status;
  if (s >= 400 && s < 600) { e.detail.shouldSwap = true; e.detail.isError = false; }
});
