defmodule Relay.Env do
  @moduledoc "System.get_env(\"COMMENTED\") is no read."
  @mode "RELAY_MODE"

  def from_env(name, default \\ nil) do
    System.get_env(name, default)
  end

  def limit!(name) do
    if limit = System.get_env(name), do: limit
  end

  def mode, do: System.get_env(@mode)

  def any(name) when is_binary(name), do: System.get_env("RELAY_" <> name)
end
