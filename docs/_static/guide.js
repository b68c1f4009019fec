"use strict";

// The decision guide: shows what the table in the page says of the reader's answers. Each rule is
// in the table and each word in the page, so that this script serves every edition.
{
  const guide = document.querySelector(".guide");
  const form = guide.querySelector("form");
  const link = guide.querySelector("[data-link]");
  const copy = guide.querySelector("[data-copy]");
  const keep = guide.querySelector("[data-keep]");
  const copied = guide.querySelector("[data-copied]");
  const verdict = guide.querySelector(".guide-verdict");
  const questions = [...form.querySelectorAll("select")];
  const { root, nodes, results, answers } = JSON.parse(document.getElementById("guide-data").textContent);

  const show = (name, shown, part = guide) => {
    for (const element of part.querySelectorAll(`[data-when=${name}]`)) element.hidden = !shown;
  };

  const fill = (name, items, part = guide) => {
    show(name, items.length > 0, part);
    part.querySelector(`[data-show=${name}]`).replaceChildren(...items);
  };

  const words = (kind, numbers) => {
    const all = guide.querySelector(`[data-words=${kind}]`).children;
    return numbers.map((number) => all[number].cloneNode(true));
  };

  const element = (tag, ...content) => {
    const made = document.createElement(tag);
    made.append(...content);
    return made;
  };

  const asked = (number) => element("li", questions[number].labels[0].textContent);

  const answered = (number) => {
    const item = asked(number);
    item.append(" ", element("strong", questions[number].selectedOptions[0].text));
    return item;
  };

  // A node has a place for each answer to its question; the last leads to a result.
  const look = (chosen) => chosen.reduce((node, answer) => nodes[node][answer], root);

  // Whether some answer to a question would lead to another result than leaving it open does.
  const matters = (place, chosen) => {
    const found = questions[place].options.length;
    const ends = [...Array(found).keys()].map((answer) => look(chosen.with(place, answer)));
    return ends.some((end) => end !== ends[0] && results[end][0].length > 0);
  };

  const update = () => {
    const chosen = questions.map(({ selectedIndex }) => selectedIndex);
    const [cells, found, terms, others, conflict, supplied] = results[look(chosen)];
    fill("cells", words("cells", cells));
    fill("conflict", conflict.map(answered));
    fill("terms", words("terms", terms));
    fill("others", words("others", others.map(([number, no]) => 2 * number + no)));
    for (const element of guide.querySelectorAll("[data-idle]")) {
      const place = questions.findIndex(({ name }) => name === element.dataset.idle);
      element.hidden = chosen[place] > 0 || matters(place, chosen);
    }
    show("supplied", supplied);
    show("settled", cells.length === 1);
    show("open", cells.length > 1);
    show("possible", cells.length > 0);
    found.forEach((number, place) => {
      const part = guide.querySelectorAll("[data-concept]")[place];
      const [holds, because, rules, missing] = answers[number];
      fill("verdict", words("verdicts", [holds]), part);
      fill("because", because.map(answered), part);
      fill("rules", words("rules", rules), part);
      fill("missing", missing.map(asked), part);
    });
    const facts = questions.filter(({ value }) => value).map(({ name, value }) => [name, value]);
    link.hash = new URLSearchParams(facts);
    copied.hidden = true;
  };

  const read = () => {
    const hash = location.hash.slice(1).replaceAll("&amp;", "&"); // as mail may have written it
    const given = [...new URLSearchParams(hash)]
      .map(([name, value]) => [name.toLowerCase(), value.toLowerCase().replace(/\W+/g, "-")])
      .filter(([, value]) => value);
    const unknown = given.filter(([name, value]) => {
      const question = questions.find((one) => one.name === name);
      return ![...(question?.options ?? [])].some((option) => option.value === value);
    });
    if (given.length > 0) {
      const facts = Object.fromEntries(given.filter((fact) => !unknown.includes(fact)));
      for (const question of questions) question.value = facts[question.name] ?? "";
    }
    fill("unknown", unknown.map((fact) => element("li", element("code", fact.join("=")))));
    update();
  };

  const change = () => {
    fill("unknown", []);
    update();
    history.replaceState(null, "", link.href);
  };

  // On a narrow screen the cells stay in sight below the questions, while they leave room for them.
  const stick = () => {
    const height = verdict.offsetHeight;
    verdict.classList.toggle("near", height < innerHeight * 0.3);
    document.documentElement.style.setProperty("--verdict", `${height}px`);
  };

  keep.addEventListener("click", () => {
    const item = element("li", link.cloneNode(true));
    item.firstChild.textContent = questions
      .filter(({ value }) => value)
      .map(({ selectedOptions }) => selectedOptions[0].text)
      .join(", ");
    item.append(": ", guide.querySelector("[data-show=cells]").innerText.split("\n").join(", "));
    guide.querySelector("[data-show=kept]").append(item);
    show("kept", true);
    form.reset();
    questions[0].focus();
  });
  form.addEventListener("change", change);
  form.addEventListener("reset", () => setTimeout(change)); // the answers are still there now
  window.addEventListener("hashchange", read);
  window.addEventListener("resize", stick);
  new ResizeObserver(stick).observe(verdict);
  copy.hidden = !navigator.clipboard; // which a page that is not served securely has not
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(link.href);
      copied.hidden = false;
    } catch {
      link.textContent = link.href; // to be copied by hand
    }
  });
  read();
}
