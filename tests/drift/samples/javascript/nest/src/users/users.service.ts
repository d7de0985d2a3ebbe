import { Inject, Injectable } from "@nestjs/common";
import { ConfigService } from "@nestjs/config";
import { Cache } from "cache-manager";
import { SettingKey } from "./keys";

const ROLE = { ADMIN: "ROLE_ADMIN", USER: "ROLE_USER" } as const;

@Injectable()
export class UsersService {
  private readonly limit: number;
  private readonly table = "USERS_TABLE";

  constructor(
    private readonly configService: ConfigService,
    private cfg: ConfigService<Record<string, string>, true>,
    @Inject("CACHE_MANAGER") private readonly cache: Cache,
  ) {
    this.limit = this.configService.get<number>("USERS_LIMIT", 50);
  }

  async find(id: string): Promise<string | undefined> {
    const mail = this.cfg.get("MAIL_FROM", { infer: true });
    const host = this.configService.get("database.host");
    const region = this.configService.get(SettingKey.Region);
    const cached = await this.cache.get("CACHED_USERS");
    const map = new Map<string, string>([["MAP_KEY", "x"]]);
    return `${mail}${host}${cached}${map.get("MAP_KEY")}${ROLE.ADMIN}${this.limit}${region}${id}${this.table}`;
  }
}
