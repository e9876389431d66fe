// The map on which the point of a place is moved, by pointer and by arrow keys. What it
// does is write degrees into the form; that can be done without it.
const form = document.getElementById("edit");
const field = (name) => form.elements.namedItem(name);
const lat = field("lat"), lon = field("lon"), radius = field("radius");
const tools = document.getElementById("pin-tools"), said = document.getElementById("pin-said");
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, key) => values[key] ?? all);
const number = (x) => String(Math.round(x * 10000) / 10000);
let holder, svg, pin, box;
let at = null; // latitude and longitude of the point
let turn = 0; // of what was asked for last: an answer that comes late is dropped
let dragged = false;

// take looks at the map that stands there, which is another after each answer.
function take() {
  holder = document.getElementById("pinning");
  svg = holder.querySelector("svg");
  pin = document.getElementById("pin");
  const [west, south, east, north] = holder.dataset.box.split(" ").map(Number);
  box = { west, south, east, north, width: svg.viewBox.baseVal.width, height: svg.viewBox.baseVal.height };
  pin.setAttribute("tabindex", "0");
  pin.setAttribute("role", "slider");
  pin.setAttribute("aria-roledescription", holder.dataset.role);
  pin.setAttribute("aria-label", svg.getAttribute("aria-label"));
  pin.setAttribute("aria-valuemin", "-90");
  pin.setAttribute("aria-valuemax", "90");
  svg.addEventListener("pointerdown", grab);
  pin.addEventListener("keydown", key);
  draw();
}

const onPaper = ([y, x]) => {
  const lon = [x, x + 360, x - 360].find((l) => l >= box.west && l <= box.east) ?? x;
  return [((lon - box.west) / (box.east - box.west)) * box.width, ((box.north - y) / (box.north - box.south)) * box.height];
};
const onEarth = (x, y) => {
  const lon = box.west + (x / box.width) * (box.east - box.west);
  return [Math.max(-89, Math.min(89, box.north - (y / box.height) * (box.north - box.south))), ((lon + 540) % 360) - 180];
};

// chosen is the place that is chosen by its name, where it has degrees.
function chosen() {
  const c = form.querySelector("#named input:checked");
  return c?.dataset.lat ? { name: c.dataset.name, at: [Number(c.dataset.lat), Number(c.dataset.lon)], km: Number(c.dataset.km), input: c } : null;
}

function away([a, b], [c, d]) {
  const rad = Math.PI / 180, s = Math.sin(((c - a) * rad) / 2), t = Math.sin(((d - b) * rad) / 2);
  return Math.round(12742 * Math.asin(Math.sqrt(Math.min(1, s * s + Math.cos(a * rad) * Math.cos(c * rad) * t * t))));
}

function draw() {
  pin.classList.toggle("unset", !at);
  const [x, y] = at ? onPaper(at) : [box.width / 2, box.height / 2];
  pin.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
  const km = Number(radius.value || (at && !lat.value ? chosen()?.km : 0) || 0);
  pin.querySelector(".within").setAttribute("r", String(((km / 111.2) * box.height) / (box.north - box.south)));
  const c = chosen();
  const text = !at ? holder.dataset.unset : c ? fill(holder.dataset.is, { lat: number(at[0]), lon: number(at[1]), away: away(at, c.at), name: c.name }) : number(at[0]) + ", " + number(at[1]);
  pin.setAttribute("aria-valuenow", at ? number(at[0]) : "0");
  pin.setAttribute("aria-valuetext", text);
}

// put moves the point and writes its degrees into the form.
function put(to) {
  at = to;
  lat.value = number(at[0]);
  lon.value = number(at[1]);
  if (!radius.value) radius.value = "5";
  draw();
}

// strayed takes a name away that the point is too far from, and says so: who moves a
// place that far says what it is called there.
let left = null;
function strayed() {
  const is = form.querySelector("input[name=candidate]:checked");
  const c = chosen() ?? (is ? null : left);
  const off = c && at && lat.value ? away(at, c.at) : 0;
  if (off > (c?.km ?? 0) + 50) {
    left = c;
    c.input.checked = false;
    said.textContent = fill(holder.dataset.far, { away: off, name: c.name });
  } else if (is) {
    said.textContent = "";
  }
}

// ask has the map drawn anew, of another part of the world or with other names near the
// point. Meanwhile the old one stands.
let waiting;
function ask(scale = 1, wait = 0) {
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    const mine = ++turn;
    const [y, x, high] = holder.dataset.mid.split(" ").map(Number);
    // With the scale changes what is in the middle: the point.
    const mid = scale === 1 || !at ? [y, x] : at;
    const q = new URLSearchParams({ mid: [...mid.map(number), number(high * scale)].join(" "), name: field("name").value, candidate: form.querySelector("input[name=candidate]:checked")?.value ?? "" });
    if (at) { q.set("lat", number(at[0])); q.set("lon", number(at[1])); q.set("radius", radius.value); }
    const answer = await fetch("/ground?" + q, { headers: { "HX-Request": "true" } });
    if (!answer.ok || mine !== turn || dragged) return;
    const now = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("pinning");
    if (!now || mine !== turn || dragged) return;
    const focused = document.activeElement === pin, name = holder.contains(document.activeElement) ? document.activeElement.value : null;
    holder.replaceWith(document.adoptNode(now));
    take();
    if (focused) pin.focus({ preventScroll: true });
    else if (name) form.querySelector(`#near input[value="${CSS.escape(name)}"]`)?.focus();
    holder.dataset.drawn = String(turn);
  }, wait);
}

function grab(e) {
  if (e.button !== 0) return;
  const move = (e) => {
    const p = new DOMPoint(e.clientX, e.clientY).matrixTransform(svg.getScreenCTM().inverse());
    put(onEarth(Math.max(0, Math.min(box.width, p.x)), Math.max(0, Math.min(box.height, p.y))));
  };
  const end = (e) => {
    svg.removeEventListener("pointermove", move);
    svg.removeEventListener("pointerup", end);
    svg.removeEventListener("pointercancel", end);
    dragged = false;
    if (e.type === "pointerup") move(e);
    strayed();
    ask();
  };
  dragged = true;
  e.preventDefault();
  svg.setPointerCapture(e.pointerId);
  svg.addEventListener("pointermove", move);
  svg.addEventListener("pointerup", end);
  svg.addEventListener("pointercancel", end);
  pin.focus({ preventScroll: true });
}

function key(e) {
  if (e.ctrlKey || e.metaKey || e.altKey) return;
  const by = e.shiftKey ? 1 : 10;
  const step = { ArrowLeft: [-by, 0], ArrowRight: [by, 0], ArrowUp: [0, -by], ArrowDown: [0, by] }[e.key];
  if (step) {
    const [x, y] = at ? onPaper(at) : [box.width / 2, box.height / 2];
    put(onEarth(x + step[0], y + step[1]));
    strayed();
    ask(1, 200);
  } else if (e.key === "+" || e.key === "=") {
    ask(0.5);
  } else if (e.key === "-") {
    ask(2);
  } else {
    return;
  }
  e.preventDefault();
}

// What is typed moves the point too; empty, it is where the name is.
function typed() {
  const y = Number(lat.value), x = Number(lon.value);
  if (lat.value && lon.value && Math.abs(y) <= 90 && Math.abs(x) <= 180) at = [y, x];
  else if (!lat.value && !lon.value) at = chosen()?.at ?? null;
  draw();
  strayed();
  ask();
}
for (const input of [lat, lon, radius]) input.addEventListener("change", typed);

// A name that is chosen by itself lies where the gazetteer has it.
form.addEventListener("change", (e) => {
  if (e.target.name !== "candidate") return;
  said.textContent = "";
  const c = chosen();
  if (!c || c.input !== e.target) return;
  lat.value = lon.value = radius.value = "";
  at = c.at;
  draw();
  ask();
});

tools.hidden = false;
tools.querySelector("[data-scale=in]").addEventListener("click", () => ask(0.5));
tools.querySelector("[data-scale=out]").addEventListener("click", () => ask(2));
if (lat.value && lon.value) at = [Number(lat.value), Number(lon.value)];
else at = chosen()?.at ?? null;
take();
strayed();
