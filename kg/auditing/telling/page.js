"use strict";
// j and k go through the findings that are shown; all else works without this script.
document.addEventListener("keydown", (event) => {
  const step = { j: 1, k: -1 }[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
  const notes = [...document.querySelectorAll("[data-finding]")].filter((one) => one.offsetParent);
  if (!notes.length) return;
  const at = notes.findIndex((one) => one === document.activeElement || "#" + one.id === location.hash);
  const next = notes[(at + step + notes.length + (at < 0 && step < 0 ? 1 : 0)) % notes.length];
  location.hash = next.id;
  next.focus();
});
