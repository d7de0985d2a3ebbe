package main

import (
	"context"
	"log"
	"net/http"
	sys "os"
	"os/exec"

	"github.com/acme/orders/internal/config"
	"github.com/acme/templates/env"
	"github.com/urfave/cli/v2"
)

type fakeOS struct{ values map[string]string }

func (f fakeOS) Getenv(key string) string { return f.values[key] }

type lookup func(string) string

type Store struct{ values map[string]string }

func (s *Store) Get(key string) string { return s.values[key] }

type Loader struct{ prefix string }

func (l *Loader) require(key string) string {
	value, found := sys.LookupEnv(key)
	if !found {
		panic("missing " + key)
	}
	return value
}

func (l *Loader) Load() {
	log.Println(l.require("ORDERS_REQUIRED_BY_METHOD"))
}

func requireAll(keys ...string) {
	for _, key := range keys {
		if sys.Getenv(key) == "" {
			log.Fatal(key)
		}
	}
}

func run(ctx context.Context, getenv func(string) string) error {
	addr := getenv("ORDERS_ADDR")
	if addr == "" {
		addr = ":8080"
	}
	log.Println(addr)
	return nil
}

func handler(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X_FRAME_OPTIONS", "DENY")
	log.Println(r.Header.Get("X_REAL_IP"), r.FormValue("ORDER_ID"))
	http.Error(w, "ORDER_NOT_FOUND", 404)
}

func main() {
	requireAll("ORDERS_ONE", "ORDERS_TWO")
	port := config.GetEnv("ORDERS_ADMIN_PORT", "9090")
	if key := sys.Getenv(config.PortKey); key != "" {
		port = key
	}
	store := &Store{}
	log.Println(store.Get("ORDERS_STORE_KEY"), env.Render("ORDERS_TEMPLATE"), port)
	loader := &Loader{}
	loader.Load()
	log.Println(loader.require("ORDERS_CALLED"))
	sys.Setenv("ORDERS_WRITTEN", "1")
	sys.Unsetenv("ORDERS_REMOVED")
	cmd := exec.Command("migrate")
	cmd.Env = append(sys.Environ(), "ORDERS_CHILD=1")
	os := fakeOS{}
	log.Println(os.Getenv("ORDERS_FAKE"))
	app := &cli.App{
		Flags: []cli.Flag{
			&cli.StringFlag{
				Name:    "queue",
				Value:   "default",
				EnvVars: []string{"ORDERS_QUEUE", "QUEUE"},
			},
			&cli.IntFlag{Name: "ORDERS_FLAG_NAME", Value: 3},
		},
	}
	_ = run(context.Background(), sys.Getenv)
	log.Println(app, sys.Getenv(sys.Args[1]))
}
