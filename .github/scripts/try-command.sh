#!/usr/bin/env bash
# Tests a built ecg in an empty environment: runs its demo and queries the demo's lake.
#
#   try-command.sh ECG VERSION    ECG is the command's file; set DOTNET_ROOT if it needs a runtime
set -euo pipefail

ecg=$1 version=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

# Windows cannot start a process without SYSTEMROOT.
run() {
  env -i HOME="$folder" ${DOTNET_ROOT:+DOTNET_ROOT="$DOTNET_ROOT"} ${SYSTEMROOT:+SYSTEMROOT="$SYSTEMROOT" TEMP="$TEMP"} "$ecg" "$@"
}

expect() {
  [[ $2 == "$3" ]] || { echo "::error::$1 is '$2', not '$3'."; exit 1; }
}

said=$(run --version)
echo "$said"
expect 'The version' "${said%% (*}" "ecg $version"
run demo >demo.txt 2>&1 || { cat demo.txt; exit 1; }
expect 'The number of recordings' "$(run query --lake ecg-demo/lake --format csv 'select count(*) as n from records' | tail -n 1 | tr -d '\r')" 22
expect 'A list and a map' "$(run query --lake ecg-demo/lake --format csv "select [1, null] as a, histogram(2.5::double) as m" | tail -n 1 | tr -d '\r')" '"[1,null]","{""2.5"":1}"'
run plot D0001 --lake ecg-demo/lake --out d0001.pdf
expect 'The start of a PDF' "$(head -c 5 d0001.pdf)" '%PDF-'
expect 'The start of a PNG' "$(head -c 4 ecg-demo/D0001.png | tail -c 3)" PNG
