#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# test-install.sh SOURCE BUILD PREFIX VERSION: installs the build and runs the programs from where they were put.
# A prefix inside the build folder (as ./check sets it) is installed to as it is; any other goes to a temporary
# DESTDIR. TAP on standard output.
set -u
source=$1
build=$2
prefix=$3
version=$4
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
n=0

ok ()
{
  local name=$1
  shift
  n=$((n + 1))
  if "$@"; then echo "ok $n - $name"; else echo "not ok $n - $name"; sed 's/^/# /' "$work/out" "$work/err"; fi
}

# Runs a command with nothing of the build's or the user's environment but what is given here.
clean ()
{
  env -i PATH=/usr/bin:/bin HOME="$work" TMPDIR="$work" XDG_DATA_DIRS="$root/share:/usr/share" \
    GSETTINGS_BACKEND=memory "$@" > "$work/out" 2> "$work/err" < /dev/null
  status=$?
}

case "$prefix" in
  "$build"/*) root=$prefix; rm -rf "$root"; destination=() ;;
  *) root="$work/destination$prefix"; destination=(--destdir "$work/destination") ;;
esac
meson install -C "$build" --no-rebuild "${destination[@]}" > "$work/out" 2> "$work/err"
ok "meson install succeeds" [ $? -eq 0 ]

id=io.github.vitrine.Vitrine
for file in "applications/$id.desktop" "metainfo/$id.metainfo.xml" "glib-2.0/schemas/$id.gschema.xml" \
  "icons/hicolor/scalable/apps/$id.svg" "icons/hicolor/symbolic/apps/$id-symbolic.svg" \
  locale/de/LC_MESSAGES/vitrine.mo; do
  ok "$file is installed" [ -s "$root/share/$file" ]
done
program=$(sed -n 's/^Exec=\([^ ]*\).*/\1/p' "$root/share/applications/$id.desktop")
ok "the launcher's program is installed" [ -x "$root/bin/$program" ]
[ -e "$root/share/glib-2.0/schemas/gschemas.compiled" ] || glib-compile-schemas "$root/share/glib-2.0/schemas"

clean "$root/bin/vitrine-cli" --version
ok "vitrine-cli --version succeeds" [ $status -eq 0 ]
ok "vitrine-cli says its version" grep -qF "$version" "$work/out"

clean "$root/bin/vitrine-cli" potential --model stiff --q 80 --points 11
ok "vitrine-cli potential succeeds" [ $status -eq 0 ]
ok "it prints a header and a line a point" [ "$(head -n 1 "$work/out") $(wc -l < "$work/out")" = \
  "x,phi,dphi,d2phi,d3phi,d4phi 12" ]

clean "$root/bin/vitrine" --version
ok "vitrine --version needs no display" [ $status -eq 0 ]
ok "vitrine says its version" grep -qF "$version" "$work/out"

clean "$root/bin/vitrine"
ok "vitrine without a display ends with status 69" [ $status -eq 69 ]
ok "and says so" [ -s "$work/err" ]

german=(LOCPATH="${LOCPATH-}" LC_ALL=de_DE.UTF-8 LANGUAGE=de)
if [ -n "${LOCPATH-}" ] && [ "$prefix" = "$root" ]; then
  clean "${german[@]}" "$root/bin/vitrine-cli" --help
  ok "the installed program speaks German" grep -q 'Aufruf' "$work/out"
  clean "${german[@]}" "$root/bin/vitrine-cli" potential --model stiff --q 80 --points 11
  ok "its CSV keeps the decimal point" [ "$(tail -n 1 "$work/out" | tr -cd ',' | wc -c)" -eq 5 ]
fi

# shellcheck disable=SC2016
clean "$source/tests/ui/under-xvfb.sh" bash -c '
  "$1" & program=$!
  timeout 60 xdotool search --sync --onlyvisible --class vitrine > /dev/null; found=$?
  kill $program; wait $program 2> /dev/null
  exit $found' - "$root/bin/vitrine"
ok "the installed window opens" [ $status -eq 0 ]

echo "1..$n"
