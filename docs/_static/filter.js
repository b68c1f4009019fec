"use strict";

// A field above each long table, and above the list of claims: it leaves only the rows that hold
// what is typed, and says how many. Its words stand in the page.
{
  const { label, count } = document.getElementById("filter").dataset;
  const add = (place, rows, text) => {
    const field = document.createElement("label");
    field.className = "filter";
    const input = document.createElement("input");
    input.type = "search";
    const caption = place.querySelector(".caption-text");
    if (caption) input.setAttribute("aria-label", `${label}: ${caption.textContent}`);
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    field.append(label, " ", input, " ", said);
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
    });
  };
  const words = (row) => row.map((part) => part.textContent.toLowerCase()).join(" ");

  for (const wrapper of document.querySelectorAll(".table-wrapper:has(tbody tr:nth-child(13))"))
    add(wrapper, [...wrapper.querySelectorAll("tbody tr")].map((row) => [row]), words);

  const claims = [...document.querySelectorAll("#checked-claims > dl > dt")];
  if (claims.length) {
    const page = (term) => term.parentElement.previousElementSibling;
    add(
      page(claims[0]),
      claims.map((term) => [term, term.nextElementSibling]),
      (row) => `${words(row)} ${page(row[0]).textContent.toLowerCase()}`,
    );
  }
}
