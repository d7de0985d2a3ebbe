import Config
import Relay.Env
alias Relay.Env

config :relay,
  port: String.to_integer(System.get_env("PORT") || "4000"),
  host: System.get_env("RELAY_HOST", "localhost"),
  secret: System.fetch_env!("RELAY_SECRET"),
  level: from_env("RELAY_LEVEL", "info"),
  limit: Relay.Env.limit!("RELAY_LIMIT"),
  pool: System.get_env("RELAY_POOL", "10") |> String.to_integer(),
  zone: System.get_env()["RELAY_ZONE"]

System.put_env("RELAY_WRITTEN", "1")
