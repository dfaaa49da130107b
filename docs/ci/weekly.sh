#!/usr/bin/env bash
# Audits the CRM, stores the run, and writes reports and a digest for each manager. For cron:
#
#   30 5 * * 1  /home/audit/threadcount/weekly.sh >> /home/audit/threadcount/weekly.log 2>&1
#
# ~/threadcount holds threadcount.yaml (THREADCOUNT_DIR names another folder). Credentials stand in
# ~/.config/threadcount/env, one NAME=value a line, readable by nobody else:
#
#   SF_LOGIN_URL=https://acme.my.salesforce.com
#   SF_CLIENT_ID=…
#   SF_CLIENT_SECRET=…
#
# Exit codes are those of threadcount: 0 done, 1 a gate failed, 2 wrong input, 3 the CRM could not be read.
set -euo pipefail
umask 077

folder="${THREADCOUNT_DIR:-$HOME/threadcount}"
settings="$HOME/.config/threadcount/env"

if [[ -f "$settings" ]]; then
  if [[ -n "$(find "$settings" -perm /077)" ]]; then
    echo "$settings can be read by others: chmod 600 $settings" >&2
    exit 2
  fi
  set -a
  # shellcheck source=/dev/null
  . "$settings"
  set +a
fi

cd "$folder"
mkdir -p .threadcount

# One at a time: a run that still goes on is left alone.
exec 9> .threadcount/weekly.lock
if ! flock --nonblock 9; then
  echo "another run still goes on" >&2
  exit 0
fi

reports="reports/$(date +%F)"
mkdir -p "$reports"

code=0
threadcount snapshot --no-progress --redact contacts \
  --output "$reports/report.html" --output "$reports/report.xlsx" --output "$reports/edits.proposals.csv" \
  --fail-on incomplete --fail-on new --fail-on regression --fail-on expired-waiver || code=$?

# Beyond a failed gate nothing was stored: there is nothing to tell.
if (( code > 1 )); then
  exit "$code"
fi

# One file for each manager; digests/digests.json says whom each is for. Send them by whatever sends mail here:
#   jq -r '.messages[] | select(.manager.email) | [.manager.email, .markdown] | @tsv' digests/digests.json |
#     while IFS=$'\t' read -r to file; do mail -s "CRM digest" "$to" < "digests/$file"; done
threadcount digest --output digests --redact contacts --quiet

# Reports older than a quarter go; the store keeps what they were made of.
find reports -mindepth 1 -maxdepth 1 -type d -mtime +92 -exec rm -r {} +

exit "$code"
