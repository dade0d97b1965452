#!/bin/sh
# Installs Mimic into a virtual environment beside this file, once, and serves it on $PORT.
set -e
cd "$(dirname "$0")"
[ -x .venv/bin/twistd ] || { python3 -m venv .venv && .venv/bin/pip install --quiet --requirement requirements.txt; }
exec .venv/bin/twistd --nodaemon --pidfile= mimic --listen "tcp:${PORT:-4010}:interface=127.0.0.1"
