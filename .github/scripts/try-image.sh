#!/usr/bin/env bash
# Tests an image of the function: runs it under Lambda's runtime interface emulator, which AWS' base images include, against a local S3,
# and sends it the event of an upload.
#
#   try-image.sh IMAGE    with docker, moto[server], aws, curl and jq
set -euo pipefail

here=$(dirname "$0")
storage_port=${STORAGE_PORT:-5555}
export AWS_ENDPOINT_URL=http://127.0.0.1:$storage_port
export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
raw=ecg-raw lake=ecg-lake key=smoke-test/recording.mat
emulator=http://127.0.0.1:8080/2015-03-31/functions/function/invocations

main() {
  if (($# != 1)); then
    sed -n '2,5s/^# \{0,1\}//p' "$0" >&2
    exit 64
  fi

  folder=$(mktemp -d) storage='' container=''
  trap clean_up EXIT
  start_storage
  start_function "$1"
  upload
  convert
}

start_storage() {
  moto_server --host 127.0.0.1 --port "$storage_port" >"$folder/storage.log" 2>&1 &
  storage=$!
  curl --silent --output /dev/null --retry 30 --retry-connrefused --retry-delay 1 "$AWS_ENDPOINT_URL" || fail "The local S3 did not start."
  aws s3api create-bucket --bucket "$raw" >"$folder/created"
  aws s3api create-bucket --bucket "$lake" >"$folder/created"
}

# On the host's network, so that the local S3 can listen on loopback only.
start_function() {
  container=$(docker run --detach --network host --read-only --tmpfs /tmp \
    --env AWS_ENDPOINT_URL --env AWS_ACCESS_KEY_ID --env AWS_SECRET_ACCESS_KEY --env AWS_REGION \
    --env AWS_LAMBDA_FUNCTION_NAME=convert --env AWS_LAMBDA_FUNCTION_TIMEOUT=60 --env ECG_PROCESSED_BUCKET="$lake" "$1")
}

upload() {
  "$here/smoke-test.sh" --sample "$folder/recording.mat"
  aws s3api put-object --bucket "$raw" --key "$key" --body "$folder/recording.mat" >"$folder/uploaded"
}

convert() {
  local answer rows
  jq --null-input --arg bucket "$raw" --arg key "$key" '
    { Records: [{ eventVersion: "2.1", eventSource: "aws:s3", eventName: "ObjectCreated:Put", s3: { bucket: { name: $bucket }, object: { key: $key } } }] } as $upload
    | { Records: [{ messageId: "1", body: ($upload | tojson), eventSource: "aws:sqs" }] }' >"$folder/event.json"

  answer=$(curl --silent --show-error --max-time 120 --retry 10 --retry-connrefused --retry-delay 1 --data @"$folder/event.json" "$emulator") ||
    fail "The function did not answer."
  if ! jq --exit-status '.batchItemFailures == []' <<<"$answer" >"$folder/judged" 2>&1; then
    fail "The function returned the message as failed: $answer"
  fi

  rows=$(aws s3api list-objects-v2 --bucket "$lake" --query 'Contents[].Key' --output text)
  [[ $rows == *records/dataset=smoke-test/* ]] || fail "The recording is not in the lake, which contains: $rows"
  echo "The image converts: $rows"
}

fail() {
  echo "::error::$1"
  [[ -z $container ]] || docker logs "$container"
  exit 1
}

clean_up() {
  [[ -z $container ]] || docker rm --force "$container" >/dev/null
  [[ -z $storage ]] || kill "$storage"
  rm -rf "$folder"
}

main "$@"
