#!/usr/bin/env bash
# COMMENTED_NAME="${COMMENTED_NAME:-x}"
set -euo pipefail

log() {
  local level="$1" message
  message="$2"
  echo "[$level] $PREFIX $message ${LOG_TAG:-app}"
}

PREFIX="entrypoint"
SCRIPT_DIR="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
: "${DATABASE_URL:?DATABASE_URL must be set}"
export PORT="${PORT:-8080}"
HOST=${HOST:-0.0.0.0}
WORKERS="${WEB_CONCURRENCY:=4}"
export PYTHONUNBUFFERED=1

if [ -z "$MIGRATE" ]; then
  log info 'literal $NOT_EXPANDED'
fi
if [[ -n "${SENTRY_DSN:-}" ]]; then
  log info "sentry"
fi
if [ "${DEBUG}" = "true" ]; then
  set -x
fi

for ITEM in a b c; do
  echo "$ITEM" "\$ESCAPED_NAME"
done
while read -r LINE REST; do
  echo "$LINE $REST $RANDOM $? $1 $@ $#"
done < "$SCRIPT_DIR/list.txt"

cat <<'END'
$QUOTED_HEREDOC
END
cat <<END
url = ${UPSTREAM_URL}
END

KEY_NAME=API_KEY
echo "${!KEY_NAME}" "DATABASE_PASSWORD"
printenv REGION
TOKEN_FILE=/run/token ./token --name TOKEN_NAME
readonly VERSION=3
declare -A TABLE=([ROW_KEY]=1)
echo "${TABLE[ROW_KEY]} $VERSION ${#SECRET_TEXT} ${EXTRA:+--extra "$EXTRA"}"
curl -H "X_HEADER: 1" "https://$API_HOST/"
lower_case="$lower_other"
unset LD_PRELOAD
start() {
  OPTIONS="--port $PORT"
  exec gunicorn $OPTIONS --workers "$WORKERS" --bind "$HOST" --timeout "${TIMEOUT-30}"
}
while getopts "a:b" FLAG; do echo "$FLAG $OPTARG"; done
start
