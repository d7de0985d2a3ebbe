"""Forms of credentials, and of values that only look like some, put together when a test runs.

A line is NAME=VALUE. In a value, `{b36}` stands for 36 letters and digits, `{h40}` for 40 hexadecimal ones, `{l20}` for
lower-case ones and digits, `{u16}` for upper-case ones and digits, `{a16}` for lower-case letters alone, `{d9}` for
digits, `{s32}` for base64 text, `{g}` for a UUID and `{p}` for a password that a person made up. So no scanner finds
anything in this file.
"""

import re
from collections.abc import Iterator
from random import Random
from string import ascii_lowercase, ascii_uppercase, digits
from uuid import UUID

PASSWORDS = (
    "hun|ter2",
    "Tr0ub4|dor",
    "Sum|mer2024!",
    "s3c|r3t",
    "qwe|rty1",
    "let|mein",
    "winter|garden",
    "pa55|word#1",
)
ALPHABETS = {
    "b": ascii_lowercase + ascii_uppercase + digits,
    "h": "0123456789abcdef",
    "l": ascii_lowercase + digits,
    "u": ascii_uppercase + digits,
    "a": ascii_lowercase,
    "d": digits,
    "s": ascii_lowercase + ascii_uppercase + digits + "+/",
}
HOLE = re.compile(r"\{(?:([bhluads])(\d+)|([gp]))\}")


def forms(text: str, seed: int) -> Iterator[tuple[str, str]]:
    """Yield the name and the value of each line, with its holes filled by chance."""
    chance = Random(seed)  # noqa: S311 - nothing is protected by it

    def fill(hole: re.Match[str]) -> str:
        if hole[3] == "p":
            return chance.choice(PASSWORDS).replace("|", "")
        if hole[3] == "g":
            return str(UUID(int=chance.getrandbits(128), version=4))
        return "".join(chance.choices(ALPHABETS[hole[1]], k=int(hole[2])))

    for line in text.strip().splitlines():
        name, _, value = line.partition("=")
        yield name, HOLE.sub(fill, value).replace("\\n", "\n")


CREDENTIALS = r"""
DB_PASSWORD={p}
DB_PASS={p}
SMTP_PW={p}
ADMIN_PW={p}
REQUIREPASS={p}
MYSQL_ROOT_PASSWORD={p}
PGPASSWORD={p}
POSTGRES_PASSWORD={d6}
WIFI_PSK={p}
BACKUP_PASSPHRASE={p} {p} {p}
DOOR_PASSCODE={d4}
UNLOCK_PIN={d4}
USER_PIN={d6}
rootpw={p}
dbpasswd={p}
spring.datasource.password={p}
ConnectionStrings__Password={p}
appPassword={a4} {a4} {a4} {a4}
LDAP_BIND_PASSWORD={p}
KEYSTORE_PWD={p}
REDIS_PASSWORD_PROD={p}
SMTP_PASSWORD_2={p}
DB_CREDS=app:{p}
SERVICE_CREDENTIALS={p}/{p}
BASIC_AUTH=admin:{p}
FLOWER_BASIC_AUTH=flower:{p}
NEO4J_AUTH=neo4j/{p}
REDISCLI_AUTH={b20}
HTTP_AUTH=deploy:{p}
PROXY_USERPASS=proxy:{p}
APP_SECRET={p}
CLIENT_SECRET={b32}
JWT_SECRET={h64}
JWT_SECRET_PREVIOUS={s43}=
NEXTAUTH_SECRET={s43}=
SESSION_SECRET={p}
COOKIE_SECRET={l24}
SECRET_KEY_BASE={h128}
DJANGO_SECRET_KEY=django-insecure-{l50}
FLASK_SECRET={p}
FERNET_KEY={s43}=
ENCRYPTION_KEY={h32}
SIGNING_KEY={s44}
HMAC_KEY={h40}
MASTER_KEY={h32}
VAULT_KEY={b32}
METRICS_KEY={p}
LICENSE_KEY={u5}-{u5}-{u5}-{u5}
LICENCE_KEY={u4}-{u4}-{u4}-{u4}
PASSWORD_SALT={p}
PASSWORD_PEPPER={p}
AUTH_TOKEN={p}
API_TOKEN={h40}
BOT_TOKEN={d10}:AA{b33}
DEPLOY_TOKEN={p}
CSRF_TOKEN={b32}
GITHUB_PAT={b40}
AZURE_DEVOPS_PAT={l52}
TELEGRAM={d9}:AA{b33}
BOT={d10}:AA{b33}
WALLET_MNEMONIC=ocean blade lunar crisp tiger novel wagon fiber radar ketchup salon moon
SEED_PHRASE=legal winner thank year wave sausage worth useful legal winner thank yellow
WORDS=legal winner thank year wave sausage worth useful legal winner thank yellow
TOTP_SEED={u32}
RECOVERY_CODE={d8}
OTP_SECRET={u16}
STRIPE=sk_live_{b24}
STRIPE_KEY=rk_live_{b24}
STRIPE_HOOK=whsec_{b32}
STRIPE_TEST=sk_test_{b24}
GH=ghp_{b36}
GH_OAUTH=gho_{b36}
GH_APP=ghs_{b36}
GH_FINE=github_pat_{b22}_{b59}
GL=glpat-{b20}
GL_RUNNER=glrt-{b20}
GL_TRIGGER=glptt-{h40}
SLACK=xoxb-{d12}-{d12}-{b24}
SLACK_APP=xapp-1-A{u10}-{d13}-{h64}
AWS=AKIA{u16}
AWS_TEMPORARY=ASIA{u16}
AWS_LINE=aws_secret_access_key = {s40}
AWS_PAIR=AKIA{u16}:{s40}
AWS_SECRET={s40}
GOOGLE=AIza{b35}
GOOGLE_OAUTH=GOCSPX-{b28}
GOOGLE_ACCESS=ya29.{b60}
GOOGLE_REFRESH=1//0{b60}
OPENAI=sk-{b48}
OPENAI_PROJECT=sk-proj-{b48}
ANTHROPIC=sk-ant-api03-{b80}AA
HUGGINGFACE=hf_{b34}
REPLICATE=r8_{b37}
GROQ=gsk_{b52}
PERPLEXITY=pplx-{l48}
SENDGRID=SG.{b22}.{b43}
MAILGUN=key-{h32}
MAILCHIMP={h32}-us14
TWILIO=SK{h32}
SQUARE=sq0atp-{b22}
SQUARE_SECRET=sq0csp-{b43}
SHOPIFY=shpat_{h32}
NPM=npm_{b36}
PYPI=pypi-AgEIcHlwaS5vcmc{b60}
RUBYGEMS=rubygems_{h48}
CRATES=cio{b32}
DOCKER=dckr_pat_{b27}
DIGITALOCEAN=dop_v1_{h64}
LINEAR=lin_api_{b40}
NOTION=secret_{b43}
NOTION_NEW=ntn_{b46}
FIGMA=figd_{b40}
AIRTABLE=pat{b14}.{h64}
POSTMAN=PMAK-{h24}-{h34}
DATABRICKS=dapi{h32}
VAULT=hvs.{b90}
TERRAFORM={b14}.atlasv1.{b60}
DOPPLER=dp.pt.{b43}
PULUMI=pul-{h40}
SENTRY_AUTH=sntrys_{b60}
GRAFANA=glsa_{b32}_{h8}
GRAFANA_CLOUD=glc_{b60}
NEWRELIC=NRAK-{u27}
DATADOG={h32}
DYNATRACE=dt0c01.{u24}.{u64}
HEROKU_API_KEY={g}
ATLASSIAN=ATATT3xFfGF0{b60}
FLY=FlyV1 fm2_{b60}
SUPABASE=sbp_{h40}
PLANETSCALE=pscale_tkn_{b43}
CLOUDFLARE=v1.0-{h24}-{h146}
AGE=AGE-SECRET-KEY-1{u58}
TAILSCALE=tskey-auth-{b17}-{b32}
ETHEREUM=0x{h64}
XPRV=xprv9s21ZrQH143K{b95}
JWT=eyJhbGciOiJI{b20}.eyJzdWIi{b40}.{b43}
SERVICE_ROLE=eyJhbGciOiJI{b20}.eyJpc3Mi{b80}.{b43}
DATABASE_URL=postgres://app:{p}@db.internal:5432/app
DATABASE_URI=postgresql+asyncpg://app:{b20}@db/app
MYSQL=mysql://root:{p}@127.0.0.1/shop
MONGO=mongodb+srv://app:{p}@cluster0.mongodb.example/app?retryWrites=true
REDIS=redis://:{p}@cache:6379/0
REDIS_TLS=rediss://default:{b32}@cache.example:6380
AMQP=amqps://worker:{p}@mq.example/vhost
BROKER=nats://{b24}@nats.example:4222
SMTP_URL=smtps://mailer%40example.com:{p}@smtp.example.com:465
FTP=ftp://backup:{p}@files.example.com/dump
PROXY=http://proxy:{p}@10.0.0.1:3128
LDAP_URL=ldap://cn=admin:{p}@ldap.example/
ODD_URL=postgres://app:pa/{p}@db/app
HASH_URL=postgres://app:x#{p}@db/app
QUOTED="postgres://app:{p}@db/app"
SENTRY_DSN=https://{h32}@o{d6}.ingest.sentry.io/{d7}
SENTRY_OLD=https://{h32}:{h32}@sentry.example.com/2
GIT_REMOTE=https://ghp_{b36}@github.com/acme/shop.git
GIT_URL=https://oauth2:glpat-{b20}@gitlab.example.com/acme/shop.git
PIP_INDEX=https://user:{p}@packages.example.com/simple
GO_DSN=app:{p}@tcp(db:3306)/shop?parseTime=true
REGISTRY=robot:{p}@registry.example.com
JDBC=jdbc:postgresql://db:5432/app?user=app&password={p}
JDBC_SQLSERVER=jdbc:sqlserver://db:1433;databaseName=app;user=sa;password={p};encrypt=true
JDBC_ORACLE=jdbc:oracle:thin:app/{p}@db:1521/XE
ADO=Server=db;Database=app;User Id=sa;Password={p};
ADO_SHORT=Host=db;Username=app;Pwd={p}
ODBC=Driver={ODBC};Server=db;UID=sa;PWD={p}
LIBPQ=host=db dbname=app user=app password={p}
STORAGE=DefaultEndpointsProtocol=https;AccountName=shop;AccountKey={s86}==;EndpointSuffix=core.windows.net
SERVICEBUS=Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey={s43}=
EVENTHUB=Endpoint=sb://x.example/;SharedAccessKeyName=send;SharedAccessKey={s43}=;EntityPath=e
COSMOS=AccountEndpoint=https://x.documents.azure.com:443/;AccountKey={s86}==;
REDIS_AZURE=cache.redis.example:6380,password={s43}=,ssl=True,abortConnect=False
APPINSIGHTS=InstrumentationKey={g};IngestionEndpoint=https://eu.example/
APPCONFIG=Endpoint=https://x.azconfig.io;Id=abc;Secret={s43}=
SAS=https://shop.blob.core.windows.net/c?sv=2022-11-02&sr=c&sig={s43}%3D
S3_LINK=https://b.s3.amazonaws.com/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature={h64}
GCS_LINK=https://storage.googleapis.com/b/o?X-Goog-Signature={h64}
CDN_LINK=https://cdn.example.com/v.mp4?Expires=1700000000&Signature={b40}&Key-Pair-Id=K{u13}
MAPS=https://maps.example.com/js?key={b39}
API=https://api.example.com/v1?api_key={p}
CALLBACK=https://example.com/cb?access_token={b30}
FUNCTION=https://fn.azurewebsites.net/api/run?code={s54}==
FEED=https://example.com/feed?token={p}
FRAGMENT=https://example.com/#access_token={b30}
ICAL=https://calendar.example.com/private-{h32}/basic.ics
OTP=otpauth://totp/Shop:me?secret={u32}&issuer=Shop
SLACK_WEBHOOK=https://hooks.slack.com/services/T{u8}/B{u8}/{b24}
NOTIFY=https://hooks.example.com/T0/B1/{b5}3
DISCORD=https://discord.com/api/webhooks/{d18}/{b68}
TEAMS=https://acme.webhook.office.com/webhookb2/{g}@{g}/IncomingWebhook/{h32}/{g}
ZAPIER=https://hooks.zapier.com/hooks/catch/{d7}/{l7}/
MATTERMOST=https://chat.example.com/hooks/{l26}
TELEGRAM_URL=https://api.telegram.org/bot{d10}:AA{b33}/sendMessage
HEARTBEAT=https://hc-ping.com/{g}
GOOGLE_CHAT=https://chat.googleapis.com/v1/spaces/AAAA/messages?key={b39}&token={b43}
RPC=https://mainnet.infura.io/v3/{h32}
RPC_ALCHEMY=https://eth-mainnet.g.alchemy.com/v2/{b32}
HEADER=Bearer {b40}
AUTHORIZATION=Bearer {p}
HEADERS=Authorization: Bearer {h32}
OTEL_EXPORTER_OTLP_HEADERS=api-key={h32}
OTEL_HEADERS=authorization=Basic {s32}
PROXY_HEADER=Basic {s24}==
GENIE=GenieKey {g}
RAILS_HEADER=Token token={b32}
EXTRA_HEADERS=X-Api-Key: {p}
COOKIE=session={b43}; Path=/
ACCESS=AWS4-HMAC-SHA256 Credential=AKIA{u16}/x, Signature={h64}
CONFIG={"user": "app", "password": "{p}"}
CONFIG_YAML=user: app, password: {p}
SERVICE_ACCOUNT={"type": "service_account", "private_key_id": "{h40}", "private_key": "-----BEGIN PRIVATE KEY-----"}
NESTED={"db": {"auth": {"apiKey": "{b30}"}}}
SETTINGS=debug=true token={b24}
COMMAND=redis-server --requirepass {p}
START=app --db-password={p} --port 80
RUN=curl -u admin:{p} https://example.com
RUN_HEADER=curl -H "X-Auth-Token: {b24}" https://example.com
NPMRC=//registry.example.com/:_authToken={g}
NETRC=machine example.com login deploy password {p}
DOCKER_AUTH={"auths": {"r.example.com": {"auth": "{s32}"}}}
PGPASS=db:5432:app:app:{p}
HTPASSWD=admin:$apr1${b8}${b22}
PASSWORD_HASH=$2b$12${b53}
ADMIN_HASH=$argon2id$v=19$m=65536,t=3,p=4${s22}${s43}
SHADOW=$6${b8}${b86}
DJANGO_USER=pbkdf2_sha256$600000${b22}${s43}=
PEM=-----BEGIN RSA PRIVATE KEY-----\n{s64}\n-----END RSA PRIVATE KEY-----
KEY_FILE_TEXT=-----BEGIN OPENSSH PRIVATE KEY-----\n{s64}
PGP=-----BEGIN PGP PRIVATE KEY BLOCK-----\n{s64}
EC=-----BEGIN EC PRIVATE KEY-----\n{s64}
ESCAPED_PEM="-----BEGIN PRIVATE KEY-----{s64}"
PEM_AS_TEXT=LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0t{s80}
WIREGUARD={s43}=
JWK={"kty":"oct","k":"{b43}"}
LIST=alpha,ghp_{b36},beta
FALLBACK_PASSWORD=${DB_PASSWORD:-{p}}
URL_FALLBACK=${DATABASE_URL:-postgres://app:{p}@db/app}
PAIR_OF_KEYS={h32}:{h32}
HEX={h64}
RANDOM={b32}
OPAQUE={l40}
TWO_PARTS={b24}.{b24}
STRONG_ADMIN=aB3$xY9!{b2}
SHARED_ACCESS=SharedAccessSignature sr=x&sig={s43}%3d&se=1700000000&skn=n
"""

INNOCENT = r"""
PASSWORD_MIN_LENGTH=12
PASSWORD_MAX_LENGTH=128
PASSWORD_LENGTH=8
PASSWORD_HISTORY=5
PASSWORD_RETRIES=3
PASSWORD_RESET_TIMEOUT=259200
PASSWORD_EXPIRY_DAYS=90
PASSWORD_POLICY=strict
PASSWORD_HASHER=argon2
PASSWORD_ALGORITHM=bcrypt
PASSWORD_HASH_ROUNDS=12
PASSWORD_REQUIRE_UPPERCASE=true
PASSWORD_REQUIRE_DIGITS=1
PASSWORD_LOGIN_ENABLED=false
PASSWORD_ENABLED=on
PASSWORD_PROTECTED=yes
PASSWORD_FIELD=password
PASSWORD_HEADER=X-Password
PASSWORD_RESET_URL=https://example.com/reset
ALLOW_EMPTY_PASSWORD=yes
MYSQL_ALLOW_EMPTY_PASSWORD=1
MYSQL_RANDOM_ROOT_PASSWORD=yes
SHOW_PASSWORD=false
HIDE_PASSWORDS=true
REQUIRE_PASSWORD=true
DISABLE_PASSWORD_AUTH=true
FORCE_PASSWORD_CHANGE=no
NO_PASSWORD=true
DB_PASSWORD_FILE=/run/secrets/db_password
DB_PASSWORD=
DB_PASSWORD=${DB_PASSWORD}
DB_PASSWORD=$(DB_PASSWORD)
DB_PASSWORD={{ .Values.password }}
DB_PASSWORD=op://vault/db/password
JWT_SECRET=${{ secrets.JWT_SECRET }}
API_KEY=${API_KEY:?}
TOKEN_TTL=3600
TOKEN_TTL_SECONDS=86400
TOKEN_LIFETIME=15m
TOKEN_EXPIRY=2h
TOKEN_EXPIRE_MINUTES=30
ACCESS_TOKEN_EXPIRE_MINUTES=60
REFRESH_TOKEN_ROTATION=true
TOKEN_URL=https://auth.example.com/oauth/token
TOKEN_ENDPOINT=https://auth.example.com/token
TOKEN_ISSUER=https://auth.example.com/
TOKEN_AUDIENCE=estuary-api
TOKEN_TYPE=bearer
TOKEN_HEADER=Authorization
TOKEN_PREFIX=Bearer
TOKEN_ALGORITHM=HS256
TOKEN_COOKIE_NAME=session
TOKEN_LENGTH=32
TOKEN_BUDGET=100000
MAX_TOKENS=4096
MAX_OUTPUT_TOKENS=8192
MIN_TOKENS=1
CONTEXT_TOKENS=128000
NUM_TOKENS=512
TOKENS_PER_MINUTE=90000
COST_PER_INPUT_TOKEN=0.000003
TOKENIZER=cl100k_base
TOKENIZERS_PARALLELISM=false
REQUIRE_API_TOKEN=false
VERIFY_TOKEN_SIGNATURE=true
CSRF_TOKEN_ENABLED=true
USE_TOKEN_AUTH=true
SECRET_NAME=estuary-production
SECRET_NAMES=db,jwt,smtp
SECRET_STORE=vault
SECRET_BACKEND=aws
SECRET_PATH=secret/data/estuary
SECRET_MANAGER_PROJECT=estuary-prod
SECRET_ROTATION_DAYS=90
SECRETS_DIR=/run/secrets
SECRETS_PROVIDER=env
JWT_SECRET_FILE=/run/secrets/jwt
JWT_ALGORITHM=RS256
JWT_AUDIENCE=api.example.com
JWT_LEEWAY=10
JWT_PUBLIC_KEY=-----BEGIN PUBLIC KEY-----\n{s64}\n-----END PUBLIC KEY-----
JWT_VERIFY_KEY=-----BEGIN PUBLIC KEY-----\n{s64}
SSH_PUBLIC_KEY=ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA{s43} me@example.com
SSH_KEY=ssh-rsa AAAAB3NzaC1yc2E{s80} deploy
AUTHORIZED_KEYS=ecdsa-sha2-nistp256 AAAAE2VjZHNh{s60} ops
TLS_CERT=-----BEGIN CERTIFICATE-----\n{s64}
CA_CERTIFICATE=-----BEGIN CERTIFICATE-----\n{s64}\n-----END CERTIFICATE-----
VAPID_PUBLIC_KEY=B{b86}
MINISIGN_PUBLIC_KEY=RW{s54}
STRIPE_PUBLISHABLE_KEY=pk_live_{b24}
RECAPTCHA_SITE_KEY=6L{b38}
GPG_KEY={h40}
GPG_FINGERPRINT={u40}
CERT_THUMBPRINT={h40}
HOST_KEY_FINGERPRINT=SHA256:{s43}
TLS_KEY_FILE=/etc/tls/tls.key
TLS_KEY=/etc/ssl/private/server.key
SSL_KEY_PATH=/etc/ssl/private/server.pem
PRIVATE_KEY_PATH=./keys/private.pem
GOOGLE_APPLICATION_CREDENTIALS=/var/secrets/google/key.json
AWS_SHARED_CREDENTIALS_FILE=~/.aws/credentials
KUBECONFIG=/home/app/.kube/config
NIX_PATH=/nix/store/{l32}-python3-3.11.7/bin
WINDOWS_PATH=C:\ProgramData\Estuary\config.toml
UPLOAD_DIR=/srv/uploads/2024/05
PRIMARY_KEY=id
PARTITION_KEY=tenant_id
SORT_KEY=created_at
CACHE_KEY_PREFIX=estuary:v2
ROUTING_KEY=orders.created
IDEMPOTENCY_KEY_HEADER=Idempotency-Key
OBJECT_KEY=reports/2024/summary.csv
HOTKEY=ctrl+shift+k
KEY=name
PUBLIC_KEY_URL=https://auth.example.com/.well-known/jwks.json
AWS_ACCESS_KEY_ID=${AWS_ACCESS_KEY_ID}
KMS_KEY_ARN=arn:aws:kms:eu-west-1:123456789012:key/{g}
KMS_KEY_ALIAS=alias/estuary
AUTH_ENABLED=true
AUTH_MODE=jwt
AUTH_PROVIDER=google
SMTP_AUTH=login
SMTP_AUTH=plain
AUTH_URL=https://auth.example.com/realms/estuary
AUTH_HEADER=X-Forwarded-User
SESSION_TIMEOUT=1800
SESSION_COOKIE_SECURE=true
SESSION_COOKIE_NAME=estuary_session
COOKIE_DOMAIN=.example.com
COOKIE_SAMESITE=Lax
CREDENTIALS_PROVIDER=instance-profile
CORS_ALLOW_CREDENTIALS=true
ALLOWED_HOSTS=api.example.com,www.example.com,localhost
ALLOWED_ORIGINS=https://app.example.com,https://admin.example.com
TRUSTED_PROXIES=10.0.0.0/8,172.16.0.0/12,192.168.0.0/16
KAFKA_BROKERS=kafka-1.internal:9092,kafka-2.internal:9092,kafka-3.internal:9092
ZOOKEEPER=zk1:2181,zk2:2181,zk3:2181/kafka
ETCD_ENDPOINTS=https://etcd-0.etcd:2379,https://etcd-1.etcd:2379
MEMCACHED=10.0.3.14:11211,10.0.3.15:11211
NODES=ip-10-0-12-34.eu-west-1.compute.internal,ip-10-0-12-35.eu-west-1.compute.internal
DB_HOST=estuary-prod.cluster-abc.eu-west-1.rds.amazonaws.com
DATABASE_URL=postgres://localhost:5432/estuary
DATABASE_URL=postgres://app@db.internal/estuary
DATABASE_URL=sqlite:///data/estuary.db
DATABASE_URL=postgres://app:${DB_PASSWORD}@db/estuary
REDIS_URL=redis://cache:6379/0
AMQP_URL=amqp://mq.internal:5672/%2f
MONGO_URL=mongodb://m1:27017,m2:27017,m3:27017/app?replicaSet=rs0&authSource=admin
JDBC_URL=jdbc:postgresql://db:5432/app?sslmode=verify-full
GIT_URL=git@github.com:acme/estuary.git
GIT_SSH=ssh://git@github.com/acme/estuary.git
BASE_URL=https://example.com/app/v2
CDN=https://cdn.example.com/npm/vue@3.4.21/dist/vue.global.js
PROFILE_URL=https://social.example.com/@estuary
SEARCH=https://example.com/search?q=token&page=2
DOCS=https://example.com/docs?key=value
WEBHOOK_PATH=/webhooks/github
WEBHOOK_URL=https://example.com/hooks/deploy
LOGIN_URL=https://example.com/login?next=/admin
COMMIT=https://github.com/acme/estuary/commit/{h40}
MAIL_FROM=Estuary <no-reply@example.com>
MAIL_TO=ops@example.com,dev@example.com
CONTACT=mailto:ops@example.com
GIT_SHA={h40}
GIT_COMMIT={h40}
SOURCE_COMMIT={h12}
BUILD_ID={h32}
RELEASE=estuary@1.4.2+{h7}
IMAGE=ghcr.io/acme/estuary:1.4.2
IMAGE_DIGEST=sha256:{h64}
IMAGE_REF=ghcr.io/acme/estuary@sha256:{h64}
CHECKSUM={h64}
FILE_MD5={h32}
INTEGRITY=sha384-{s64}
ETAG=W/"{h32}"
TENANT_ID={g}
PROJECT_ID=estuary-prod-4821
CLIENT_ID={g}
GOOGLE_CLIENT_ID={d12}-{l32}.apps.googleusercontent.com
TRACE_ID={h32}
DEVICE_UUID={g}
REQUEST_UUID={g}
NAMESPACE={g}
VPC_ID=vpc-0{h16}
AMI=ami-0{h16}
SUBNETS=subnet-0{h16},subnet-0{h16}
ROLE_ARN=arn:aws:iam::123456789012:role/estuary-task
QUEUE_URL=https://sqs.eu-west-1.amazonaws.com/123456789012/estuary-jobs
BUCKET=estuary-backups-eu-west-1-prod
MODEL=gpt-4o-2024-08-06
MODEL_NAME=claude-3-5-sonnet-20241022
HF_MODEL=meta-llama/Llama-3.1-8B-Instruct
EMBEDDING=text-embedding-3-large
TIMEZONE=America/Argentina/Buenos_Aires
LOCALE=de_DE.UTF-8
CHARSET=utf8mb4_unicode_ci
LOG_FORMAT=%(asctime)s %(levelname)s %(name)s %(message)s
RUST_LOG=info,estuary=debug,tower_http=trace
CIPHERS=ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384:TLS_AES_128_GCM_SHA256
TLS_MIN_VERSION=TLSv1.2
USER_AGENT=Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0
ACCEPT=text/html,application/xhtml+xml;q=0.9,*/*;q=0.8
CRON=0 3 * * 1-5
NAME_PATTERN=^[A-Za-z0-9_-]{3,32}$
DATE=2024-08-06T12:30:00+02:00
VERSION=1.24.0-rc.3+build.20240806
PYTHON_VERSION=3.11.7
JAVA_OPTS=-Xms512m -Xmx2g -XX:+UseG1GC -Dfile.encoding=UTF-8
NODE_OPTIONS=--max-old-space-size=4096 --enable-source-maps
GUNICORN_CMD_ARGS=--workers=4 --bind=0.0.0.0:8000 --access-logfile=-
PORT=8080
MEMORY_LIMIT=512Mi
RATE_LIMIT=100/minute
LATITUDE=52.520008
PHONE=+49 30 1234567
COLOUR=#ff8800
FEATURES=newCheckout,betaSearch,darkMode2
CLASS=com.example.estuary.AuthenticationServiceProviderFactory
HANDLER=app.handlers:handleUserByIdAndOrgId
DJANGO_SETTINGS_MODULE=estuary.settings.production
SQL=SELECT id, name FROM users WHERE active = true
TEXT=Enter the password that was sent to you by mail
WELCOME=Your token has expired, please log in again.
HINT=Bearer token required
NOTE=Basic authentication is disabled
JSON={"retries": 3, "timeout": "30s", "hosts": ["a", "b"]}
CLAIMS={"iss": "estuary", "token_ttl": 3600}
LABELS=team=payments,tier=backend,env=prod
SEED=42
RANDOM_SEED=1234567
PINNED=true
PATTERN=*.example.com
MONKEY=banana
KEYBOARD=us-intl
PASSENGER_COUNT=4
COMPASS=north
BYPASS=false
SECRETARY=Jane
AUTHOR=Jane Doe
AUTHORITY=https://login.example.com/{g}
"""
