#!/usr/bin/env bash
# Prints a Markdown table of line coverage: coverage-summary.sh FOLDER, with Cobertura files anywhere in it.
# A line counts once, and is covered if any test project runs it. Only the project's own assemblies count.
set -euo pipefail

folder=$1
mapfile -t files < <(find "$folder" -name '*.cobertura.xml' | sort)
if ((${#files[@]} == 0)); then
  echo "There is no *.cobertura.xml in $folder: run dotnet test with --collect \"Code Coverage;Format=Cobertura\" first." >&2
  exit 1
fi

echo '| assembly | lines | covered |'
echo '| --- | ---: | ---: |'
awk '
  function value(name) { return match($0, " " name "=\"[^\"]*\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : "" }
  /<package / { assembly = value("name"); own = assembly ~ /^(ecg|Ecg\.[A-Z][a-z]+|Infra)$/ && assembly != "Ecg.Tests" }
  /<class / { file = value("filename") }
  own && /<line / {
    line = file ":" value("number")
    if (!((assembly, line) in seen)) { seen[assembly, line]; lines[assembly]++ }
    if (value("hits") > 0 && !((assembly, line) in hit)) { hit[assembly, line]; covered[assembly]++ }
  }
  END { for (name in lines) printf "| %s | %d | %.1f %% |\n", name, lines[name], 100 * covered[name] / lines[name] }
' "${files[@]}" | sort
