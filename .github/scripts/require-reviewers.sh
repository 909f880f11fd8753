#!/usr/bin/env bash
# Fails if nobody has to approve a deployment to an environment.
#
#   require-reviewers.sh ENVIRONMENT    with GITHUB_REPOSITORY, and GH_TOKEN with `actions: read`
set -euo pipefail

environment=$1

fail() {
  echo "::error::$1"
  exit 1
}

rules=$(gh api "repos/$GITHUB_REPOSITORY/environments/$environment") ||
  fail "GitHub did not return the reviewers of the environment $environment, so nothing is deployed. Create it as step 6 of docs/deploying.md says, or run the job again."
jq --exit-status 'any(.protection_rules[]?; .type == "required_reviewers" and (.reviewers | length) > 0)' <<<"$rules" >/dev/null ||
  fail "The environment $environment has no reviewers, so nobody would have to approve the plan. Set them as step 6 of docs/deploying.md says; to deploy without approval, set the variable PROD_WITHOUT_APPROVAL to true."
echo "Deployments to $environment need an approval."
