class Settings
{
    const string Token = "DEPOT_TOKEN";

    static string Env(string name, string fallback = "")
    {
        return Environment.GetEnvironmentVariable(name) ?? fallback;
    }

    void Load(IConfiguration Configuration)
    {
        Env("DEPOT_PORT", "8080");
        Env(Token);
        var host = Environment.GetEnvironmentVariable("DEPOT_HOST") ?? "localhost";
        var region = System.Environment.GetEnvironmentVariable($"DEPOT_{Zone}");
        var dsn = Configuration["Database:Url"];
        var pool = Configuration.GetValue<int>("Database:Pool", 5);
        var plain = Configuration["Greeting"];
        Environment.SetEnvironmentVariable("DEPOT_WRITTEN", "1");
    }
}
