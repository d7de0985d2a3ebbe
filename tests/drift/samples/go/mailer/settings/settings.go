package settings

import "time"

type Settings struct {
	Environment string        `env:"ENVIRONMENT" envDefault:"local"`
	Timeout     time.Duration `env:"SEND_TIMEOUT" envDefault:"10s"`
	Hosts       []string      `env:"HOSTS,required" envSeparator:","`
	Secret      string        `env:"SECRET,notEmpty,unset"`
	SMTP        SMTP          `envPrefix:"SMTP_"`
	Server
	Ignored string `env:"-"`
	Other   string `json:"OTHER_FIELD"`
}

type SMTP struct {
	Host string `env:"HOST" envDefault:"localhost"`
	TLS  *TLS   `envPrefix:"TLS_"`
}

type TLS struct {
	Cert string `env:"CERT"`
}

type Server struct {
	Port int `env:"PORT" envDefault:"3000"`
}

// Standalone is parsed by a caller that this repository does not show.
type Standalone struct {
	Name string `env:"STANDALONE_NAME"`
}
