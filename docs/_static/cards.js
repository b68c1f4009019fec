"use strict";

// Shows, beside a link to a term, a rule, a source or a checked claim, what it leads to: while a
// mouse points at it or the focus is on it, or at the first tap of a finger. The words are in a
// script for each page that links lead to, and letter, loaded when they are first wanted.
{
  const card = document.getElementById("card");
  const root = new URL(document.documentElement.dataset.content_root, location.href).href;
  let shown = null; // the link whose card is open
  let timer = 0;
  const loading = {};
  globalThis.cards = {};

  const load = (page) =>
    (loading[page] ??= new Promise((done) => {
      const script = document.createElement("script");
      script.src = `${root}_static/cards-${page}.js`;
      script.onload = script.onerror = done;
      document.head.append(script);
    }));

  const key = (link) => {
    const address = String(link.href).replace(root, "");
    return address.startsWith("#") ? location.href.replace(/#.*/, "").replace(root, "") + address : address;
  };
  const leads = /^reference\/(glossary|bibliography|rules|claims)\.html#[^-]*-?(.)/;
  const claims = /^reference\/claims\.html#.+-checked-/;
  const linkAt = (event) => {
    const link = event.target.closest?.("article a.reference[href*='#'], article .mark");
    return link && leads.test(key(link)) ? link : null;
  };

  const hide = () => {
    clearTimeout(timer);
    shown = null;
    if (card.matches(":popover-open")) card.hidePopover();
  };

  const place = () => {
    if (!shown) return;
    const lines = shown.getClientRects(); // of a link that goes on in the next line
    const { left, top } = lines[0] ?? shown.getBoundingClientRect();
    const { bottom } = lines[lines.length - 1] ?? shown.getBoundingClientRect();
    if (bottom < 0 || top > innerHeight) return hide();
    card.style.maxHeight = `${Math.max(top, innerHeight - bottom) - 14}px`; // there is room for it
    const above = top - card.offsetHeight - 6;
    const below = bottom + card.offsetHeight + 6 < innerHeight || above < 0;
    card.style.left = `${Math.max(8, Math.min(left, innerWidth - card.offsetWidth - 8))}px`;
    card.style.top = `${below ? bottom + 6 : above}px`;
  };

  const show = async (link, touched) => {
    hide();
    shown = link;
    const address = decodeURIComponent(key(link));
    await load(address.match(leads).slice(1).join("-").toLowerCase());
    const found = Object.hasOwn(globalThis.cards, address) ? globalThis.cards[address] : null;
    if (shown !== link || !found) return false;
    const [language, ...words] = found;
    link.removeAttribute("title"); // which would be shown as well
    // Of a claim the second word is its form: how it was judged is said in its place.
    const [name, form, ...lines] = words;
    const judged = /^(is|may)/.test(form) ? "case" : lines.length ? "shown" : "none";
    const said = claims.test(address) ? [name, card.dataset[judged], ...lines] : words;
    const parts = said.map((text) => {
      const part = document.createElement("p");
      part.textContent = text;
      if (language !== document.documentElement.lang) part.lang = language;
      return part;
    });
    if (said !== words) for (const part of parts.slice(2)) part.lang = "en"; // the facts, as in the logic
    if (touched) {
      const more = document.createElement("a");
      more.href = link.href;
      more.textContent = `${card.dataset.open}: ${name}`;
      parts.push(more);
    }
    card.replaceChildren(...parts);
    card.showPopover();
    place();
    return true;
  };

  const later = (action, wait) => {
    clearTimeout(timer);
    timer = setTimeout(action, wait);
  };

  if (card?.showPopover) {
    document.addEventListener("pointerover", (event) => {
      if (event.pointerType !== "mouse") return;
      const link = linkAt(event);
      if (link && link !== shown) later(() => show(link), 250);
      else if (link || card.contains(event.target)) clearTimeout(timer); // it may be pointed at
      else if (shown !== document.activeElement) later(hide, 250);
    });
    document.addEventListener("focusin", (event) => {
      const link = linkAt(event);
      // A description that comes after the focus would be spoken twice.
      if (link?.matches(":focus-visible")) show(link).then((open) => open && announce(card.innerText));
      else if (!card.contains(event.target)) hide();
    });
    let touch = false;
    document.addEventListener("pointerdown", (event) => {
      touch = event.pointerType === "touch";
      if (shown && !card.contains(event.target) && linkAt(event) !== shown) hide();
    });
    document.addEventListener("click", (event) => {
      const link = linkAt(event);
      if (!link || link === shown || !touch || event.detail === 0) return; // a second tap follows it
      event.preventDefault();
      show(link, true).then((open) => open || location.assign(link.href));
    });
    document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
    document.addEventListener("scroll", place, { passive: true });
  }
}
