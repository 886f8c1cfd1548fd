# shellcheck shell=bash
# awsx in bash 3.2 and later: eval "$(awsx init bash)" in ~/.bashrc.
# Names of its own begin with _awsx_; AWSX_PROMPT and its parts are for prompts of your own.
# shellcheck disable=SC2034

# ---- Aliases stay out of what is defined here; undone in the last lines.
\builtin unalias awsx 2>/dev/null || \builtin true
_awsx_aliases=
\builtin shopt -q expand_aliases && _awsx_aliases=1
\builtin shopt -u expand_aliases

# ---- What is known of the present identity; `awsx shell-hook bash prompt` fills it in.
: "${_awsx_bin:=awsx}" "${_awsx_side:=left}" "${_awsx_cmd:=awsx}" "${_awsx_auto:=}"
: "${_awsx_variables:=AWS_PROFILE}" "${_awsx_secrets:=}" "${_awsx_edition:=}"
_awsx_key='' _awsx_present=- _awsx_state='' _awsx_age=0 _awsx_kind='' _awsx_valid=0 _awsx_renew=0
_awsx_since=0 _awsx_until=0 _awsx_timed=1 _awsx_head='' _awsx_tail='' _awsx_past='' _awsx_alarm='' _awsx_ink='' _awsx_alarm_ink=''
_awsx_previous=${_awsx_previous-} _awsx_previous_region=${_awsx_previous_region-} _awsx_region=${_awsx_region-}
_awsx_epoch=0
if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] < 402)); then _awsx_epoch=$(($(command date +%s) - SECONDS)); fi

# ---- The binary, where it was found when the shell started, else wherever it is now.
_awsx_run() {
    if [[ -x $_awsx_bin ]]; then "$_awsx_bin" "$@"; else command awsx "$@"; fi
}

# ---- What a person typed stands in the line that runs, so that Ctrl-Z and `jobs` show it, and not "$@".
_awsx_run_typed() {
    local line
    if [[ ! -x $_awsx_bin ]]; then
        command awsx "$@"
        return
    fi
    printf -v line ' %q' "$_awsx_bin" "$@"
    # The first word is a path, which can't be an alias.
    eval "${line# }"
}

# ---- What the binary says is read without aliases, too.
_awsx_evaluate() {
    if shopt -q expand_aliases; then
        shopt -u expand_aliases
        eval "$1"
        shopt -s expand_aliases
    else
        eval "$1"
    fi
}

# ---- Identity variables: take them away, mark our own, give them back.
# Each is called with _awsx_use or _awsx_auto, and with names of variables.
_awsx_take() {
    local layer=$1 name was own
    shift
    for name; do
        own=${layer}_own_$name was=${layer}_was_$name
        if [[ -n ${!name+x} && (-z ${!own+x} || ${!name} != "${!own}") ]]; then printf -v "$was" %s "${!name}"; fi
        unset -v "$name" "$own"
    done
}

_awsx_own() {
    printf -v "$1_own_$2" %s "${!2}"
}

_awsx_give() {
    local layer=$1 name was own
    shift
    for name; do
        own=${layer}_own_$name was=${layer}_was_$name
        if [[ -n ${!was+x} ]]; then
            export "$name=${!was}"
        elif [[ -n ${!name+x} && -n ${!own+x} && ${!name} == "${!own}" ]]; then
            unset -v "$name"
        fi
        unset -v "$was" "$own"
    done
}

# Tells a line if a variable is set that awsx neither set here nor keeps another value of.
_awsx_tell() {
    local name=$1 layer own was
    for layer in _awsx_use _awsx_auto; do
        own=${layer}_own_$name was=${layer}_was_$name
        if [[ -n ${!was+x} || -z ${!name+x} || (-n ${!own+x} && ${!name} == "${!own}") ]]; then return 0; fi
    done
    printf '%s\n' "$2" >&2
}

# ---- awsx use and unuse: the binary decides, this shell evaluates what it says.
_awsx_change() {
    local IFS=$' \t\n' traced='' out='' result=0 verb=$1
    shift
    # Keys may be among the variables that are put aside: not for a trace to show.
    case $- in *x*) { traced=1; set +x; } 2>/dev/null ;; esac
    if ((BASH_SUBSHELL > 0)); then
        printf '%s\n' "awsx: this is a pipe or subshell; the outer shell keeps its identity" >&2
    fi
    if [[ $verb == use && $_awsx_auto == 1 ]]; then _awsx_auto_yield; fi
    out=$(_awsx_run shell-hook bash "$verb" "$_awsx_previous" "$_awsx_previous_region" "$@") || result=$?
    if [[ $out == ': awsx 1'* && $result == 0 ]]; then
        _awsx_evaluate "$out"
    else
        if [[ $verb == use && $_awsx_auto == 1 ]]; then _awsx_auto_return; fi
        if [[ -n $out && $out != ': awsx 1'* ]]; then printf '%s\n' "$out"; fi
    fi
    if [[ -n $traced ]]; then set -x; fi
    return "$result"
}

_awsx_main() {
    case ${1-} in
        use | unuse) _awsx_change "$@" ;;
        doctor)
            local -x AWSX_SHELL=bash AWSX_SHELL_EDITION=$_awsx_edition
            _awsx_run "$@"
            ;;
        # What was just allowed holds from the next prompt on.
        allow) _awsx_auto_text='' && _awsx_run "$@" ;;
        *) _awsx_run_typed "$@" ;;
    esac
}

# ---- The prompt: nothing but builtins while nothing changed.
_awsx_ask() {
    local out=''
    out=$(_awsx_run shell-hook bash prompt 2>/dev/null </dev/null) || out=''
    _awsx_state='' _awsx_kind=''
    if [[ $out == ': awsx 1'* ]]; then _awsx_evaluate "$out"; fi
}

# Whether the files still are as `awsx shell-hook` found them; it defines this anew.
_awsx_fresh() { return 1; }

# Writes the function that tells how the variables are that decide who one is, which are those that `awsx init` names:
# values, of secrets whether there is one, and of what is set whether commands inherit it (which bash tells from 4.4 on).
_awsx_look_at() {
    local IFS=' ' name text=''
    for name in $_awsx_variables $_awsx_secrets; do
        case " $_awsx_secrets " in
            *" $name "*) text="$text|\${$name:+1}" ;;
            *) text="$text|\${$name-?}" ;;
        esac
        if [[ -n ${!name+x} ]] && ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 404)); then
            text="$text\${$name+\${$name@a}}"
        fi
    done
    eval "_awsx_looked() { _awsx_present=\"$text\"; }"
}

_awsx_looked() { _awsx_present=-; }

_awsx_refresh() {
    local now
    _awsx_looked
    case ${EPOCHSECONDS-} in
        '' | *[!0-9]*)
            if [[ $_awsx_epoch == 0 ]]; then printf -v now '%(%s)T' -1; else now=$((_awsx_epoch + SECONDS)); fi
            ;;
        *) now=$EPOCHSECONDS ;;
    esac
    if [[ $_awsx_present == "$_awsx_key" ]] && { [[ -z $_awsx_state ]] || _awsx_fresh; }; then
        # Nothing changed, and the text is that of this minute.
        if [[ $now -ge $_awsx_since && $now -lt $_awsx_until ]]; then return 0; fi
    else
        _awsx_ask
        _awsx_look_at
        _awsx_looked
        _awsx_key=$_awsx_present
    fi
    _awsx_draw "$now"
}

# The text of this instant, and until when it stays as it is.
_awsx_draw() {
    local left=0 text='' minutes ink=$_awsx_ink
    AWSX_PROMPT_LEFT='' AWSX_PROMPT_STATE=$_awsx_kind _awsx_since=$1 _awsx_until=99999999999
    if [[ $_awsx_kind == timed ]]; then
        if [[ $_awsx_valid -gt $1 ]]; then
            left=$((_awsx_valid - $1))
            _awsx_until=$(($1 + left % 60 + 1))
            if [[ $left -lt 60 ]]; then
                _awsx_until=$_awsx_valid left='<1m'
            elif [[ $left -lt 3600 ]]; then
                left=$((left / 60))m
            elif [[ $left -lt 360000 ]]; then
                minutes=0$((left / 60 % 60))
                left=$((left / 3600))h${minutes:${#minutes}-2}m
            else
                left=$((left / 86400))d
            fi
            AWSX_PROMPT_STATE=valid AWSX_PROMPT_LEFT=$left text=$_awsx_head${_awsx_timed:+$left}$_awsx_tail
        elif [[ $_awsx_renew -gt $1 ]]; then
            AWSX_PROMPT_STATE=renewable text=$_awsx_past _awsx_until=$_awsx_renew
        else
            AWSX_PROMPT_STATE=login-needed text=$_awsx_alarm ink=$_awsx_alarm_ink
        fi
    elif [[ -n $_awsx_kind ]]; then
        text=$_awsx_past
        if [[ $_awsx_kind == unusable ]]; then ink=$_awsx_alarm_ink; fi
    fi
    AWSX_PROMPT_TEXT=$text AWSX_PROMPT=$text _awsx_ps1=''
    if [[ -n $text && -n $ink ]]; then
        AWSX_PROMPT=$'\001\033['${ink}m$'\002'$text$'\001\033[0m\002'
    fi
    if [[ -n $text ]]; then _awsx_ps1="$AWSX_PROMPT "; fi
}

# A prompt that someone else builds is left alone: it has the variables.
_awsx_owns_prompt() {
    [[ $_awsx_side != none ]] && ! declare -F starship_precmd >/dev/null && ! declare -F _omp_hook >/dev/null &&
        shopt -q promptvars
}

_awsx_hook_prompt() {
    local status=$?
    if [[ $_awsx_auto == 1 ]]; then _awsx_auto_look; fi
    _awsx_refresh
    # shellcheck disable=SC2016
    if [[ ${PS1-} != *'${_awsx_ps1-}'* ]] && _awsx_owns_prompt; then PS1='${_awsx_ps1-}'${PS1-}; fi
    # A status other than 0 would end a shell with set -e; and it is the user's, for the next entry.
    if [[ $- == *e* ]]; then return 0; fi
    return "$status"
}

# ---- --auto: a file .awsx names this folder's profile. It is data, and `awsx allow` must have seen it.
_awsx_auto_pwd='' _awsx_auto_file=${_awsx_auto_file-} _awsx_auto_text='' _awsx_auto_names=${_awsx_auto_names-}

# Finds the file that holds here. Whether it is another one than that which was dealt with, or changed since, is the
# status; it is as good as dealt with then.
_awsx_auto_find() {
    local folder=$PWD text='' file=''
    if [[ $PWD != "$_awsx_auto_pwd" ]]; then
        while [[ -n $folder && ! -f $folder/.awsx ]]; do folder=${folder%/*}; done
        if [[ -f $folder/.awsx ]]; then file=$folder/.awsx; fi
    else
        file=$_awsx_auto_file
        if [[ -z $file && -f $PWD/.awsx ]]; then file=$PWD/.awsx; fi
        if [[ -n $file && ! -f $file ]]; then
            _awsx_auto_pwd=''
            _awsx_auto_find
            return
        fi
    fi
    if [[ -n $file ]]; then { IFS= read -r -d '' -n 4096 text <"$file"; } 2>/dev/null || :; fi
    _awsx_auto_pwd=$PWD
    if [[ $file == "$_awsx_auto_file" && $text == "$_awsx_auto_text" ]]; then return 1; fi
    _awsx_auto_file=$file _awsx_auto_text=$text
}

_awsx_auto_look() {
    if _awsx_auto_find; then
        _awsx_auto_leave
        _awsx_auto_enter
    fi
}

# With the word `held` nothing is said.
_awsx_auto_enter() {
    local out=''
    if [[ -n $_awsx_auto_file ]]; then
        out=$(_awsx_run shell-hook bash enter "$_awsx_auto_file" "$@" </dev/null) || out=''
        if [[ $out == ': awsx 1'* ]]; then _awsx_evaluate "$out"; fi
    fi
}

_awsx_auto_leave() {
    local IFS=' '
    # The names are awsx's own words.
    # shellcheck disable=SC2086
    if [[ -n $_awsx_auto_names ]]; then _awsx_give _awsx_auto $_awsx_auto_names; fi
    _awsx_auto_names=''
}

# What a person types beats the file until the folder changes, also where one was entered in the same line.
_awsx_auto_yield() {
    _awsx_auto_undo=''
    if _awsx_auto_find; then
        _awsx_auto_undo=look
    elif [[ -n $_awsx_auto_names ]]; then
        _awsx_auto_undo=enter
    fi
    _awsx_auto_leave
}

# But what was typed changed nothing.
_awsx_auto_return() {
    case $_awsx_auto_undo in
        look) _awsx_auto_text='' ;;
        enter) _awsx_auto_enter held ;;
    esac
}

# ---- The command, under the name that was chosen; it works even where the rest was lost.
_awsx_define() {
    eval "unalias $1 2>/dev/null || true
        function $1 { if declare -F _awsx_main >/dev/null; then _awsx_main \"\$@\"; else command awsx \"\$@\"; fi; }"
}
_awsx_define "$_awsx_cmd"

# ---- Into the prompt, once, and last, so that what others changed before is seen. The name stands in a variable of its
# own, so that a child shell that inherits PROMPT_COMMAND but not the function stays silent.
if [[ $- == *i* ]]; then
    _awsx_hook=_awsx_hook_prompt
    # shellcheck disable=SC2016,SC2128,SC2178
    if [[ ${PROMPT_COMMAND-} != *'${_awsx_hook:+"$_awsx_hook"}'* ]]; then
        PROMPT_COMMAND=${PROMPT_COMMAND:+$PROMPT_COMMAND$'\n'}'${_awsx_hook:+"$_awsx_hook"}'
        # Who builds the prompt instead of awsx wants the variables before.
        if ! _awsx_owns_prompt; then PROMPT_COMMAND='${_awsx_hook:+"$_awsx_hook"}'$'\n'$PROMPT_COMMAND; fi
    fi
fi
if [[ -n $_awsx_aliases ]]; then \builtin shopt -s expand_aliases; fi
