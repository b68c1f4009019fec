"use strict";

// From a disk the fonts come after the page is first shown: let them, there, take their place late.
if (location.protocol === "file:") document.documentElement.classList.add("from-disk");

// Says something to whoever listens: a region of the page is there for it from the beginning.
globalThis.announce = (text) => {
  const region = document.getElementById("announced");
  region.textContent = "";
  setTimeout(() => (region.textContent = text), 100);
};

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

// The theme's switch of colours says which it has set.
{
  const say = () => {
    for (const button of document.querySelectorAll(".theme-toggle")) {
      button.setAttribute("aria-label", button.dataset[document.body.dataset.theme]);
    }
  };
  new MutationObserver(say).observe(document.body, { attributeFilter: ["data-theme"] });
  say();
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".theme-toggle");
    if (button) announce(button.getAttribute("aria-label"));
  });
}

// Folds of one name are told apart by their first sentence, or, if that is an answer, by the words
// before them; and buttons that copy, by their code.
addEventListener("load", () => {
  const brief = (text) => text.trim().replace(/\s+/g, " ").replace(/(?<=[.?!]) .*/, "").slice(0, 150);
  for (const summary of document.querySelectorAll("article summary.sd-summary-title")) {
    const fold = summary.parentElement;
    let told = fold.matches(".answer") ? fold : fold.querySelector("p");
    while (told === fold || told?.matches(".quiz, .highlight")) told = told.previousElementSibling;
    told ??= fold.closest("section").firstElementChild.firstChild;
    summary.setAttribute("aria-label", `${brief(summary.textContent)}: ${brief(told.textContent)}`);
  }
  for (const button of document.querySelectorAll(".copybtn")) {
    const code = button.previousElementSibling.textContent.replace(/^>>> /, "");
    const name = button.querySelector("title")?.textContent ?? button.dataset.tooltip;
    button.setAttribute("aria-label", `${name}: ${code.split("\n")[0]}`);
    button.addEventListener("click", () => {
      setTimeout(() => {
        button.focus({ preventScroll: true }); // which the copying took away
        announce(button.dataset.tooltip);
      });
    });
  }
});

// The link to the other edition takes along what was asked or answered here.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[hreflang]");
  if (link) [link.search, link.hash] = [location.search, location.hash];
});

// The copy buttons know few languages: they take their words from the page.
for (const [name, word] of Object.entries(document.getElementById("copy")?.dataset ?? {})) {
  iconCopy = iconCopy.replace(messages[locale][name], word);
  iconCheck = iconCheck.replace(messages[locale][name], word);
  messages[locale][name] = word;
}
