"use strict";

// The quiz: a button for each possible answer, the reason once one is chosen, and a score. The
// answers are those of the list at its head; the right one is the first value of the reason, or, if
// that is none of them, the last: that a fact is missing.
{
  const { right, wrong, score } = document.getElementById("quiz").dataset;
  const choices = [...document.querySelectorAll(".choices li")].map((item) => item.textContent.trim());
  const asked = [...document.querySelectorAll("details.answer:has(.value)")];
  const total = document.createElement("p");
  total.className = "quiz-score";
  total.setAttribute("role", "status");
  const answered = new Map();

  for (const [place, details] of asked.entries()) {
    const value = details.querySelector(".value").textContent.trim();
    const expected = choices.includes(value) ? value : choices.at(-1);
    const group = document.createElement("div");
    group.className = "quiz";
    group.setAttribute("role", "group");
    const heading = details.closest("section").querySelector("h2");
    heading.id ||= `question-${place + 1}`;
    group.setAttribute("aria-labelledby", heading.id);
    const said = document.createElement("p");
    said.setAttribute("role", "status");
    const buttons = choices.map((choice) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = choice;
      button.addEventListener("click", () => {
        for (const one of buttons) one.setAttribute("aria-pressed", String(one === button));
        said.textContent = `${choice === expected ? "✓" : "✗"} ${choice === expected ? right : wrong}`;
        if (!answered.has(details)) answered.set(details, choice === expected); // the first counts
        memory((store) => store.setItem(`quiz:${place}`, choice));
        details.open = true;
        const won = [...answered.values()].filter(Boolean).length;
        total.textContent = `${score} ${won}/${answered.size}`;
      });
      return button;
    });
    group.append(...buttons, said);
    details.before(group);
    details.classList.add("asked");
    const before = memory((store) => store.getItem(`quiz:${place}`));
    buttons.find((button) => button.textContent === before)?.click();
  }
  asked.at(-1).closest("section").parentElement.lastElementChild.before(total);
}
