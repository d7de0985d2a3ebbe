#!/bin/sh
BUCKET=${BACKUP_BUCKET:-"backups"}
KEEP=$((BACKUP_KEEP + 1))
STAMP=$(date +%s)
if test -z "$AWS_REGION"; then AWS_REGION=eu-west-1; fi
echo "$BUCKET $KEEP $STAMP $AWS_REGION ${HOME%/}"
case "$STAGE" in
  PROD_STAGE) echo "prod" ;;
esac
