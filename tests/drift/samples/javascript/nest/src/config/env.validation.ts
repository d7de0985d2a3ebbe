import { plainToInstance } from "class-transformer";
import { IsEnum, IsNumber, IsOptional, IsString, validateSync } from "class-validator";

enum Environment {
  Development = "DEVELOPMENT_ENV",
  Production = "PRODUCTION_ENV",
}

export class EnvironmentVariables {
  static readonly VERSION_KEY = "VERSION_KEY";

  @IsEnum(Environment)
  NODE_ENV: Environment;

  @IsNumber()
  PORT: number = 3000;

  @IsString()
  @IsOptional()
  SENTRY_DSN?: string;
}

export class CreateUserDto {
  @IsString()
  USER_NAME: string;
}

export function validate(config: Record<string, unknown>) {
  const validated = plainToInstance(EnvironmentVariables, config, { enableImplicitConversion: true });
  validateSync(validated);
  return validated;
}
