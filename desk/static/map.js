// The map that moves, and the line of time above which events can be brushed. The page
// says the same without it: a still map and tables.
const figure = document.querySelector("figure.map");
const say = figure.dataset;
// All at once: the counts need not wait for what draws them.
const asked = fetch(say.src, { headers: { Accept: "application/json" } });
const [{ default: uPlot }, { Map: Atlas, NavigationControl, ScaleControl }] = await Promise.all([import("./vendor/uplot/uPlot.esm.js"), import("./vendor/maplibre-gl/maplibre-gl.mjs")]);
const number = new Intl.NumberFormat(document.documentElement.lang);
const day = (n) => new Date(n * 86400000).toISOString().slice(0, 10);
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, key) => values[key] ?? all);

// Colours are those of the sheet.
function colours() {
  const of = getComputedStyle(document.documentElement);
  const c = (name) => of.getPropertyValue("--" + name).trim();
  return { sea: c("sea"), land: c("land"), border: c("border"), ink: c("ink"), soft: c("soft"), accent: c("accent"), on: c("on-accent"), paper: c("raised"), line: c("line"), area: c("claimed"), volume: c("soft") };
}

// Counts, with what they come to between two days.
class Counts {
  constructor(data) {
    Object.assign(this, data);
    let at = 0;
    this.day = this.day.map((step) => (at += step));
    this.last = this.first + this.reports.length - 1;
    if (this.reports.length === 0 && this.day.length > 0) { this.last = this.day.at(-1); this.first = Math.max(this.day[0], this.last - 1100); }
    this.last = Math.max(this.last, Math.min(this.day.at(-1) ?? -Infinity, this.last + 31));
    this.at = new Array(this.path.length).fill(0);
    this.between(null, null);
  }
  // between counts the events of spots that may have happened from one day to another, as
  // their list does; of all, the undated too.
  between(from, to) {
    this.at.fill(0);
    this.total = 0;
    for (let i = 0; i < this.day.length; i++) {
      if (from !== null && (this.day[i] + this.more[i] < from || this.day[i] > to)) continue;
      this.total += this.events[i];
      if (this.spot[i] >= 0) this.at[this.spot[i]] += this.events[i];
    }
    for (const [spot, first, last, n] of this.open) {
      if (from !== null && (last < from || first > to)) continue;
      this.total += n;
      if (spot >= 0) this.at[spot] += n;
    }
    if (from === null) {
      for (const [spot, n] of Object.entries(this.undated)) { this.total += n; if (spot >= 0) this.at[spot] += n; }
    }
    this.told = this.reports.reduce((sum, n, i) => (from === null || (this.first + i >= from && this.first + i <= to) ? sum + n : sum), 0);
  }
  name(i) { return this.path[i].split("/").at(-1); }
  // places are features: points, or areas, that have events.
  places(wide) {
    const features = [];
    for (let i = 0; i < this.path.length; i++) {
      if (this.at[i] === 0 || this.area[i] !== wide) continue;
      const lat = this.lat[i] / 1e4;
      // The radius in pixels where the world is one tile of 512; each step of zoom doubles it.
      const r = (this.km[i] * 1000) / (78271.517 * Math.max(0.05, Math.cos((lat * Math.PI) / 180)));
      features.push({ type: "Feature", properties: { i, n: this.at[i], r, name: this.name(i), label: number.format(this.at[i]) }, geometry: { type: "Point", coordinates: [this.lon[i] / 1e4, lat] } });
    }
    return { type: "FeatureCollection", features };
  }
  box() {
    let box = null;
    for (let i = 0; i < this.path.length; i++) {
      if (this.at[i] === 0) continue;
      const lat = this.lat[i] / 1e4, lon = this.lon[i] / 1e4, d = this.km[i] / 111;
      box ??= [lon - d, lat - d, lon + d, lat + d];
      box = [Math.min(box[0], lon - d), Math.min(box[1], lat - d), Math.max(box[2], lon + d), Math.max(box[3], lat + d)];
    }
    return box && [Math.max(-170, box[0]), Math.max(-58, box[1]), Math.min(190, box[2]), Math.min(76, box[3])];
  }
}

const radius = (key) => ["interpolate", ["exponential", 2], ["zoom"], 0, ["get", key], 22, ["*", ["get", key], 4194304]];
const size = ["interpolate", ["linear"], ["sqrt", ["get", "n"]], 1, 5, 10, 13, 40, 24, 150, 34];
const font = ["sans-serif"];

function layers(c) {
  return [
    { id: "sea", type: "background", paint: { "background-color": c.sea } },
    { id: "land", type: "fill", source: "land", paint: { "fill-color": c.land, "fill-outline-color": c.land } },
    { id: "borders", type: "line", source: "borders", paint: { "line-color": c.border, "line-width": 0.8 } },
    { id: "areas", type: "circle", source: "areas", paint: { "circle-radius": radius("r"), "circle-color": c.area, "circle-opacity": ["interpolate", ["linear"], ["sqrt", ["get", "n"]], 1, 0.05, 20, 0.16], "circle-stroke-color": c.area, "circle-stroke-width": 1, "circle-stroke-opacity": ["interpolate", ["linear"], ["zoom"], 1, 0.3, 5, 0.7] } },
    { id: "countries", type: "symbol", source: "names", maxzoom: 7, filter: [">", ["get", "size"], ["step", ["zoom"], 90, 2, 50, 3, 22, 4, 8, 5, 0]], layout: { "text-field": ["get", "name"], "text-font": font, "text-size": 11, "text-letter-spacing": 0.06, "text-max-width": 7 }, paint: { "text-color": c.soft, "text-halo-color": c.land, "text-halo-width": 1.2 } },
    { id: "within", type: "circle", source: "points", filter: ["!", ["has", "point_count"]], minzoom: 6, paint: { "circle-radius": radius("r"), "circle-color": c.accent, "circle-opacity": 0.08, "circle-stroke-color": c.accent, "circle-stroke-width": 1, "circle-stroke-opacity": 0.5 } },
    { id: "points", type: "circle", source: "points", paint: { "circle-radius": size, "circle-color": c.accent, "circle-opacity": 0.85, "circle-stroke-color": c.paper, "circle-stroke-width": 1 } },
    { id: "counts", type: "symbol", source: "points", filter: [">", ["get", "n"], 5], layout: { "text-field": ["step", ["get", "n"], ["to-string", ["get", "n"]], 1000, ["concat", ["to-string", ["/", ["round", ["/", ["get", "n"], 100]], 10]], "k"]], "text-font": font, "text-size": 11, "text-allow-overlap": true, "text-ignore-placement": true }, paint: { "text-color": c.on } },
    { id: "places", type: "symbol", source: "points", minzoom: 6, filter: ["!", ["has", "point_count"]], layout: { "text-field": ["get", "name"], "text-font": font, "text-size": 12, "text-anchor": "top", "text-offset": [0, 1], "text-optional": true }, paint: { "text-color": c.ink, "text-halo-color": c.land, "text-halo-width": 1.4 } },
    { id: "wide", type: "symbol", source: "areas", layout: { "text-field": ["concat", ["get", "name"], " ", ["get", "label"]], "text-font": font, "text-size": 11, "symbol-sort-key": ["-", 0, ["get", "n"]] }, minzoom: 4, paint: { "text-color": c.area, "text-halo-color": c.land, "text-halo-width": 1.4 } },
  ];
}

function makeMap(counts) {
  const holder = document.getElementById("map");
  holder.hidden = false;
  figure.classList.add("alive");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const address = (path) => new URL(path, location.href).href;
  const box = counts.box();
  const map = new Atlas({
    container: holder, attributionControl: false, fadeDuration: 0, renderWorldCopies: true, dragRotate: false, pitchWithRotate: false, touchPitch: false, maxZoom: 11, minZoom: 0.3,
    bounds: box ?? [-170, -56, 190, 76], fitBoundsOptions: { padding: 24, maxZoom: 7 },
    locale: { "Map.Title": say.label, "NavigationControl.ZoomIn": say.zoomin, "NavigationControl.ZoomOut": say.zoomout },
    style: {
      version: 8,
      sources: {
        land: { type: "geojson", data: address(say.land), tolerance: 0.6, maxzoom: 8 },
        borders: { type: "geojson", data: address(say.borders), tolerance: 0.6, maxzoom: 8 },
        names: { type: "geojson", data: address(say.names) },
        points: { type: "geojson", data: counts.places(0), cluster: true, clusterRadius: 34, clusterMaxZoom: 6, clusterProperties: { n: ["+", ["get", "n"]] } },
        areas: { type: "geojson", data: counts.places(1) },
      },
      layers: layers(colours()),
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  // The page scrolls; the map takes the wheel with a key held, or once it is used.
  map.scrollZoom.disable();
  holder.addEventListener("focusin", () => map.scrollZoom.enable());
  holder.addEventListener("focusout", () => map.scrollZoom.disable());
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new ScaleControl({ maxWidth: 120 }));
  map.on("click", "points", (e) => {
    const f = e.features[0];
    if (!f.properties.point_count) { here(counts, f.properties.i); return; }
    map.getSource("points").getClusterExpansionZoom(f.properties.cluster_id).then((zoom) => map[calm ? "jumpTo" : "easeTo"]({ center: f.geometry.coordinates, zoom }));
  });
  map.on("click", "areas", (e) => {
    if (map.queryRenderedFeatures(e.point, { layers: ["points"] }).length > 0) return;
    const least = e.features.reduce((a, b) => (a.properties.r < b.properties.r ? a : b));
    here(counts, least.properties.i);
  });
  for (const layer of ["points", "areas"]) {
    map.on("mouseenter", layer, () => { map.getCanvas().style.cursor = "pointer"; });
    map.on("mouseleave", layer, () => { map.getCanvas().style.cursor = ""; });
  }
  map.on("idle", () => { figure.dataset.idle = String(Math.round(performance.now())); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    for (const l of layers(colours())) for (const [key, value] of Object.entries(l.paint)) map.setPaintProperty(l.id, key, value);
  });
  return map;
}

// here says what is at a place.
function here(counts, i) {
  const card = document.getElementById("here");
  const query = new URLSearchParams(location.search);
  query.set("place", counts.path[i]);
  if (brush.from !== null) { query.set("from", day(brush.from)); query.set("to", day(brush.to)); }
  const p = document.createElement("p");
  const strong = document.createElement("strong");
  strong.textContent = fill(say.here, { n: number.format(counts.at[i]), place: counts.path[i].split("/").reverse().join(", ") });
  const a = document.createElement("a");
  a.href = "/?" + query;
  a.textContent = say.show;
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = say.closed;
  close.addEventListener("click", () => { card.hidden = true; });
  p.append(strong, " (" + (counts.area[i] ? say.area + ", " : "") + fill(say.within, { 0: number.format(counts.km[i]) }) + ") ", a, " ", close);
  card.replaceChildren(p);
  card.hidden = false;
}

// The line of time.
const brush = { from: null, to: null };

function makeTime(counts, changed) {
  const section = document.getElementById("time");
  if (!Number.isFinite(counts.last) || counts.last < counts.first) return;
  section.hidden = false;
  const days = counts.last - counts.first + 1;
  const width = () => Math.max(200, section.clientWidth);
  const step = [1, 7, 28, 91, 364].find((s) => days / s <= (width() - 60) / 2.5) ?? 364;
  const n = Math.ceil(days / step);
  const x = Array.from({ length: n }, (_, i) => (counts.first + i * step) * 86400);
  const events = new Array(n).fill(0), reports = new Array(n).fill(0);
  let earlier = 0;
  counts.day.forEach((d, i) => {
    if (d < counts.first) earlier += counts.events[i];
    else if (d <= counts.last) events[Math.floor((d - counts.first) / step)] += counts.events[i];
  });
  counts.reports.forEach((r, i) => { reports[Math.floor(i / step)] += r; });
  if (earlier > 0) document.getElementById("earlier").textContent = fill(section.dataset.earlier, { 0: number.format(earlier) });
  const c = colours();
  // Months and days as people of the page's language write them, in no order of digits.
  const written = (form) => { const f = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...form }); return (t) => f.format(t * 1000); };
  const ofDay = written({ day: "numeric", month: "short" }), ofMonth = written({ month: "short", year: "numeric" });
  const plots = [];
  const plot = (id, title, values, colour) => {
    const u = new uPlot({
      width: width(), height: 110, legend: { show: false },
      cursor: { sync: { key: "time" }, drag: { x: true, y: false, setScale: false }, y: false, points: { show: false } },
      scales: { x: { time: true }, y: { range: (_, __, most) => [0, Math.max(1, most)] } },
      axes: [
        { stroke: c.soft, grid: { stroke: c.line, width: 1 }, ticks: { stroke: c.line, width: 1 }, font: "12px sans-serif", size: 28, space: 70, values: (_, splits, __, ___, incr) => splits.map(incr >= 28 * 86400 ? ofMonth : ofDay) },
        { stroke: c.soft, grid: { stroke: c.line, width: 1 }, ticks: { show: false }, font: "12px sans-serif", size: 48, space: 30, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000] },
      ],
      series: [{}, { fill: colour, stroke: colour, width: 0, paths: uPlot.paths.bars({ size: [0.8, Infinity], align: 1 }), points: { show: false } }],
      hooks: { setSelect: [(u) => {
        if (u.select.width < 2) return;
        const day = (px) => Math.floor(u.posToVal(px, "x") / 86400);
        set(Math.max(counts.first, day(u.select.left)), Math.min(counts.last, day(u.select.left + u.select.width)), u);
      }] },
    }, [x, values], document.getElementById(id));
    u.root.setAttribute("role", "img");
    u.root.setAttribute("aria-label", title);
    document.getElementById(id + "-head").textContent = title + " · " + (step === 1 ? section.dataset.day : fill(section.dataset.per, { 0: step }));
    plots.push(u);
  };
  plot("plot-events", section.dataset.events, events, c.accent);
  plot("plot-reports", section.dataset.reports, reports, c.volume);
  const from = document.getElementById("brush-from"), to = document.getElementById("brush-to");
  for (const input of [from, to]) { input.min = day(counts.first); input.max = day(counts.last); }
  function set(a, b) {
    brush.from = a; brush.to = b;
    from.value = a === null ? "" : day(a);
    to.value = b === null ? "" : day(b);
    for (const u of plots) {
      const left = a === null ? 0 : u.valToPos(a * 86400, "x"), right = a === null ? 0 : u.valToPos((b + 1) * 86400, "x");
      u.setSelect({ left, top: 0, width: Math.max(0, right - left), height: a === null ? 0 : u.over.clientHeight }, false);
    }
    changed();
  }
  const typed = () => {
    if (!from.value && !to.value) { set(null, null); return; }
    const a = from.value ? Date.parse(from.value) / 86400000 : counts.first, b = to.value ? Date.parse(to.value) / 86400000 : counts.last;
    if (a <= b) set(a, b);
  };
  from.addEventListener("change", typed);
  to.addEventListener("change", typed);
  document.getElementById("brush-clear").addEventListener("click", () => set(null, null));
  new ResizeObserver(() => { for (const u of plots) u.setSize({ width: width(), height: 110 }); }).observe(section);
}

// The table and the sum follow the brush.
function makeText(counts) {
  const sum = document.getElementById("sum"), list = document.getElementById("list-link"), body = document.querySelector("#places tbody");
  const whole = sum.cloneNode(true), rows = body ? [...body.rows] : [];
  return () => {
    if (brush.from === null) { sum.replaceChildren(...whole.cloneNode(true).childNodes); body?.replaceChildren(...rows); return; }
    const query = new URLSearchParams(location.search);
    query.set("from", day(brush.from));
    query.set("to", day(brush.to));
    list.href = "/?" + query;
    const some = counts.at.map((n, i) => [n, i]).filter(([n]) => n > 0).sort((a, b) => b[0] - a[0] || a[1] - b[1]);
    sum.replaceChildren(fill(sum.dataset.text, { events: number.format(counts.total), places: number.format(some.length), reports: number.format(counts.told), from: day(brush.from), to: day(brush.to) }) + " ", list);
    body?.replaceChildren(...some.slice(0, 40).map(([n, i]) => {
      const [name, ...within] = counts.path[i].split("/").reverse();
      query.set("place", counts.path[i]);
      const tr = document.createElement("tr"), th = document.createElement("th"), a = document.createElement("a"), span = document.createElement("span");
      th.scope = "row";
      a.href = "/?" + query;
      a.textContent = name;
      span.className = "within";
      span.textContent = within.join(", ");
      th.append(a, " ", span);
      const cell = (text, kind) => { const td = document.createElement("td"); td.textContent = text; if (kind) td.className = kind; return td; };
      tr.append(th, cell(counts.area[i] ? say.area : ""), cell(number.format(counts.km[i]), "n"), cell(number.format(n), "n"));
      return tr;
    }));
  };
}

const answer = await asked;
if (answer.ok) {
  const counts = new Counts(await answer.json());
  const text = makeText(counts);
  let map = null, due = 0;
  const changed = () => {
    counts.between(brush.from, brush.to);
    text();
    cancelAnimationFrame(due);
    due = requestAnimationFrame(() => {
      delete figure.dataset.idle;
      map?.getSource("points").setData(counts.places(0));
      map?.getSource("areas").setData(counts.places(1));
    });
  };
  makeTime(counts, changed);
  try {
    map = makeMap(counts);
  } catch (e) {
    // Without WebGL the still map stays.
    document.getElementById("map").hidden = true;
    figure.classList.remove("alive");
    figure.dataset.idle = "0";
  }
  figure.dataset.ready = "";
}
