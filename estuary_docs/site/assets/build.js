// "Build your .env": reads the answers, judges them, and shows what they make. The questions are in the page already.
(() => {
  "use strict";

  const { announce, builder, forgetting, marked, problem, save, summary, validator } = estuaryDocs;
  const root = document.querySelector(".tool#builder");
  const get = (id) => root.querySelector(`#builder${id}`);
  const all = (selector) => [...root.querySelectorAll(selector)];
  const controls = new Map(all("[data-answer]").map((control) => [control.dataset.answer, control]));
  const questions = new Map(all("[data-question]").map((question) => [question.dataset.question, question]));
  const secrets = new Set(validator.secrets);
  const isField = (control) => control.type === "text";
  const valueOf = (control) => (control.type === "checkbox" ? String(control.checked) : control.value);

  // What the reader has chosen against what would hold otherwise.
  const touched = new Set();
  const keys = new Map();
  const revealed = new Set();
  let made = "";

  const chosenOf = (name) => all(`input[name=${name}]`).find((input) => input.checked);
  const profile = () => chosenOf("profile")?.value ?? validator.profiles[0];
  const masked = () => new Map([...keys].map(([name, key]) => [name, revealed.has(name) ? key : "•".repeat(16)]));

  const answersOf = () => {
    const answers = new Map();
    for (const [name, control] of controls) {
      if (control.closest("[data-when][hidden]")) continue;
      if (secrets.has(name)) {
        if (touched.has(name) && control.checked) answers.set(name, "");
      } else if (isField(control) || touched.has(name)) {
        answers.set(name, valueOf(control));
      }
    }
    return answers;
  };

  // What turns others on is answered first, so a round more for each that has changed something.
  const judged = () => {
    for (let round = 0; ; round += 1) {
      const { choices, problems, plan } = builder.judge(profile(), answersOf());
      const effective = new Map([...validator.defaults(profile()), ...plan.settings]);
      let settled = true;
      for (const part of all("[data-when]")) {
        const hidden = effective.get(part.dataset.when) !== "true";
        settled &&= part.hidden === hidden;
        part.hidden = hidden;
      }
      if (settled || round > 9) return { choices, problems, plan, effective };
    }
  };

  const showProblems = (name, problems) => {
    const list = questions.get(name).querySelector(".problems");
    const said = problems.map((each) => each.message).join();
    if (list.dataset.said !== said) {
      list.dataset.said = said;
      list.replaceChildren(...problems.map(problem));
    }
    const isWrong = problems.some((each) => each.severity === "error");
    isWrong ? controls.get(name).setAttribute("aria-invalid", "true") : controls.get(name).removeAttribute("aria-invalid");
  };

  const showSecret = (name, isRequired) => {
    const question = questions.get(name);
    const part = question.querySelector("[data-key]");
    const isForced = isRequired && !touched.has(name);
    controls.get(name).disabled = isForced;
    controls.get(name).checked = isRequired;
    question.querySelector(".needed").hidden = !isForced;
    if (!isRequired) {
      keys.delete(name);
      revealed.delete(name);
    }
    if (!part) return;
    part.hidden = !isRequired;
    part.querySelector("code").textContent = masked().get(name) ?? "";
    for (const button of part.querySelectorAll("button:not([data-do=make])")) button.hidden = !keys.has(name);
    part.querySelector("[data-do=make]").textContent = keys.has(name) ? "Make another" : "Make a key";
    part.querySelector("[data-do=show]").textContent = revealed.has(name) ? "Hide" : "Show";
  };

  const verdict = (plan, problems) => {
    const refused = problems.filter((each) => each.severity === "error");
    if (refused.length) return `${summary(refused)}: what is wrong is left out of the result.`;
    const open = plan.required.filter((name) => !keys.has(name)).map((name) => `\`${name}\``);
    return open.length ? `Valid once you put the real ${open.join(", ")} in.` : "Valid as it is.";
  };

  const update = () => {
    const { choices, problems, plan, effective } = judged();
    for (const [name, control] of controls) {
      if (secrets.has(name)) {
        showSecret(name, plan.required.includes(name));
      } else if (isField(control)) {
        if (control.value === "") control.placeholder = effective.get(name) ?? "not set";
      } else if (!touched.has(name)) {
        control.checked = effective.get(name) === "true";
        control.value = control.type === "checkbox" ? "on" : (effective.get(name) ?? "");
      }
      showProblems(name, problems.filter((each) => each.variable === name));
    }
    const text = (shown) => builder.text(chosenOf("format").value, profile(), choices, shown, plan);
    try {
      made = text(keys);
      get("-text").textContent = text(masked());
    } catch (error) {
      made = "";
      get("-text").textContent = error.message;
    }
    const told = verdict(plan, problems);
    get("-summary").replaceChildren(...marked(told));
    announce(told.replaceAll("`", ""));
    get("-copy").disabled = get("-save").disabled = made === "";
    return choices;
  };

  // Says on the button, and to those who do not see it, whether the browser has allowed it.
  const copy = async (button, text, said) => {
    button.dataset.name ??= button.textContent;
    const done = await navigator.clipboard?.writeText(text).then(() => true, () => false);
    announce(done ? said : "The browser does not allow copying here.");
    button.textContent = done ? "Copied" : "Not allowed here";
    setTimeout(() => {
      button.textContent = button.dataset.name;
    }, 1000);
  };

  const link = () => {
    const chosen = [...update()].filter(([name]) => controls.has(name));
    return `${location.href.split("#")[0]}#${new URLSearchParams([["profile", profile()], ...chosen])}`;
  };

  // Sets what a link says, as values; returns how much of it is nothing that can be set.
  const follow = ([name, value]) => {
    const control = controls.get(name);
    if (name === "profile" || name === "format") {
      const found = all(`input[name=${name}]`).find((input) => input.value === value);
      if (found) found.checked = true;
      return found || (name === "profile" && value === profile());
    }
    if (!control || (secrets.has(name) && value !== "")) return false;
    if (control.type === "checkbox") {
      control.checked = secrets.has(name) || value === "true";
    } else {
      control.value = value;
    }
    touched.add(name);
    return secrets.has(name) || valueOf(control) === value;
  };

  const reset = () => {
    [touched, keys, revealed].forEach((each) => each.clear());
    for (const control of controls.values()) {
      control.checked = false;
      control.value = control.type === "checkbox" ? "on" : "";
    }
  };

  const start = () => {
    const isLink = /^#(?:profile|format)=/.test(location.hash);
    const lost = isLink && [...new URLSearchParams(location.hash.slice(1))].filter((pair) => !follow(pair)).length;
    get("-link").textContent = lost ? "A part of the link cannot be used here, and is left out." : "";
    update();
    // A link that sets one variable leads to its question.
    const [set, ...others] = [...touched].map((name) => controls.get(name));
    if (!isLink || !set || others.length) return;
    const closed = set.closest("details");
    if (closed) closed.open = true;
    set.focus();
  };

  root.addEventListener("input", ({ target }) => {
    if (target.dataset.answer) touched.add(target.dataset.answer);
    update();
  });
  root.addEventListener("click", ({ target }) => {
    const name = target.closest("[data-key]")?.dataset.key;
    const task = target.dataset.do;
    if (!name || !task) return;
    if (task === "copy") {
      copy(target, keys.get(name), "The key is copied.");
      return;
    }
    if (task === "make") keys.set(name, builder.newKey(name));
    if (task === "drop") keys.delete(name);
    if (task === "show" && !revealed.delete(name)) revealed.add(name);
    if (task === "drop") target.parentElement.querySelector("[data-do=make]").focus();
    update();
  });
  get("-copy").addEventListener("click", ({ target }) => copy(target, made, "The result is copied."));
  get("-save").addEventListener("click", () => save(made, chosenOf("format").dataset.file.replace("{profile}", profile())));
  get("-share").addEventListener("click", ({ target }) => copy(target, link(), "The link is copied. It holds no secret."));
  addEventListener("hashchange", () => {
    if (!root.isConnected) return;
    reset();
    start();
  });
  forgetting(root, () => {
    reset();
    update();
  });
  start();
})();
