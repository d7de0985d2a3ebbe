class ConfigTest { String a = System.getenv("ONLY_TESTED"); }
