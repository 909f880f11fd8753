#!/usr/bin/env bash
# Packs the .NET tool: a package with the command for each runtime, and last the package that selects among them.
#
#   pack-tool.sh FOLDER [RUNTIME...]    without RUNTIME, all that the project lists
#
# One runtime after the other, because each is restored separately: its precompiler is a package of its own.
set -euo pipefail

folder=$1
shift
project=$(dirname "$0")/../../functions/Ecg.Cli
options=(--configuration Release --output "$folder" --nologo -p:DebugType=none)
if (($# == 0)); then
  IFS=';' read -ra named <<<"$(dotnet msbuild "$project" -getProperty:ToolPackageRuntimeIdentifiers)"
  set -- "${named[@]}"
fi

for runtime in "$@"; do
  dotnet pack "$project" "${options[@]}" --runtime "$runtime"
done

# %3B is MSBuild's semicolon within a value.
dotnet pack "$project" "${options[@]}" -p:CreateRidSpecificToolPackages=false -p:ToolPackageRuntimeIdentifiers="$(IFS=';'; sed 's/;/%3B/g' <<<"$*")"
