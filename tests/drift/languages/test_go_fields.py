"""Which variables a field of a struct in Go is filled from: one, those of its own fields, or none."""

import pytest

from estuary_docs.drift.mention import OF_ANOTHER_PACKAGE
from tests.drift.services import mentions

ENVCONFIG = '"github.com/kelseyhightower/envconfig"'
VIPER = 'viper.SetEnvPrefix("SHOP"); viper.AutomaticEnv()'
LOADING = 'func load() { var c C; envconfig.Process("shop", &c) }\n'
# A type with fields, which libraries that look for its method fill from one text.
RATE = "type Rate struct { Events int; Unit string }\n"
DECODING = "func (r *Rate) Decode(text string) error { return nil }\n"
UNMARSHALING = "func (r *Rate) UnmarshalText(text []byte) error { return nil }\n"


def filled(imports: str, code: str, **others: str) -> list[tuple[str, str]]:
    """Return the names, with their certainty, that a package reads by which these packages are imported."""
    main = f"package main\nimport (\n{imports}\n)\n{code}"
    sources = {f"{folder}/{folder}.go": f"package {folder}\n{text}" for folder, text in others.items()}
    return [(each.name, each.certainty) for each in mentions({"main.go": main, **sources}) if each.role == "read"]


@pytest.mark.parametrize(
    ("methods", "found"),
    [
        ("", ["SHOP_R_EVENTS", "SHOP_R_UNIT"]),
        (DECODING, ["SHOP_R"]),
        (UNMARSHALING, ["SHOP_R"]),
        ("func (r *Rate) Set(text string) error { return nil }\n", ["SHOP_R"]),
        ("func (r *Rate) UnmarshalBinary(text []byte) error { return nil }\n", ["SHOP_R"]),
        ("func (r *Rate) Decode(text string, most int) error { return nil }\n", ["SHOP_R_EVENTS", "SHOP_R_UNIT"]),
        ("func (r *Rate) Set(most int) error { return nil }\n", ["SHOP_R_EVENTS", "SHOP_R_UNIT"]),
        ("func (r *Rate) Parse(text string) error { return nil }\n", ["SHOP_R_EVENTS", "SHOP_R_UNIT"]),
        ("func Decode(text string) error { return nil }\n", ["SHOP_R_EVENTS", "SHOP_R_UNIT"]),
    ],
)
def test_a_type_that_takes_one_text_is_one_variable(methods: str, found: list[str]) -> None:
    """Its method decides, as the library looks for it: by name and by what it takes."""
    code = RATE + methods + "type C struct { R *Rate }\n" + LOADING
    assert [name for name, _ in filled(ENVCONFIG, code)] == found


@pytest.mark.parametrize(
    ("outer", "found"),
    [
        ("type Outer struct { Rate; Most int }\n", ["SHOP_O"]),
        ("type Outer struct { Inner; Most int }\ntype Inner struct { Rate }\n", ["SHOP_O"]),
        ("type Outer struct { time.Time\n Most int }\n", ["SHOP_O"]),
        ("type Outer struct { R Rate; Most int }\n", ["SHOP_O_MOST", "SHOP_O_R"]),
        ("type Outer struct { hidden; Most int }\ntype hidden struct { Least int }\n", ["SHOP_O_MOST"]),
    ],
)
def test_a_type_takes_what_a_type_takes_that_it_embeds(outer: str, found: list[str]) -> None:
    """Methods are promoted from embedded types, and not from fields."""
    code = RATE + DECODING + outer + "type C struct { O Outer }\n" + LOADING
    assert [name for name, _ in filled(ENVCONFIG, code)] == found


@pytest.mark.parametrize(
    "rates",
    [RATE + DECODING, RATE + UNMARSHALING, "type Rate struct {\n\ttime.Time\n\tUnit string\n}\n"],
)
def test_the_type_and_its_method_may_be_in_another_package(rates: str) -> None:
    """The file that declares them names no library."""
    code = "type C struct { R rates.Rate; Port int }\n" + LOADING
    found = filled(f'{ENVCONFIG}\n"example.org/shop/rates"', code, rates=rates + "// env\n")
    assert found == [("SHOP_PORT", "certain"), ("SHOP_R", "certain")]


@pytest.mark.parametrize(
    ("imports", "load", "methods", "found"),
    [
        ('"github.com/ardanlabs/conf/v3"', 'conf.Parse("SHOP", &c)', UNMARSHALING, ["SHOP_R"]),
        ('"github.com/ardanlabs/conf/v3"', 'conf.Parse("SHOP", &c)', DECODING, ["SHOP_R_EVENTS", "SHOP_R_UNIT"]),
        (
            '"github.com/cristalhq/aconfig"',
            'aconfig.LoaderFor(&c, aconfig.Config{EnvPrefix: "SHOP"})',
            UNMARSHALING,
            ["SHOP_R_EVENTS", "SHOP_R_UNIT"],
        ),
        (
            '"github.com/caarlos0/env/v11"',
            'env.ParseWithOptions(&c, env.Options{Prefix: "SHOP_", UseFieldNameByDefault: true})',
            UNMARSHALING,
            ["SHOP_R"],
        ),
        (
            '"github.com/spf13/viper"',
            f"{VIPER}; viper.Unmarshal(&c)",
            UNMARSHALING,
            ["SHOP_R_EVENTS", "SHOP_R_UNIT"],
        ),
        (
            '"github.com/spf13/viper"\n"github.com/go-viper/mapstructure/v2"',
            f"{VIPER}; viper.Unmarshal(&c, viper.DecodeHook(mapstructure.TextUnmarshallerHookFunc()))",
            UNMARSHALING,
            ["SHOP_R"],
        ),
    ],
)
def test_each_library_looks_for_methods_of_its_own(imports: str, load: str, methods: str, found: list[str]) -> None:
    """What one library fills from one text, another fills field by field."""
    code = RATE + methods + f"type C struct {{ R Rate }}\nfunc load() {{ var c C; {load} }}\n"
    assert [name for name, _ in filled(imports, code)] == found


@pytest.mark.parametrize("kind", ["func()", "func(a int) error", "chan int", "<-chan int", "[]func()", "*chan int"])
def test_a_field_that_no_text_can_fill_is_no_variable(kind: str) -> None:
    """A function and a channel have no spelling."""
    code = f"type C struct {{ F {kind}; Port int }}\n" + LOADING
    assert filled(ENVCONFIG, code) == [("SHOP_PORT", "certain")]


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("func(text string) error", ["SHOP_PORT"]),
        ("chan int", ["SHOP_PORT"]),
        ("interface { Hear() }", ["SHOP_PORT"]),
        (
            "func(text string) error\nfunc (h *Options) Decode(text string) error { return nil }",
            ["SHOP_H", "SHOP_PORT"],
        ),
        ("struct { Url string }\ntype Other interface{}", ["SHOP_H_URL", "SHOP_PORT"]),
        ("struct { Other; Url string }\ntype Other interface{}", ["SHOP_H_URL", "SHOP_PORT"]),
        ("[2]string", ["SHOP_H", "SHOP_PORT"]),
    ],
)
def test_what_a_type_stands_for_says_whether_a_text_fills_it(kind: str, found: list[str]) -> None:
    """The type may have a name, in the same package or in another."""
    code = "type C struct { H {}Options; Port int }\n" + LOADING
    assert sorted(name for name, _ in filled(ENVCONFIG, code.replace("{}", "") + f"type Options {kind}\n")) == found
    apart = filled(
        f'{ENVCONFIG}\n"example.org/shop/hooks"', code.replace("{}", "hooks."), hooks=f"type Options {kind}\n"
    )
    assert sorted(name for name, _ in apart) == found


@pytest.mark.parametrize(
    ("field", "certainty"),
    [
        ("K *rsa.PrivateKey", "likely"),
        ("K *template.Template", "likely"),
        ('K rsa.PrivateKey `required:"true"`', "certain"),
        ('K rsa.PrivateKey `default:"x"`', "certain"),
        ("K time.Duration", "certain"),
        ("K url.URL", "certain"),
        ("K []byte", "certain"),
    ],
)
def test_a_type_of_another_package_may_be_one_that_no_text_fills(field: str, certainty: str) -> None:
    """Such a read is likely at most, unless its tag tells that a text fills it, or the type is known to take one."""
    imports = "\n".join(
        [ENVCONFIG, *(f'"{package}"' for package in ("crypto/rsa", "text/template", "time", "net/url"))]
    )
    found = dict(filled(imports, f"type C struct {{ {field} }}\n{LOADING}"))
    assert found["SHOP_K"] == certainty


def test_a_likely_read_tells_why() -> None:
    """Its note says that the type is another package's."""
    main = f'package main\nimport (\n{ENVCONFIG}\n"crypto/rsa"\n)\ntype C struct {{ K *rsa.PrivateKey }}\n{LOADING}'
    assert [each.note for each in mentions({"main.go": main}) if each.name == "SHOP_K"] == [OF_ANOTHER_PACKAGE]


def test_a_struct_is_known_where_tags_of_another_format_tell_of_settings() -> None:
    """A file that names no library of the environment declares what another file fills from it."""
    code = "type C = settings.Config\nfunc load() { var c settings.Config; envconfig.Process('shop', &c) }\n"
    code = code.replace("'", '"')
    for declared in ('type Config struct { Host string `toml:"host"` }', "type Config struct { Host string }"):
        found = filled(f'{ENVCONFIG}\n"example.org/shop/settings"', code, settings=declared)
        assert found == [("SHOP_HOST", "certain")]


def test_a_tag_names_the_variable_that_is_read_where_the_one_with_the_prefix_is_absent() -> None:
    """It is the same field: the second name says which is asked for first, and only that one may be required."""
    code = 'type C struct { P int `envconfig:"port" required:"true"`; H string; I In }\n'
    code += 'type In struct { M string `envconfig:"mode" default:"a"` }\n' + LOADING
    main = f"package main\nimport {ENVCONFIG}\n{code}"
    found = [
        (each.name, each.alias_of, each.default, each.required)
        for each in mentions({"main.go": main})
        if each.certainty == "certain"
    ]
    assert found == [
        ("PORT", "SHOP_PORT", None, None),
        ("SHOP_H", "", None, False),
        ("SHOP_PORT", "", None, True),
        ("MODE", "SHOP_I_MODE", "a", None),
        ("SHOP_I_MODE", "", "a", False),
    ]


def test_a_tag_without_a_prefix_tells_the_whole_name() -> None:
    """Within another struct, a name that begins with the name of that struct is read too, and no text has it."""
    code = 'type C struct { P int `envconfig:"PORT"`; I struct { M int `envconfig:"MODE" required:"true"` } }\n'
    found = mentions({"main.go": f"package main\nimport {ENVCONFIG}\n{code}{LOADING}".replace('"shop"', '""')})
    told = [(each.name, each.alias_of, each.required, each.certainty) for each in found]
    assert sorted(told) == [
        ("I_MODE", "MODE", None, "dynamic"),
        ("MODE", "", True, "certain"),
        ("PORT", "", False, "certain"),
    ]
