// Narrows the reference down. The page is complete without it; whatever is shown here is in the page already.
(() => {
  "use strict";

  const form = document.querySelector("form.filter");
  if (!form) return;

  // Not "q": with that in the address, Material opens its own search.
  const fields = ["find", "section", "secret", "required", "profile"].filter((name) => form.elements[name]);
  const status = form.querySelector("[role=status]");
  // A site that loads no page anew runs this on each page again; what the last one left behind ends here.
  window.estuaryDocsFilter?.abort();
  const { signal } = (window.estuaryDocsFilter = new AbortController());
  const ofProfile = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, ofProfile];
  signal.addEventListener("abort", () => ofProfile.replaceSync(""));

  const contents = new Map();
  for (const link of document.querySelectorAll(".md-nav--secondary a.md-nav__link[href^='#']")) {
    const hash = link.getAttribute("href");
    contents.set(hash, [...(contents.get(hash) || []), link.parentElement]);
  }

  const linesOf = (heading) => contents.get(`#${heading.id}`) || [];
  const following = (heading) => {
    const found = [];
    for (let next = heading.nextElementSibling; next && !/^H[23]$/.test(next.tagName); next = next.nextElementSibling) {
      found.push(next);
    }
    return found;
  };

  // A variable is a row of the overview, and an entry where the page holds it; one of the two may be missing.
  const facts = new Map([...document.querySelectorAll(".variable")].map((each) => [each.previousElementSibling.id, each]));
  const rows = new Map(
    [...document.querySelectorAll(".overview tr[data-required]")].map((row) => [row.querySelector("a").hash.slice(1), row]),
  );
  const entries = [...(rows.size ? rows : facts).keys()].map((id) => {
    const [row, entry] = [rows.get(id), facts.get(id)];
    const heading = entry?.previousElementSibling;
    const told = entry ?? row;
    const name = (row?.querySelector("a") ?? heading.firstChild).textContent.trim();
    const purpose = (entry?.querySelector("p") ?? row.cells[1]).textContent;
    return {
      ...told.dataset,
      section: told.closest("[data-section]").dataset.section,
      id,
      address: entry ? `#${id}` : row.querySelector("a").href,
      name,
      text: `${name} ${purpose}`.toLowerCase(),
      requiring: new Set(told.dataset.required.split(" ").filter(Boolean)),
      asking: new Set(told.dataset.conditional.split(" ").filter(Boolean)),
      parts: entry ? [heading, entry] : [],
      shown: true,
      // What is hidden already where the section is.
      inside: { parts: [row, ...(entry ? linesOf(heading) : [])].filter(Boolean), shown: true },
    };
  });
  const sections = new Map();
  for (const entry of entries) {
    if (!sections.has(entry.section)) {
      const heading = document.getElementById(entry.section);
      const table = document.querySelector(`.overview [data-section="${CSS.escape(entry.section)}"]`);
      const parts = [table, ...(heading ? [heading, ...following(heading), ...linesOf(heading)] : [])].filter(Boolean);
      sections.set(entry.section, { parts, shown: true });
    }
  }

  const show = (what, shown) => {
    what.shown = shown;
    for (const part of what.parts) part.hidden = !shown;
  };

  const holds = (profiles, profile) => (profile ? profiles.has(profile) : profiles.size > 0);
  const requirement = (entry, profile) => {
    if (holds(entry.requiring, profile)) return "yes";
    return holds(entry.asking, profile) ? "sometimes" : "no";
  };

  let chosen = "";
  const chooseProfile = (profile) => {
    if (profile === chosen) return;
    chosen = profile;
    const its = `[data-profiles~="${CSS.escape(profile)}"]`;
    const rules = `
      :root:has(form.filter) [data-profiles]:not(${its}) { display: none }
      .by-profile:not(:has(> :is(:not([data-profiles]), ${its})))::after { content: "none" }`;
    ofProfile.replaceSync(profile ? rules : "");
  };

  // What the text may have meant, where nothing has it.
  const names = entries.map(({ name }) => name);
  const { compact, meant } = window.estuaryDocsSlips;
  const suggestion = form.querySelector(".did-you-mean");
  const suggest = (name) => {
    suggestion.hidden = !name;
    suggestion.querySelector("button").textContent = name;
  };

  // Of many changes the first, which are in sight, come at once, and the others a few hundred in a frame.
  const AT_ONCE = 60;
  const IN_A_FRAME = 400;
  let waiting = 0;
  const change = (changes, most) => {
    for (const [what, shown] of changes.splice(0, most)) show(what, shown);
    if (changes.length) waiting = requestAnimationFrame(() => change(changes, IN_A_FRAME));
  };

  const apply = (most = AT_ONCE) => {
    cancelAnimationFrame(waiting);
    const asked = Object.fromEntries(fields.map((name) => [name, form.elements[name].value]));
    const words = asked.find.toLowerCase().split(/\s+/);
    const found = new Set();
    let count = 0;
    for (const entry of entries) {
      const matches =
        words.every((word) => entry.text.includes(word)) &&
        (!asked.section || asked.section === entry.section) &&
        (!asked.secret || asked.secret === entry.secret) &&
        (!asked.required || asked.required === requirement(entry, asked.profile));
      if (matches) {
        count += 1;
        found.add(sections.get(entry.section)).add(entry).add(entry.inside);
      }
    }
    const changes = [];
    const consider = (what) => {
      if (what.shown !== found.has(what)) changes.push([what, found.has(what)]);
    };
    for (const section of sections.values()) consider(section);
    for (const entry of entries) if (found.has(sections.get(entry.section))) consider(entry.inside);
    for (const entry of entries) consider(entry);
    change(changes, most);
    chooseProfile(asked.profile || "");
    const told = `${count} of ${entries.length} variables`;
    if (status.textContent !== told) status.textContent = told;
    suggest(count ? "" : meant(asked.find, names));
  };


  const read = () => {
    const asked = new URLSearchParams(location.search);
    for (const name of fields) {
      const field = form.elements[name];
      field.value = asked.get(name) || "";
      // A link from elsewhere may ask for what is not there.
      if (field.value !== (asked.get(name) || "")) field.value = "";
    }
    apply(Infinity);
  };

  const address = () => {
    const url = new URL(location.href);
    for (const name of fields) {
      const value = form.elements[name].value;
      url.searchParams.delete(name);
      if (value) url.searchParams.append(name, value);
    }
    url.hash = "";
    return url.href;
  };
  // One entry in the history for each choice, and one for a text however many keys it takes.
  const remember = (replace) => {
    const url = address();
    if (url === location.href) return;
    if (replace) history.replaceState(null, "", url);
    else history.pushState(null, "", url);
  };

  let typing = false;
  let pending = 0;
  const settle = () => {
    if (!pending) return;
    clearTimeout(pending);
    pending = 0;
    remember(typing);
    typing = true;
  };
  const choose = () => {
    settle();
    typing = false;
    apply();
    remember(false);
  };

  form.elements.find.addEventListener("input", () => {
    apply();
    clearTimeout(pending);
    pending = setTimeout(settle, 200);
  });
  form.elements.find.addEventListener("blur", () => {
    settle();
    typing = false;
  });
  form.elements.find.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !form.elements.find.value) return;
    event.preventDefault();
    form.elements.find.value = "";
    choose();
  });
  form.addEventListener("change", (event) => {
    if (event.target !== form.elements.find) choose();
  });
  // An exact name, or the only one that is left, leads to its entry.
  const entryOf = (text) => {
    const exact = entries.find(({ name }) => compact(name) === compact(text));
    const shown = entries.filter((entry) => entry.shown);
    return exact?.shown ? exact : text && shown.length === 1 ? shown[0] : undefined;
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    settle();
    const entry = entryOf(form.elements.find.value);
    if (entry) location.assign(entry.address);
  });
  suggestion.querySelector("button").addEventListener("click", ({ target }) => {
    form.elements.find.value = target.textContent;
    choose();
    form.elements.find.focus();
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const name of fields) form.elements[name].value = "";
    choose();
    form.elements.find.focus();
  });
  addEventListener("popstate", () => form.isConnected && read(), { signal });

  // A link to a variable that the filter hides shows everything again.
  const reveal = () => {
    const asked = decodeURIComponent(location.hash);
    const hash = document.getElementById(asked.slice(1)) ? asked : asked.toLowerCase();
    const target = hash && entries.find((entry) => `#${entry.id}` === hash);
    if (!target || !form.isConnected) return;
    if (target.shown) {
      if (hash !== asked) location.replace(hash);
      return;
    }
    const profile = form.elements.profile ? form.elements.profile.value : "";
    for (const name of fields) form.elements[name].value = name === "profile" ? profile : "";
    apply(Infinity);
    history.replaceState(null, "", address() + hash);
    document.getElementById(target.id).scrollIntoView();
  };
  addEventListener("hashchange", reveal, { signal });

  // What was typed before this script ran stays, unless the address asks for something else.
  const typed = form.elements.find.value;
  read();
  if (typed && !form.elements.find.value) {
    form.elements.find.value = typed;
    apply(Infinity);
  }
  // An exact name that the address asks for leads to its entry.
  const sought = new URLSearchParams(location.search).get("find");
  const exact = !location.hash && sought && entries.find(({ name }) => compact(name) === compact(sought));
  if (exact) location.replace(exact.address);
  reveal();
})();
