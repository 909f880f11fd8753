#!/usr/bin/env bash
# Copies an image to a stack's registry, unchanged and with the same digest, and prints its address there.
# Refuses an image that the workflow SIGNER has not signed.
#
#   promote-image.sh IMAGE@sha256:DIGEST REGISTRY/REPOSITORY SIGNER
#
# Needs a login at the source, credentials of the stack's deploy role, cosign, skopeo and aws. SIGNER is the workflow's address with its branch:
# https://github.com/OWNER/NAME/.github/workflows/deploy.yml@refs/heads/main
set -euo pipefail

if (($# != 3)) || [[ $1 != *@sha256:* || $3 != *@refs/* ]]; then
  sed -n '2,8s/^# \{0,1\}//p' "$0" >&2
  exit 64
fi

source=$1 repository=$2 signer=$3
digest=${source#*@}
cosign verify --certificate-identity "$signer" --certificate-oidc-issuer https://token.actions.githubusercontent.com "$source" >&2
aws ecr get-login-password --region "$(cut -d. -f4 <<<"$repository")" |
  skopeo login --username AWS --password-stdin "${repository%%/*}" >&2
skopeo copy --preserve-digests "docker://$source" "docker://$repository:${digest#sha256:}" >&2
echo "$repository@$digest"
