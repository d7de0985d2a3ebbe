// What the tools share: how problems are shown and announced, how a text is saved, and that none of it stays behind.
(() => {
  "use strict";

  const { validator } = estuaryDocs;
  const known = new Set(validator.variables);
  const addressOf = (id) => document.getElementById(id).href;

  // A value may become text, never an attribute.
  const element = (name, properties, ...content) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...content);
    return made;
  };

  // A sentence with `code` in backticks.
  const marked = (sentence) =>
    sentence.split("`").map((part, index) => (index % 2 ? element("code", {}, part) : part));

  const problem = ({ variable, rule, severity, message, remedy }) => {
    const parts = [
      element("span", { className: "severity" }, severity),
      element("a", { className: "rule", href: `${addressOf("tool-rules")}#${rule}` }, rule),
    ];
    if (known.has(variable)) {
      const href = `${addressOf("tool-reference")}#${variable.toLowerCase()}`;
      parts.push(element("a", { className: "variable", href }, element("code", {}, variable)));
    }
    parts.push(element("span", { className: "message" }, ...marked(message)));
    parts.push(element("span", { className: "remedy" }, ...marked(remedy)));
    return element("li", { className: `problem ${severity}` }, ...parts.flatMap((part) => [part, " "]));
  };

  const summary = (problems) => {
    const of = (severity) => problems.filter((each) => each.severity === severity).length;
    const told = ["error", "warning"].filter(of).map((each) => `${of(each)} ${each}${of(each) === 1 ? "" : "s"}`);
    return told.join(", ") || "No problem";
  };

  let timer;
  const announce = (text) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      document.getElementById("tool-status")?.replaceChildren(text);
    }, 500);
  };

  const save = (text, name) => {
    const href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    element("a", { href, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(href));
  };

  // A browser may keep a page that is left, and show it again; a site that loads no page anew takes the tool away.
  const forgetting = (tool, clear) => {
    addEventListener("pagehide", clear);
    addEventListener("pageshow", (event) => event.persisted && clear());
    window.document$?.subscribe(() => tool.isConnected || clear());
  };

  Object.assign(estuaryDocs, { announce, element, forgetting, marked, problem, save, summary });
})();
