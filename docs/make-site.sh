#!/usr/bin/env bash
# Makes a site of the manual and of the reference of every module, with the toolchain's own docc, in .build/docs.
# Show it with: python3 -m http.server -d .build/docs
set -euo pipefail
cd "$(dirname "$0")/.."
swift=${SWIFT:-swift}
work=.build/docs-parts
rm -rf "$work" .build/docs
mkdir -p "$work/Manual.docc"

"$swift" package dump-symbol-graph --minimum-access-level package --skip-synthesized-members
graphs=$(dirname "$(find .build/ -path '*/symbolgraph/*.symbols.json' | head -n 1)")

# docc links articles by name, and wants one page to be the root.
for page in docs/*.md; do
  sed -E 's/\]\(([a-z-]+)\.md(#[^)]*)?\)/](doc:\1)/g' "$page" > "$work/Manual.docc/$(basename "$page")"
done
{
  printf '# Manual\n\n@Metadata {\n  @TechnologyRoot\n}\n\nGrainscope, page by page.\n\n## Topics\n\n### Pages\n\n'
  for page in getting-started concepts recipes reconciliation choosing joining images screen command-line watch formats reproducibility protocol performance convolution themes \
    architecture; do
    printf -- '- <doc:%s>\n' "$page"
  done
} > "$work/Manual.docc/Manual.md"

archives=()
convert() {
  docc convert "${@:2}" --fallback-display-name "$1" --fallback-bundle-identifier "grainscope.$1" \
    --diagnostic-level error --output-dir "$work/$1.doccarchive"
  archives+=("$work/$1.doccarchive")
}
convert Manual "$work/Manual.docc"
for folder in Sources/*/; do
  module=$(basename "$folder")
  [ -f "$graphs/$module.symbols.json" ] || continue
  mkdir -p "$work/$module"
  cp "$graphs/$module"*.symbols.json "$work/$module/"
  convert "$module" --additional-symbol-graph-dir "$work/$module"
done
docc merge "${archives[@]}" --synthesized-landing-page-name Grainscope --output-path .build/docs
echo "The site is in .build/docs; show it with: python3 -m http.server -d .build/docs"
