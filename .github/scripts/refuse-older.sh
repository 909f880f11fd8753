#!/usr/bin/env bash
# Refuses to put an older commit over a newer one: fails if an environment had a successful deployment of a commit that
# comes after the one that is checked out.
#
#   refuse-older.sh ENVIRONMENT    in a clone with its history; GITHUB_REPOSITORY, and GH_TOKEN with `deployments: read`
#
# A refusal also writes older=true to GITHUB_OUTPUT, which tells it from any other failure.
set -euo pipefail

main() {
  local environment=$1 commit list succeeded id sha
  commit=$(git rev-parse HEAD)
  if [[ $(git rev-parse --is-shallow-repository) == true ]]; then
    fail "The clone has no history, so nobody knows whether $environment has a newer commit: check out with fetch-depth 0."
  fi

  # GitHub lists the newest first. What comes after this commit was deployed late, so the first hundred are enough.
  list=$(ask "deployments?environment=$environment&per_page=100" '.[] | "\(.id) \(.sha)"') || fail "$(unknown "$environment")"
  while read -r id sha; do
    if [[ -n $id ]] && comes_after "$sha" "$commit"; then
      succeeded=$(ask "deployments/$id/statuses?per_page=100" 'any(.[]; .state == "success")') || fail "$(unknown "$environment")"
      [[ $succeeded != true ]] || refuse "$environment" "$sha" "$commit"
    fi
  done <<<"$list"

  echo "$environment has nothing newer than ${commit:0:7}."
}

ask() {
  gh api "repos/$GITHUB_REPOSITORY/$1" | jq --raw-output "$2"
}

# A commit that is in no branch any more is not in the clone either, and comes after nothing.
comes_after() {
  [[ $1 != "$2" ]] && git merge-base --is-ancestor "$2" "$1" 2>/dev/null
}

refuse() {
  echo "older=true" >>"${GITHUB_OUTPUT:-/dev/null}"
  fail "$1 has ${2:0:7}, which comes after ${3:0:7}, so this would take it back. If that is meant, revert the commits and merge the revert."
}

unknown() {
  echo "GitHub did not say what $1 has, so nothing is deployed: run the job again, and see that it has deployments: read."
}

fail() {
  echo "::error::$1"
  exit 1
}

main "$@"
