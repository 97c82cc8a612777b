// Keys, and times in the viewer's zone. Everything that decides works without this.
"use strict";
const rows = [...document.querySelectorAll("[data-row]")];
let at = -1;
function move(by) {
  if (!rows.length) return;
  rows[at]?.classList.remove("here");
  at = Math.max(0, Math.min(rows.length - 1, at + by));
  rows[at].classList.add("here");
  (rows[at].querySelector("a, summary") ?? rows[at]).focus();
}
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select")) return;
  if (event.key === "j") move(1);
  else if (event.key === "k") move(-1);
  else if (event.key === "o") rows[at]?.querySelector("a, summary")?.click();
  else if (event.key === "c") document.querySelector("[data-key=c]")?.click();
  else return;
  event.preventDefault();
});
for (const time of document.querySelectorAll("time")) {
  const moment = new Date(time.dateTime);
  if (Number.isNaN(moment.getTime())) continue;
  time.title = time.textContent;
  time.textContent = moment.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}
