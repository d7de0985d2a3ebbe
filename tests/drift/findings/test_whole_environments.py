"""Programs that walk through the whole environment: what they pick is known by a prefix, or not at all."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from estuary_docs.cli.program import main

Find = Callable[[str, str], dict[str, str]]
README = "The environment variables `SHOP_PORT`, `SHOP_GHOST` and `SHOP_SIGNS_0_NAME`.\n"
PYTHON = "import os, re\nos.environ['SHOP_PORT']\n"
GO = 'package main\nimport ("os"; "regexp"; "strings")\nfunc main() {\n\tos.Getenv("SHOP_PORT")\n%s\n}\n'
JAVASCRIPT = "process.env.SHOP_PORT;\n"
BY_A_PATTERN = {
    "a.py": PYTHON + "for name, value in os.environ.items():\n    if re.match(SIGN, name): use(value)\n",
    "b.py": PYTHON + "signs = {name: value for name, value in os.environ.items() if SIGN.match(name)}\n",
    "c.go": GO % "\tfor _, each := range os.Environ() {\n\t\tsign.FindStringSubmatch(each)\n\t}",
    "d.js": JAVASCRIPT + "for (const name in process.env) if (SIGN.test(name)) use(name);\n",
    "e.ts": JAVASCRIPT + "for (const [name, value] of Object.entries(process.env)) if (SIGN.test(name)) use(value);\n",
}
BY_A_PREFIX = {
    "a.py": PYTHON + "for name in os.environ:\n    if name.startswith('SHOP_SIGNS_'): use(name)\n",
    "c.go": GO % '\tfor _, e := range os.Environ() {\n\t\tif strings.HasPrefix(e, "SHOP_SIGNS_") { use(e) }\n\t}',
    "d.js": JAVASCRIPT
    + "for (const name of Object.keys(process.env)) if (name.startsWith('SHOP_SIGNS_')) use(name);\n",
    "e.py": PYTHON + "for name in os.environ:\n    if re.match(r'^SHOP_SIGNS_(\\d+)_NAME$', name): use(name)\n",
    "f.py": PYTHON
    + "SIGN = re.compile('SHOP_SIGNS_(.+)')\nsigns = [name for name in os.environ if SIGN.match(name)]\n",
    "g.go": GO % '\tsign := regexp.MustCompile("^SHOP_SIGNS_(\\\\d+)")\n\tfor _, e := range os.Environ() {\n'
    "\t\tsign.FindStringSubmatch(e)\n\t}",
    "h.js": JAVASCRIPT + "for (const name in process.env) if (/^SHOP_SIGNS_(\\d+)/.test(name)) use(name);\n",
    "i.js": JAVASCRIPT
    + "const SIGN = /^SHOP_SIGNS_/;\nfor (const name of Object.keys(process.env)) if (name.match(SIGN)) use(name);\n",
    "j.rs": 'fn main() {\n    let _ = std::env::var("SHOP_PORT");\n'
    '    let sign = Regex::new(r"^SHOP_SIGNS_").unwrap();\n'
    "    for (name, value) in std::env::vars() {\n        if sign.is_match(&name) { keep(value); }\n    }\n}\n",
    "k.py": PYTHON
    + "for name in os.environ:\n    if not name.startswith('SHOP_SIGNS_'):\n        continue\n    use(name)\n",
    "l.js": JAVASCRIPT
    + "Object.keys(process.env).forEach((name) => { if (!/^SHOP_SIGNS_/.test(name)) return; use(name); });\n",
    "m.rs": 'static SIGN: Lazy<Regex> = Lazy::new(|| Regex::new("^SHOP_SIGNS_").unwrap());\nfn main() {\n'
    '    let _ = std::env::var("SHOP_PORT");\n    for (name, _) in std::env::vars() {\n'
    "        if SIGN.captures(&name).is_none() { continue; }\n        keep(name);\n    }\n}\n",
    "n.py": PYTHON + "for name in os.environ:\n    if re.match('SHOP_SIGNS_', name) is not None: use(name)\n",
    "o.js": JAVASCRIPT + "Object.keys(process.env).filter((name) => {\n"
    "  if (!name.startsWith('SHOP_SIGNS_')) return false;\n  return known(name);\n});\n",
    "p.js": JAVASCRIPT + "Object.keys(process.env).map((name) => {\n"
    "  if (!name.startsWith('SHOP_SIGNS_')) { return undefined; }\n  return use(name);\n});\n",
    "q.rs": 'fn main() {\n    let _ = std::env::var("SHOP_PORT");\n    for (name, _) in std::env::vars() {\n'
    '        if !name.starts_with("SHOP_SIGNS_") { return None; }\n        keep(name);\n    }\n}\n',
    "r.py": PYTHON
    + "for name in os.environ:\n    if not name.startswith('SHOP_SIGNS_'):\n        break\n    use(name)\n",
    "s.go": GO % "\tfor _, e := range os.Environ() {\n"
    '\t\tif !strings.HasPrefix(e, "SHOP_SIGNS_") { return nil }\n\t\tuse(e)\n\t}',
}
# A pattern that may begin anywhere, in letters of any size, or that tells what is passed over.
OPEN_WALKS = {
    "a.py": PYTHON + "for name in os.environ:\n    if re.search(r'SIGNS_', name): use(name)\n",
    "b.py": PYTHON + "for name in os.environ:\n    if re.match(r'my_signs_', name, re.I): use(name)\n",
    "c.py": PYTHON
    + "SIGN = re.compile('my_signs_', re.I)\nsigns = [name for name in os.environ if SIGN.match(name)]\n",
    "d.py": PYTHON + "for name in os.environ:\n    if re.match('(?i)my_signs_', name): use(name)\n",
    "e.py": PYTHON + "for name in os.environ:\n    if name.startswith('MY_SIGNS_'):\n        continue\n    use(name)\n",
    "f.py": PYTHON + "signs = [name for name in os.environ if not name.startswith('MY_SIGNS_')]\n",
    "g.py": PYTHON + "for name, value in os.environ.items():\n    if value.startswith('MY_SIGNS_'): use(name)\n",
    "h.py": PYTHON + "for name in os.environ:\n    if re.match('MY_SIGNS_', name) is None: use(name)\n",
    "i.js": JAVASCRIPT + "for (const name in process.env) if (/SIGNS_/.test(name)) use(name);\n",
    "j.js": JAVASCRIPT + "for (const name in process.env) if (/^my_signs_/i.test(name)) use(name);\n",
    "k.js": JAVASCRIPT
    + "const SIGN = /^my_signs_/i;\nfor (const name in process.env) if (SIGN.test(name)) use(name);\n",
    "l.js": "use(Object.keys(process.env).filter((name) => /SIGNS_/.test(name)), process.env.SHOP_PORT);\n",
    "m.js": JAVASCRIPT + "for (const name in process.env) { if (/^MY_SIGNS_/.test(name)) { continue; } use(name); }\n",
    "n.go": GO
    % '\tsign := regexp.MustCompile("SIGNS_")\n\tfor _, e := range os.Environ() {\n\t\tsign.MatchString(e)\n\t}',
    "o.go": GO % '\tfor _, e := range os.Environ() {\n\t\tif strings.HasPrefix(e, "MY_") { continue }\n\t\tuse(e)\n\t}',
    "p.rs": 'fn main() {\n    let _ = std::env::var("SHOP_PORT");\n    let sign = Regex::new("SIGNS_").unwrap();\n'
    "    for (name, value) in std::env::vars() {\n        if sign.is_match(&name) { keep(value); }\n    }\n}\n",
    "q.rs": 'fn main() {\n    let _ = std::env::var("SHOP_PORT");\n    for (name, value) in std::env::vars() {\n'
    '        if !name.starts_with("MY_SIGNS_") { keep(value); }\n    }\n}\n',
    "r.py": PYTHON + "for name in os.environ:\n    if name.startswith('MY_SIGNS_'):\n        raise ValueError(\n"
    "            name\n        )\n    use(name)\n",
    "s.js": JAVASCRIPT + "for (const name in process.env) { if (name.startsWith('MY_')) throw name; use(name); }\n",
    "t.js": JAVASCRIPT
    + "Object.keys(process.env).filter((name) => { if (name.startsWith('MY_')) return false; return known(name); });\n",
    "u.py": PYTHON + "def known():\n    for name in os.environ:\n        if name.startswith('MY_SIGNS_'):\n"
    "            return None  # another program's\n        use(name)\n",
}
HANDED_ON = {
    "a.py": PYTHON + "import subprocess\nsubprocess.run(command, env={**os.environ, 'A': 'b'})\n",
    "c.go": GO % "\tcommand.Env = append(os.Environ(), more...)",
    "d.js": JAVASCRIPT + "spawn(command, { env: { ...process.env, A: 'b' } });\n",
}


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Find:
    """Return what drift finds of a program that is documented, by name."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def find(file: str, text: str) -> dict[str, str]:
        root = tmp_path / "shop"
        root.mkdir()
        (root / file).write_text(text, encoding="utf-8")
        (root / "README.md").write_text(README, encoding="utf-8")
        told = json.loads(CliRunner().invoke(main, ["drift", str(root), "--format", "json"]).stdout)
        return {each["name"]: each["certainty"] for each in told["findings"]}

    return find


@pytest.mark.parametrize("file", BY_A_PATTERN)
def test_a_loop_that_picks_by_no_prefix_may_read_anything(found: Find, file: str) -> None:
    """Such a program is not understood, so nothing is called unread for certain."""
    assert set(found(file, BY_A_PATTERN[file]).values()) <= {"likely"}


@pytest.mark.parametrize("file", OPEN_WALKS)
def test_a_pattern_that_is_no_prefix_leaves_the_walk_open(found: Find, file: str) -> None:
    """What matches anywhere, in any letters, or passes names over tells no beginning of what is read."""
    assert found(file, OPEN_WALKS[file])["SHOP_GHOST"] == "likely"


@pytest.mark.parametrize("file", BY_A_PREFIX)
def test_a_loop_that_picks_by_a_prefix_reads_what_begins_so(found: Find, file: str) -> None:
    """What begins with it is read, and the rest of the program is understood."""
    assert found(file, BY_A_PREFIX[file]) == {"SHOP_GHOST": "certain"}


@pytest.mark.parametrize("file", HANDED_ON)
def test_an_environment_that_is_handed_on_is_not_read(found: Find, file: str) -> None:
    """A command that gets the whole environment reads it in the place of the program."""
    assert found(file, HANDED_ON[file])["SHOP_GHOST"] == "certain"
