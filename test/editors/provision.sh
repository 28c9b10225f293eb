#!/usr/bin/env bash
# Finds the editors that the tests drive, or fetches them into the user's cache folder.
#
#   provision.sh nvim   Neovim alone: a current one (0.11 or later) and 0.10
#   provision.sh all    also Emacs 30 with lsp-mode, and Helix
#
# Standard output is a table: name <TAB> program <TAB> version, and for an editor that cannot be had:
# name <TAB> - <TAB> reason. Progress goes to standard error. A missing editor is a failure where CI is set, and nowhere else.
#
# An editor on PATH that is new enough is used. The others are unpacked from the Debian mirror that this machine's apt
# already uses, of suites newer than the machine itself: a private apt state with an empty list of installed packages
# resolves each editor down to its own libc, and nothing is installed: no root, no maintainer script, no lock of the
# host's. Remove the cache folder to fetch newer ones: the suite `forky` rolls, so tests may rely on a minimum only.
set -euo pipefail

readonly recipe=2 # Raise it when what lies in the cache must be made anew.
readonly cache="${XDG_CACHE_HOME:-$HOME/.cache}/nbproject-editors/$recipe"
readonly sources=(/etc/apt/sources.list /etc/apt/sources.list.d/*)
missing=0

main() {
  local mode="${1:-nvim}"
  case "$mode" in nvim | all) ;; *) say "usage: provision.sh [nvim|all]"; exit 2 ;; esac
  mkdir -p "$cache"
  # Two test files may ask at the same time.
  if command -v flock > /dev/null; then exec 9> "$cache/lock"; flock 9; fi

  offer nvim "$(on_path nvim 0.11 1000)" nvim forky neovim
  offer nvim-0.10 "$(on_path nvim 0.10 0.11)" nvim trixie neovim
  if [ "$mode" = all ]; then
    offer emacs "$(on_path emacs 30.0 1000)" emacs forky emacs-nox elpa-lsp-mode elpa-package-lint
    offer hx "$(on_path hx 25.01 1000)" hx forky hx
  fi
  [ "$missing" = 0 ] || [ -z "${CI:-}" ]
}

# offer NAME FOUND PROGRAM SUITE PACKAGE...: one line of the table.
offer() {
  local name=$1 found=$2 program=$3 reason; shift 3
  if [ -z "$found" ]; then
    found="$cache/$name/bin/$program"
    if [ ! -x "$found" ] && ! reason=$(fetch "$name" "$program" "$@" 2>&1); then
      missing=1
      printf '%s\t-\t%s\n' "$name" "$(tail -n 1 <<< "$reason")"
      return
    fi
  fi
  printf '%s\t%s\t%s\n' "$name" "$found" "$(version_of "$found")"
}

# on_path PROGRAM MINIMUM BELOW: where PATH has it in that range.
on_path() {
  local found version
  found=$(command -v "$1") || return 0
  version=$(version_of "$found" | grep -oE '[0-9]+(\.[0-9]+)+' | sed -n 1p)
  if at_least "$version" "$2" && ! at_least "$version" "$3"; then echo "$found"; fi
}

at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | sed -n 1p)" = "$2" ]; }

version_of() { "$1" --version 2> /dev/null | sed -n 1p; }

# fetch NAME PROGRAM SUITE PACKAGE...: makes $cache/NAME; on failure the last line printed is the reason.
fetch() {
  local name=$1 program=$2 suite=$3; shift 3
  local mirror keyring prefix="$cache/$name"
  command -v apt-get > /dev/null && command -v dpkg-deb > /dev/null || fail "no apt-get and dpkg-deb to fetch it with"
  mirror=$(debian_mirror)
  [ -n "$mirror" ] || fail "no Debian mirror in this machine's apt sources"
  keyring=$(ls /usr/share/keyrings/debian-archive-keyring.{gpg,pgp} 2> /dev/null | sed -n 1p)
  [ -n "$keyring" ] || fail "no debian-archive-keyring on this machine"

  rm -rf "$prefix"
  mkdir -p "$prefix/bin" "$prefix/debs"
  say "fetching $name from Debian $suite"
  download "$prefix/debs" "$mirror" "$keyring" "$suite" "$@" patchelf || fail "could not fetch $* of $suite from the Debian mirror"
  local deb
  for deb in "$prefix"/debs/archives/*.deb; do dpkg-deb --extract "$deb" "$prefix"; done
  rm -rf "$prefix/debs"

  "install_$program" "$prefix" || fail "could not set up $name"
  version_of "$prefix/bin/$program" > /dev/null || { rm -f "$prefix/bin/$program"; fail "$name was fetched, and does not run"; }
}

# The mirror in one-line sources (`deb [options] URI suite ...`) or deb822 ones (`URIs: URI`).
debian_mirror() {
  cat "${sources[@]}" 2> /dev/null | sed -nE \
    -e 's/^URIs:[[:space:]]*([^[:space:]]+\/debian)\/?([[:space:]].*)?$/\1/p' \
    -e 's/^deb[[:space:]]+(\[[^]]*\][[:space:]]+)?([^[:space:]]+\/debian)\/?[[:space:]].*$/\2/p' | sed -n 1p
}

# download FOLDER MIRROR KEYRING SUITE PACKAGE...: the packages and all that they need, as .deb files in FOLDER/archives.
download() {
  local folder=$1 mirror=$2 keyring=$3 suite=$4 architecture stub; shift 4
  architecture=$(dpkg --print-architecture)
  mkdir -p "$folder"/none "$folder"/lists/partial "$folder"/archives/partial
  echo "deb [arch=$architecture signed-by=$keyring] $mirror $suite main" > "$folder/sources.list"
  # Called installed: the compiler that only Emacs's native compilation wants, and what only maintainer scripts use.
  for stub in binutils gcc libc6-dev libgcc-{14,15,16,17}-dev install-info emacsen-common dh-elpa-helper; do
    printf '%s\n' "Package: $stub" 'Status: install ok installed' 'Version: 9999:9' "Architecture: $architecture" \
      'Multi-Arch: foreign' 'Maintainer: nobody <nobody@example.org>' 'Description: not needed here' ''
  done > "$folder/status"
  local apt=(
    apt-get -qq -y
    -o Dir::State="$folder" -o Dir::State::status="$folder/status" -o Dir::State::lists="$folder/lists"
    -o Dir::State::extended_states="$folder/extended" -o Dir::Cache="$folder" -o Dir::Cache::archives="$folder/archives"
    -o Dir::Log="$folder" -o Dir::Etc::sourcelist="$folder/sources.list" -o Dir::Etc::sourceparts="$folder/none"
    -o Dir::Etc::preferences=/dev/null -o Dir::Etc::preferencesparts="$folder/none"
    -o Debug::NoLocking=true -o APT::Sandbox::User= # Works for every user, beside an apt that is running.
    -o Acquire::Check-Valid-Until=false             # A mirror may lag behind a rolling suite.
    -o Acquire::Languages=none -o Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false -o Acquire::Retries=3
    -o APT::Install-Recommends=false -o APT::Keep-Downloaded-Packages=true
  )
  "${apt[@]}" update && "${apt[@]}" --download-only install "$@"
}

install_nvim() {
  use_own_libraries "$1" usr/bin/nvim && ln -s ../usr/bin/nvim "$1/bin/nvim"
}

install_hx() {
  use_own_libraries "$1" usr/lib/hx/hx || return
  wrap "$1" hx "export HELIX_RUNTIME='$1/usr/lib/hx/runtime'" "exec '$1/usr/lib/hx/hx' \"\$@\""
}

# Emacs is built for one place: its folders are told to it, and its image must lie beside the program. Native compilation
# is off, since no compiler driver is there: redefining a primitive would fail.
install_emacs() {
  local prefix=$1 share libexec load_path
  use_own_libraries "$prefix" usr/bin/emacs-nox && use_own_libraries "$prefix" usr/bin/emacsclient.emacs || return
  share=$(echo "$prefix"/usr/share/emacs/[0-9]*)
  libexec=$(echo "$prefix"/usr/libexec/emacs/[0-9]*/*)
  load_path="$share/lisp:$prefix/usr/share/emacs/site-lisp$(printf ':%s' "$prefix"/usr/share/emacs/site-lisp/elpa-src/*)"
  ln -s "$libexec"/emacs-*.pdmp "$prefix/usr/bin/emacs-nox.pdmp"
  ln -s ../usr/bin/emacsclient.emacs "$prefix/bin/emacsclient"
  wrap "$prefix" emacs \
    "export EMACSLOADPATH='$load_path' EMACSDATA='$share/etc' EMACSDOC='$share/etc' EMACSPATH='$libexec'" \
    "exec '$prefix/usr/bin/emacs-nox' --eval '(setq native-comp-jit-compilation nil native-comp-enable-subr-trampolines nil)' \"\$@\""
  # The packages' own scripts would compile them. Of lsp-mode's many files only those that open a notebook.
  cd "$prefix"/usr/share/emacs/site-lisp/elpa-src && "$prefix/bin/emacs" --batch -Q -f batch-byte-compile \
    */{dash,f,ht,lv,markdown-mode,s,spinner}.el \
    */lsp-{protocol,mode,completion,diagnostics,headerline,icons,json,lens,modeline,semantic-tokens}.el \
    || say "lsp-mode could not be compiled, and will be slow"
}

wrap() {
  local file="$1/bin/$2"; shift 2
  printf '%s\n' '#!/bin/sh' "$@" > "$file" && chmod +x "$file"
}

# Points a program at the prefix's loader and libraries. Starting it through the loader instead would make the loader its
# name, and Neovim finds its runtime, and starts itself again, by its name. The old form of the path (rpath) is the one
# that libraries of libraries follow.
use_own_libraries() {
  local prefix=$1 program="$1/$2" libraries loader
  loader=$(echo "$prefix"/usr/lib/*/ld-linux*.so.*)
  libraries=$(dirname "$loader")
  "$loader" --library-path "$libraries" "$prefix/usr/bin/patchelf" \
    --set-interpreter "$loader" --force-rpath --set-rpath "$libraries" "$program" || return
  if LD_TRACE_LOADED_OBJECTS=1 "$program" | grep -v -e linux-vdso -e "$prefix/"; then
    say "$program uses libraries of the host"
    return 1
  fi
}

say() { echo "$*" >&2; }

# Leaves the function's subshell; what it says last is the reason that is shown.
fail() { say "$*"; exit 1; }

main "$@"
