"""What Go sources read from their environment."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from estuary_docs.drift.mention import HIDDEN
from tests.drift.services import SERVICES, defaults, expected, facts, mentions, names, service, source

FOLDERS = sorted(path for path in (SERVICES / "go").iterdir() if path.is_dir())

IMPORTS = """
import (
	"os"
	"fmt"
	"strings"
	"syscall"
	"time"
	"cmp"
	"strconv"
	"github.com/acme/app/keys"
)
"""


METHOD = "type L struct{}\nfunc (L) unnamed(k string) {}\nfunc (l L) get(k string) string { return os.Getenv(k) }\n"


def inside(code: str) -> dict[str, str]:
    """Return a package with the code in a function, and what it may use."""
    main = f"""package main
{IMPORTS}
const name = "CONSTANT_NAME"
const (
	fallback = "by constant"
	number   = 3_000
	iotas    = iota
)
var list = []string{{"LIST_A", "LIST_B"}}
var changed = "CHANGED"
type pair struct {{ key, value string }}
var loop = loop
func change() {{ foreign := []string{{"FOREIGN"}}; use(foreign); changed = "OTHER" }}
func get(key string, def string) string {{ if v := os.Getenv(key); v != "" {{ return v }}; return def }}
func main() {{
{code}
}}
"""
    return {"main.go": main, "keys/keys.go": 'package keys\n// env\nconst Port = "KEYS_PORT"\n'}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_labelled_service_reads_what_its_labels_say_and_nothing_else(folder: Path) -> None:
    """Every label is found, and nothing that has none."""
    assert facts(mentions(service(folder))) == expected(folder)


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('os.Getenv("A_B")', ["A_B"]),
        ("os.Getenv(`A_B`)", ["A_B"]),
        ('syscall.Getenv("A_B")', ["A_B"]),
        ("os.Getenv(name)", ["CONSTANT_NAME"]),
        ("os.Getenv(keys.Port)", ["KEYS_PORT"]),
        ("os.Getenv((name))", ["CONSTANT_NAME"]),
        ('local := "A_B"; os.Getenv(local)', ["A_B"]),
        ('var local string = "A_B"; os.Getenv(local)', ["A_B"]),
        ('const local = "A_B"; os.Getenv(local)', ["A_B"]),
        ('local := "A_B"; local = "C_D"; os.Getenv(local)', ["C_D"]),
        ("os.Getenv(changed)", []),
        ("os.Getenv(other())", []),
        ('os.Getenv([]byte("A_B"))', ["A_B"]),
        ("for _, k := range foreign { os.Getenv(k) }", []),
        ("for _, k := range loop { os.Getenv(k) }", []),
        ("os.Getenv(loop)", []),
        ("os.Getenv(iotas)", []),
        ("os.Getenv(nil)", []),
        ("os.Getenv()", []),
        ('os.Getenv("A_" + "B")', ["A_B"]),
        ('os.Getenv("A_" - "B")', []),
        ('os.Getenv(fmt.Sprintf("A_%s_%d%%", "B", 1))', []),
        ('os.Getenv(fmt.Sprintf("A_%s_%d", "B", 1))', ["A_B_1"]),
        ('os.Getenv(fmt.Sprintf("A_%s", other()))', ["A_*"]),
        ('os.Getenv(fmt.Sprintf("A_%s"))', ["A_*"]),
        ('os.Getenv(strings.ToUpper("a_b"))', ["A_B"]),
        ('os.Getenv(strings.ToUpper("a_" + other()))', ["A_*"]),
        ('os.Getenv(strings.TrimSpace("A_B"))', ["A_B"]),
        ('os.Getenv(strings.Join([]string{"A", "B"}, "_"))', ["A_B"]),
        ('os.Getenv(strings.Join(other(), "_"))', []),
        ('os.Getenv(string("A_B"))', ["A_B"]),
        ("for _, k := range list { os.Getenv(k) }", ["LIST_A", "LIST_B"]),
        ("local := list; for _, k := range local { os.Getenv(k) }", ["LIST_A", "LIST_B"]),
        ("for i := range list { os.Getenv(i) }", []),
        ('for k, v := range map[string]string{"A_B": "d"} { get(k, v) }', ["A_B"]),
        ('for _, p := range []pair{{"A_B", "d"}, {key: "C_D"}} { get(p.key, p.value) }', ["A_B", "C_D"]),
        ('ps := []pair{{"A_B", "d"}}; for _, p := range ps { get(p.key, p.value) }', ["A_B"]),
        ('for _, p := range []*pair{&pair{"A_B", "d"}} { get(p.key, p.value) }', []),
        ('for _, p := range []pair{pair{"A_B", "d"}} { get(p.key, p.value) }', ["A_B"]),
        ('for _, p := range []pair{{"A_B", "d", "x"}} { get(p.key, p.value) }', ["A_B"]),
        ('f := func(k string) string { return os.Getenv("A_" + k) }; f("B")', ["A_B"]),
        ('g := os.Getenv; g("A_B")', ["A_B"]),
        ('os.ExpandEnv("$A_B ${C_D} $1")', ["A_B", "C_D"]),
        ("os.ExpandEnv(other())", []),
        ('os.Setenv("A_B", "1")', []),
        ('os := other(); os.Getenv("A_B")', []),
        ('x.Getenv("A_B")', []),
        ("for _, e := range os.Environ() { strings.HasPrefix(e, `A_B=`) }", ["A_B"]),
        ("for _, e := range os.Environ() { strings.HasPrefix(e, other()) }", []),
        ('cmd.Env = append(os.Environ(), "A_B=1")', []),
        ('f, n := func(k string) string { return os.Getenv(k) }, 1; f("A_B")', []),
        ('get("A_B")', ["A_B"]),
        ("get(list[0], other())", []),
    ],
)
def test_a_name_is_computed_where_the_text_tells_it(code: str, found: list[str]) -> None:
    """Texts, constants, local names, formats and lists are followed; what stays open is no name."""
    assert names(inside(code)) == found


@pytest.mark.parametrize(
    ("code", "default", "required"),
    [
        ('v := os.Getenv("A_B"); if v == "" { v = "d" }', "d", False),
        ('v := os.Getenv("A_B"); if len(v) == 0 { return "d" }', "d", False),
        ('v := os.Getenv("A_B"); if v == "" { return }', None, False),
        ('v, ok := os.LookupEnv("A_B"); if !ok { return "", false, nil }', None, False),
        ('v, ok := os.LookupEnv("A_B"); if !ok { return "d", true }', "d", False),
        ('v := os.Getenv("A_B"); if v == "" { log.Fatal("x") }', None, True),
        ('v := os.Getenv("A_B"); if v == "" { other() }', None, False),
        ('v := os.Getenv("A_B"); if v == "" { a = 1; b = 2 }', None, False),
        ('v := os.Getenv("A_B"); other(); if v != "" { return v }; return fallback', "by constant", False),
        ('v := os.Getenv("A_B"); if v != "" { return v }; panic("x")', None, True),
        ('v := os.Getenv("A_B"); if v != "" { return v }; other()', None, False),
        ('v := os.Getenv("A_B"); if v != "" { x = v } else { x = number }', "3000", False),
        ('v := os.Getenv("A_B"); if v != "" { use(v) }', None, False),
        ('v := os.Getenv("A_B"); if other { return 1 }', None, None),
        ('v := os.Getenv("A_B"); a(); b(); c(); d(); e()', None, None),
        ('x := "d"; if v := os.Getenv("A_B"); v != "" { x = v }', "d", False),
        ('c := T{S: U{X: "d"}}; if v := os.Getenv("A_B"); v != "" { c.S.X = v }', "d", False),
        ('c := T{Y: "d"}; if v := os.Getenv("A_B"); v != "" { c.X = v }', None, False),
        ('c := other(); if v := os.Getenv("A_B"); v != "" { c.X = v }', None, False),
        ('if v := os.Getenv("A_B"); v != "" { c.X = v }', None, False),
        ('if v, ok := os.LookupEnv("A_B"); ok { return v }; return 1 + 2', "3", False),
        ('v, ok := os.LookupEnv("A_B"); if !ok { return fmt.Errorf("x") }', None, True),
        ('v, _ := os.LookupEnv("A_B"); if v == "" { v = "d" }', "d", False),
        ('n, err := strconv.Atoi(os.Getenv("A_B")); if err != nil { n = 1 << 20 }', "1048576", False),
        ('v := os.Getenv("A_B"); if n, err := strconv.Atoi(v); err == nil { return n }; return -1', "-1", False),
        ('v := os.Getenv("A_B"); if n, err := strconv.Atoi(w); err == nil { return n }; return -1', None, None),
        ('a, b := os.Getenv("A_B"), 1; if a == "" { a = "d" }', "d", False),
        ('c := T{X: os.Getenv("A_B")}; if c.X == "" { c.X = "d" }', "d", False),
        ('c := &T{X: os.Getenv("A_B")}; if c.X == "" { c.X = "d" }', "d", False),
        ('c.X = os.Getenv("A_B"); if c.X == "" { c.X = time.Minute }', "1m", False),
        ('var v = os.Getenv("A_B"); if v == "" { v = 2 * time.Second }', "2s", False),
        ('v := cmp.Or(os.Getenv("A_B"), "d")', "d", False),
        ('v := cmp.Or(os.Getenv("A_B"), other())', None, False),
        ('use(os.Getenv("A_B"))', None, None),
        ('if os.Getenv("A_B") == "" { panic("x") }', None, True),
        ('if os.Getenv("A_B") == "" { use() }', None, None),
        ('x := os.Getenv("A_B") == "true"', None, None),
        ('return os.Getenv("A_B")', None, None),
        ('get("A_B", "d")', "d", False),
        ('get("A_B", 1 / 2)', None, False),
        ('get("A_B", strconv.Itoa(80))', "80", False),
        ('get("A_B", time.Duration(5))', "5", False),
        ('get("A_B", []string{"a", "b"})', "a,b", False),
        ('get("A_B", []string{"a", other()})', None, False),
        ('switch os.Getenv("A_B") { case "a": return 1 }', None, None),
        ('switch os.Getenv("A_B") { case "a": return 1; default: return 2 }', None, None),
        ('switch os.Getenv("A_B") { case "a", "b": return "a"; default: return "b" }', "b", None),
        ('switch os.Getenv("A_B") { case "a": return; default: return }', None, None),
        ('switch os.Getenv("A_B") { case "a": x = 1; default: x = 2 }', None, None),
    ],
)
def test_a_default_is_what_the_code_falls_back_to(code: str, default: str | None, required: bool | None) -> None:  # noqa: FBT001
    """A default is told in the form that an environment would hold, and so is whether there is none."""
    (found,) = mentions(inside(code))
    assert (found.default, found.required) == (default, required)


def test_a_switch_may_fall_back_to_what_a_helper_is_given() -> None:
    """A helper's last case is the default that its caller passes."""
    helper = (
        'func on(k string, d bool) bool { switch os.Getenv(k) { case "1": return true; default: return d } }\n'
        'func f() { on("A_B", true) }'
    )
    assert structs('"os"', helper) == [("A_B", "true", None)]


def structs(imports: str, code: str) -> list[tuple[str, str | None, bool | None]]:
    """Return what a file with structs reads."""
    text = f"package config\nimport (\n{imports}\n)\n{code}\n"
    return [(each.name, each.default, each.required) for each in mentions({"config/config.go": text})]


@pytest.mark.parametrize(
    ("imports", "code", "found"),
    [
        ('"github.com/caarlos0/env/v11"', 'type C struct { A string `env:"X_Y"` }', [("X_Y", None, False)]),
        (
            '"github.com/caarlos0/env/v11"',
            'type C struct { A string `env:"X_Y"` }\nfunc f() { env.ParseAsWithOptions[C](env.Options{Prefix: "P_"}) }',
            [("P_X_Y", None, False)],
        ),
        (
            'e "github.com/caarlos0/env/v6"',
            'type C struct { A string `env:"X_Y" envDefault:""` }\nfunc f(c *C) { e.Parse(c); e.Parse(other()) }',
            [("X_Y", "", False)],
        ),
        (
            '"github.com/sethvargo/go-envconfig"',
            (
                'type C struct { A string `env:"X_Y, default=a,b"`; B D `env:", prefix=D_"`; E D `env:"-"` }\n'
                'type D struct { F string `env:"F_G,required"` }\nfunc f() { c := new(C); envconfig.Process(ctx, c) }'
            ),
            [("X_Y", "a,b", False), ("D_F_G", None, True)],
        ),
        (
            '"github.com/jinzhu/configor"',
            (
                'type C struct { A string `default:"d"`; B struct { C int `required:"true"` }; '
                'D int `env:"X_Y"`; e int }\nfunc f() { c := C{}; configor.Load(&c, "x.yml") }'
            ),
            [("CONFIGOR_A", "d", False), ("CONFIGOR_B_C", None, True), ("X_Y", None, False)],
        ),
        (
            '"github.com/acme/configor"',
            (
                "type C struct { A string }\ntype D struct { B string }\nfunc f(c *C, d *D) {\n"
                'configor.New(&configor.Config{ENVPrefix: "P"}).Load(c)\n'
                'configor.New(&configor.Config{EnvironmentPrefix: "-"}).Load(d) }'
            ),
            [("P_A", None, False), ("B", None, False)],
        ),
        (
            '"github.com/sethvargo/go-envconfig"',
            (
                'type C struct { A string `env:"X_Y"` }\ntype D struct { B string `env:"X_Z"` }\n'
                'func f(ctx context.Context) {\nvar d D; var c C; l := envconfig.PrefixLookuper("P_", os())\n'
                "envconfig.ProcessWith(ctx, &c, l)\n"
                'envconfig.ProcessWith(ctx, &envconfig.Config{Target: &d, L: envconfig.PrefixLookuper("Q_", os())}) }'
            ),
            [("P_X_Y", None, False), ("Q_X_Z", None, False)],
        ),
        (
            '"github.com/alexflint/go-arg"',
            'type C struct { A string `arg:"--a,env:X_Y"`; B int `arg:"env"` }',
            [("B", None, False), ("X_Y", None, False)],
        ),
        (
            '"github.com/jessevdk/go-flags"',
            'type C struct { A string `long:"a" env:"X_Y" default:"d" required:"true"` }',
            [("X_Y", "d", False)],
        ),
        (
            '"github.com/acme/go-flags"',
            (
                'var opts struct { S struct { T D `env-namespace:"IN"` } `env-namespace:"OUT"`\n'
                'L []string `env:"X_L" env-delim:":" default:"a" default:"b"` }\n'
                'type D struct { F string `env:"F_G" default:"d"` }\n'
                "func f() { p := flags.NewParser(&opts, 0); p.Parse() }"
            ),
            [("X_L", "a:b", False), ("OUT_IN_F_G", "d", False)],
        ),
        (
            '"github.com/alecthomas/kong"',
            (
                'var cli struct { D `envprefix:"P_"`; A string `env:"X_Y" default:"d"` }\n'
                'type D struct { F string `env:"F_G"` }\nfunc f() { kong.Parse(&cli) }'
            ),
            [("X_Y", "d", False), ("P_F_G", None, False)],
        ),
        (
            '"github.com/kelseyhightower/envconfig"',
            'func f() { var c struct { A string `default:"d"` }; envconfig.Process("p", &c) }',
            [("P_A", "d", False)],
        ),
        (
            '"github.com/kelseyhightower/envconfig"',
            (
                'type C struct { A string; B *D; U url.URL; HTTPPort int `split_words:"true"` }\n'
                'type D struct { F string `envconfig:"F_G"` }\nvar c C\nfunc f() { envconfig.MustProcess("", &c) }'
            ),
            [
                *(("A", None, False), ("HTTP_PORT", None, False), ("U", None, False)),
                *(("B_F_G", None, None), ("F_G", None, False)),
            ],
        ),
        (
            '"github.com/kelseyhightower/envconfig"',
            "type C struct { A string }\nfunc f(p string) { var c C; envconfig.Process(p, &c) }",
            [],
        ),
        ('"github.com/acme/other"', 'type C struct { A string }\nfunc f() { var c C; other.Process("env", &c) }', []),
        (
            '"github.com/acme/env"',
            'type I interface { Env() string }\ntype C struct { A string `json:"X_Y"`; E }\ntype E struct{}',
            [],
        ),
    ],
)
def test_tags_name_variables(imports: str, code: str, found: list[tuple[str, str | None, bool | None]]) -> None:
    """Each family of libraries reads its own tags, with its own prefixes, defaults and options."""
    assert structs(imports, code) == found


VIPER = '"github.com/spf13/viper"'


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('viper.GetString("a.b")', []),
        ('viper.AutomaticEnv(); viper.GetString("a-b")', [("A_B", None)]),
        (
            'viper.SetEnvPrefix("p"); viper.AutomaticEnv(); viper.GetString("a.b"); viper.GetString(other)',
            [("P_A_B", None)],
        ),
        ('viper.SetDefault("a", other()); viper.AutomaticEnv(); viper.GetInt("a")', [("A", None)]),
        ('viper.SetDefault("a", 1); viper.BindEnv("a", "X_Y")', [("X_Y", "1")]),
        ('for _, k := range []string{"a", "b"} { viper.BindEnv(k) }', [("A", None), ("B", None)]),
        ("viper.AutomaticEnv(); viper.Unmarshal(&other)", []),
        ('viper.AutomaticEnv(); viper.Get("a b")', []),
        (
            (
                'cmd.Flags().String("a-b", "d", ""); cmd.Flags().IntVarP(&n, "n", "n", 3, ""); viper.AutomaticEnv();'
                'cmd.Flags().String("lone"); viper.BindPFlag("key", cmd.Flags().Lookup("a-b")); viper.GetString("key");'
                'viper.BindPFlag("gone", cmd.Flags().Lookup("gone")); viper.BindPFlag("n", other()); viper.GetInt("n")'
            ),
            [("KEY", "d"), ("N", None)],
        ),
        (
            (
                'pflag.DurationP("wait", "w", time.Second, ""); viper.BindPFlags(pflag.CommandLine);'
                'viper.AutomaticEnv(); viper.GetDuration("wait")'
            ),
            [("WAIT", "1s")],
        ),
        (
            (
                'viper.SetEnvPrefix("p"); viper.AutomaticEnv(); viper.SetDefault("a_b", 1);'
                'viper.SetDefault("flat", f()); viper.SetDefault("nested.f", "d"); viper.SetDefault(f(), 2);'
                "var c C; viper.Unmarshal(&c)"
            ),
            [("P_A_B", "1"), ("P_OWN", None), ("P_NESTED_F", "d"), ("P_FLAT", None)],
        ),
        (
            "viper.AutomaticEnv(); viper.GetString(constant); viper.GetString(names.Key); viper.GetString(c.key)",
            [("CONSTANT_KEY", None), ("OF_OTHERS", None)],
        ),
        (
            "viper.AutomaticEnv(); var c C; viper.Unmarshal(&c)",
            [("A_B", None), ("OWN", None), ("NESTED_F", None), ("FLAT", None)],
        ),
    ],
)
def test_viper_makes_names_of_keys(code: str, found: list[tuple[str, str | None]]) -> None:
    """With `AutomaticEnv` every key is a variable, without it only what is bound."""
    types = """
type C struct {
	A string `mapstructure:"a_b"`; Own string; skipped int; X int `mapstructure:"-"`; Nested D
	E `mapstructure:",squash"`
}
type D struct { F string }
type E struct { Flat string }
"""
    constant = 'package names\nconst Key = "of.others"\nvar other = os.Getenv'
    text = f'package config\nimport ({VIPER}; "acme/names")\n{types}\nconst constant = "constant-key"\n'
    text += f"func f() {{ {code} }}"
    read = mentions({"config/config.go": text, "names/names.go": constant})
    assert [(each.name, each.default) for each in read] == found


def test_viper_fills_what_a_function_returns_by_name() -> None:
    """`func load() (config Config, err error)` declares what is filled."""
    code = "func f() (c C, err error) { viper.AutomaticEnv(); err = viper.Unmarshal(&c); return }"
    assert structs(VIPER, f"type C struct {{ Port int }}\n{code}") == [("PORT", None, None)]


def test_a_helper_s_key_names_its_variable_in_capitals() -> None:
    """A function that hands its parameter to viper makes its callers reads."""
    code = 'func get(k string) string { return viper.GetString("a." + k) }\nfunc key(k string) { viper.Get(k) }'
    calls = 'func f() { viper.AutomaticEnv(); get("b-c"); key("d.e"); key(other()) }'
    assert structs(VIPER, f"{code}\n{calls}") == [("D_E", None, None)]


def test_viper_s_keys_are_read_in_other_files_too() -> None:
    """One file lets viper read the environment, another asks for a key."""
    setup = f'package a\nimport {VIPER}\nfunc f() {{ viper.SetEnvPrefix("p"); viper.AutomaticEnv() }}\n'
    use = f'package b\nimport {VIPER}\nvar x = viper.GetString("server.port")\n'
    assert names({"a/a.go": setup, "b/b.go": use}) == ["P_SERVER_PORT"]


@pytest.mark.parametrize(
    ("imports", "code", "found"),
    [
        (
            '"github.com/gobuffalo/envy"',
            'envy.Get("A_B", "d"); envy.MustGet("C_D")',
            [("A_B", "d", False), ("C_D", None, True)],
        ),
        ('"github.com/gobuffalo/envy"', 'envy.Get("A_B", other())', [("A_B", None, False)]),
        ('"github.com/knadh/koanf/providers/env"', 'k.Load(env.Provider("A_", ".", nil), nil)', [("A_*", None, None)]),
        (
            '"github.com/knadh/koanf/providers/env/v2"',
            'k.Load(env.Provider(".", env.Opt{Other: 1, Prefix: "A_"})); k.Load(env.Provider(".", env.Opt{}))',
            [("A_*", None, None)],
        ),
        (
            '"github.com/alecthomas/kingpin"',
            'kingpin.Flag("a", "b").Default("d").Envar("A_B").String()',
            [("A_B", "d", None)],
        ),
        (
            '"github.com/alecthomas/kingpin"',
            'kingpin.Flag("a", "b").Envar("A_B").Default(other()).String()',
            [("A_B", None, None)],
        ),
        ('"github.com/alecthomas/kingpin"', 'kingpin.Flag("a", "b").Envar("A_B")', [("A_B", None, None)]),
        (
            '"github.com/urfave/cli/v3"',
            'x := cli.StringFlag{Sources: cli.EnvVars("A_B"), Value: "d"}',
            [("A_B", "d", None)],
        ),
        (
            '"github.com/urfave/cli/v3"',
            'x := cli.StringFlag{Sources: cli.EnvVars("A_B"), Value: other()}',
            [("A_B", None, None)],
        ),
        ('"github.com/urfave/cli/v3"', 'x := cli.StringFlag{Sources: cli.EnvVars("A_B")}', [("A_B", None, None)]),
        (
            '"github.com/urfave/cli"',
            'x := cli.StringFlag{EnvVar: "A_B,C_D", Value: f(), Required: true}',
            [("A_B", None, True), ("C_D", None, True)],
        ),
        (
            '"github.com/urfave/cli/v2"',
            (
                'x := cli.IntFlag{EnvVars: []string{"P_" + "A", key}}; y := cli.IntFlag{EnvVars: named("B"), Value: 1};'
                'z := cli.IntFlag{EnvVars: elsewhere("C")} }\nconst key = "K_Y"\nfunc elsewhere()\n'
                'func named(name string) []string { return []string{"Q_" + name}'
            ),
            [("K_Y", None, None), ("P_A", None, None), ("Q_B", "1", None)],
        ),
        (
            '"github.com/urfave/cli/v3"',
            'x := cli.IntFlag{Sources: cli.NewValueSourceChain(cli.EnvVar("A_B"), cli.File("x"))}',
            [("A_B", None, None)],
        ),
        ('"github.com/acme/cli"', 'x := cli.StringFlag{EnvVar: "A_B"}', [("A_B", None, None)]),
        ('"github.com/acme/flags"', 'x := flags.StringFlag{EnvVar: "A_B"}', []),
        ('"github.com/acme/getenv"', 'getenv.String("A_B", "d")', [("A_B", "d", None)]),
        ('"github.com/acme/getenv"', 'getenv.String("lower", "d"); getenv.Render("A_B"); getenv.String()', []),
        ('. "os"', 'Getenv("A_B")', [("A_B", None, None)]),
    ],
)
def test_other_libraries_read_too(imports: str, code: str, found: list[tuple[str, str | None, bool | None]]) -> None:
    """Command-line and helper libraries, known by their import."""
    assert structs(imports, f"func f() {{ {code} }}") == found


@pytest.mark.parametrize(
    ("levels", "record", "found"),
    [
        ('strings.ReplaceAll(strings.ToLower(s), "__", ".")', "C", ["P_MAX_SIZE", "P_HTTP__PORT"]),
        ('strings.Replace(strings.ToLower(s), "_", ".", -1)', "C", ["P_MAX_SIZE", "P_HTTP_PORT"]),
        ("strings.ToLower(s)", "C", ["P_MAX_SIZE"]),
        ('strings.SplitN(strings.ToLower(s), "_", 2)', "C", ["P_*"]),
        ('strings.ReplaceAll(s, "__", ".")', "elsewhere.C", ["P_*"]),
    ],
)
def test_koanf_fills_a_struct_from_what_begins_with_its_prefix(levels: str, record: str, found: list[str]) -> None:
    """The function that makes keys of names tells what stands between the levels of a name."""
    code = f"""
type C struct {{ Size int `koanf:"max_size"`; HTTP struct {{ Port int `koanf:"port"` }}; Off int `koanf:"-"` }}
func f() (c {record}) {{
	k.Load(env.Provider("P_", ".", func(s string) string {{ return {levels} }}), nil)
	k.Unmarshal("part", &other)
	k.Unmarshal("", &c)
}}
"""
    assert sorted(name for name, _, _ in structs('"github.com/knadh/koanf/providers/env"', code)) == sorted(found)


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('func f(getenv func(string) string) { getenv("A_B") }', ["A_B"]),
        ('func f(lookup func(key string) (string, bool)) { lookup("A_B") }', ["A_B"]),
        ('func f(render func(string) string) { render("A_B") }', []),
        ('type T struct { getenv func(string) string }\nfunc (t T) f() { t.getenv("A_B") }', ["A_B"]),
        ('type T struct { Getenv string }\nfunc (t T) f() { t.Getenv("A_B") }', []),
        (
            'type L struct{}\nfunc (l *L) get(k string) string { return os.Getenv(k) }\nfunc f(l *L) { l.get("A_B") }',
            ["A_B"],
        ),
        (
            METHOD + 'func f() { m.get("A_B"); x.y.get("C_D"); z := q; z.get("E_F") }',
            [],
        ),
        (
            METHOD + 'func NewL() *L { return &L{} }\nvar l = NewL()\nfunc f() { l.get("A_B") }',
            ["A_B"],
        ),
        ('func get[T any](k string, d T) T { os.Getenv(k); return d }\nvar x = get[int]("A_B", 3)', ["A_B"]),
        (
            'func all(ks []string) { for _, k := range ks { os.Getenv(k) } }\nfunc f() { all([]string{"A_B", "C_D"}) }',
            ["A_B", "C_D"],
        ),
        (
            'func all(ks ...string) { for _, k := range ks { os.Getenv(k) } }\nfunc f() { all("A_B", other(), "C_D") }',
            ["A_B", "C_D"],
        ),
        (
            'func all(ks ...string) { for _, k := range ks { os.Getenv(k) } }\nfunc f() { all([]string{"A_B"}...) }',
            ["A_B"],
        ),
        ("func get(p pair) { os.Getenv(p.key) }\nfunc f() { get(1) }", []),
        (
            METHOD + 'func g() { m := L{} }\nfunc f() { m.get("A_B") }',
            [],
        ),
    ],
)
def test_functions_that_stand_for_a_read_are_followed(code: str, found: list[str]) -> None:
    """Injected functions, methods, generic and variadic helpers."""
    assert names({"main.go": f'package main\nimport "os"\n{code}\n'}) == found


SAMPLES = "\n".join(text for folder in FOLDERS for text in service(folder).values()).encode()


@given(st.binary(max_size=200), st.integers(0, len(SAMPLES)), st.integers(0, 2000))
@example(b"import ;var =;for range", 0, 0)
@settings(max_examples=60, deadline=None)
def test_no_file_breaks_the_reader(noise: bytes, start: int, length: int) -> None:
    """Random bytes, and sources cut and spoilt anywhere, are read as far as they go."""
    spoilt = SAMPLES[start : start + length] + noise + SAMPLES[start + length : start + 2 * length]
    assert source(spoilt, "main.go").language == "go"


def test_a_file_that_tells_nothing_is_not_parsed() -> None:
    """A file without any word that reads says nothing at all."""
    assert source("package main", "main.go") == source("package other", "other.go")


def test_defaults_of_helpers_follow_their_arguments() -> None:
    """A default that is a parameter is what the caller passes."""
    assert defaults(inside('get("A_A", "a"); get("B_B", other())')) == ["a", None]


TABLE = """package a
var options = map[string]option{"APP_PORT": {}, "APP_HOST": {}, "DEBUG": {}}
func set(key string) {
	switch key {
	case "APP_CERT", "APP_KEY":
	case "APP_CA":
	default:
	}
}
"""


@pytest.mark.parametrize(
    ("taken", "read"),
    [
        ("func f() { parse(os.Environ()) }", True),
        ('func f() { for _, each := range os.Environ() { set(strings.SplitN(each, "=", 2)[0]) } }', True),
        ("func f() { for _, each := range os.Environ() { print(each) } }", False),
        ("func f() { command.Env = os.Environ() }", False),
        ("func f() { syscall.Exec(path, os.Args, os.Environ()) }", False),
    ],
)
def test_a_table_names_what_a_package_takes_from_the_whole_environment(taken: str, *, read: bool) -> None:
    """The names may be the keys of a map or the cases of a switch, in another file of the package."""
    files = {"a/take.go": f'package a\nimport ("os"; "strings")\n{taken}\n', "a/table.go": TABLE, "b/table.go": TABLE}
    every = ["APP_PORT", "APP_HOST", "DEBUG", "APP_CERT", "APP_KEY", "APP_CA"]
    assert sorted(names(files)) == (sorted(every) if read else [])


@pytest.mark.parametrize(
    "table",
    [
        'var all = map[string]string{"APP_A": "", "APP_B": "", "APP_C": ""}',
        'var all = map[string]int{"APP_A": 1, "APP_B": 2}',
        'var all = map[string]int{"GET": 1, "POST": 2, "PUT": 3}',
        'var all = map[string]int{"APP_A": 1, "APP_B": 2, "other": 3}',
        'var all = map[string]int{"APP_A": 1, "APP_B": 2, other: 3}',
        "func g(key int) { switch key { case 1: default: } }",
    ],
)
def test_not_every_table_names_variables(table: str) -> None:
    """Texts for a program that is started, short lists, methods and mixed keys say nothing of the environment."""
    code = f'package a\nimport "os"\nfunc f() {{ parse(os.Environ()) }}\n{table}\nvar b = "A_B"\n'
    assert names({"a.go": code}) == []


def test_viper_reads_all_that_its_prefix_may_name_into_a_struct_that_is_not_known() -> None:
    """Without a prefix that would be every variable, and so it is none."""
    imported = 'package a\nimport "github.com/spf13/viper"\n'
    code = imported + "func f(into any) {{ viper.AutomaticEnv(); {0}viper.Unmarshal(into) }}"
    assert names({"a.go": code.format('viper.SetEnvPrefix("app"); ')}) == ["APP_*"]
    assert names({"a.go": code.format("")}) == []


def test_a_hidden_flag_is_read_and_noted() -> None:
    """Whoever hides a flag from the help does not mean to document its variable."""
    code = 'package a\nimport "github.com/urfave/cli"\nvar f = cli.StringFlag{EnvVar: "A_B", Hidden: true}'
    (mention,) = mentions({"a.go": code})
    assert (mention.name, mention.note) == ("A_B", HIDDEN)


KEYS = """package keys
import "os"
type Key string
const (
	Port Key = "APP_PORT"
	Host Key = "APP_HOST"
)
func (k Key) Get() string { return os.Getenv(string(k)) }
func (k Key) On() bool { return k.Get() == "on" }
func (k Key) Or(def string) string { if v := os.Getenv(string(k)); v != "" { return v }; return def }
"""


def test_a_method_of_a_constant_reads_the_variable_that_the_constant_names() -> None:
    """It may call another one; what else has methods holds no name that is known."""
    main = """package main
import ("github.com/acme/app/keys"; "net/http")
// env
func main() {
	keys.Port.Get()
	keys.Host.Or("local")
	keys.Host.On()
	server.Port.Get()
	other.Get()
	run().Get()
	http.DefaultClient.Get(url)
}
"""
    found = [(one.name, one.line, one.default) for one in mentions({"keys/keys.go": KEYS, "main.go": main})]
    assert found == [("APP_PORT", 5, None), ("APP_HOST", 6, "local"), ("APP_HOST", 7, None)]


SETTINGS = """package settings
import ("strings"; "github.com/spf13/viper")
type Setting string
const (
	MailHost Setting = "mail.host"
	MailPort Setting = `mail.port`
	Unused   Setting = "mail.unused"
)
func (s Setting) GetString() string { return viper.GetString(string(s)) }
func (s Setting) GetInt() int { return viper.GetInt(string(s)) }
func (s Setting) put(value any) { viper.SetDefault(string(s), value) }
func of(other string) string { return viper.GetString(string(other[0])) }
func start() {
	viper.SetEnvPrefix("shop")
	viper.SetEnvKeyReplacer(strings.NewReplacer(".", "_"))
	viper.AutomaticEnv()
	Unused.put(1)
}
"""


def test_a_method_of_a_constant_reads_the_key_that_the_constant_names() -> None:
    """Its file may be the only one that knows viper; what is only given a default is not read."""
    main = """package mail
import "github.com/acme/shop/settings"
func main() { dial(settings.MailHost.GetString(), settings.MailPort.GetInt()); request.Header.Value() }
"""
    code = {"settings/settings.go": SETTINGS, "mail/main.go": main}
    assert [(mention.file, mention.name) for mention in mentions(code)] == [
        ("mail/main.go", "SHOP_MAIL_HOST"),
        ("mail/main.go", "SHOP_MAIL_PORT"),
    ]


HOLDER = """package a
import "os"
type Variable struct { Name string; Help string }
func (v Variable) Get() string { return os.Getenv(v.Name) }
func Register(name string, help string) Variable { return Variable{Name: name, Help: help} }
func passed(v Variable) string { return os.Getenv(v.Help) + os.Getenv(os.Name) + os.Getenv(unknown.Name) }
"""


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('var x = Variable{Name: "APP_PORT"}', ["APP_PORT"]),
        ('var x = a.Variable{Name: "APP_PORT"}', ["APP_PORT"]),
        ('var x = Register("APP_PORT", "the port")', ["APP_PORT"]),
        ('var x = Variable{Help: "APP_PORT"}', []),
        ('var x = Other{Name: "APP_PORT"}', []),
        ('var x = Variable{Name: "no name"}', []),
        ('var x = Variable{Name: "APP_" + suffix()}', []),
        ('var x = map[string]string{Name: "APP_PORT"}', []),
    ],
)
def test_a_struct_that_is_made_with_a_name_reads_it(code: str, found: list[str]) -> None:
    """A method reads the field, and the name is told where the struct is made, or by who makes it."""
    assert names({"a/a.go": HOLDER, "a/b.go": f'package a\n{code}\nvar y = "A_B"\n'}) == found


def test_fields_may_be_named_by_themselves() -> None:
    """A field that no tag names is, if the loader says so; what is private or left out is not."""
    code = """package a
import "github.com/caarlos0/env/v11"
type Config struct {
	HTTPPort int `envDefault:"80"`
	Log struct { Level string } `envPrefix:"LOG_"`
	Named string `env:"OTHER_NAME"`
	Skipped string `env:"-"`
	private string
}
func load() { var c Config; env.ParseWithOptions(&c, env.Options{UseFieldNameByDefault: OPTION, Prefix: "APP_"}) }
"""
    assert names({"a.go": code.replace("OPTION", "true")}) == ["APP_HTTP_PORT", "APP_LOG_LEVEL", "APP_OTHER_NAME"]
    assert names({"a.go": code.replace("OPTION", "false")}) == ["APP_OTHER_NAME"]
