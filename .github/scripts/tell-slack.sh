#!/usr/bin/env bash
# Reports the deployment of a stack to Slack: tell-slack.sh STACK started|success|failure|cancelled|older|unapproved|drifted
# Does nothing if SLACK_WEBHOOK_URL is not set. A message that cannot be delivered does not stop the deployment.
set -euo pipefail

stack=$1
outcome=$2
if [[ -z ${SLACK_WEBHOOK_URL:-} ]]; then
  echo "SLACK_WEBHOOK_URL is not set, so '$outcome' is not reported for $stack."
  exit 0
fi

case $outcome in
  started) mark=':hourglass_flowing_sand:' text="Deploying *$stack*" ;;
  success) mark=':white_check_mark:' text="Deployed *$stack*" ;;
  cancelled) mark=':no_entry_sign:' text="The deployment of *$stack* was cancelled, or replaced by a newer one" ;;
  older) mark=':no_entry_sign:' text="Not deployed, because *$stack* has a newer commit" ;;
  unapproved) mark=':no_entry_sign:' text="Not deployed, because *$stack* was not approved" ;;
  drifted) mark=':warning:' text="*$stack* differs from the code, or could not be compared" ;;
  *) mark=':x:' text="The deployment of *$stack* failed" ;;
esac

repository="$GITHUB_SERVER_URL/$GITHUB_REPOSITORY"
message="$mark $text: <$repository/commit/$GITHUB_SHA|${GITHUB_SHA:0:7}> of $GITHUB_REPOSITORY, by $GITHUB_ACTOR. <$repository/actions/runs/$GITHUB_RUN_ID|Workflow run>"

# The address is a secret, so it is passed in a way that process lists do not show.
jq --null-input --arg text "$message" '{ text: $text }' |
  curl --fail --silent --show-error --max-time 10 --retry 2 \
    --header 'Content-Type: application/json' --data @- \
    --config <(printf 'url = "%s"\n' "$SLACK_WEBHOOK_URL") --output /dev/null ||
  echo "::warning::The message '$outcome' for $stack could not be delivered to Slack."
