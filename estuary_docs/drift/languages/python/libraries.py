"""What is known of Python's libraries: which calls read variables, and how."""

from dataclasses import replace

from estuary_docs.drift.languages.libraries import Row, Table

# What the environment is taken from besides `os`: a file that holds it.
ENVIRONMENTS = {"dotenv.dotenv_values()", "dotenv.main.dotenv_values()"}

_METHODS = (
    "str bytes int float bool dict json url uuid path datetime date time timedelta decimal enum log_level email db"
    " unicode db_url cache cache_url email_url search_url channels channels_url dj_db_url"
    " dj_email_url dj_cache_url get_value"
)
_VALUES = (
    "Value BooleanValue IntegerValue PositiveIntegerValue FloatValue DecimalValue ListValue TupleValue SetValue"
    " DictValue SingleNestedListValue EmailValue URLValue IPValue RegexValue PathValue BackendsValue CastingValue"
)
_ENV = Row(
    *(r"(?:environs|environ)\.(?:(?:FileAware)?Env\(\)|env)", "() *", "https://github.com/sloria/environs"),
    default=("default", 2, 1),
    made_with="prefix",
    blocks="prefixed",
    required=True,
    scheme=True,
)
_DJANGO = replace(_ENV, source="https://django-environ.readthedocs.io/en/latest/api.html")
_PARSE = replace(_ENV, of=r"envparse\.(?:env|Env\(\))", source="https://github.com/rconradharris/envparse")
_DECOUPLE = Row(
    *(r"decouple\.(?:config|Config\(\)|AutoConfig\(\))", "() get", "https://github.com/HBNetwork/python-decouple"),
    default=("default", 1),
    required=True,
)
_CONFIGURATIONS = Row(
    *(r"configurations\.values", _VALUES, "https://django-configurations.readthedocs.io/en/stable/values/"),
    name=("environ_name",),
    default=("default", 0),
    prefix=("environ_prefix",),
    prefixed="DJANGO",
    delimiter="_",
    member=True,
)
_CLICK = Row(
    *("", "envvar env_var", "https://click.palletsprojects.com/en/stable/options/"),
    name=("envvar", "env_var"),
    default=("default",),
)
# An object that another module of the program makes is known by how it is usually called.
_SHARED = replace(_ENV, of=r"(?:self\.|settings\.)?env", calls=f"() {_METHODS}", written="like a variable")

ROWS = Table(
    replace(_ENV, calls="read_env prefixed parser_for add_parser seal dump add_validator", role="none"),
    replace(_DJANGO, calls="db db_url", implied="DATABASE_URL"),
    replace(_DJANGO, calls="cache cache_url", implied="CACHE_URL"),
    replace(_DJANGO, calls="email email_url", implied="EMAIL_URL"),
    replace(_DJANGO, calls="search_url", implied="SEARCH_URL"),
    replace(_DJANGO, calls="channels channels_url", implied="CHANNELS_URL"),
    replace(_ENV, calls="list tuple", listed=True),
    _ENV,
    replace(_PARSE, calls="list tuple", listed=True),
    replace(_PARSE, calls="() str bool int float json url"),
    _DECOUPLE,
    Row(
        *(r"starlette\.config\.(?:config|Config\(\))", "() get", "https://www.starlette.io/config/"),
        default=("default", 2),
        made_with="env_prefix",
        required=True,
    ),
    Row(
        *(r"prettyconf\.(?:config|Configuration\(\))", "()", "https://prettyconf.readthedocs.io"),
        default=("default",),
        required=True,
    ),
    Row(
        *(r"everett\.manager\.ConfigManager(?:\.\w+)?\(\)", "()", "https://everett.readthedocs.io/en/latest/"),
        default=("default",),
        prefix=("namespace",),
        delimiter="_",
        key=True,
        required=True,
    ),
    Row(
        *("dj_database_url", "config", "https://github.com/jazzband/dj-database-url"),
        name=(0, "env"),
        default=(1, "default"),
        implied="DATABASE_URL",
    ),
    _CONFIGURATIONS,
    replace(_CONFIGURATIONS, calls="SecretValue", default=(), required=True),
    replace(_CONFIGURATIONS, calls="DatabaseURLValue", implied="DATABASE_URL"),
    replace(_CONFIGURATIONS, calls="CacheURLValue", implied="CACHE_URL"),
    replace(_CONFIGURATIONS, calls="EmailURLValue", implied="EMAIL_URL"),
    replace(_CONFIGURATIONS, calls="SearchURLValue", implied="SEARCH_URL"),
    Row(
        *("dynaconf", "Dynaconf LazySettings FlaskDynaconf", "https://www.dynaconf.com/envvars/"),
        role="family",
        name=("envvar_prefix",),
        implied="DYNACONF",
        delimiter="_",
    ),
    Row(
        *(r".+\.config", "from_prefixed_env", "https://flask.palletsprojects.com/en/stable/config/"),
        role="family",
        name=(0, "prefix"),
        implied="FLASK",
        delimiter="_",
    ),
    Row(
        *("sanic", "Sanic", "https://sanic.dev/en/guide/running/configuration.html"),
        role="family",
        name=("env_prefix",),
        implied="SANIC_",
    ),
    replace(_CLICK, calls="auto_envvar_prefix", role="family", name=("auto_envvar_prefix",), delimiter="_"),
    replace(_CLICK, of="typer", calls="Option Argument", default=("default", 0)),
    _CLICK,
    Row("os", "putenv", "https://docs.python.org/3/library/os.html#os.putenv", role="write"),
    Row("os", "unsetenv", "https://docs.python.org/3/library/os.html#os.unsetenv", role="removal"),
)
MADE_ELSEWHERE = Table(
    replace(_SHARED, calls="list tuple", listed=True),
    _SHARED,
    replace(_DECOUPLE, of="config", calls="()", written="like a variable"),
    Row("monkeypatch", "setenv delenv", "https://docs.pytest.org/en/stable/how-to/monkeypatch.html", role="test"),
)
