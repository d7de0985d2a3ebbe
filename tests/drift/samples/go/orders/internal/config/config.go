// Package config reads the configuration. ORDERS_IN_A_COMMENT is not read: os.Getenv("ORDERS_DOC_COMMENT").
package config

import (
	"cmp"
	"errors"
	"fmt"
	"log"
	"os"
	"strconv"
	"strings"
	"time"
)

const (
	// PortKey names the port.
	PortKey    = "ORDERS_PORT"
	levelKey   = "ORDERS_LOG_LEVEL"
	prefix     = "ORDERS_"
	ErrCode    = "ERR_ORDER_NOT_FOUND"
	HeaderName = "X_ORDER_ID"
	query      = "SELECT_ORDERS"
)

const defaultTimeout = 30 * time.Second

var required = []string{
	"ORDERS_BROKER",
	"ORDERS_TOPIC",
}

// Config holds it all.
type Config struct {
	Host    string
	Port    int
	Timeout time.Duration
	Debug   bool
	TLS     struct{ Cert string }
}

// GetEnv returns a variable or a fallback.
func GetEnv(key, fallback string) string {
	if value, ok := os.LookupEnv(key); ok {
		return value
	}
	return fallback
}

func getEnvAsInt(name string, defaultVal int) int {
	valueStr := GetEnv(name, "")
	if value, err := strconv.Atoi(valueStr); err == nil {
		return value
	}
	return defaultVal
}

func getEnvBool(key string, def bool) bool {
	v := os.Getenv(key)
	if v == "" {
		return def
	}
	parsed, err := strconv.ParseBool(v)
	if err != nil {
		return def
	}
	return parsed
}

func getDuration(key string, def time.Duration) time.Duration {
	if raw := strings.TrimSpace(os.Getenv(key)); raw != "" {
		if d, err := time.ParseDuration(raw); err == nil {
			return d
		}
	}
	return def
}

func mustGet(key string) string {
	value := os.Getenv(key)
	if value == "" {
		log.Fatalf("%s is not set", key)
	}
	return value
}

func envFor(service string) string {
	return os.Getenv(fmt.Sprintf("%s%s_URL", prefix, service))
}

func getOr[T any](key string, def T, parse func(string) (T, error)) T {
	raw, ok := os.LookupEnv(key)
	if !ok {
		return def
	}
	value, err := parse(raw)
	if err != nil {
		return def
	}
	return value
}

// Load loads.
func Load() (*Config, error) {
	for _, key := range required {
		if os.Getenv(key) == "" {
			return nil, fmt.Errorf("%s is missing", key)
		}
	}
	cfg := &Config{
		Host:    GetEnv("ORDERS_HOST", "localhost"),
		Port:    getEnvAsInt(PortKey, 8080),
		Timeout: getDuration("ORDERS_TIMEOUT", defaultTimeout),
		Debug:   getEnvBool("ORDERS_DEBUG", false),
	}
	cfg.TLS.Cert = os.Getenv("ORDERS_TLS_CERT")
	if cfg.TLS.Cert == "" {
		cfg.TLS.Cert = "/etc/tls.crt"
	}
	dsn := mustGet(prefix + "DSN")
	users := envFor("USERS")
	level := cmp.Or(os.Getenv(levelKey), "info")
	token := os.Getenv("ORDERS_TOKEN")
	if token == "" {
		return nil, errors.New("ORDERS_TOKEN_IS_MISSING")
	}
	region := "eu-west-1"
	if r := os.Getenv("ORDERS_REGION"); r != "" {
		region = r
	}
	limit := 10
	if raw, ok := os.LookupEnv("ORDERS_LIMIT"); ok {
		n, err := strconv.Atoi(raw)
		if err != nil {
			return nil, err
		}
		limit = n
	}
	workers, err := strconv.Atoi(os.Getenv("ORDERS_WORKERS"))
	if err != nil {
		workers = 4
	}
	ratio := getOr[float64](
		"ORDERS_RATIO",
		0.25,
		func(s string) (float64, error) { return strconv.ParseFloat(s, 64) },
	)
	strict := os.Getenv("ORDERS_STRICT") == "true"
	_, traced := os.LookupEnv("ORDERS_TRACE")
	path := os.ExpandEnv("${ORDERS_HOME}/data")
	for _, option := range []struct {
		name string
		def  string
	}{
		{"ORDERS_RED", "1"},
		{name: "ORDERS_BLUE", def: "2"},
	} {
		log.Println(GetEnv(option.name, option.def))
	}
	for name, target := range map[string]*string{"ORDERS_MAPPED": &cfg.Host} {
		*target = os.Getenv(name)
	}
	get := func(key string) string { return os.Getenv(prefix + key) }
	secret := get("SECRET")
	for _, pair := range os.Environ() {
		if strings.HasPrefix(pair, "ORDERS_LABEL_") {
			log.Println(pair)
		}
	}
	// old := os.Getenv("ORDERS_COMMENTED_OUT")
	/* os.Getenv("ORDERS_BLOCK_COMMENT") */
	sample := `os.Getenv("ORDERS_IN_A_RAW_STRING")`
	log.Println("os.Getenv(\"ORDERS_IN_A_STRING\")", "ORDERS_PRINTED", sample, query)
	log.Println(dsn, users, level, token, region, limit, workers, ratio, strict, traced, path, secret)
	return cfg, nil
}
