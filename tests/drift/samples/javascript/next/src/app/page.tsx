import { env } from "../env.mjs";

const COLORS = { RED_TONE: "#f00" };

export default function Page({ title = process.env.NEXT_PUBLIC_TITLE ?? "Shop" }: { title?: string }) {
  const stage = process.env.NODE_ENV === "production" ? "PROD_STAGE" : "DEV_STAGE";
  return (
    <main data-key="DATA_KEY" className={COLORS.RED_TONE}>
      {/* process.env.JSX_COMMENT */}
      <h1>{title}</h1>
      <p>Set PUBLIC_HINT in your shell. {stage} {env.NEXT_PUBLIC_SITE}</p>
      {process.env.NEXT_PUBLIC_BANNER && <b>{process.env["NEXT_PUBLIC_BANNER"]}</b>}
    </main>
  );
}
