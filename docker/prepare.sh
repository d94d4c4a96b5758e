#!/bin/sh
# Makes docker/.env with secrets that no other machine has, and a first API key, unless they are there.
# The key goes to stdout. ENV_FILE names another file; pass it to docker compose with --env-file then.
set -eu
cd "$(dirname "$0")"
file=${ENV_FILE:-.env}

secret() { od -An -N32 -tx1 /dev/urandom | tr -d ' \n'; }
cli() { docker compose --env-file "$file" run --rm --no-deps -T cli "$@"; }

if [ ! -e "$file" ]; then
  umask 077
  draft=$(mktemp "$file.XXXXXX")
  cat > "$draft" << END
# Made by prepare.sh. Keep it: without these the data cannot be read and open pickup codes are void.
POSTGRES_PASSWORD=$(secret)
PICKUP_CODE_SECRET=$(secret)
SEALING_SECRET=$(secret)
END
  mv "$draft" "$file"
  echo "Made $file." >&2
fi

# There is no file of keys yet, or no key in it.
if [ "$(cli keys list 2> /dev/null || echo 'No keys.')" = 'No keys.' ]; then
  echo "The first API key, an administrator's. Keep it; nobody can show it again:" >&2
  cli keys create 'first administrator' --role administrator
fi
