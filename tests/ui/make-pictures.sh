#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Takes pictures of the window in all its states, light and dark, on a large and a small screen:
#
#   tests/ui/make-pictures.sh [--only WORDS] [--styles STYLES] BUILD-FOLDER PICTURE-FOLDER [SIZE ...]
#
# SIZE: 1440x900 1024x600 unless given; 3840x2160@2 is a screen of that many dots on which everything is drawn twice as
# large. STYLES: light,dark unless given, out of light, dark, hc-light, hc-dark (high contrast), still (no animations)
# and german. WORDS: only states whose names begin with one of these, separated by commas. The glasses that are opened are
# made once and kept in PICTURE-FOLDER/glasses; beside the pictures lies a sheet with all of a size and style.
# VT_PICTURES_PARTICLES=500 looks at modes of smaller glasses, for a slow computer; VT_PICTURES_MODEL=mie12 at those of
# another model.
set -u
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P) || exit 1
usage () { sed -n '3,13s/^# \{0,1\}//p' "$0" >&2; exit 2; }

only=
styles=light,dark
while :; do
  case "${1-}" in
    --only) only=${2-}; shift 2 ;;
    --styles) styles=${2-}; shift 2 ;;
    -*) usage ;;
    *) break ;;
  esac
done
[ $# -ge 2 ] || usage
build=$(cd -- "$1" && pwd -P) && mkdir -p -- "$2" && pictures=$(cd -- "$2" && pwd -P) || exit 1
shift 2
[ $# -gt 0 ] || set -- 1440x900 1024x600

export GSETTINGS_SCHEMA_DIR="$build/data" G_DEBUG=fatal-criticals PYTHONDONTWRITEBYTECODE=1
export VT_TEST_PATIENCE="${VT_TEST_PATIENCE:-300}"

# take SIZE STYLE [VARIABLE=VALUE ...]: one screen, one style
take ()
{
  local size=$1 style=$2 screen=${1%@*} scale=1
  shift 2
  [ "$screen" = "$size" ] || scale=${size#*@}
  env GDK_SCALE="$scale" "$@" "$here/under-xvfb.sh" --size "$screen" /usr/bin/python3 "$here/make-pictures.py" \
    "$build" "$pictures" "$size-$style" "$only" || return 1
  ! command -v montage > /dev/null || montage "$pictures/$size-$style-"*.png -label '%t' -geometry 720x+6+6 -tile 3x \
    "$pictures/sheet-$size-$style.jpg"
}

status=0
for size in "$@"; do
  for style in ${styles//,/ }; do
    case "$style" in
      light | dark) take "$size" "$style" ADW_DEBUG_COLOR_SCHEME="prefer-$style" ;;
      hc-*) take "$size" "$style" ADW_DEBUG_COLOR_SCHEME="prefer-${style#hc-}" ADW_DEBUG_HIGH_CONTRAST=1 ;;
      still) take "$size" still VT_PICTURES_STILL=1 ;;
      german) take "$size" german VT_TEST_LOCALE=de_DE.UTF-8 LANGUAGE=de LOCPATH="$build/tests:/usr/lib/locale" \
        VITRINE_LOCALEDIR="$build/po" ;;
      *) usage ;;
    esac || status=1
  done
done
exit $status
