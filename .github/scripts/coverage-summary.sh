#!/usr/bin/env bash
# A Markdown table of what the tests of each project cover: coverage-summary.sh FOLDER, with Cobertura files anywhere in it.
set -euo pipefail

folder=$1
mapfile -t files < <(find "$folder" -name '*.cobertura.xml' | sort)
if ((${#files[@]} == 0)); then
  echo "There is no *.cobertura.xml in $folder: run dotnet test with --collect \"Code Coverage;Format=Cobertura\" first." >&2
  exit 1
fi

echo '| assembly | lines covered | by |'
echo '| --- | ---: | --- |'
for file in "${files[@]}"; do
  # Attributes may come in any order; a <package> is an assembly.
  awk -v by="$(basename "$(dirname "$file")")" '
    function value(name) { return match($0, " " name "=\"[^\"]*\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : "" }
    /<package / { printf "| %s | %.1f %% | %s |\n", value("name"), value("line-rate") * 100, by }
  ' "$file"
done
