#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a program on a display of its own: tests/ui/under-xvfb.sh [--bare] [--size WxH] PROGRAM [ARG...]
#
# A virtual screen, a session bus, a window manager and a compositor (openbox, xcompmgr: without them pop-overs have
# black edges and keyboard focus is unsure; --bare leaves the two out), empty settings and caches, cairo drawing.
# Standard output and the exit status are the program's, so that TAP passes through.
set -u

die () { echo "under-xvfb.sh: $*" >&2; exit 99; }

bare=no
size=1600x1000
while :; do
  case "${1-}" in
    --bare) bare=yes; shift ;;
    --size) size=${2-}; shift 2 ;;
    *) break ;;
  esac
done
[ $# -gt 0 ] || die "say which program to run"
needed="Xvfb dbus-run-session"
[ $bare = yes ] || needed="$needed openbox xcompmgr"
for tool in $needed; do
  command -v "$tool" > /dev/null || die "$tool is missing (./check installs what the tests need)"
done

private=$(mktemp -d "${TMPDIR:-/tmp}/vitrine-ui.XXXXXX") || exit 99
mkdir -m 700 "$private/run" "$private/config" "$private/cache" "$private/data" "$private/config/gtk-4.0"
# The typeface a desktop would set; there is no settings daemon here that could.
printf '[Settings]\ngtk-font-name=Cantarell 11\n' > "$private/config/gtk-4.0/settings.ini"
server=
# shellcheck disable=SC2317
clean_up ()
{
  [ -z "$server" ] || { kill "$server"; wait "$server"; } 2> /dev/null
  rm -rf "$private"
}
trap clean_up EXIT
trap 'exit 143' TERM INT HUP

# -displayfd lets the server choose a free number itself: no race between tests that start together.
mkfifo "$private/display"
Xvfb -displayfd 7 -screen 0 "${size}x24" -nolisten tcp -noreset 7> "$private/display" 2> "$private/xvfb.log" &
server=$!
read -r -t 30 display < "$private/display" || { cat "$private/xvfb.log" >&2; die "Xvfb did not start"; }

unset WAYLAND_DISPLAY XAUTHORITY DBUS_SESSION_BUS_ADDRESS AT_SPI_BUS_ADDRESS GTK_THEME
export DISPLAY=":$display" GDK_BACKEND=x11 GSK_RENDERER=cairo GSETTINGS_BACKEND=memory
export XDG_RUNTIME_DIR="$private/run" XDG_CONFIG_HOME="$private/config"
export XDG_CACHE_HOME="$private/cache" XDG_DATA_HOME="$private/data"
export XDG_SESSION_TYPE=x11 LC_ALL="${VT_TEST_LOCALE:-C.UTF-8}"

# The inner shell ends what it started, so that the session bus can close.
# shellcheck disable=SC2016
dbus-run-session -- bash -c '
  bare=$1; shift
  [ "$bare" = yes ] || { openbox & xcompmgr & sleep 0.3; } > /dev/null 2>&1
  "$@"
  status=$?
  kill $(jobs -p) 2> /dev/null
  exit $status' under-xvfb "$bare" "$@"
exit $?
