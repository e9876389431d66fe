// Words are selected on the pages where people decide. Whatever it does is done by
// links and forms too; keys are desk.js's.
const bytes = new TextEncoder();
const keys = document.getElementById("keys");

// A piece of a passage says at which byte of the report it begins.
function byteAt(node, offset) {
  const e = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  const piece = e.closest("[data-s]");
  if (!piece) {
    const next = e.childNodes[offset] ?? e;
    const inner = next.nodeType === Node.ELEMENT_NODE ? (next.matches("[data-s]") ? next : next.querySelector("[data-s]")) : null;
    if (inner) return Number(inner.dataset.s);
    const all = e.querySelectorAll?.("[data-e]");
    return all?.length ? Number(all[all.length - 1].dataset.e) : -1;
  }
  if (piece.classList.contains("control")) return Number(offset === 0 ? piece.dataset.s : piece.dataset.e);
  if (node.nodeType !== Node.TEXT_NODE) return Number(offset === 0 ? piece.dataset.s : piece.dataset.e);
  return Number(piece.dataset.s) + bytes.encode(node.data.slice(0, offset)).length;
}

// What is selected within a report: its words and the bytes that they are.
function selected() {
  const s = getSelection();
  if (!s || s.isCollapsed || !s.rangeCount) return null;
  const r = s.getRangeAt(0);
  const at = (n) => (n.nodeType === Node.TEXT_NODE ? n.parentElement : n).closest("[data-report]");
  const report = at(r.startContainer);
  if (!report || report !== at(r.endContainer)) return null;
  const start = byteAt(r.startContainer, r.startOffset), end = byteAt(r.endContainer, r.endOffset);
  const words = s.toString().trim();
  return start >= 0 && end > start && words ? { report: report.dataset.report, start, end, words } : null;
}

// The box that takes words: the one that was last in use, else the form's first.
let box = null;
addEventListener("focusin", (e) => { if (e.target.dataset?.take) box = e.target; });

function take(w) {
  const form = document.getElementById("edit");
  const bar = document.getElementById("take");
  const into = (box && box.isConnected ? box : null) ?? form?.querySelector("[data-take=span]");
  if (into) {
    into.value = w.words.replace(/\s+/g, " ");
    if (into.dataset.take === "span") {
      // Figures of another report, and who said them, are not what these words say.
      if (form?.dataset.owner && form.dataset.owner !== w.report) {
        for (const name of ["low", "high", "qualifier", "who", "said_by"]) {
          const el = form.elements.namedItem(name);
          if (el && el.value === el.defaultValue) el.value = "";
        }
        form.dataset.owner = w.report;
      }
      for (const [k, v] of [["report", w.report], ["start", w.start], ["end", w.end]]) {
        const hidden = into.form.elements.namedItem(k);
        if (hidden) hidden.value = v;
      }
    }
  } else if (bar) {
    bar.hidden = false;
    bar.querySelector("span").textContent = w.words.slice(0, 200);
    const q = new URLSearchParams({ report: w.report, start: w.start, end: w.end });
    for (const a of bar.querySelectorAll("a")) {
      a.href = a.dataset.add ? `${a.dataset.add}?edit=1&${q}` : `${bar.dataset.path}edit=${a.dataset.field}&item=new&${q}`;
    }
  }
  return into;
}
document.addEventListener("selectionchange", () => { const w = selected(); if (w) take(w); });

// In the text the arrows move by words, Shift selects, Enter goes on to the form.
for (const text of document.querySelectorAll("[data-report]")) {
  text.addEventListener("focus", () => {
    const s = getSelection();
    if (!text.contains(s.anchorNode)) s.collapse(text.querySelector("[data-s]") ?? text, 0);
  });
  text.addEventListener("keydown", (e) => {
    const dir = { ArrowRight: "forward", ArrowLeft: "backward", ArrowDown: "forward", ArrowUp: "backward" }[e.key];
    if (dir) {
      getSelection().modify(e.shiftKey ? "extend" : "move", dir, e.key === "ArrowDown" || e.key === "ArrowUp" ? "line" : "word");
      e.preventDefault();
    } else if (e.key === "Enter" && selected()) {
      const into = take(selected());
      (into ?? document.querySelector("#take a")).focus();
      e.preventDefault();
    }
  });
}

// Enter in a box of what is looked for looks for it.
for (const look of document.querySelectorAll("[data-enter]")) {
  document.getElementById(look.dataset.enter)?.addEventListener("keydown", (e) => {
    if (e.key === "Enter" && !e.isComposing) { e.preventDefault(); look.click(); }
  });
}

// Who opens the form of an undo says why.
for (const undo of document.querySelectorAll("details.undo")) {
  undo.addEventListener("toggle", () => { if (undo.open) undo.querySelector("[name=why]").focus(); });
}
document.getElementById("keys-open")?.addEventListener("click", () => keys?.showModal());
const hint = document.querySelector(".keyhint");
if (hint) hint.hidden = false;

// What was opened or done is where one goes on.
const first = document.querySelector("#edit [autofocus]");
if (first) { first.focus(); first.select?.(); } else document.getElementById("done")?.focus();
