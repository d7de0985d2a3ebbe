"""What JavaScript and TypeScript sources read from their environment, held against services labelled by hand."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.drift.labelled import facts, found, labels, read_names, services, sources, told_sorted

SERVICES = services("javascript")

CASES = [
    ("export const a = process.env.A;", "A"),
    ('import { a } from "x";\nimport "dotenv/config";\nconst b = process.env["B"]!;', "B"),
    ("const p = await import('node:process');\np.env.A;", "A"),
    ("const e = require('process').env;\ne.A;", "A"),
    ("const { A } = require('process').env, { B } = (await import('node:process')).env;", "A B"),
    ("const { env: { A, B = 'b' } } = process;", "A B=b"),
    ("let env;\nenv = process.env;\nenv.A;", "A"),
    ("({ A, B: b } = process.env);", "A B"),
    ("const { A, ...rest } = process.env, { MODE, VITE_B } = import.meta.env;", "A VITE_B"),
    ("function f({ A = 'x' } = process.env) {}", "A=x"),
    ("const env = { ...process.env, B: '1' };\nenv.A;", "A"),
    ("const env = Object.assign({}, process.env);\nenv.A;", "A"),
    ("const env = test ? {} : process.env;\nenv.A;", "A"),
    ("function f(env) { const e = env ?? process.env; return e.A; }", "A"),
    ("class C { constructor() { this.env = process.env; } f() { return this.env.A + this.other.B; } }", "A"),
    ("class C { env = process.env; f() { return this.env.A; } }", "A"),
    ("Object.hasOwn(process.env, 'A'); _.get(process.env, 'B', 'b'); _.get(process.env, 'C'); Object.keys(process.env.D)", "A B=b C D"),
    ("process.env.toString(); process.env.hasOwnProperty(); [process.env].A; 'process.env.B'", ""),
    ("process.env[`A`]; process.env['B' + '_C']; process.env[ok ? 'D' : 'E']; process.env[String('F').trim()]", "A B_C D E F"),
    ("process.env['P_'.concat('A')]; process.env['x'.toUpperCase()]; process.env[name]; process.env[name()]", "P_A X"),
    ("const K = { a: 'A', b: { c: 'B' } } as const;\nprocess.env[K.a]; process.env[K.b.c]; process.env[K['a']]; process.env[K.z]", "A B"),
    ("enum K { A = 'A_NAME', B }\nprocess.env[K.A];\nObject.values(K).forEach((k) => process.env[k]);", "A_NAME A_NAME"),
    ("const K = 'A';\nconst L = `${K}_B`;\nprocess.env[K]; process.env[L];", "A A_B"),
    ("const K = { A: 1, B: 2 };\nfor (const k of Object.keys(K)) process.env[k];\nfor (const k in K) process.env[k];", "A B"),
    ("for (const [k, d] of Object.entries({ A: 'x' })) process.env[k];\nObject.values({ b: 'B' }).map((v) => process.env[v]);", "A B"),
    ("const L = ['A', ...['B'], /* c */ 'C'];\nL.slice(1).filter((n) => n).forEach((n) => process.env[n]);", "A B C"),
    ("['A'].reduce((sum, n) => sum + process.env[n], '');", "A"),
    ("names().forEach((n) => process.env[n]);", ""),
    ("class C { static names = ['A']; f() { return this.list.map((n) => process.env[n]); } list = ['B']; }", "B"),
    ("class C { static KEY = 'A'; f() { return process.env[C.KEY]; } }", "A"),
    ("class C { key = 'A'; f() { return process.env[this.key]; } }", "A"),
    ("class V { constructor(name) { this.name = name; } get() { return process.env[this.name]; } }\nnew V('A').get();", "A"),
    ("const get = (o) => process.env[o.name];\nget({ name: 'A' });", "A"),
    ("const all = (...names) => names.map((n) => process.env[n]);\nall('A', 'B');", "A B"),
    ("const all = (names: string[]) => names.map((n) => process.env[n]);\nall(['A', 'B']);\nconst listed = ['C'];\nall(listed);", "A B C"),
    ("const get = (n, d) => process.env[n] ?? d;\nget('A', 5); get('B', true); get('C', [1, 'x']); get('D');", 'A=5 B=true C=[1,"x"] D'),
    ("const get = (n) => process.env[n];\nconst a = get('A') ?? 'x', b = get('B') || 'y';", "A=x B=y"),
    ("const o = { get: (n) => process.env[n] };\n", ""),
    ("function load(e) { return e.A; }\nclass L { static of(e) { return e.B; } }\nload(process.env); L.of(process.env);", "A B"),
    ("export const f = (e: Record<string, string>) => e.A;\nexport const g = (env: Record<string, string>) => env.B;", "B"),
    ("const a = process.env.A || -1, b = process.env.B || 2 + 1, c = process.env.C || 5 - 1, d = process.env.D || x * 2;", "A=-1 B=3 C=4 D"),
    ("const a = process.env.A || [x], b = process.env.B || undefined, c = process.env.C || String(3), d = process.env.D || -x;", "A B C=3 D"),
    ("const D = { a: 'x' }, E = 'y';\nconst a = process.env.A || D.a, b = process.env.B || E, c = process.env.C || D.z;", "A=x B=y C"),
    ("const a = f(process.env.A, 2) || 3, b = process.env.B.length || 3, c = [process.env.C] || 3, d = process.env.D + 'x' || 3;", "A B C D"),
    ("const a = process.env.A === undefined ? 'x' : process.env.A, b = ok ? process.env.B : 'y', c = ok ? 'z' : process.env.C;", "A=x B C"),
    ("const a = process.env.A === 'x' || 'y', b = process.env.B ? 'p' : 'q';", "A B"),
    ("for (const [k, v] of Object.entries(process.env)) if (k.startsWith('APP_')) use(v);", "APP_*"),
    ("Object.keys(process.env).filter((k) => k.startsWith('A_')).map((k) => k.startsWith('B_'));", "A_* B_*"),
    ("Object.keys(other).filter((k) => k.startsWith('A_')); list.filter((k) => k.startsWith('B_')); f(x).map((k) => k.startsWith('C_'));", ""),
    ("const long = process.env;\nconst A_LONG = '" + "x" * 300 + "';", ""),
    ("import { A as B } from '$env/static/public';\n", "A"),
    ("const s = z.object({ A: z.string() });\nz.parse(s, process.env); other.parse(3); s.parse(process.env);", "A"),
    ("const shared = { A: z.string().default('a') };\nz.object({ ...shared, B: z.string().optional().default('b') }).parse(process.env);", "A=a B=b"),
    ("const A = z.string();\nz.object({ A, B: rules.b, C: 'text', D: imported }).parse(process.env);", "A B D"),
    ("v.parse(v.object({ A: v.optional(v.string(), 'a'), B: v.pipe(v.string()) }), process.env);", "A=a B"),
    ("z.object({ A: z.preprocess(f, z.string().optional()), B: z.preprocess(f, z.string()) }).parse(process.env);", "A B"),
    ("Joi.object().keys({ A: Joi.string().required() }).validate(process.env);", "A"),
    ("import { other } from './o';\nfunction f(config) { return other.parse(config); }\nother.parse(config);", ""),
    ("export function validate(env) { const envSchema = z.object({ A: z.string() }); return envSchema.parse(env); }", "A"),
    ("export function read(data) { return z.object({ A: z.string() }).parse(data); }", ""),
    ("function f(env) { return plainToInstance(Variables, env); }\nplainToInstance(User, body);\nclass Variables { A: string; static B: string; }", "A"),
    ("import { Variables } from './v';\nfunction f(env) { return plainToInstance(Variables, env); }", ""),
    ("envSchema({ schema: { type: 'object', required: ['A'], properties: { A: { type: 'string' }, B: { type: 'number', default: 3 } } } });", "A B=3"),
    ("app.register(fastifyEnv, { schema: Type.Object({ A: Type.Number({ default: 3 }) }) });\napp.register(other, {});", "A=3"),
    ("createEnv({ server: make() }); createEnv(); cleanEnv(process.env);", ""),
    ("const nest = app.get(ConfigService);\nnest.get(key()); nest.get('lower.case'); nest.get('A') ?? 'x';", "A=x"),
    ("class C { constructor(service: ConfigService, private readonly c: ConfigService) {} f() { return this.c.get('A', { infer: true }); } }", "A"),
    ("class C { @Inject() c: ConfigService; f() { return this.c.get('A') } }", "A"),
    ("import * as env from 'env-var';\nconst a = env.get('A').required(false).asString(), b = env.get('B').asInt();", "A B"),
    ("const db = { host: { env: 'A' } };\nconvict({ db, port: { env: 'B', default: 3 } });", "A B=3"),
    ("process.env.A = '1'; vi.stubEnv('B', '1'); console.log(process.env); delete process.env['C'];", ""),
    ("const { [name]: A } = process.env;", "name"),
]


@pytest.mark.parametrize("service", SERVICES, ids=lambda path: path.name)
def test_a_service_reads_what_its_labels_say_and_nothing_else(service: Path) -> None:
    """Every labelled read is found, at its line and with its default, and no trap is taken for one."""
    assert told_sorted(found(dict(sources(service)))) == told_sorted(labels(service))


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_line_reads_what_it_says(text: str, expected: str) -> None:
    """One way to write a read, and what it means."""
    assert sorted(read_names("service.ts", text)) == sorted(expected.split())


@given(st.binary(max_size=300))
def test_any_bytes_can_be_read(text: bytes) -> None:
    """A file that is no source raises nothing."""
    facts(text, "service.ts")


@given(st.data())
def test_a_mutilated_source_can_be_read(data: st.DataObject) -> None:
    """A source that is cut, or has other bytes put into it, raises nothing."""
    service = data.draw(st.sampled_from(SERVICES))
    path, text = data.draw(st.sampled_from(sorted(sources(service).items())))
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    facts(text[:start] + data.draw(st.binary(max_size=20)) + text[end:], path)
