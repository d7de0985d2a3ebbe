"""What is known of JavaScript's libraries: which calls read variables, and how."""

from dataclasses import replace

from estuary_docs.drift.languages.libraries import Row, Table

# What is the environment, by where it comes from; the calls are of runtimes, bundlers and readers of `.env` files.
WRAPPED = "process.env()"
ENVIRONMENTS = {
    *("process.env", WRAPPED, "import.meta.env", "Bun.env", "bun.env", "Deno.env.toObject()", "vite.loadEnv()"),
    *("$env/dynamic/private.env", "$env/dynamic/public.env", "hono/adapter.env()"),
    *(f"{dotenv}.config().parsed" for dotenv in ("dotenv", "dotenv.default", "dotenv-safe", "dotenv-flow")),
    *("dotenv-expand.expand().parsed", "dotenv-expand().parsed"),
}
# Modules whose exports are variables.
EXPORTING = ("$env/static/", "astro:env/")

_NEST = Row(
    *(r".*ConfigService\(\)", "get has", "https://docs.nestjs.com/techniques/configuration"),
    default=(1,),
    written="like a variable",
)
_DENO = Row("Deno.env|Netlify.env", "get has", "https://docs.deno.com/api/deno/~/Deno.Env")
_STRAPI = Row(
    *(r"env", "() int float bool json array date", "https://docs.strapi.io/cms/configurations/environment"),
    default=(1,),
    written="like a variable",
    where="parameter",
)
_SERVICE = r"(?:this\.)?config_?[sS]ervice"

ROWS = Table(
    _NEST,
    replace(_NEST, calls="getOrThrow", required=True),
    _DENO,
    replace(_DENO, calls="set", role="write"),
    replace(_DENO, calls="delete", role="removal"),
    Row("vi|vitest.vi", "stubEnv", "https://vitest.dev/api/vi.html#vi-stubenv", role="test"),
    Row(r"env-var(?:\.default)?(?:\.from\(\))?", "get", "https://github.com/evanshortiss/env-var", chained=True),
    Row("prisma/config", "env", "https://www.prisma.io/docs/orm/reference/prisma-config-reference", required=True),
    Row(
        r"(?:.*\.)?Option\(\)(?:\.\w+\(\))*",
        "env",
        "https://github.com/tj/commander.js#more-configuration",
        chained=True,
    ),
    Row(
        r"effect(?:/Config|\.Config)",
        "string nonEmptyString number integer port boolean redacted secret url duration date logLevel",
        "https://effect.website/docs/configuration/",
        written="like a variable",
        chained=True,
    ),
    Row(
        *(
            r"getenv(?:\.default)?",
            "() string int float bool boolish array url",
            "https://github.com/ctavan/node-getenv",
        ),
        default=(1,),
    ),
    Row(
        r"firebase-functions(?:/v2)?/params",
        "defineString defineInt defineFloat defineBoolean defineList defineSecret defineJsonSecret",
        "https://firebase.google.com/docs/functions/config-env",
        default=("default",),
    ),
    Row("astro:env/server", "getSecret", "https://docs.astro.build/en/reference/modules/astro-env/"),
    Row(
        *(r"(?:.*[#/])?start/env|@adonisjs/core/(?:services/)?env|@ioc:Adonis/Core/Env", "get"),
        "https://docs.adonisjs.com/guides/getting-started/environment-variables",
        default=(1,),
    ),
    Row(
        *(r"nconf(?:\.\w+\(\))*", "env", "https://github.com/indexzero/nconf#env"),
        name=("whitelist", 0),
        written="like a variable",
    ),
    Row(r"nconf(?:\.\w+\(\))*", "get", "https://github.com/indexzero/nconf", written="in full"),
    Row(r"rc(?:\.default)?", "()", "https://github.com/dominictarr/rc", role="family", delimiter="_"),
    Row(
        *(r"yargs(?:\.default)?(?:(?:\.\w+)?\(\))*", "env", "https://yargs.js.org/docs/#api-reference-envprefix"),
        role="family",
        delimiter="_",
    ),
)
MADE_ELSEWHERE = Table(
    replace(_NEST, of=_SERVICE),
    replace(_NEST, of=_SERVICE, calls="getOrThrow", required=True),
    _STRAPI,
    Row("", "Env EnvVar FromEnv", "https://github.com/typestack/typedi", written="like a variable", where="decorator"),
)
