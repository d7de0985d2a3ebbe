import { NestFactory } from "@nestjs/core";
import { ConfigService } from "@nestjs/config";
import { AppModule } from "./app.module";

async function bootstrap(): Promise<void> {
  const app = await NestFactory.create(AppModule);
  const settings = app.get(ConfigService);
  await app.listen(settings.get<number>("HTTP_PORT") ?? 3000);
}
void bootstrap();
