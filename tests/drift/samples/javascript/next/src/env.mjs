import { createEnv } from "@t3-oss/env-nextjs";
import { z } from "zod";

export const env = createEnv({
  server: {
    DATABASE_URL: z.string().url(),
    NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
    SMTP_PORT: z.coerce.number().int().default(587),
  },
  client: {
    NEXT_PUBLIC_SITE: z.string().optional(),
  },
  runtimeEnv: {
    DATABASE_URL: process.env.DATABASE_URL,
    NODE_ENV: process.env.NODE_ENV,
    SMTP_PORT: process.env.SMTP_PORT,
    NEXT_PUBLIC_SITE: process.env.NEXT_PUBLIC_SITE,
  },
  skipValidation: !!process.env.SKIP_ENV_VALIDATION,
});
