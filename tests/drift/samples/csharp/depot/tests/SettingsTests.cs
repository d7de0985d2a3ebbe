class SettingsTests { string a = Environment.GetEnvironmentVariable("ONLY_TESTED"); }
