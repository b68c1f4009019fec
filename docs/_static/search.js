"use strict";

// Finds sections. What it looks through is in sections.js, which docs/_ext/searching.py writes;
// what it says is on the page; the index and the scores are those of MiniSearch. Both are large,
// and loaded when something is asked.

const findSections = (query) => {
  const { own, languages, terms, pages, slugs, compared } = globalThis.handbook;
  const { stemmer, spellings, foreign: phrases } = languages[own];
  const stems = new globalThis[`${stemmer[0].toUpperCase()}${stemmer.slice(1)}Stemmer`]();
  const status = document.getElementById("search-status");
  const list = document.getElementById("search-results");
  const more = document.getElementById("search-more");

  const FIRST = 10; // results shown at once
  const FEW = 5; // that are shown even if others have twice as many of the words
  const LONGEST = 30; // letters of a word that is worth a look
  // What an entry in the index counts for beside a heading, and a page and a bare heading beside a
  // section; and how much it counts that the words are there, or are the heading.
  const [ENTRY, PAGE, BARE, COVER, FIT] = [0.7, 1.3, 0.5, 1.5, 1];
  const MOST = 30; // words of a query
  const EXCERPT = 260; // characters

  // -- Words -------------------------------------------------------------------------------------

  const WORD = /[\p{L}\p{N}]+(?:[.,'’](?=[\p{L}\p{N}])[\p{L}\p{N}]+)*/gu;
  const fold = (text) => text.toLowerCase().replaceAll("’", "'");
  const known = new Map(); // the stem of a word, by the word

  // The stem of a word. A number is whole, with its points and commas left out: 82.20 is 8220.
  const stem = (word) => {
    if (!known.has(word)) {
      const number = /^\p{N}/u.test(word);
      known.set(word, number ? word.replace(/[.,]/g, "") : stems.stemWord(word));
    }
    return known.get(word);
  };

  // The words of a text: where each stands, and its stems, in the spelling of the pages.
  const read = (text) =>
    [...text.matchAll(WORD)].flatMap(({ 0: found, index }) => {
      const spelled = Object.hasOwn(spellings, fold(found)) ? spellings[fold(found)] : fold(found);
      return spelled
        .match(WORD)
        .map((word) => ({ word, stem: stem(word), from: index, to: index + found.length }));
    });

  const asking = new Set(Object.values(languages).flatMap(({ asking }) => asking.split(/\s+/)));
  const telling = (text) => read(text).filter(({ word }) => !asking.has(word));
  const pairs = (words) => words.slice(1).map(({ stem }, i) => `${words[i].stem} ${stem}`);

  // What other languages call the terms, the longest name first.
  const noun = (words) => [words?.noun ?? words?.mass ?? []].flat()[0];
  const foreign = terms
    .flatMap((term) =>
      Object.keys(languages)
        .filter((language) => language !== own && noun(term[language]) && noun(term[own]))
        .map((language) => [fold(noun(term[language])), noun(term[own])]),
    )
    .concat(Object.entries(phrases))
    .sort((one, other) => other[0].length - one[0].length);
  const ours = new Set(languages[own].asking.split(/\s+/));

  // -- The index ---------------------------------------------------------------------------------

  const sections = Object.entries(pages).flatMap(([page, parts]) => {
    const outer = [];
    return parts.map(([anchor, depth, title, entries, texts]) => {
      outer.splice(depth, Infinity, title);
      const above = outer.slice(0, depth);
      const [name] = title.split(", ");
      const slug = name.replace(/[^\p{L}\p{N}_]+/gu, "-"); // an anchor often has it
      return {
        address: depth ? `${page}#${anchor.replace("*", slug).replace("+", slug.toLowerCase())}` : page,
        above,
        title,
        texts: texts.map((text) => text.replace(/ ([.,;:?)])/g, "$1")), // where a citation stood
        outer: above.join(" "),
        names: title.split(", "),
        name,
        entries: entries.map((entry) => entry.replaceAll(";", "")),
        text: texts.join("\n"),
      };
    });
  });
  const index = new MiniSearch({
    idField: "address",
    fields: ["name", "outer", "entries", "title", "text", "pairs"],
    extractField: (section, field) =>
      field !== "pairs"
        ? [section[field]].flat().join("\n")
        : [section.title, ...section.entries, section.text].join("\n"),
    tokenize: (text, field) =>
      field === "pairs" ? pairs(telling(text)) : telling(text).map(({ stem }) => stem),
    processTerm: (term) => term,
  });
  index.addAll(sections);
  const byAddress = new Map(sections.map((section) => [section.address, section]));

  // In how many sections each stem stands, and as which words.
  const count = new Map();
  const forms = new Map();
  for (const { title, entries, text } of sections) {
    const seen = new Set();
    for (const { word, stem } of read([title, ...entries, text].join("\n"))) {
      forms.set(word, (forms.get(word) ?? 0) + 1);
      if (!seen.has(stem)) count.set(stem, (count.get(stem) ?? 0) + 1);
      seen.add(stem);
    }
  }
  const rarity = (stem) => Math.log(1 + sections.length / (count.get(stem) ?? 1));

  // A name whose first letters make another name of the same term is called by that on the pages.
  const acronyms = sections.flatMap(({ names }) =>
    names.flatMap((name) => {
      const letters = fold(name).split(" ").map(([letter]) => letter).join("");
      return names.filter((other) => fold(other) === letters).map((short) => [fold(name), short]);
    }),
  );

  // -- Misspellings ------------------------------------------------------------------------------

  const dictionary = new MiniSearch({
    idField: "word",
    fields: ["word"],
    tokenize: (word) => [word],
  });
  dictionary.addAll(
    [...new Set([...forms.keys(), ...Object.keys(spellings)])].map((word) => ({ word })),
  );

  // The word that was meant, if the pages have one that differs in a letter, or two if it is long.
  const meant = (word) => {
    if (/\p{N}/u.test(word) || word.length < 5 || word.length > LONGEST) return undefined;
    for (const fuzzy of word.length < 8 ? [1] : [1, 2]) {
      const near = dictionary.search(word, {
        fuzzy,
        prefix: false,
        boostDocument: (found) => 1 + Math.log(forms.get(found) ?? 1) / 10,
      });
      if (near.length) return near[0].id;
    }
    return undefined;
  };

  // -- A query -----------------------------------------------------------------------------------

  // What to look for: the stems, with those that begin with them; and what there is to say.
  const understand = (query) => {
    let text = fold(query);
    const said = { absent: [], instead: [] };
    const put = ([name, ours]) => {
      const pattern = name.replace(/[^\p{L}\p{N} ]/gu, ".");
      const whole = new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, "gu");
      const before = text;
      text = text.replace(whole, ours);
      return text !== before;
    };
    const theirs = ({ word }) => asking.has(word) && !ours.has(word);
    const asks = read(text).some(theirs);
    said.instead.push(...foreign.filter(put).map(([, ours]) => ours));
    said.abroad = asks || said.instead.length > 0; // it is in the words of the other edition
    acronyms.forEach(put);
    const wanted = new Map();
    const take = ({ word, stem }) => {
      if (count.has(stem) && !/^\p{N}/u.test(stem)) wanted.set(stem, [stem]);
      else {
        const longer =
          stem.length < 3 ? [] : [...count.keys()].filter((other) => other.startsWith(stem));
        if (longer.length || count.has(stem)) wanted.set(stem, [...new Set([stem, ...longer])]);
        else return false;
      }
      return true;
    };
    const asked = telling(text);
    for (const found of [...new Map(asked.map((one) => [one.word, one])).values()].slice(0, MOST)) {
      if (take(found)) continue;
      said.absent.push(found.word);
      const other = meant(found.word);
      if (other && read(other).filter(take).length) said.instead.push(other);
    }
    return { text, wanted, together: pairs(asked.slice(0, MOST)), ...said };
  };

  // The sections that have some of the words, best first: rare words count for more.
  const find = (wanted, together) => {
    const weight = new Map([...wanted].map(([stem, all]) => [stem, Math.max(...all.map(rarity))]));
    const whole = [...weight.values()].reduce((sum, one) => sum + one, 0);
    const scores = new Map();
    const look = (terms, fields) =>
      index.search(
        { queries: terms, combineWith: "OR", fields },
        { boost: { name: 5, title: 1.5, entries: 3, outer: 1.5 }, tokenize: (term) => [term] },
      );
    for (const [stem, all] of wanted) {
      const found = look(all, ["name", "title", "outer", "entries", "text"]);
      for (const { id, score } of found) {
        const sum = scores.get(id) ?? { score: 0, cover: 0 };
        scores.set(id, { score: sum.score + score, cover: sum.cover + weight.get(stem) / whole });
      }
    }
    for (const { id, score } of look(together, ["pairs"])) scores.get(id).score += score;
    // How well a name covers what is asked, and no more than that.
    const fit = (name) => {
      const named = new Set(telling(name).map(({ stem }) => stem));
      const common = [...wanted].filter(([, all]) => all.some((stem) => named.has(stem)));
      const sum = (stems) =>
        stems.reduce((total, stem) => total + (weight.get(stem) ?? rarity(stem)), 0);
      return (2 * sum(common.map(([stem]) => stem))) / (whole + sum([...named]) || 1);
    };
    const fits = (names) => Math.max(0, ...names.map(fit));
    const best = Math.max(...[...scores.values()].map(({ cover }) => cover));
    return [...scores]
      .map(([id, { score, cover }]) => {
        const section = byAddress.get(id);
        const named = Math.max(fits(section.names), ENTRY * fits(section.entries));
        const whole = section.above.length ? 1 : PAGE;
        return {
          section,
          cover,
          rank: score * cover ** COVER * (1 + named) ** FIT * whole * (section.text ? 1 : BARE),
        };
      })
      .sort((one, other) => other.rank - one.rank)
      .filter(({ cover }, place) => cover >= best / 2 || place < FEW)
      .map(({ section }) => section);
  };

  // -- Two terms ---------------------------------------------------------------------------------

  const joining = new Set(Object.values(languages).flatMap(({ joining }) => joining.split(/\s+/)));
  const called = terms.map(({ [own]: words, also }) =>
    [words?.noun ?? [], words?.mass ?? [], also ?? []].flat().map((name) => read(name)),
  );

  // The words without the name that they hold, or nothing if they do not.
  const without = (words, name) => {
    const held = (_, at) => name.every(({ stem }, nth) => words[at + nth]?.stem === stem);
    const at = words.findIndex(held);
    return at < 0 ? undefined : [...words.slice(0, at), ...words.slice(at + name.length)];
  };

  // The section that compares two terms, if a query names two of them, and else only asks: the
  // names that say most of the terms', and rather a page of the pair's own.
  const comparison = (text) => {
    const words = read(text.slice(0, 200));
    if (!words.some(({ word }) => joining.has(word))) return undefined;
    if (words.every(({ word }) => asking.has(word))) return byAddress.get(compared[""]); // any two
    const named = called.flatMap((names, term) =>
      names.flatMap((name) => {
        const left = slugs[term] ? without(words, name) : undefined;
        return left ? { term, name, left, short: names[0].length - name.length } : [];
      }),
    );
    const fits = (one, other) =>
      one.term !== other.term &&
      without(one.left, other.name)?.every(({ word }) => asking.has(word));
    const found = named.flatMap((one) =>
      named.filter((other) => fits(one, other)).map((other) => {
        const pair = `${slugs[one.term]},${slugs[other.term]}`;
        const page = compared[pair] ?? `${compared[""]}#${pair}`;
        return { page, cost: one.short + other.short + (pair in compared ? 0 : MOST) };
      }),
    );
    if (!found.length) return undefined;
    const [{ page: address }] = found.sort((one, other) => one.cost - other.cost);
    return { ...byAddress.get(address.replace(/#.*/, "")), address };
  };

  // -- What is shown -----------------------------------------------------------------------------

  const element = (name, content = [], attributes = {}) => {
    const made = Object.assign(document.createElement(name), attributes);
    made.append(...[content].flat());
    return made;
  };

  // A text with the words in marks, from a little before the first.
  const excerpt = (text, stems) => {
    const hits = read(text).filter(({ stem }) => stems.has(stem));
    const first = hits[0]?.from ?? 0;
    const begin =
      text.length <= EXCERPT || first < EXCERPT / 2
        ? 0
        : text.indexOf(" ", first - EXCERPT / 3) + 1;
    const space = text.lastIndexOf(" ", begin + EXCERPT);
    const end = text.length - begin <= EXCERPT ? text.length : Math.max(space, begin + EXCERPT / 2);
    const shown = [begin ? "… " : ""];
    let at = begin;
    for (const { from, to } of hits.filter((hit) => hit.from >= begin && hit.to <= end)) {
      if (from < at) continue; // the second half of a word that is two for us
      shown.push(text.slice(at, from), element("mark", text.slice(from, to)));
      at = to;
    }
    return [...shown, text.slice(at, end), end < text.length ? " …" : ""];
  };

  const result = ({ address, above, title, texts }, stems) => {
    const covers = texts.map((text) =>
      [...new Set(read(text).map(({ stem }) => stem))]
        .filter((stem) => stems.has(stem))
        .reduce((sum, stem) => sum + rarity(stem), 0),
    );
    const best = texts[covers.indexOf(Math.max(...covers))] ?? "";
    const shown = [element("h2", element("a", title, { href: address }))];
    if (above.length) shown.push(element("p", above.join(" › "), { className: "where" }));
    if (best) shown.push(element("p", excerpt(best, stems), { className: "excerpt" }));
    return element("li", shown);
  };

  // A message of the page, with what it names.
  const say = (name, named) => {
    const [before, after] = status.dataset[name].split("{}");
    const parts = named.flatMap((part) => [", ", part]).slice(1);
    status.append(element("p", after === undefined ? before : [before, ...parts, after]));
  };
  const words = (all) =>
    all.map((word) => element("em", word.length > LONGEST ? `${word.slice(0, LONGEST)}…` : word));

  const search = (query) => {
    const { text, wanted, together, absent, instead, abroad } = understand(query);
    const first = comparison(text);
    const others = wanted.size ? find(wanted, together) : [];
    const found = first
      ? [first, ...others.filter(({ address }) => address !== first.address)]
      : others;
    const stems = new Set([...wanted.values()].flat());
    status.replaceChildren();
    document.getElementById("search-twin")?.toggleAttribute("hidden", !abroad);
    if (absent.length) say("absent", words(absent));
    if (instead.length && found.length) say("instead", words(instead));
    say(found.length ? "found" : "nothing", [String(found.length)]);
    const show = (some) => list.append(...some.map((section) => result(section, stems)));
    show(found.slice(0, FIRST));
    list.parentElement.classList.remove("waiting");
    more.hidden = found.length <= FIRST;
    more.addEventListener("click", () => {
      more.hidden = true;
      const last = list.lastElementChild;
      show(found.slice(FIRST));
      last.nextElementSibling.querySelector("a").focus();
    });
  };

  search(query);
};

{
  const query = new URLSearchParams(location.search).get("q") ?? "";
  const asked = query.trim() !== "";
  const { src, parentElement } = document.currentScript;
  if (asked) parentElement.classList.add("asked", "waiting"); // keeps room, so that nothing jumps
  addEventListener("DOMContentLoaded", () => {
    for (const field of document.querySelectorAll("input[name=q]")) field.value = query;
  });
  const scripts = asked ? ["minisearch-7.2.0.js", "sections.js"] : [];
  for (const name of scripts) {
    const script = document.createElement("script");
    script.src = src.replace("search.js", name);
    script.async = false; // in this order
    script.onerror = () => parentElement.classList.remove("asked", "waiting");
    if (name === scripts.at(-1)) script.onload = () => findSections(query);
    document.head.append(script);
  }
}
