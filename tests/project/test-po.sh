#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# test-po.sh SOURCE: what translators are given is complete, and what they gave back is sound. TAP on standard output.
set -u
cd "$1" || exit 99
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
n=0

ok ()
{
  local name=$1
  shift
  n=$((n + 1))
  if "$@" > "$work/out" 2>&1; then echo "ok $n - $name"; else echo "not ok $n - $name"; sed 's/^/# /' "$work/out"; fi
}

{
  grep -lP '^(?! \*).*(?<!\w)(_|N_|C_|NC_|Q_|ngettext) ?\("' -r src --include='*.c' --include='*.h'
  grep -l 'translatable="' -r ui --include='*.ui'
  ls data/*.desktop.in data/*.metainfo.xml.in data/*.gschema.xml
} | LC_ALL=C sort > "$work/used"
grep -v '^#' po/POTFILES.in | LC_ALL=C sort > "$work/listed"
ok "POTFILES.in lists every file with words in it, and no other" diff -u "$work/listed" "$work/used"

xgettext --from-code=UTF-8 --files-from=po/POTFILES.in --output="$work/vitrine.pot" --add-comments \
  --keyword=_ --keyword=N_ --keyword=C_:1c,2 --keyword=NC_:1c,2 --flag=g_strdup_printf:1:c-format \
  > "$work/xgettext" 2>&1
ok "the words can be taken out" [ -s "$work/vitrine.pot" ]

while read -r language; do
  ok "$language: formats and headers are sound" msgfmt --check --output-file="$work/$language.mo" "po/$language.po"
  ok "$language: nothing is marked as fuzzy" test -z "$(msgattrib --only-fuzzy --no-obsolete "po/$language.po")"
done < <(grep -v '^#' po/LINGUAS)

echo "1..$n"
