package harbour;

class Config {
    static final String PORT = "HARBOUR_PORT";

    @Value("${HARBOUR_REGION:eu-west-1}")
    String region;

    @Value("${harbour.mail-host}")
    String mailHost;

    @ConfigProperty(name = "harbour.max-jobs", defaultValue = "3")
    int jobs;

    static String env(String name, String fallback) {
        String value = System.getenv(name);
        return value == null ? fallback : value;
    }

    void load() {
        env(PORT, "8080");
        env("HARBOUR_" + "HOST", null);
        System.getenv().getOrDefault("HARBOUR_ZONE", "UTC");
        Optional.ofNullable(System.getenv("HARBOUR_LEVEL")).orElse("info");
        System.getenv().get("HARBOUR_TOKEN");
        System.getProperty("HARBOUR_NOT_READ");
        // System.getenv("COMMENTED");
        System.getenv(name());
    }
}
