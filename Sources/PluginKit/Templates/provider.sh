#!/bin/sh
# awsx-NAME gives awsx the keys in ~/.keys/PROFILE: key id, secret, token, end, account and ARN on one line.
IFS= read -r request || exit 0
fail() {
    printf '{"err":{"kind":"%s","message":"%s"}}\n' "$1" "$2"
    exit 0
}
case $request in
    '{"v":1,"kind":"credentials.get",'*) ;;
    *) fail unsupported "awsx-NAME answers credentials.get of protocol 1" ;;
esac
profile=$(printf '%s\n' "$request" | sed -n 's/.*"profile":{"name":"\([A-Za-z0-9._-]*\)".*/\1/p')
[ -f "$HOME/.keys/$profile" ] || fail not-mine "there are no keys for this profile in ~/.keys"
read -r id secret token end account arn <"$HOME/.keys/$profile"
printf '{"ok":{"accessKeyId":"%s","secretAccessKey":"%s","sessionToken":"%s",' "$id" "$secret" "$token"
printf '"expiresAt":"%s","accountId":"%s","arn":"%s","cache":"%s"}}\n' "$end" "$account" "$arn" "$end"
