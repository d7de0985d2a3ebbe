// Leads on from an old address at once, with the query and the fragment that the reader asked for.
(() => {
  "use strict";

  const url = new URL(document.querySelector("link[rel=canonical]").href);
  url.search ||= location.search;
  url.hash ||= location.hash;
  location.replace(url);
})();
