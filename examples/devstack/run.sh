#!/usr/bin/env bash
# Runs metaconform on a DevStack: server, image, aggregate and flavor, on resources of its own making. Ends with 0 when the run came to its end and nothing is left.
set -euo pipefail
owner="${OWNER_CLOUD:-devstack}" admin="${ADMIN_CLOUD:-devstack-admin}" stranger="${STRANGER_CLOUD:-devstack-alt}"

code=0
npx metaconform run --os-cloud "$owner" --admin-os-cloud "$admin" --stranger-os-cloud "$stranger" --provision \
  --only server --only image --only aggregate --only flavor --label cloud=devstack --report conformance-report "$@" || code=$?

case "$code" in
  0) echo "DevStack keeps what its API promises." ;;
  1) echo "Findings: see conformance-report/index.html. Some are known, see docs/discoveries/." ;;
  2) echo "Nothing broken was seen, but not everything could be decided: give it more time with --budget-time." ;;
  *) echo "The run failed with exit code $code."; npx metaconform restore --list; exit "$code" ;;
esac
