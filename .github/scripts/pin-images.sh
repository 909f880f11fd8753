#!/usr/bin/env bash
# Pins the base images of Dockerfiles to the current digests of their tags, in place. Dependabot updates pinned images.
#
#   pin-images.sh [DOCKERFILE...]    with docker buildx; those in functions/ if none is named
set -euo pipefail

pin() {
  local file=$1 image digest
  while read -r image; do
    digest=$(docker buildx imagetools inspect "$image" --format '{{.Manifest.Digest}}')
    if [[ ! $digest =~ ^sha256:[0-9a-f]{64}$ ]]; then
      echo "$file: '$digest' is not a digest of $image" >&2
      exit 1
    fi
    sed -i -E "s#^(FROM (--platform=[^ ]+ )?)$image(@sha256:[0-9a-f]+)?( .*)?\$#\1$image@$digest\4#" "$file"
    echo "$file: $image@$digest"
  done < <(sed -n -E 's#^FROM (--platform=[^ ]+ )?([^ @]+/[^ @]+)(@[^ ]+)?( .*)?$#\2#p' "$file")
}

cd "$(dirname "$0")/../.."
(($# > 0)) || set -- functions/*/Dockerfile
for file in "$@"; do
  pin "$file"
done
