#!/usr/bin/env bash
# Copies an image to a stack's registry, unchanged and with the same digest, and prints its address there.
#
#   promote-image.sh IMAGE@sha256:DIGEST REGISTRY/REPOSITORY    logged in at the source; with credentials of the stack's deploy role, skopeo and aws
set -euo pipefail

if (($# != 2)) || [[ $1 != *@sha256:* ]]; then
  sed -n '2,4s/^# \{0,1\}//p' "$0" >&2
  exit 64
fi

source=$1 repository=$2
digest=${source#*@}
aws ecr get-login-password --region "$(cut -d. -f4 <<<"$repository")" |
  skopeo login --username AWS --password-stdin "${repository%%/*}" >&2
skopeo copy --preserve-digests "docker://$source" "docker://$repository:${digest#sha256:}" >&2
echo "$repository@$digest"
