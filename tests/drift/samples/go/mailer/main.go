package main

import (
	"log"
	"strings"

	"github.com/acme/mailer/settings"
	"github.com/caarlos0/env/v11"
	"github.com/ilyakaznacheev/cleanenv"
	"github.com/kelseyhightower/envconfig"
	"github.com/spf13/viper"
)

type Specification struct {
	Debug       bool
	MaxRetries  int    `split_words:"true" default:"5"`
	APIKey      string `envconfig:"API_TOKEN" required:"true"`
	Ignored     string `ignored:"true"`
	HTTPTimeout string `split_words:"true"`
	Redis       struct {
		Addr string `default:"localhost:6379"`
	}
	Embedded
	hidden string
}

type Embedded struct {
	Region string
}

type Message struct {
	Subject string `json:"MAIL_SUBJECT"`
	Body    string `db:"MAIL_BODY" yaml:"MAIL_YAML"`
}

type Postgres struct {
	DSN      string `env:"POSTGRES_DSN" env-required:"true"`
	PoolSize int    `env:"POSTGRES_POOL,PG_POOL" env-default:"10"`
}

func viperSetup() *viper.Viper {
	v := viper.New()
	v.SetEnvPrefix("mailer")
	v.SetEnvKeyReplacer(strings.NewReplacer(".", "_"))
	v.AutomaticEnv()
	v.SetDefault("smtp.port", 587)
	_ = v.BindEnv("smtp.password", "SMTP_PASSWORD", "MAIL_PASSWORD")
	_ = v.BindEnv("smtp.user")
	log.Println(v.GetInt("smtp.port"), v.GetString("smtp.host"), v.GetString("smtp.password"))
	return v
}

func main() {
	var spec Specification
	if err := envconfig.Process("mailer", &spec); err != nil {
		log.Fatal(err)
	}
	cfg, err := env.ParseAs[settings.Settings]()
	if err != nil {
		log.Fatal(err)
	}
	pg := Postgres{}
	_ = cleanenv.ReadEnv(&pg)
	log.Println(cfg, pg, Message{Subject: "MAIL_SUBJECT_VALUE"}, viperSetup())
}
