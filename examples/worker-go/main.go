// The worker takes jobs from a queue, and shows how far it is.
package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	"example.org/worker/settings"
)

func main() {
	configuration, err := settings.Load()
	if err != nil {
		os.Stderr.WriteString(err.Error() + "\n")
		os.Exit(1)
	}
	log := slog.New(slog.NewJSONHandler(os.Stderr, &slog.HandlerOptions{Level: level(configuration.Server.LogLevel)}))
	if err := serve(configuration, log); err != nil {
		log.Error("stopped", "error", err)
		os.Exit(1)
	}
}

func level(of settings.WorkerLogLevel) slog.Level {
	switch of {
	case settings.WorkerLogLevelDebug:
		return slog.LevelDebug
	case settings.WorkerLogLevelWarn:
		return slog.LevelWarn
	}
	return slog.LevelInfo
}

func serve(configuration *settings.Settings, log *slog.Logger) error {
	// Secrets do not show themselves, so that the settings may be logged as they are.
	log.Debug("settings", "settings", *configuration, "key", configuration.Access.Key)
	listener, err := net.Listen("tcp", net.JoinHostPort(configuration.Server.Host, fmt.Sprint(configuration.Server.Port)))
	if err != nil {
		return err
	}
	log.Warn("listening", "address", listener.Addr().String(), "profile", configuration.Profile.Profile)
	go work(configuration.Jobs, log)
	server := &http.Server{Handler: handler(configuration, log), ReadHeaderTimeout: time.Second}
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// work takes jobs; this one has no queue, and makes them up.
func work(jobs settings.JobsSettings, log *slog.Logger) {
	for number := 1; ; number++ {
		log.Info("jobs", "batch", number, "size", jobs.Batch, "broker", jobs.BrokerURL)
		time.Sleep(jobs.Pause)
	}
}

func handler(configuration *settings.Settings, log *slog.Logger) http.Handler {
	pages := http.NewServeMux()
	pages.HandleFunc("/status", func(response http.ResponseWriter, request *http.Request) {
		if !isAllowed(configuration.Access, request.Header.Get("Authorization")) {
			log.Warn("refused", "access", configuration.Access)
			http.Error(response, "a valid token is needed", http.StatusUnauthorized)
			return
		}
		_ = json.NewEncoder(response).Encode(configuration)
	})
	return pages
}

// isAllowed says whether a token, "name.signature", is signed with the key or with the one before.
func isAllowed(access settings.AccessSettings, header string) bool {
	if !access.Key.IsSet() && !access.KeyPrevious.IsSet() {
		return true
	}
	name, signature, _ := strings.Cut(strings.TrimPrefix(header, "Bearer "), ".")
	for _, key := range []settings.Secret{access.Key, access.KeyPrevious} {
		if key.IsSet() {
			mac := hmac.New(sha256.New, []byte(key.Reveal()))
			mac.Write([]byte(name))
			if hmac.Equal([]byte(hex.EncodeToString(mac.Sum(nil))), []byte(signature)) {
				return true
			}
		}
	}
	return false
}
