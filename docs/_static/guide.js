"use strict";

// The decision guide: asks one question after the other, or shows all, and says what the table in
// the page has of the reader's answers. Each rule is in the table and each word in the page, so
// that this script serves every edition. The address holds the answers; the state of the history,
// the questions that were passed as not known and the one that the reader asked for.
{
  const guide = document.querySelector(".guide");
  const find = (selector) => guide.querySelector(selector);
  const form = find("form");
  const all = find("[data-all]");
  const link = find("[data-link]");
  const back = find("[data-back]");
  const hand = find("#guide-hand");
  const searched = find("#guide-find");
  const verdict = find(".guide-verdict");
  const { root, nodes, results, answers } = JSON.parse(find("#guide-data").textContent);
  const questions = [...form.querySelectorAll("fieldset")].map((box) => {
    const options = [...box.querySelectorAll("input[type=radio]")];
    const name = box.dataset.field;
    return { box, name, legend: box.querySelector("legend"), options: [options.pop(), ...options] };
  });
  const { locale } = guide.dataset;
  const none = questions.map(() => 0); // the first option is an open answer
  let chosen = none;
  let passed = [];
  let wanted = -1;
  let last = -1;

  const show = (name, shown) => {
    for (const element of guide.querySelectorAll(`[data-when=${name}]`)) element.hidden = !shown;
  };

  const fill = (name, items) => {
    show(name, items.length > 0);
    find(`[data-show=${name}]`).replaceChildren(...items);
  };

  const words = (kind, numbers) => {
    const every = find(`[data-words=${kind}]`).children;
    return numbers.map((number) => every[number].cloneNode(true));
  };

  const phrase = (kind, number) => words(kind, [number])[0].textContent;

  const list = (type, items) => new Intl.ListFormat(locale, { type }).format(items);

  const element = (tag, ...content) => {
    const made = document.createElement(tag);
    made.append(...content);
    return made;
  };

  const asked = (place) => questions[place].legend.textContent;

  const option = (place) => questions[place].options[chosen[place]];

  const named = (place) => option(place).closest("label").querySelector("b").textContent;

  const said = (place) =>
    option(place).dataset.said ?? questions[place].box.dataset.frame.replace("{}", named(place));

  const given = () => [...chosen.keys()].filter((place) => chosen[place] > 0);

  // A node has a place for each answer to its question; the last leads to a result.
  const look = (taken) => results[taken.reduce((node, answer) => nodes[node][answer], root)];

  const possible = (result) => result[0].length > 0;

  // Whether some answer to a question would change a part of the result.
  const matters = (place, part) => {
    const open = part(look(chosen.with(place, 0)));
    return questions[place].options.some((_, answer) => {
      const result = look(chosen.with(place, answer));
      return possible(result) && part(result) !== open;
    });
  };

  const unasked = (part) =>
    [...chosen.keys()].find(
      (place) => chosen[place] === 0 && !passed.includes(place) && matters(place, part),
    ) ?? -1;

  // The question to be shown: while the cell is open, the first that can change what is possible.
  const current = (cells) => {
    if (wanted >= 0) return wanted;
    return cells.length > 1 ? unasked((result) => result[0].join()) : -1;
  };

  const clause = (number, place, alike) => {
    const [holds, because, rules, missing] = answers[number];
    const start = alike ? phrase("frames", 2) : phrase(`concept-${place}`, holds);
    if (missing.length > 0) return [`${start} ${missing.map(asked).join(" ")}`];
    const links = words("rules", rules).flatMap((rule) => [", ", rule]);
    return [`${start} ${list("conjunction", because.map(said))} (`, ...links.slice(1), ")"];
  };

  // One sentence: what it is, or may be, and why.
  const sentence = ([cells, found, , , , , head]) => {
    const names = cells.map((cell) => phrase("is", cell));
    const is = cells.length === 1 ? [...(head < 0 ? [] : [phrase("heads", head)]), ...names].join(", ")
      : list("disjunction", cells.map((cell) => phrase("may", cell)));
    const [first, second] = found.map((number) => answers[number].slice(1).join());
    const clauses = first === second && cells.length === 1 ? [clause(found[0], 0, true)]
      : found.map((number, place) => clause(number, place, false));
    const [start, ...rest] = clauses.flatMap((one) => ["; ", ...one]).slice(1);
    const comma = clauses.length > 1 ? ":" : ",";
    const parts = [`${phrase("frames", cells.length === 1 ? 0 : 1)} ${is}${comma} ${start}`, ...rest];
    return String(parts.at(-1)).endsWith("?") ? parts : [...parts, "."];
  };

  const row = (place) => {
    const made = find("template").content.firstElementChild.cloneNode(true);
    const [question, answer] = made.children;
    question.textContent = asked(place);
    answer.textContent = named(place);
    made.querySelector("span").textContent = ` ${asked(place)}`;
    made.querySelector("button").addEventListener("click", () => commit(chosen, passed, place));
    return made;
  };

  const update = () => {
    const told = verdict.innerText;
    const result = look(chosen);
    const [cells, found, terms, others, conflict, supplied, head, code] = result;
    const place = all.checked ? -1 : current(cells);
    const settled = cells.length === 1;
    questions.forEach(({ box, options }, number) => {
      box.hidden = !all.checked && number !== place;
      options[chosen[number]].checked = true;
      // What the answers before it leave no room for is not offered.
      const before = chosen.map((answer, other) => (other < number ? answer : 0));
      options.forEach((one, answer) => {
        const closed = !possible(look(before.with(number, answer)));
        one.closest("label").hidden = !all.checked && closed && answer !== chosen[number];
      });
      find(`[data-idle=${questions[number].name}]`).hidden =
        !all.checked || chosen[number] > 0 || matters(number, (one) => one);
    });
    searched.value = "";
    search();
    form.hidden = !all.checked && place < 0;
    form.querySelector(".guide-go").hidden = all.checked;
    guide.classList.toggle("all", all.checked);
    guide.classList.toggle("answered", given().length > 0);
    back.hidden = !history.state?.passed;
    fill("given", [...chosen.keys()].filter((one) => chosen[one] > 0 || passed.includes(one)).map(row));
    fill("cells", words("cells", cells));
    fill("head", head < 0 ? [] : [phrase("heads", head)]);
    fill("conflict", conflict.map((one) => element("li", `${asked(one)} `, element("strong", named(one)))));
    fill("terms", words("terms", terms));
    fill("others", words("others", others.map(([number, no]) => 2 * number + no)));
    fill("codes", words("codes", code < 0 ? [] : [code]));
    fill("schemes", settled ? words("schemes", cells) : []);
    fill("said", possible(result) && given().length > 0 ? sentence(result) : []);
    show("supplied", supplied);
    show("settled", settled);
    show("open", cells.length > 1);
    show("more", !all.checked && place < 0 && unasked((one) => one) >= 0);
    show("answered", given().length > 0 || passed.length > 0);
    show("copied", false);
    show("hand", false);
    find("[data-keep]").disabled = given().length === 0;
    link.hash = new URLSearchParams(given().map((one) => [questions[one].name, option(one).value]));
    find("[data-address]").textContent = link.href;
    find("[data-date]").textContent = new Date().toLocaleDateString(locale, { dateStyle: "long" });
    if (verdict.innerText !== told && (all.checked || place >= 0)) globalThis.announce?.(verdict.innerText);
    return place < 0 ? verdict : questions[place].legend;
  };

  // The focus goes to the next question, which is shown with its answers.
  const lead = (next) => {
    next.focus();
    if (next.getBoundingClientRect().top > innerHeight / 2) next.scrollIntoView({ block: "start" });
  };

  // Each answer is a step of the history, which the browser's "back" undoes; another answer to the
  // same question, while all are shown, takes its place.
  const commit = (taken, open, place, changed = -1) => {
    const instead = changed >= 0 && changed === last;
    [chosen, passed, wanted, last] = [taken, open, place, changed];
    fill("unknown", []);
    const state = { passed, wanted };
    history[instead ? "replaceState" : "pushState"](state, "", location.href);
    const next = update();
    history.replaceState(state, "", link.href);
    if (!all.checked) lead(next);
  };

  // The answers that an address holds, and what of it is not understood.
  const parse = (hash) => {
    const told = [...new URLSearchParams(hash.slice(1).replaceAll("&amp;", "&"))] // as mail may have it
      .map(([name, value]) => [name.toLowerCase(), value.toLowerCase().replace(/\W+/g, "-")])
      .filter(([, value]) => value);
    const taken = [...none];
    const unknown = told.filter(([name, value]) => {
      const place = questions.findIndex((one) => one.name === name);
      const answer = questions[place]?.options.findIndex((one) => one.value === value) ?? -1;
      if (answer > 0) taken[place] = answer;
      return answer < 1;
    });
    return [taken, unknown];
  };

  const read = () => {
    const { hash } = location;
    if (hash && !hash.includes("=")) return; // it leads to a section
    const [taken, unknown] = parse(hash);
    chosen = taken;
    ({ passed, wanted } = { passed: [], wanted: -1, ...history.state });
    last = -1;
    fill("unknown", unknown.slice(0, 20).map((fact) => element("li", element("code", fact.join("=").slice(0, 100)))));
  };

  // How well the words typed fit an option: best at the start of a word of its name.
  const plain = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

  const alike = (one, other) => {
    const least = Math.max(4, Math.min(one.length, other.length) - 3);
    if (Math.min(one.length, other.length) < 4 || one[0] !== other[0]) return false;
    if (Math.abs(one.length - other.length) > 2) return false; // not yet typed to its end
    const same = one.length === other.length && [...one].every((letter) => other.includes(letter));
    const swapped = one.length > 6 && same;
    return one.slice(0, least) === other.slice(0, least) || swapped;
  };

  const fit = (typed, label) => {
    const names = plain(`${label.querySelector("b").textContent} ${label.dataset.also ?? ""}`);
    const meaning = plain(label.querySelector("small").textContent);
    return typed
      .map((word, number) => {
        const starts = (one) =>
          word.length > 3 || number === typed.length - 1 ? one.startsWith(word) : one === word;
        if (names.some(starts)) return 3;
        if (names.some((one) => alike(one, word))) return 2;
        return meaning.some(starts) ? 1 : 0;
      })
      .reduce((sum, points) => sum + points, 0);
  };

  const search = () => {
    const typed = plain(searched.value.slice(0, 100));
    const labels = [...searched.closest("fieldset").querySelectorAll(".guide-options label")];
    const points = labels.map((label) => (typed.length > 0 ? fit(typed, label) : 0));
    const most = Math.max(...points);
    labels.forEach((label, number) => {
      label.hidden = points[number] < most;
    });
    for (const group of searched.closest("fieldset").querySelectorAll("[role=group]")) {
      group.hidden = !group.querySelector("label:not([hidden])");
    }
    find("[data-number]").textContent = points.filter((one) => one === most).length;
    show("found", typed.length > 0 && most > 0);
    show("lost", typed.length > 0 && most === 0);
    if (typed.length > 0) globalThis.announce?.(find(`[data-when=${most > 0 ? "found" : "lost"}]`).innerText);
  };

  const copied = async (text) => {
    show("copied", false);
    try {
      await navigator.clipboard.writeText(text); // a page that is not served securely has none
      show("copied", true);
      announce(find("[data-when=copied]").textContent);
    } catch {
      show("hand", true);
      hand.value = text;
      hand.focus();
      hand.select();
    }
  };

  const answer = () => {
    const others = [...find("[data-show=others]").children].map((one) => one.textContent);
    const dissent = find("[data-when=others] p").textContent;
    return [
      find("[data-show=said]").textContent,
      ...(others.length > 0 ? [`${dissent} ${others.join("; ")}.`] : []),
      find(".guide-stamp").textContent,
    ].join("\n");
  };

  const restart = () => {
    commit(none, [], -1);
    questions[0].legend.focus();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (all.checked) return;
    const place = questions.findIndex(({ box }) => !box.hidden);
    const taken = questions[place].options.findIndex(({ checked }) => checked);
    const open = passed.filter((one) => one !== place);
    commit(chosen.with(place, taken), taken > 0 ? open : [...open, place], -1);
  });
  form.addEventListener("change", ({ target }) => {
    const place = questions.findIndex(({ name }) => name === target.name);
    if (!all.checked || place < 0) return;
    commit(chosen.with(place, questions[place].options.indexOf(target)), passed, -1, place);
  });
  searched.addEventListener("input", search);
  searched.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== "ArrowDown") return;
    event.preventDefault(); // it chooses among what was found, before anything is sent on
    searched.closest("fieldset").querySelector(".guide-options label:not([hidden]) input").focus();
  });
  all.addEventListener("change", update);
  back.addEventListener("click", () => history.back());
  find("[data-more]").addEventListener("click", () => commit(chosen, passed, unasked((one) => one)));
  find("[data-restart]").addEventListener("click", restart);
  // What is kept is the answers alone, for as long as the page is open in this tab.
  const kept = new Set();
  const stored = `kept:${location.pathname}`;
  const keep = (hash) => {
    const taken = parse(hash)[0];
    if (taken.every((answer) => answer === 0) || kept.has(hash)) return;
    kept.add(hash);
    const names = taken.flatMap((answer, place) =>
      answer > 0 ? [questions[place].options[answer].closest("label").querySelector("b").textContent] : []);
    const way = Object.assign(element("a", names.join(", ")), { href: hash });
    const cells = words("cells", look(taken)[0]).map((cell) => cell.textContent);
    find("[data-show=kept]").append(element("li", way, ": ", cells.join(", ")));
    show("kept", true);
  };
  find("[data-keep]").addEventListener("click", () => {
    keep(link.hash);
    memory((store) => store.setItem(stored, [...kept].join(" ")));
    restart();
  });
  for (const copy of guide.querySelectorAll("[data-copy]")) {
    copy.addEventListener("click", () => copied(copy.dataset.copy === "link" ? link.href : answer()));
  }
  window.addEventListener("popstate", () => {
    // A link to the top of the page, such as that of the navigation, is no other answer.
    if (history.state === null && !location.hash) {
      history.replaceState({ passed, wanted }, "", link.href);
      return;
    }
    const inside = guide.contains(document.activeElement);
    const before = chosen;
    read();
    const next = update();
    const place = questions.findIndex(({ box }) => !box.hidden);
    if (!all.checked && place >= 0 && chosen[place] === 0) questions[place].options[before[place]].checked = true;
    if (inside && !all.checked) next.focus();
  });
  read();
  if (history.state === null) history.replaceState({ start: true }, "");
  update();
  if (given().length > 0) verdict.scrollIntoView({ block: "center" }); // a link leads to the answer
  memory((store) => store.getItem(stored))?.split(" ").forEach(keep);
}
