"use strict";

// A field above each long table, and above the lists of claims, terms and sources: it leaves only
// the rows that hold what is typed, and says how many. Terms and sources have links by letter as
// well. The words stand in the page.
{
  const { label, count, letters } = document.getElementById("filter").dataset;
  const add = (place, rows, text, after = () => {}) => {
    const field = document.createElement("div");
    field.className = "filter";
    const name = document.createElement("label");
    const input = document.createElement("input");
    input.type = "search";
    const caption = place.querySelector(".caption-text");
    if (caption) input.setAttribute("aria-label", `${label}: ${caption.textContent}`);
    const said = document.createElement("span");
    name.append(label, " ", input);
    field.append(name, " ", said);
    place.before(field);
    place.classList.add("filtered");
    input.addEventListener("input", () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let left = 0;
      for (const row of rows) {
        const fits = words.every((word) => text(row).includes(word));
        for (const part of row) part.hidden = !fits;
        left += fits;
      }
      said.textContent = words.length ? `${count} ${left}/${rows.length}` : "";
      announce(said.textContent);
      after();
    });
  };
  const jump = (place, rows, name) => {
    const nav = document.createElement("nav");
    nav.className = "letters";
    nav.setAttribute("aria-label", letters);
    const seen = new Set();
    for (const [head] of rows) {
      const [first] = name(head).normalize("NFD").toUpperCase().match(/[\p{L}\p{N}]/u);
      const letter = /\p{N}/u.test(first) ? "0–9" : first;
      if (seen.has(letter)) continue;
      seen.add(letter);
      const link = Object.assign(document.createElement("a"), { href: `#${head.id}` });
      link.textContent = letter;
      nav.append(link);
    }
    place.before(nav);
  };
  const words = (row) => row.map((part) => part.textContent.toLowerCase()).join(" ");

  for (const wrapper of document.querySelectorAll(".table-wrapper:has(tbody tr:nth-child(13))"))
    add(wrapper, [...wrapper.querySelectorAll("tbody tr")].map((row) => [row]), words);

  const terms = document.querySelector("dl.glossary");
  const sources = document.querySelector(".container:has(> .citation-list)");
  for (const list of [terms, sources].filter(Boolean)) {
    const rows = [...list.querySelectorAll("dt:not(dt + dt), .citation")].map((head) => {
      const row = [head];
      while (head.matches("dt") && !row.at(-1).matches("dd")) row.push(row.at(-1).nextElementSibling);
      return row;
    });
    jump(list, rows, (head) => (head.querySelector("p") ?? head).textContent);
    add(list, rows, words);
  }

  const claims = [...document.querySelectorAll("#checked-claims > dl > dt")];
  if (claims.length) {
    const page = (term) => term.parentElement.previousElementSibling;
    add(
      page(claims[0]),
      claims.map((term) => [term, term.nextElementSibling]),
      (row) => `${words(row)} ${page(row[0]).textContent.toLowerCase()}`,
      () => {
        for (const list of new Set(claims.map((term) => term.parentElement)))
          list.previousElementSibling.hidden = !list.querySelector("dt:not([hidden])");
      },
    );
  }
}
