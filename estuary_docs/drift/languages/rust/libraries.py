"""What is known of Rust's crates: which calls read variables or fill structs from them, and how."""

from dataclasses import replace

from estuary_docs.drift.languages.libraries import Row, Table
from estuary_docs.drift.mention import COMPILED

_STD = Row(r"(?:std\.env|dotenvy|dotenv|figment\.providers\.Env)", "var var_os", "https://doc.rust-lang.org/std/env/")
_MACRO = Row(r"(?:std|core)?", "env!", "https://doc.rust-lang.org/std/macro.env.html", required=True, note=COMPILED)
_MNT = Row(
    *("envmnt", "get_or is_or get_u8 get_u16 get_u32 get_u64 get_i32 get_i64 get_usize get_f32 get_f64 get_parse_or"),
    "https://docs.rs/envmnt",
    default=(1,),
)
_ENVY = Row("envy", "from_env", "https://docs.rs/envy", role="load", level=".")
_FIGMENT = Row(
    r"(?:.*\.)?figment(?:\.\w+)*\.Env", "raw", "https://docs.rs/figment", role="load", level=".", levels=("split",)
)

ROWS = Table(
    _STD,
    replace(_STD, of=r"std\.env|temp_env", calls="set_var remove_var with_var with_var_unset", role="write"),
    replace(_STD, calls="vars vars_os", role="all"),
    _MACRO,
    replace(_MACRO, calls="option_env!", required=None),
    replace(_MACRO, of=r"(?:dotenvy|dotenvy_macro|dotenv_codegen)?", calls="dotenv!", note=""),
    _MNT,
    replace(_MNT, calls="get_or_panic", default=(), required=True),
    replace(_MNT, calls="set remove", role="write"),
    _ENVY,
    replace(_ENVY, calls="prefixed", prefix=(0,)),
    _FIGMENT,
    replace(_FIGMENT, calls="prefixed", prefix=(0,)),
    Row(
        *(r"config(?:\.\w+)*\.Environment", "with_prefix default new", "https://docs.rs/config"),
        role="load",
        prefix=("prefix", 0),
        delimiter="_",
        delimiters=("prefix_separator", "separator"),
        level=".",
        levels=("separator",),
        key=True,
    ),
    Row("serde_env", "from_env", "https://docs.rs/serde-env", role="load", level="_"),
    Row(
        *("serde_env", "from_env_with_prefix", "https://docs.rs/serde-env"),
        role="load",
        prefix=(0,),
        delimiter="_",
        level="_",
    ),
    Row(r"(?:twelf\.)?Layer", "Env", "https://docs.rs/twelf", role="load", prefix=(0,), level="."),
)
# Functions and methods of loggers whose first argument names a variable; they count where the file names the logger.
LOGGERS = (b"env_logger", b"EnvFilter")
LOGGING = Table(
    Row(
        r"(?:(?:.*\.)?(?:EnvFilter|Env|Builder|(?:pretty_)?env_logger))?",
        "from_env try_from_env init_from_env try_init_from_env filter_or write_style_or filter write_style"
        " with_env_var parse_env",
        "https://docs.rs/env_logger",
        default=(1,),
        written="like a variable",
    )
)
# Builders of command lines, whose options are given their variable by a method `env`.
BUILDERS = (b"clap", b"bpaf", b"structopt")
