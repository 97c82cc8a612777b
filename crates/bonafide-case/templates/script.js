// Filter, sort, keys, light and dark. Everything can be read without it.
const root = document.documentElement;
root.classList.add("js");
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const one = (id) => document.getElementById(id);

one("theme").addEventListener("click", () => {
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  root.dataset.theme = (root.dataset.theme || system) === "dark" ? "light" : "dark";
});

// Filter: words, bands, ring and finding hold together.
const list = one("list");
const rows = list ? all("tbody tr", list) : [];
const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
let current = null;
function filter() {
  const words = one("f").value.toLowerCase().split(/\s+/).filter(Boolean);
  const bands = all("[data-band-filter]").filter((box) => box.checked).map((box) => box.value);
  const ring = one("ring").value;
  const finding = one("finding").value;
  let shown = 0;
  for (const row of rows) {
    const fits = bands.includes(row.dataset.b) && (!ring || row.dataset.r === ring)
      && (!finding || row.dataset.f.split(" ").includes(finding))
      && words.every((word) => texts.get(row).includes(word));
    row.hidden = !fits;
    shown += fits ? 1 : 0;
  }
  const said = (n) => n.toLocaleString("en");
  one("count").textContent = `${said(shown)} of ${said(rows.length)} shown`;
}
if (list) {
  one("filters").addEventListener("input", filter);
  one("filters").addEventListener("submit", (event) => event.preventDefault());
  filter();
}

// Sort by a column; the cell's own value where it has one.
for (const button of all("th button")) {
  button.addEventListener("click", () => {
    const head = button.closest("th");
    const down = head.getAttribute("aria-sort") !== "descending";
    all("th", head.parentNode).forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const key = (row) => {
      const cell = row.cells[head.cellIndex];
      return cell.dataset.v === undefined ? cell.textContent.trim() : Number(cell.dataset.v);
    };
    const keys = new Map(rows.map((row) => [row, key(row)]));
    const order = (a, b) => typeof a === "number" ? a - b : a.localeCompare(b);
    rows.sort((a, b) => order(keys.get(a), keys.get(b)) * (down ? -1 : 1));
    list.tBodies[0].append(...rows);
  });
}

// Rings: pointing at one end of a line keeps its lines.
for (const ring of all("[data-ring]")) {
  const edges = all(".edge", ring);
  for (const node of all("[data-m], [data-k]", ring).filter((node) => node.matches("g"))) {
    const [what, which] = node.dataset.m === undefined ? ["k", node.dataset.k] : ["m", node.dataset.m];
    node.addEventListener("pointerenter", () => {
      ring.setAttribute("data-hot", "");
      edges.forEach((edge) => edge.classList.toggle("hot", edge.dataset[what] === which));
    });
    node.addEventListener("pointerleave", () => ring.removeAttribute("data-hot"));
  }
}

// Print opens everything and closes it again, also where the style cannot.
let closed = [];
addEventListener("beforeprint", () => {
  closed = all("details:not([open])");
  closed.forEach((details) => { details.open = true; });
});
addEventListener("afterprint", () => closed.forEach((details) => { details.open = false; }));

// Keys: single letters, never inside a field, and only while they are switched on.
const sheet = one("keys");
one("help").addEventListener("click", () => sheet.showModal());
one("close").addEventListener("click", () => sheet.close());
function go(step) {
  const shown = rows.filter((row) => !row.hidden);
  const next = shown[Math.min(shown.length - 1, Math.max(0, shown.indexOf(current) + step))];
  if (!next) return;
  if (current) current.removeAttribute("aria-current");
  current = next;
  current.setAttribute("aria-current", "true");
  current.scrollIntoView({ block: "nearest" });
}
function openAll(within) {
  const details = all("details", within);
  const open = details.some((item) => !item.open);
  details.forEach((item) => { item.open = open; });
}
addEventListener("keydown", (event) => {
  const field = event.target.closest("input:not([type=checkbox]), textarea, select");
  if (event.key === "Escape" && field) field.blur();
  if (field || event.metaKey || event.ctrlKey || event.altKey || sheet.open) return;
  if (!one("keys-on").checked && event.key !== "?") return;
  if (event.key === "?") sheet.showModal();
  else if (event.key === "/") { one("f")?.focus(); event.preventDefault(); }
  else if (event.key === "j") go(1);
  else if (event.key === "k") go(-1);
  else if (event.key === "o") current?.querySelector("a")?.click();
  else if (event.key === "e") {
    const middle = document.elementFromPoint(innerWidth / 2, innerHeight / 3)?.closest("article");
    if (middle) openAll(middle);
  } else if (event.key === "u") one("applications")?.scrollIntoView();
});
