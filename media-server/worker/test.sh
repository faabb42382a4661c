#!/bin/bash
# The tests of the SRTP adapter (subprojects/libsrtp3), with the sanitizers. Needs g++ and libsrtp2-dev.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
program=$(mktemp)
trap 'rm -f "$program"' EXIT
g++ -std=c++20 -O1 -g -fsanitize=address,undefined \
  -I "$here/subprojects/libsrtp3/include" "$here/srtp-adapter-test.cpp" -o "$program" \
  $(pkg-config --cflags --libs libsrtp2)
"$program"
