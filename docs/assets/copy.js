// Copies what a button names, or the code that it stands beside.
(() => {
  "use strict";

  const said = document.createElement("p");
  said.className = "copied";
  said.setAttribute("role", "status");
  document.body.append(said);

  for (const code of document.querySelectorAll(".highlight pre > code, pre.highlight > code")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy-code";
    button.dataset.copyCode = "";
    button.setAttribute("aria-label", "Copy the code");
    button.textContent = "Copy";
    code.parentElement.after(button);
    button.parentElement.classList.add("has-copy");
  }

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

  const textOf = (button) => {
    if ("copy" in button.dataset) return button.dataset.copy;
    if ("copyCode" in button.dataset) return button.parentElement.querySelector("code").innerText;
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
