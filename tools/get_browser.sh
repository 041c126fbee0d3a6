#!/bin/sh
# Chromium and a Chinese font for the tests of the pages.  What cannot be installed here is said and is no failure here:
# the tests of the pages fail and name it.
set -u
for name in chromium chromium-browser google-chrome; do
	if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
	apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >/dev/null
fi
if ! command -v chromium >/dev/null 2>&1; then
	echo "browser: no Chromium here and none could be installed; as root: apt-get install --no-install-recommends chromium fonts-noto-cjk" >&2
	echo "browser: or set EXTRACTOR_CHROMIUM to the program; until then the tests of the pages fail" >&2
fi
exit 0
