// "Check your .env": judges what is typed, pasted or read from a file, and shows the problems beside their lines.
(() => {
  "use strict";

  const { announce, corrected, element, forgetting, marked, problem, save, summary, validator } = estuaryDocs;
  const root = document.querySelector(".tool#checker");
  const part = (name) => root.querySelector(`#checker-${name}`);
  const [field, chooser] = [part("text"), part("file")];
  const profiles = [...root.querySelectorAll("[name=profile]")];
  const settings = new Set(validator.variables.filter((name) => !validator.secrets.includes(name)));

  const MOST_BYTES = 1024 * 1024;
  const LONGEST_SHOWN = 200;
  const MOST_SHOWN_WITHOUT_PROBLEM = 3;
  const LONG = 20000;
  const PAUSE = 300;
  const ROWS_AT_ONCE = 100;
  const HIDDEN = "••••••••";

  // A field holds no carriage return, so what came from a file is judged as it is until somebody types.
  let source = null;
  let correction = "";
  let files = 0;
  let more;
  let correcting;

  // A line as a neighbour may see it: names, and values of settings.
  const masked = (line) => {
    const [before, name] = /^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=/.exec(line) ?? [];
    const isShown = before ? settings.has(name) && !line.includes("@") : /^[ \t]*($|[#;][^=:]*$)/.test(line);
    if (isShown) return line.length > LONGEST_SHOWN ? `${line.slice(0, LONGEST_SHOWN)}…` : line;
    // Base64 ends in "=" too.
    return before && name === name.toUpperCase() ? before + (line === before ? "" : HIDDEN) : HIDDEN;
  };

  const select = (number) => {
    const lines = field.value.split("\n");
    const start = lines.slice(0, number - 1).reduce((sum, line) => sum + line.length + 1, 0);
    field.focus();
    field.setSelectionRange(start, start + lines[number - 1].length);
  };

  const row = (label, ...content) => element("li", {}, label, element("div", {}, ...content));
  const label = (text) => element("span", { className: "number" }, text);
  const list = (problems) => element("ul", {}, ...problems.map(problem));

  const lineRow = (number, line, problems) => {
    const unseen = element("span", { className: "unseen" }, "Line ");
    const button = element("button", { type: "button", className: "number" }, unseen, String(number));
    button.addEventListener("click", () => select(number));
    return row(button, element("code", {}, masked(line)), ...(problems ? [list(problems)] : []));
  };

  const add = (map, key, value) => {
    if (!map.has(key)) map.set(key, []);
    map.get(key).push(value);
  };

  function* rows(problems) {
    const lines = source.replace(/^\ufeff/, "").split(/\r?\n/);
    if (lines.at(-1) === "") lines.pop();
    const byLine = new Map();
    for (const each of problems) add(byLine, each.line ?? 0, each);
    if (byLine.has(0)) yield row(label("file"), list(byLine.get(0)));
    for (let number = 1; number <= lines.length; number += 1) {
      let end = number;
      while (end <= lines.length && !byLine.has(end)) end += 1;
      if (end - number > MOST_SHOWN_WITHOUT_PROBLEM) {
        yield row(label("⋮"), `Lines ${number} to ${end - 1}: no problem`);
        number = end - 1;
      } else {
        yield lineRow(number, lines[number - 1], byLine.get(number));
      }
    }
  }

  // A long list is shown in pieces, so that nobody waits for it while typing.
  const showLines = (problems) => {
    clearTimeout(more);
    part("lines").replaceChildren();
    const rest = source === null ? [].values() : rows(problems);
    const showSome = () => {
      for (let count = 0; count < ROWS_AT_ONCE; count += 1) {
        const { done, value } = rest.next();
        if (done) return;
        part("lines").append(value);
      }
      more = setTimeout(showSome);
    };
    showSome();
  };

  const showCorrections = () => {
    const { text, corrections } = corrected(source ?? "\n");
    const linesOf = new Map();
    for (const [line, what] of corrections) add(linesOf, what, line);
    const told = [...linesOf].map(([what, numbers]) =>
      element("li", {}, `${numbers.length > 1 ? "Lines" : "Line"} ${numbers.join(", ")}: `, ...marked(`${what}.`)),
    );
    correction = text;
    part("corrections").hidden = corrections.length === 0;
    part("corrected").replaceChildren(...told);
  };

  const tell = (text, state) => {
    part("summary").textContent = text;
    part("summary").className = state;
    announce(text);
  };

  const judge = () => {
    const chosen = profiles.find((each) => each.checked)?.value;
    const { profile, problems } = validator.checkEnvFile(source ?? "", chosen || null);
    part("hint").hidden = source !== null;
    showLines(problems);
    clearTimeout(correcting);
    part("corrections").hidden = true;
    if (source === null || source.length < LONG) showCorrections();
    else correcting = setTimeout(showCorrections, PAUSE);
    if (source === null) {
      tell("Paste a file to check it.", "");
    } else {
      const state = ["error", "warning"].find((each) => problems.some(({ severity }) => severity === each)) ?? "fine";
      tell(`${summary(problems)}${profiles.length ? `, checked for ${profile}` : ""}.`, state);
    }
  };

  const put = (text) => {
    source = text;
    field.value = text ?? "";
    judge();
  };

  const read = async (file) => {
    files += 1;
    const turn = files;
    let text = null;
    let complaint = "The file is larger than 1 MiB, so it is hardly an env file.";
    if (file.size <= MOST_BYTES) {
      try {
        text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
      } catch {
        complaint = "The file cannot be read, or it is not UTF-8 text.";
      }
    }
    // Meanwhile there may be another file, or the reader is gone.
    if (turn !== files) return;
    put(text);
    if (text === null) tell(complaint, "error");
  };

  field.addEventListener("input", () => {
    files += 1;
    chooser.value = "";
    source = field.value || null;
    judge();
  });
  chooser.addEventListener("change", () => chooser.files.length && read(chooser.files[0]));
  for (const each of profiles) each.addEventListener("change", judge);

  // Dropped anywhere else, a file would take the place of the page.
  const hasFiles = (event) => root.isConnected && event.dataTransfer.types.includes("Files");
  document.addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault());
  document.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    chooser.value = "";
    read(event.dataTransfer.files[0]);
  });

  part("save").addEventListener("click", () => save(correction, "corrected.env"));
  part("take").addEventListener("click", () => {
    chooser.value = "";
    put(correction);
    field.focus();
  });

  forgetting(root, () => {
    files += 1;
    chooser.value = "";
    for (const each of profiles) each.checked = each.defaultChecked;
    put(null);
  });
  // What was typed before this script ran is checked too.
  source = field.value || null;
  judge();
})();
