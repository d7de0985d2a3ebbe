// The site's search, made for names: a slip finds its variable, an exact name comes first, and so does this part of the
// site. It stands between the page and the worker of Material's search, and changes nothing where there is none.
(() => {
  "use strict";

  const SETUP = 0;
  const QUERY = 2;
  const RESULT = 3;
  const FILLING = /\b(?:why|is|are|my|the|an?|how|do|i|what|to|of|does|in)\b/gi;
  const { compact, meant } = window.estuaryDocsSlips;
  const root = new URL("../../", document.currentScript.src);
  const partOf = (path) => window.estuaryDocsParts.find((folder) => path.startsWith(folder)) ?? "";
  const here = partOf(location.href.slice(root.href.length));

  // The theme leaves its dialog without a name.
  addEventListener("DOMContentLoaded", () => {
    const dialog = document.querySelector("[data-md-component=search][role=dialog]");
    dialog?.setAttribute("aria-label", dialog.querySelector("input").placeholder);
  });

  let names = [];
  let text = "";
  let asked = "";
  let suggestion = "";

  const learn = (docs) => {
    names = docs
      .filter(({ title, location: place }) => /^[A-Z]\w+$/.test(title) && place.endsWith(`#${title.toLowerCase()}`))
      .map(({ title }) => title);
    text = docs
      .flatMap((doc) => [doc.title, doc.text, ...(doc.tags ?? [])])
      .join(" ")
      .toLowerCase();
  };

  // What to search for in the place of what was typed.
  const understood = (query) => {
    suggestion = "";
    const plain = query.replace(/[*+~^"]/g, " ").trim();
    const name = names.find((each) => compact(each) === compact(plain));
    if (name || !plain) return name ?? query;
    const words = plain.replace(FILLING, " ").split(/\s+/).filter(Boolean);
    const heldAs = words.map((word) => {
      const isName = word.includes("_") && /^\w+$/.test(word);
      if (isName ? names.some((each) => each.includes(word.toUpperCase())) : text.includes(word.toLowerCase())) return word;
      suggestion = meant(word, names);
      return suggestion || word;
    });
    return heldAs.length ? heldAs.join(" ") : query;
  };

  const plainOf = (html) => html.replace(/<[^>]+>/g, "").toLowerCase();
  const singular = (title) => title.replace(/s$/, "");
  // A group of results is a page with its sections.
  const titles = (group) => group.flatMap(({ title, tags }) => [title, ...(tags ?? [])]).map(plainOf);
  const isCalled = (group) => titles(group).some((title) => singular(title) === singular(asked.toLowerCase()));
  const isNamed = (group) =>
    asked.toLowerCase().split(/[\s_-]+/).every((word) => titles(group).some((title) => title.includes(word)));
  const isComplete = (group) =>
    group
      .flatMap(({ terms }) => Object.keys(terms))
      .every((term) => group.some(({ terms }) => terms[term]));
  // A page of the other part counts where its titles have the words, and comes last.
  const weight = (group) => {
    if (partOf(group[0].location) !== here) return isNamed(group) ? 3 : 0;
    return isCalled(group) ? 1 : 2;
  };
  const rank = (items) => {
    const weights = new Map(items.filter(isComplete).map((group) => [group, weight(group)]));
    const ranked = [...weights.keys()].filter(weights.get.bind(weights));
    ranked.sort((one, other) => weights.get(one) - weights.get(other));
    items.splice(0, items.length, ...ranked);
    if (!names.includes(asked)) return;
    // The theme shows as a group's first what is a page, or else what is last.
    for (const group of items) {
      const place = group.findIndex(({ location: at }) => at.endsWith(`#${asked.toLowerCase()}`));
      if (place < 0) continue;
      const [entry] = group.splice(place, 1);
      group.splice(0, group.length, ...group.filter(({ location: at }) => at.includes("#")), entry);
    }
  };

  const say = () => {
    const result = document.querySelector(".md-search-result");
    result?.querySelector(".did-you-mean")?.remove();
    if (!suggestion || !result) return;
    const line = document.createElement("p");
    line.className = "did-you-mean";
    line.textContent = `Did you mean ${suggestion}?`;
    result.prepend(line);
  };

  const Base = window.Worker;
  window.Worker = class extends Base {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        if (data?.type !== RESULT || !data.data?.items) return;
        rank(data.data.items);
        say();
      });
    }

    postMessage(message, ...rest) {
      if (message?.type === SETUP) learn(message.data.docs);
      if (message?.type === QUERY) asked = understood(message.data);
      super.postMessage(message?.type === QUERY ? { ...message, data: asked } : message, ...rest);
    }
  };
})();
