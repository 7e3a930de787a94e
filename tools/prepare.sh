# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Shared by ./run and ./check: installs what is missing, builds. Sourced with $top set to the checkout.
# All of its own words go to standard error: standard output belongs to the program.

# The checkout, set by whoever sources this.
: "${top:?}"

# Debian's tools first: another python or meson may stand before them in PATH.
export PATH="/usr/bin:/bin:/usr/sbin:/sbin:$PATH"

say () { printf '%s\n' "$*" >&2; }
die () { say "$*"; exit 1; }

# Names of the packages of the given kinds, one a line.
packages ()
{
  local kind
  for kind in "$@"; do
    awk -v kind="$kind" '$1 == kind { print $2 }' "$top"/data/packages*.txt
  done
}

missing_packages ()
{
  local package
  packages "$@" | while read -r package; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null)" = installed ] || echo "$package"
  done
}

# How to become root without a password, or by asking at a terminal; nothing where there is no way.
root_command ()
{
  local answer
  if [ "$(id -u)" = 0 ]; then
    echo env
  elif ! command -v sudo > /dev/null; then
    return 1
  elif sudo -n true 2> /dev/null; then
    echo sudo
  elif [ -t 0 ] && [ -t 2 ]; then
    read -r -p 'Install them now with sudo? [Y/n] ' answer
    case "$answer" in '' | [yY]*) echo sudo ;; *) return 1 ;; esac
  else
    return 1
  fi
}

# Makes sure that the packages of the given kinds are there; stops with the line to type where it cannot.
require_packages ()
{
  local missing root line
  if ! command -v dpkg-query > /dev/null; then
    say "This is not a Debian system: data/packages.txt lists what Vitrine needs; building with what is here."
    return
  fi
  mapfile -t missing < <(missing_packages "$@")
  [ ${#missing[@]} -gt 0 ] || return 0

  line="apt-get install --no-install-recommends ${missing[*]}"
  say "Vitrine needs ${#missing[@]} Debian packages that are not installed here:"
  say "  ${missing[*]}"
  if root=$(root_command); then
    say "Installing them ..."
    if $root apt-get update -q >&2 < /dev/null &&
      $root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}" \
        >&2 < /dev/null; then
      return 0
    fi
    say ""
    say "The installation failed; apt-get says above why."
  fi
  say "Install them with"
  say "  sudo apt-get update && sudo $line"
  die "and start $0 again."
}

# build FOLDER [MESON OPTION...]: sets the folder up (afresh where it belongs to another place, compiler or set of
# options, or does not regenerate) and builds it.
build ()
{
  local folder="$top/$1" stamp want
  shift
  stamp="$folder/vitrine-stamp"
  want="$top | $* | $(meson --version) | $(cc --version | head -n 1)"
  if [ "$(cat "$stamp" 2> /dev/null)" != "$want" ] || ! ninja -C "$folder" build.ninja > /dev/null 2>&1; then
    rm -rf -- "$folder"
    say "Setting up ${folder##*/} ..."
    mkdir -p "$folder" || return
    if ! meson setup "$@" "$folder" "$top" > "$folder/setup.log" 2>&1; then
      cat "$folder/setup.log" >&2
      return 1
    fi
    printf '%s\n' "$want" > "$stamp"
  fi
  say "Building in ${folder##*/} ..."
  ninja -C "$folder" >&2
}
