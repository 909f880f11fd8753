#!/usr/bin/env bash
# Tests a deployed stack: uploads a recording to a dataset of its own, waits until it is converted, publishes it, queries it in Athena,
# and removes it.
#
#   smoke-test.sh RAW-BUCKET PROCESSED-BUCKET PUBLISHER WORKGROUP DATABASE    with the credentials of the stack's deploy role, or more
#   smoke-test.sh --sample FILE                                             only writes the recording
set -euo pipefail

dataset=smoke-test
key=$dataset/recording.mat
samples=2500
seconds=${SMOKE_TEST_SECONDS:-300}
pause=${SMOKE_TEST_PAUSE:-5}
folder=''
reason=''
cleanup=()

main() {
  case $#:${1:-} in
    2:--sample) write_sample >"$2" ;;
    5:*) run "$@" ;;
    *) sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 64 ;;
  esac
}

run() {
  local raw=$1 lake=$2 publisher=$3 workgroup=$4 database=$5
  folder=$(mktemp -d)
  cleanup=("$raw" "$lake" "$workgroup" "$database")
  trap clean_up EXIT
  upload "$raw"
  await_rows "$lake"
  publish "$publisher" "$workgroup" "$database"
  echo "The recording can be queried: the stack works."
}

upload() {
  write_sample >"$folder/recording.mat"
  aws s3api put-object --bucket "$1" --key "$key" --body "$folder/recording.mat" >"$folder/answer"
  uploaded=$(changed "$1" "$dataset/")
  echo "Uploaded s3://$1/$key at $uploaded."
}

# Both times are S3's, so the local clock does not matter.
await_rows() {
  local end=$((SECONDS + seconds)) converted rejected
  while ((SECONDS < end)); do
    converted=$(changed "$1" "incoming/records/dataset=$dataset/")
    if [[ $converted != None && ! $converted < $uploaded ]]; then
      echo "Its row in records was written at $converted."
      return
    fi

    rejected=$(changed "$1" "incoming/rejected/dataset=$dataset/")
    if [[ $rejected != None && ! $rejected < $uploaded ]]; then
      fail "The recording was rejected: see its row in the table rejected, dataset $dataset."
    fi

    sleep "$pause"
  done

  fail "There is no new row in records $seconds s after the upload: check the function's log and the dead letters."
}

# A run that is already active may miss the recording, and a second one then ends at once: so runs are started until the query succeeds.
publish() {
  local end=$((SECONDS + 2 * seconds)) run state
  while ((SECONDS < end)); do
    run=$(aws stepfunctions start-execution --state-machine-arn "$1" --query executionArn --output text)
    while state=$(aws stepfunctions describe-execution --execution-arn "$run" --query status --output text) && [[ $state == RUNNING ]]; do
      ((SECONDS < end)) || fail "The publisher has not finished after $((2 * seconds)) s."
      sleep "$pause"
    done

    [[ $state == SUCCEEDED ]] || fail "The publisher's run ended with $state: read its history."
    if query "$2" "$3"; then
      return
    fi

    sleep "$pause"
  done

  fail "Athena does not find the recording: $reason"
}

# The deploy role may not read results: the query divides by the number of rows, and so fails if there are none.
query() {
  local id state end=$((SECONDS + seconds))
  id=$(aws athena start-query-execution --work-group "$1" --query-execution-context "Database=$2" --query QueryExecutionId --output text \
    --query-string "SELECT 1 / COUNT(*) FROM records WHERE dataset = '$dataset' AND samples = $samples")
  while ((SECONDS < end)); do
    state=$(aws athena get-query-execution --query-execution-id "$id" --query QueryExecution.Status.State --output text)
    case $state in
      SUCCEEDED) return ;;
      FAILED | CANCELLED)
        reason=$(aws athena get-query-execution --query-execution-id "$id" --query QueryExecution.Status.StateChangeReason --output text)
        return 1
        ;;
    esac

    sleep "$pause"
  done

  fail "Athena did not answer within $seconds s."
}

clean_up() {
  local table
  delete "${cleanup[0]}" "$dataset/"
  for table in records rejected samples annotations leads; do
    delete "${cleanup[1]}" "incoming/$table/dataset=$dataset/"
    aws athena start-query-execution --work-group "${cleanup[2]}" --query-execution-context "Database=${cleanup[3]}" \
      --query-string "DELETE FROM $table WHERE dataset = '$dataset'" >"$folder/answer"
  done
  rm -rf "$folder"
}

delete() {
  local at
  for at in $(aws s3api list-objects-v2 --bucket "$1" --prefix "$2" --query 'Contents[].Key' --output text); do
    [[ $at == None ]] || aws s3api delete-object --bucket "$1" --key "$at" >"$folder/answer"
  done
}

# The time of the last write below a prefix, in UTC, or None. Lists objects, because the deploy role may read only a few.
changed() {
  aws s3api list-objects-v2 --bucket "$1" --prefix "$2" --query 'max(Contents[].LastModified || `[]`)' --output text
}

fail() {
  echo "::error::$1"
  exit 1
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
