"""What is known of Go's packages: which functions read variables or fill structs from them, and how."""

from dataclasses import replace

from estuary_docs.drift.languages.go.methods import TAKEN, TEXT
from estuary_docs.drift.languages.libraries import Row, Table

_OS = Row(r"os|syscall|golang\.org/x/sys/unix", "Getenv LookupEnv", "https://pkg.go.dev/os#Getenv")
_ENVY = Row("github.com/gobuffalo/envy", "Get", "https://pkg.go.dev/github.com/gobuffalo/envy", default=(1,))
# Structs whose tags name variables; the prefix stands in the options, or in the lookuper that is handed.
_TAGS = Row(
    *(r".*\bcaarlos0/env\b.*", "Parse ParseAs ParseWithOptions ParseAsWithOptions ParseWithFuncs"),
    "https://pkg.go.dev/github.com/caarlos0/env/v11",
    role="load",
    family="env",
    prefix=("Prefix",),
)
_SPEC = Row(
    *("github.com/kelseyhightower/envconfig", "Process MustProcess"),
    "https://pkg.go.dev/github.com/kelseyhightower/envconfig",
    role="load",
    family="envconfig",
    prefix=(0,),
    delimiter="_",
    level="_",
    key=True,
    methods=frozenset(TAKEN),
)

ROWS = Table(
    _OS,
    replace(_OS, calls="Setenv Unsetenv", role="write"),
    replace(_OS, of=r"\?\..*", calls="Setenv", source="https://pkg.go.dev/testing#T.Setenv", role="write"),
    replace(_OS, calls="Expand ExpandEnv", role="expand"),
    replace(_OS, calls="Environ", role="all"),
    _ENVY,
    replace(_ENVY, calls="MustGet", default=(), required=True),
    Row(
        r"k8s\.io/utils/env", "GetString GetInt GetFloat64 GetBool", "https://pkg.go.dev/k8s.io/utils/env", default=(1,)
    ),
    Row(
        r".*/koanf/providers/env(?:/v\d+)?", "Provider ProviderWithValue", "https://github.com/knadh/koanf", role="keys"
    ),
    Row(".*", "Envar EnvVar EnvVars", "https://pkg.go.dev/github.com/alecthomas/kingpin/v2", role="flag"),
    replace(_TAGS, methods=frozenset((TEXT,))),
    replace(_TAGS, of=r".*\bcleanenv", calls="ReadEnv ReadConfig", source="https://github.com/ilyakaznacheev/cleanenv"),
    replace(
        _TAGS,
        of=r".*\bsethvargo/go-envconfig",
        calls="Process MustProcess ProcessWith",
        source="https://pkg.go.dev/github.com/sethvargo/go-envconfig",
        prefix=("PrefixLookuper",),
    ),
    replace(
        _TAGS,
        of=r".*\bNetflix/go-env",
        calls="Unmarshal UnmarshalFromEnviron",
        source="https://pkg.go.dev/github.com/Netflix/go-env",
    ),
    replace(
        _TAGS,
        of=r".*\bjoeshaw/envdecode",
        calls="Decode MustDecode StrictDecode",
        source="https://pkg.go.dev/github.com/joeshaw/envdecode",
    ),
    replace(_TAGS, of=r".*\bgo-arg", calls="Parse MustParse", source="https://pkg.go.dev/github.com/alexflint/go-arg"),
    replace(
        _TAGS,
        of=r".*\bgo-flags",
        calls="Parse ParseArgs NewParser",
        source="https://pkg.go.dev/github.com/jessevdk/go-flags",
    ),
    replace(
        _TAGS,
        of=r".*\bkong",
        calls="Parse Must New",
        source="https://pkg.go.dev/github.com/alecthomas/kong",
        family="kong env",
        prefix=("DefaultEnvars",),
        delimiter="_",
    ),
    _SPEC,
    replace(
        _SPEC,
        of=r"github\.com/ardanlabs/conf(?:/v\d+)?",
        calls="Parse",
        source="https://pkg.go.dev/github.com/ardanlabs/conf/v3",
        family="conf",
        methods=frozenset(TAKEN) - {"Decode"},
    ),
    replace(
        _SPEC,
        of=r"github\.com/cristalhq/aconfig",
        calls="LoaderFor",
        source="https://pkg.go.dev/github.com/cristalhq/aconfig",
        family="aconfig",
        prefix=("EnvPrefix",),
        methods=frozenset(),  # structs are filled field by field, always
    ),
    Row(
        *(r"(?s).*/configor\b.*", "Load", "https://github.com/jinzhu/configor"),
        role="load",
        family="configor",
        prefix=("ENVPrefix", "EnvironmentPrefix"),
        prefixed="CONFIGOR",
        delimiter="_",
        level="_",
    ),
    Row(
        *(r"github\.com/peterbourgon/ff/v\d+", "Parse", "https://pkg.go.dev/github.com/peterbourgon/ff/v3"),
        role="flags",
        prefix=("WithEnvVarPrefix",),
        delimiter="_",
    ),
)
# Fields of the flags of urfave/cli and its forks that name variables.
FLAGS = {"EnvVars", "EnvVar", "Sources"}
