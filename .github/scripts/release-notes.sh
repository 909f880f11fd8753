#!/usr/bin/env bash
# Prints a version's section of the changelog, for the release's page: release-notes.sh VERSION [CHANGELOG.md]
# Fails if there is none, or if it still calls the version unreleased.
set -euo pipefail

version=$1
changelog=${2:-$(dirname "$0")/../../CHANGELOG.md}
heading=$(grep --max-count=1 --extended-regexp "^## ${version//./\\.}(,|$)" "$changelog") || {
  echo "::error::CHANGELOG.md has no section '## $version, DATE'."
  exit 1
}
if [[ ! $heading =~ ,\ [0-9]{4}-[0-9]{2}-[0-9]{2}$ ]]; then
  echo "::error::CHANGELOG.md has '$heading': put the date of the release there, '## $version, $(date +%Y-%m-%d)'."
  exit 1
fi

awk -v heading="$heading" '/^## /{ inside = $0 == heading; next } inside' "$changelog" | sed -e '/./,$!d'
