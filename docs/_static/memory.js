"use strict";

// What is kept for as long as the page is open in this tab: the lines of the guide, the answers of
// the quiz. A browser may have no such store for files, or be told to keep nothing.
globalThis.memory = (act) => {
  try {
    return act(sessionStorage);
  } catch {
    return null;
  }
};
