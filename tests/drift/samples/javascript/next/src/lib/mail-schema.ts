import { z } from "zod";

export const mailSchema = z.object({
  MAIL_FROM: z.string().email().default("no-reply@example.com"),
});
