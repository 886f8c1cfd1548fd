#!/bin/sh
# awsx-NAME refuses commands as a production profile outside of working hours: Monday to Friday, 8 to 18 o'clock UTC.
IFS= read -r request || exit 0
case $request in
    '{"v":1,"kind":"hook",'*) ;;
    *)
        echo '{"err":{"kind":"unsupported","message":"awsx-NAME answers hooks of protocol 1"}}'
        exit 0
        ;;
esac
case $request in
    *'"event":"pre-exec","profile":{"name":"prod'*) ;;
    *)
        echo '{"ok":{}}'
        exit 0
        ;;
esac
if [ "$(date -u +%u)" -le 5 ] && [ "$(date -u +%H)" -ge 8 ] && [ "$(date -u +%H)" -lt 18 ]; then
    echo '{"ok":{"env":{"CHANGE_WINDOW":"open"}}}'
else
    echo '{"ok":{"refuse":"production is changed on weekdays from 8 to 18 UTC"}}'
fi
