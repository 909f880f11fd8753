#!/usr/bin/env bash
# Refuses to deploy an older commit over a newer one: fails if an environment had a successful deployment of a commit that
# comes after the one that is checked out.
#
#   refuse-older.sh ENVIRONMENT    in a clone with its history; GITHUB_REPOSITORY, and GH_TOKEN with `deployments: read`
#
# A refusal also writes older=true to GITHUB_OUTPUT, to distinguish it from other failures.
set -euo pipefail

main() {
  local environment=$1 commit list succeeded id sha
  commit=$(git rev-parse HEAD)
  if [[ $(git rev-parse --is-shallow-repository) == true ]]; then
    fail "The clone has no history, so it is unknown whether $environment has a newer commit: check out with fetch-depth 0."
  fi

  # GitHub lists the newest first. Commits after this one were deployed recently, so the first hundred are enough.
  list=$(ask "deployments?environment=$environment&per_page=100" '.[] | "\(.id) \(.sha)"') || fail "$(unknown "$environment")"
  while read -r id sha; do
    if [[ -n $id ]] && comes_after "$sha" "$commit"; then
      succeeded=$(ask "deployments/$id/statuses?per_page=100" 'any(.[]; .state == "success")') || fail "$(unknown "$environment")"
      [[ $succeeded != true ]] || refuse "$environment" "$sha" "$commit"
    fi
  done <<<"$list"

  echo "$environment has no commit newer than ${commit:0:7}."
}

ask() {
  gh api "repos/$GITHUB_REPOSITORY/$1" | jq --raw-output "$2"
}

# A commit that is no longer on any branch is not in the clone, and counts as not newer.
comes_after() {
  [[ $1 != "$2" ]] && git merge-base --is-ancestor "$2" "$1" 2>/dev/null
}

refuse() {
  echo "older=true" >>"${GITHUB_OUTPUT:-/dev/null}"
  fail "$1 has ${2:0:7}, which comes after ${3:0:7}, so this deployment would undo it. To go back, revert the commits and merge the revert."
}

unknown() {
  echo "GitHub did not return the deployments of $1, so nothing is deployed: run the job again, and check that it has the permission deployments: read."
}

fail() {
  echo "::error::$1"
  exit 1
}

main "$@"
