"use strict";

// From a disk the fonts come after the page is first shown: let them, there, take their place late.
if (location.protocol === "file:") document.documentElement.classList.add("from-disk");

// The theme's drawers open by a checkbox alone: let the focus follow, and let Escape close them.
for (const [id, drawer] of [["__navigation", ".sidebar-drawer"], ["__toc", ".toc-drawer"]]) {
  const toggle = document.getElementById(id);
  const inside = document.querySelector(drawer);
  toggle.addEventListener("change", () => {
    if (!toggle.checked) return;
    [...inside.querySelectorAll("a, input")].find((element) => element.checkVisibility())?.focus();
  });
  inside.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !inside.contains(event.relatedTarget)) toggle.checked = false;
  });
  inside.addEventListener("click", (event) => {
    if (event.target.closest("a")) toggle.checked = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !toggle.checked) return;
    toggle.checked = false;
    toggle.focus();
  });
}
