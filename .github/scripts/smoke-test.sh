#!/usr/bin/env bash
# Whether a deployed stack converts: uploads a recording and waits until it is in the lake.
#
#   smoke-test.sh RAW-BUCKET PROCESSED-BUCKET    with the credentials of the stack's deploy role, or more
#   smoke-test.sh --sample FILE                  only writes the recording
#
# The key is always the same, so that the lake gets one recording of this kind and not one a deployment.
set -euo pipefail

dataset=smoke-test
record=recording
key=$dataset/$record.mat
seconds=${SMOKE_TEST_SECONDS:-300}

main() {
  case $#:${1:-} in
    2:--sample) write_sample >"$2" ;;
    2:*) run "$1" "$2" ;;
    *) sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 64 ;;
  esac
}

run() {
  local raw=$1 lake=$2 uploaded converted rejected sample
  sample=$(mktemp)
  # shellcheck disable=SC2064 # The name as it is now: the variable is gone when the trap runs.
  trap "rm -f '$sample'" EXIT
  write_sample >"$sample"

  aws s3api put-object --bucket "$raw" --key "$key" --body "$sample" >/dev/null
  uploaded=$(changed "$raw" "$dataset/")
  echo "Uploaded s3://$raw/$key at $uploaded."

  # Both times are S3's own, so that no clock but its own matters.
  local end=$((SECONDS + seconds))
  while ((SECONDS < end)); do
    converted=$(changed "$lake" "records/dataset=$dataset/")
    if [[ $converted != None && ! $converted < $uploaded ]]; then
      echo "Its row in records is of $converted: the stack converts."
      return
    fi

    rejected=$(changed "$lake" "rejected/dataset=$dataset/")
    if [[ $rejected != None && ! $rejected < $uploaded ]]; then
      echo "::error::The recording was rejected; the table rejected says why, in its dataset $dataset."
      exit 1
    fi

    sleep 5
  done

  echo "::error::There is no new row in records $seconds s after the upload of s3://$raw/$key: look at the function's log and at the dead letters."
  exit 1
}

# When something below a prefix was last written, in UTC; None where there is nothing. Lists, because the deploy role may read
# no object. The dataset holds this one recording, so its objects need not be told apart.
changed() {
  aws s3api list-objects-v2 --bucket "$1" --prefix "$2" --query 'max(Contents[].LastModified || `[]`)' --output text
}

# MAT-File Format, "Level 4 MAT-File Format": a 20-byte header, the name with its NUL, the numbers by columns.
# fs = 500 Hz as a double, and five seconds of val in 16 bits: a spike a second.
write_sample() {
  local beat i
  printf '\x00\x00\x00\x00\x01\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x03\x00\x00\x00fs\x00'
  printf '\x00\x00\x00\x00\x00\x40\x7f\x40'
  printf '\x1e\x00\x00\x00\x01\x00\x00\x00\xc4\x09\x00\x00\x00\x00\x00\x00\x04\x00\x00\x00val\x00'
  beat=$(for ((i = 0; i < 500; i++)); do printf '\\x%02x\\x00' $((i < 20 ? i * 10 : i < 40 ? 400 - i * 10 : i % 2)); done)
  # shellcheck disable=SC2059 # The text is the escapes.
  for i in 1 2 3 4 5; do printf "$beat"; done
}

main "$@"
