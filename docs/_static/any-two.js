"use strict";

// Compares any two terms: says what the table in the page has of them, in the words of the page.
// The address holds the pair after its "#", so that it can be shared, and works from a disk too.
{
  const place = document.querySelector(".any-two");
  const find = (selector) => place.querySelector(selector);
  const data = find("script");
  const table = JSON.parse(data.textContent);
  const { words, slugs } = table;
  const pages = new Map(Object.entries(table.pages));
  const names = table.names.map((name) => words[name]);
  const spoken = names.map((name, at) => `${name} ${slugs[at]} ${table.also[at]}`.toLowerCase());
  const boxes = [...place.querySelectorAll("[role=combobox]")];
  const chosen = [-1, -1];

  const element = (name, content, attributes = {}) => {
    const made = Object.assign(document.createElement(name), attributes);
    made.append(...[content].flat());
    return made;
  };

  const show = (name, items) => {
    find(`[data-show=${name}]`).replaceChildren(...items);
    for (const part of place.querySelectorAll(`[data-when=${name}]`)) part.hidden = !items.length;
  };

  // -- The comparison ----------------------------------------------------------------------------

  const sentence = (form, one, other) => {
    const [before, gap, between, end, after] = table.shapes[table.starts[one][form]];
    const text = before + table.own[one][gap] + between + table.own[other][end] + after;
    return `${text[0].toUpperCase()}${text.slice(1)}.`;
  };

  const said = (one, other) =>
    table.said[table.relations[one][other]].map(([form, turned]) =>
      turned ? sentence(form, other, one) : sentence(form, one, other),
    );

  const draw = (svg, pair) => {
    svg.setAttribute("aria-label", said(...pair)[0]);
    for (const [side, text] of svg.querySelectorAll(".set").entries())
      text.replaceChildren(
        ...names[pair[side]].match(/\S.{0,15}(?!\S)/g).map((line, nth, lines) => {
          const span = document.createElementNS(svg.namespaceURI, "tspan");
          span.setAttribute("x", text.dataset.x);
          span.setAttribute("dy", `${nth ? 1.1 : -1.1 * (lines.length - 1)}em`);
          span.textContent = line;
          return span;
        }),
      );
  };

  const operation = (part, told, pair) => {
    const [named, ...facts] = table.told[told].map((word) => words[word]);
    const label = part.replace(/\d/g, (side) => names[pair[side]]);
    const line = [element("em", label), `: ${facts.join(", ")}`];
    if (named) {
      const [before, after] = place.dataset.case.split("{}");
      line.push(before, element("a", named, { href: data.dataset.cases }), after);
    }
    return element("li", line);
  };

  const compare = (one, other) => {
    const pair = [one, other];
    const [late, early] = one < other ? [other, one] : pair;
    const parts = place.dataset.parts.split("|");
    const told = [table.only[other][one], table.both[late][early], table.only[one][other]];
    show("said", [said(one, other).join(" ")]);
    for (const figure of place.querySelectorAll("figure")) {
      const svg = figure.firstElementChild;
      figure.hidden = svg.dataset.relation !== table.kinds[table.relations[one][other]];
      draw(svg, pair);
    }
    show("parts", parts.flatMap((part, at) => (told[at] < 0 ? [] : operation(part, told[at], pair))));
    // The rows in which what a list has of the two terms is not the same.
    const rows = (heads, all, row) =>
      heads.flatMap((head, at) => {
        const values = pair.map((term) => all[term][at]);
        return values[0] === values[1] ? [] : row(words[head], values);
      });
    const fact = (asked, values) => {
      const each = (value, side) => [" ", element("em", names[pair[side]]), `: ${words[value]}.`];
      return element("li", [asked, ...values.flatMap(each)]);
    };
    const property = (has, values) => {
      const cell = (value) =>
        element("td", words[value], { className: `verdict ${table.marks[value]}` });
      return element("tr", [element("th", has, { scope: "row" }), ...values.map(cell)]);
    };
    show("facts", rows(table.asked, table.facts, fact));
    show("rows", rows(table.properties, table.verdicts, property));
    for (const [side, head] of place.querySelectorAll("[data-name]").entries())
      head.textContent = names[pair[side]];
    const others = table.others[address([late, early])] ?? [];
    show("others", others.map(([theirs, term]) => element("li", said(theirs, term)[0])));
    const page = pages.get(address(pair)) ?? pages.get(address([other, one]));
    const listed = document.querySelectorAll(`article a[href="${page}"]`); // with its name
    const terms = pair.filter((term) => table.links[term]);
    const more = terms.map((term) => element("a", names[term], { href: table.links[term] }));
    if (listed.length) more.unshift(listed[0].cloneNode(true));
    show("more", more.flatMap((link) => [", ", link]).slice(1));
    find("[data-link]").href = `#${address(pair)}`;
    find("[data-copied]").hidden = true;
    find("[data-result]").hidden = false;
  };

  // -- The choice --------------------------------------------------------------------------------

  const address = (pair) => pair.map((term) => slugs[term]).join(",");

  const choose = (side, term) => {
    chosen[side] = term;
    boxes[side].value = names[term] ?? "";
    if (chosen.includes(-1) || chosen[0] === chosen[1]) return;
    if (location.hash !== `#${address(chosen)}`) history.pushState(null, "", `#${address(chosen)}`);
    compare(...chosen);
  };

  // A list box that is searched: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
  const listen = (box, side) => {
    const list = box.nextElementSibling;
    let active = -1;

    const mark = (to) => {
      active = to;
      for (const [at, option] of [...list.children].entries())
        option.setAttribute("aria-selected", String(at === active));
      if (active < 0) box.removeAttribute("aria-activedescendant");
      else {
        box.setAttribute("aria-activedescendant", list.children[active].id);
        list.children[active].scrollIntoView({ block: "nearest" });
      }
    };
    // What is typed comes before what begins with it, and that before what holds it.
    const rank = (term, text) => {
      const name = names[term].toLowerCase();
      return name === text ? 0 : name.startsWith(text) ? 1 : 2;
    };
    const open = (text) => {
      const typed = text.toLowerCase().slice(0, 99).split(/\s+/).filter(Boolean);
      const whole = typed.join("");
      const fits = names
        .flatMap((name, term) => {
          const words = spoken[term];
          const fit = typed.every((word) => words.includes(word)) || words.replace(/[\s-]/g, "").includes(whole);
          return term !== chosen[1 - side] && fit ? term : [];
        })
        .sort((one, other) => rank(one, typed.join(" ")) - rank(other, typed.join(" ")));
      const option = (term) => {
        const made = element("li", names[term], { id: `${box.id}-${slugs[term]}`, role: "option" });
        made.dataset.term = term;
        return made;
      };
      list.replaceChildren(...fits.map(option));
      list.hidden = !fits.length;
      box.setAttribute("aria-expanded", String(!list.hidden));
      const { found, lost } = place.dataset;
      show("count", [fits.length ? found.replace("{}", fits.length) : lost]);
      find("[data-show=count]").classList.toggle("visually-hidden", fits.length > 0);
      mark(typed.length && fits.length ? 0 : -1);
    };
    const close = () => {
      list.hidden = true;
      box.setAttribute("aria-expanded", "false");
      mark(-1);
    };
    const take = (option) => {
      close();
      if (option) choose(side, Number(option.dataset.term));
    };
    const move = (step) => {
      if (list.hidden) {
        open(box.value === (names[chosen[side]] ?? "") ? "" : box.value);
        if (active >= 0) return; // what was typed has marked the first
      }
      const { length } = list.children;
      if (length) mark((Math.max(active, step < 0 ? 0 : -1) + step + length) % length);
    };
    const keys = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Enter: () => take(list.children[active]),
      Escape: () => (list.hidden ? choose(side, -1) : close()),
    };

    box.addEventListener("input", () => open(box.value));
    box.addEventListener("click", () => open(""));
    box.addEventListener("focus", () => box.select());
    box.addEventListener("keydown", (event) => {
      if (!Object.hasOwn(keys, event.key)) return;
      event.preventDefault();
      keys[event.key]();
    });
    box.addEventListener("blur", () => {
      if (!list.hidden) take(list.children[active]);
      box.value = names[chosen[side]] ?? "";
    });
    list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays
    list.addEventListener("click", (event) => take(event.target.closest("[role=option]")));
  };

  boxes.forEach(listen);

  find("[data-swap]").addEventListener("click", () => {
    const [one, other] = chosen;
    chosen[0] = other;
    choose(1, one);
    choose(0, other);
  });

  find("[data-copy]").addEventListener("click", async () => {
    await navigator.clipboard.writeText(find("[data-link]").href);
    find("[data-copied]").hidden = false;
    announce(find("[data-copied]").textContent);
  });

  const read = () => {
    const pair = location.hash.slice(1, 200).split(",").map((slug) => slugs.indexOf(slug));
    if (pair.length !== 2 || pair.includes(-1)) return;
    chosen.fill(-1);
    pair.forEach((term, side) => choose(side, term));
  };
  addEventListener("popstate", read);
  read();
}
