System.get_env("ONLY_TESTED")
