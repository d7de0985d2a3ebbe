import { Module } from "@nestjs/common";
import { ConfigModule, ConfigService } from "@nestjs/config";
import { registerAs } from "@nestjs/config";
import { JwtModule } from "@nestjs/jwt";

import { validate } from "./config/env.validation";
import { validationSchema } from "./config/schema";

export const database = registerAs("database", () => ({
  url: process.env.DATABASE_URL,
  pool: parseInt(process.env.DATABASE_POOL!, 10) || 10,
  ssl: process.env.DATABASE_SSL as string,
}));

export const TOKEN = "INJECTION_TOKEN";

@Module({
  imports: [
    ConfigModule.forRoot({ isGlobal: true, validationSchema, validate, load: [database] }),
    JwtModule.registerAsync({
      inject: [ConfigService],
      useFactory: (config: ConfigService) => ({
        secret: config.getOrThrow<string>("JWT_SECRET"),
        signOptions: { expiresIn: config.get("JWT_TTL", "1h") },
      }),
    }),
  ],
  providers: [{ provide: "PROVIDER_TOKEN", useValue: 1 }],
})
export class AppModule {}
