import { z } from "zod";
import { mailSchema } from "./mail-schema";

const flag = z.enum(["true", "false"]).default("false");

const schema = z
  .object({
    PORT: z.preprocess((value) => Number(value), z.number().default(3000)),
    LOG_LEVEL: z.string().default("info").transform((level) => level.toLowerCase()),
    TRACING: flag,
    STRIPE_KEY: z.string().min(1),
  })
  .extend({
    REDIS_URL: z.string().url().nullish(),
  })
  .merge(mailSchema)
  .superRefine((value, context) => {
    if (!value.STRIPE_KEY) context.addIssue({ code: "custom", path: ["STRIPE_PATH"] });
  });

const bodySchema = z.object({ ORDER_ID: z.string(), AMOUNT_DUE: z.number() });

export const parseBody = (body: unknown) => bodySchema.parse(body);

const result = schema.safeParse({ ...process.env });
if (!result.success) throw new Error("INVALID_SETTINGS");
export const settings = result.data;
export type Settings = { TYPE_ONLY: string };
interface Declared { INTERFACE_ONLY: string }
