// Puts a button beside each piece of code; `copy.js` does the copying.
(() => {
  "use strict";

  for (const code of document.querySelectorAll(".highlight pre > code, pre.highlight > code")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy-code facts-button";
    button.dataset.copyCode = "";
    button.setAttribute("aria-label", "Copy the code");
    button.title = "Copy";
    code.parentElement.after(button);
    button.parentElement.classList.add("has-copy");
  }
})();
