#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The scripts at the top of the checkout: how they behave where they cannot go on. TAP on standard output.
set -u
top=$1
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
n=0

# ok NAME COMMAND...: one test, passed when the command is.
ok ()
{
  local name=$1
  shift
  n=$((n + 1))
  if "$@"; then echo "ok $n - $name"; else echo "not ok $n - $name"; sed 's/^/# /' "$work/out" "$work/err"; fi
}

# Runs a script of the copy without root rights; standard output, error and status are kept.
attempt ()
{
  local drop=()
  [ "$(id -u)" != 0 ] || drop=(setpriv --reuid=65534 --regid=65534 --clear-groups)
  (cd / && "${drop[@]}" "$copy/$1" "${@:2}") > "$work/out" 2> "$work/err" < /dev/null
  status=$?
}

# A copy in a folder with a space in its name that needs a package which does not exist.
copy="$work/a copy"
mkdir -p "$copy/data" "$copy/tools" "$copy/.ci"
cp "$top/run" "$top/check" "$copy/"
cp "$top/.ci/run" "$copy/.ci/"
cp "$top/tools/prepare.sh" "$copy/tools/"
echo "build vitrine-no-such-package for this test" > "$copy/data/packages.txt"
chmod -R a+rX "$work"

attempt run
ok "run stops where packages are missing and cannot be installed" [ $status -eq 1 ]
ok "run prints the line to type" grep -q '^  sudo apt-get .*install .* vitrine-no-such-package$' "$work/err"
ok "run leaves standard output alone" [ ! -s "$work/out" ]
ok "run does not build then" [ ! -e "$copy/build" ]

attempt run --install-only
ok "run --install-only stops as well" [ $status -eq 1 ]

attempt run --no-such-option
ok "run refuses an unknown option as wrong usage" [ $status -eq 2 ]

attempt run --help
ok "run --help succeeds" [ $status -eq 0 ]
ok "run --help says what there is" grep -q -- '--install-only' "$work/out"

attempt check
ok "check stops where packages are missing" [ $status -eq 1 ]
ok "check still closes with its line" [ "$(tail -n 1 "$work/out")" = "0 passed, 1 failed" ]

attempt .ci/run
ok ".ci/run passes the failure on" [ $status -eq 1 ]
ok ".ci/run closes with the same line" [ "$(tail -n 1 "$work/out")" = "0 passed, 1 failed" ]

attempt check --no-such-option
ok "check refuses an unknown option as wrong usage" [ $status -eq 2 ]

echo "1..$n"
