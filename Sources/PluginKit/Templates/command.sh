#!/bin/sh
# awsx NAME shows the active profile.
case ${1-} in
    -h | --help)
        echo "Usage: awsx NAME [--account]"
        exit 0
        ;;
    '') field=profile ;;
    --account) field=accountId ;;
    *)
        echo "awsx NAME: there is no option $1" >&2
        exit 64
        ;;
esac
# 79: a sign-in is needed, but the profile is known.
status=$("${AWSX_BIN:-awsx}" status ${AWSX_PROFILE:+"$AWSX_PROFILE"} --json) || [ $? -eq 79 ] || exit
printf '%s\n' "$status" | sed -n "s/^  \"$field\": \"\(.*\)\",\$/\1/p"
