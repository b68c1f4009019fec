// Sphinx sees only whether a page holds a word, so that most pages tie, and lists a page once for
// each way in which it was found. Here a page ranks by how well its title, or the best of its
// headings and entries in the index, covers the query; rare words weigh more. It is listed once.
// Furo loads this after searchtools.js.
{
  const { _performSearch, htmlToText } = Search;

  Search._performSearch = (query, given, ...rest) => {
    const { docnames, titles, alltitles, indexentries, ...index } = Search._index;
    // Sphinx wants every word on a page. A word that no page has would leave nothing to find.
    const all = [...Object.keys(index.terms), ...Object.keys(index.titleterms)];
    const known = [...given].filter((word) => all.some((term) => term.includes(word)));
    const terms = new Set(known);
    const stemmer = new Stemmer();
    const words = (text) =>
      splitQuery(text.toLowerCase())
        .filter((word) => !stopwords.has(word))
        .map((word) => stemmer.stemWord(word));
    const weight = (word) => {
      const pages = new Set([index.terms[word] ?? [], index.titleterms[word] ?? []].flat());
      return Math.log(1 + docnames.length / Math.max(1, pages.size));
    };
    const sum = (set) => [...set].reduce((total, word) => total + weight(word), 0);
    const asked = sum(terms);
    const best = new Map();
    for (const [name, places] of [...Object.entries(alltitles), ...Object.entries(indexentries)]) {
      const named = new Set(words(name));
      const common = [...named].filter((word) => terms.has(word));
      const cover = (2 * sum(common)) / (asked + sum(named) || 1);
      for (const [page, , main] of places) {
        const rank = titles[page] === name ? 1 : main === false ? 0.8 : 0.9;
        best.set(docnames[page], Math.max(rank * cover, best.get(docnames[page]) ?? 0));
      }
    }
    // An object of the programming interface comes after all pages; Sphinx's score settles ties.
    Scorer.score = ([page, , , , score, , kind]) =>
      score / 1000 + (kind === SearchResultKind.object ? -1 : (best.get(page) ?? 0));

    const listed = new Map(); // the best result comes last
    for (const result of _performSearch(query, terms, ...rest)) {
      const [page, title, , , , , kind] = result;
      const key = kind === SearchResultKind.object ? title : page;
      listed.delete(key);
      listed.set(key, result);
    }
    return [...listed.values()];
  };

  // An excerpt is of prose, not of the examples.
  Search.htmlToText = (page, anchor) => htmlToText(page.replace(/<pre>.*?<\/pre>/gs, ""), anchor);
}
