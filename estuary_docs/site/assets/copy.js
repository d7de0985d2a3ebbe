// Copies what a button names, or the code that it stands beside.
(() => {
  "use strict";

  // A site that loads no page anew runs this again on each page.
  if (document.querySelector("body > .copied")) return;
  const said = document.createElement("p");
  said.className = "copied";
  said.setAttribute("role", "status");
  document.body.append(said);

  // Browsers offer the clipboard to pages from https, localhost and files; elsewhere the old way still works.
  const write = async (text) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  };

  // Of a session in a console, what was typed: not the prompt, and not what was printed.
  const codeOf = (block) => {
    const text = block.querySelector("code").innerText;
    const typed = [...text.matchAll(/^\$ (.*(?:\\\n.*)*)$/gm)].map(([, command]) => command.replace(/\s+# .*$/gm, ""));
    return typed.length ? `${typed.join("\n")}\n` : text;
  };

  const textOf = (button) => {
    if ("copy" in button.dataset) return button.dataset.copy;
    if ("copyCode" in button.dataset) return codeOf(button.parentElement);
    const url = new URL(location.href);
    url.search = "";
    url.hash = button.dataset.copyLink;
    return url.href;
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy], [data-copy-link], [data-copy-code]");
    if (!button) return;
    const text = textOf(button);
    try {
      await write(text);
      said.textContent = `Copied: ${text.length > 80 ? "the code" : text}`;
    } catch {
      said.textContent = "The browser does not allow copying here.";
    }
    said.classList.add("copied-shown");
    clearTimeout(said.timer);
    said.timer = setTimeout(() => {
      said.classList.remove("copied-shown");
      said.textContent = "";
    }, 2500);
  });
})();
