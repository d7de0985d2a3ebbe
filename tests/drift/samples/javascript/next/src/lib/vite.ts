import { env as dynamic } from "$env/dynamic/private";
import { API_TOKEN } from "$env/static/private";
import { loadEnv } from "vite";

const base = import.meta.env.BASE_URL;
const api = import.meta.env.VITE_API_URL || "/api";
const mode = import.meta.env.MODE;
const loaded = loadEnv("development", "/");
const proxy = loaded.VITE_PROXY;
const token = dynamic.DYNAMIC_TOKEN;
const deno = Deno.env.get("DENO_REGION") ?? "eu";
Deno.env.set("DENO_CHILD", "1");
const bun = Bun.env.BUN_REGION;
export const all = [base, api, mode, proxy, token, deno, bun, API_TOKEN];

export function typed(source: NodeJS.ProcessEnv) {
  return source.TYPED_NAME;
}
export function untyped(source: Record<string, string>) {
  return source.UNTYPED_NAME;
}
export function mapped(env: Record<string, string | undefined> = process.env) {
  const { MAPPED_A, MAPPED_B = "b" } = env;
  return MAPPED_A ?? MAPPED_B;
}
