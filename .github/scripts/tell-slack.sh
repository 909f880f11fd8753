#!/usr/bin/env bash
# Tells Slack how the deployment of a stack goes: tell-slack.sh STACK started|success|failure|cancelled|older|unapproved|drifted
# Does nothing where SLACK_WEBHOOK_URL is not set. A message that cannot be delivered is no reason to stop a deployment.
set -euo pipefail

stack=$1
outcome=$2
if [[ -z ${SLACK_WEBHOOK_URL:-} ]]; then
  echo "SLACK_WEBHOOK_URL is not set: nobody is told that the deployment of $stack is '$outcome'."
  exit 0
fi

case $outcome in
  started) mark=':hourglass_flowing_sand:' text="Deploying *$stack*" ;;
  success) mark=':white_check_mark:' text="Deployed *$stack*" ;;
  cancelled) mark=':no_entry_sign:' text="The deployment of *$stack* was cancelled, or a newer one took its place" ;;
  older) mark=':no_entry_sign:' text="Not deployed, because *$stack* has a newer commit" ;;
  unapproved) mark=':no_entry_sign:' text="Not deployed, because *$stack* was not approved" ;;
  drifted) mark=':warning:' text="*$stack* is not what the repository declares, or could not be compared" ;;
  *) mark=':x:' text="The deployment of *$stack* failed" ;;
esac

repository="$GITHUB_SERVER_URL/$GITHUB_REPOSITORY"
message="$mark $text: <$repository/commit/$GITHUB_SHA|${GITHUB_SHA:0:7}> of $GITHUB_REPOSITORY, by $GITHUB_ACTOR. <$repository/actions/runs/$GITHUB_RUN_ID|The run>"

# The address is a secret, so it is handed over where no list of processes shows it.
jq --null-input --arg text "$message" '{ text: $text }' |
  curl --fail --silent --show-error --max-time 10 --retry 2 \
    --header 'Content-Type: application/json' --data @- \
    --config <(printf 'url = "%s"\n' "$SLACK_WEBHOOK_URL") --output /dev/null ||
  echo "::warning::Slack did not take the message that the deployment of $stack is '$outcome'."
