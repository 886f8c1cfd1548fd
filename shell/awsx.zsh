# awsx in zsh 5.8 and later: eval "$(awsx init zsh)" in ~/.zshrc.
# `awsx init` has zsh read this with its own options and without aliases (emulate -R zsh -o no_aliases -c …).
# Names of its own begin with _awsx_; AWSX_PROMPT and its parts are for prompts of your own.

# ---- What is known of the present identity; `awsx shell-hook zsh prompt` fills it in.
: "${_awsx_bin:=awsx}" "${_awsx_side:=left}" "${_awsx_cmd:=awsx}" "${_awsx_auto:=}"
: "${_awsx_variables:=AWS_PROFILE}" "${_awsx_secrets:=}" "${_awsx_edition:=}"
typeset -g _awsx_key='' _awsx_state='' _awsx_age=0 _awsx_kind=''
typeset -g _awsx_timed=1 _awsx_placed='' AWSX_PROMPT=''
# Numbers as such: arithmetic reads the text of others anew each time.
typeset -gi _awsx_valid=0 _awsx_renew=0 _awsx_since=0 _awsx_until=0
typeset -g _awsx_head='' _awsx_tail='' _awsx_past='' _awsx_alarm='' _awsx_ink='' _awsx_alarm_ink=''
typeset -g _awsx_previous=${_awsx_previous-} _awsx_previous_region=${_awsx_previous_region-} _awsx_region=${_awsx_region-}
typeset -g _awsx_prefix=${_awsx_prefix-} _awsx_next=${_awsx_next-} _awsx_completes='' _awsx_held='' _awsx_ours=''
# Where there is a clock, it holds a number, which arithmetic may read as it is.
typeset -g _awsx_clock=''
if zmodload zsh/datetime 2>/dev/null; then _awsx_clock=1; fi
if [[ $_awsx_next != <1-> ]]; then _awsx_next=0; fi
typeset -gi _awsx_next

# ---- The binary, where it was found when the shell started, else wherever it is now.
function _awsx_run {
    if [[ -x $_awsx_bin ]]; then $_awsx_bin "$@"; else command awsx "$@"; fi
}

# ---- Identity variables: take them away, mark our own, give them back.
# Each is called with _awsx_use or _awsx_auto, and with names of variables.
function _awsx_take {
    local layer=$1 name own was
    shift
    for name; do
        own=${layer}_own_$name was=${layer}_was_$name
        if [[ -n ${(P)name+x} && ( -z ${(P)own+x} || ${(P)name} != "${(P)own}" ) ]]; then
            typeset -g "$was=${(P)name}"
        fi
        unset "$name" "$own"
    done
}

function _awsx_own {
    typeset -g "${1}_own_$2=${(P)2}"
}

function _awsx_give {
    local layer=$1 name own was
    shift
    for name; do
        own=${layer}_own_$name was=${layer}_was_$name
        if [[ -n ${(P)was+x} ]]; then
            typeset -gx "$name=${(P)was}"
        elif [[ -n ${(P)name+x} && -n ${(P)own+x} && ${(P)name} == "${(P)own}" ]]; then
            unset "$name"
        fi
        unset "$was" "$own"
    done
}

# Tells a line if a variable is set that awsx neither set here nor keeps another value of.
function _awsx_tell {
    local name=$1 layer own was
    for layer in _awsx_use _awsx_auto; do
        own=${layer}_own_$name was=${layer}_was_$name
        if [[ -n ${(P)was+x} || -z ${(P)name+x} || ( -n ${(P)own+x} && ${(P)name} == "${(P)own}" ) ]]; then
            return 0
        fi
    done
    print -ru2 -- "$2"
}

# ---- awsx use and unuse: the binary decides, this shell evaluates what it says.
# Keys may be among the variables that are put aside: a function of `emulate -R` has no trace to show them.
function _awsx_change {
    local out='' result=0 verb=$1
    shift
    if (( ZSH_SUBSHELL > 0 )); then
        print -ru2 -- "awsx: this is a pipe or subshell; the outer shell keeps its identity"
    fi
    if [[ $verb == use && $_awsx_auto == 1 ]]; then _awsx_auto_yield; fi
    out=$(_awsx_run shell-hook zsh "$verb" "$_awsx_previous" "$_awsx_previous_region" "$@") || result=$?
    if [[ $out == ': awsx 1'* && $result == 0 ]]; then
        eval "$out"
    else
        if [[ $verb == use && $_awsx_auto == 1 ]]; then _awsx_auto_return; fi
        if [[ -n $out && $out != ': awsx 1'* ]]; then print -r -- "$out"; fi
    fi
    return $result
}

function _awsx_main {
    case ${1-} in
        use | unuse) _awsx_change "$@" ;;
        doctor)
            local -x AWSX_SHELL=zsh AWSX_SHELL_EDITION=$_awsx_edition AWSX_SHELL_COMPLETION=${_awsx_completes:-0}
            _awsx_run "$@"
            ;;
        # What was just allowed holds from the next prompt on.
        allow) _awsx_auto_text='' && _awsx_run "$@" ;;
        *) _awsx_run "$@" ;;
    esac
}

# ---- The prompt: nothing but builtins while nothing changed.
function _awsx_ask {
    local out=''
    out=$(_awsx_run shell-hook zsh prompt 2>/dev/null </dev/null) || out=''
    _awsx_state='' _awsx_kind=''
    if [[ $out == ': awsx 1'* ]]; then eval "$out"; fi
}

# Whether the files still are as `awsx shell-hook` found them; it defines this anew.
function _awsx_fresh { return 1 }

# Whether everything is as it was left, this minute's text and its place included; _awsx_watch defines this anew.
function _awsx_unchanged { return 1 }

# Writes the two functions that tell whether the variables are as they are now that decide who one is, which are those that
# `awsx init` names: values, of secrets whether there is one, and of what is set whether commands inherit it. Most are not
# set, and `-v`, which expands nothing, sees for little that they still are not. A call costs zsh more than what is asked in
# it (each return looks through all parameters), so that one function asks everything.
function _awsx_watch {
    local name text='' others='-v _awsx_nothing'
    for name in ${(s: :)_awsx_variables} ${(s: :)_awsx_secrets}; do
        if [[ -z ${(P)name+x} ]]; then
            others="$others || -v $name"
            continue
        fi
        case " $_awsx_secrets " in
            *" $name "*) text="$text|\${$name:+1}" ;;
            *) text="$text|\${$name-?}" ;;
        esac
        text="$text\${$name+\${(t)$name}}"
    done
    eval "_awsx_key=\"$text\"
    function _awsx_same { [[ \"$text\" == \"\$_awsx_key\" && ! ( $others ) ]] }
    function _awsx_unchanged {
        [[ \"$text\" == \"\$_awsx_key\" && ! ( $others ) ]] &&
            (( EPOCHSECONDS >= _awsx_since && EPOCHSECONDS < _awsx_until && ( _awsx_next == 0 ||
                _awsx_next > EPOCHSECONDS + 1 && _awsx_next <= EPOCHSECONDS + 60 && _awsx_next <= _awsx_until ) )) &&
            [[ \$_awsx_placed == \"\$AWSX_PROMPT|\${PROMPT-}|\${RPROMPT-}\" ]] &&
            ${functions[_awsx_fresh]:-_awsx_fresh}
    }"
    if [[ -z $_awsx_clock || -z $_awsx_state ]]; then
        function _awsx_unchanged { return 1 }
    fi
}

function _awsx_same { return 1 }

function _awsx_refresh {
    local -i now
    if [[ -n $_awsx_clock ]]; then now=$EPOCHSECONDS; else now=${(%):-%D{%s}}; fi
    if _awsx_same && { [[ -z $_awsx_state ]] || _awsx_fresh }; then
        # Nothing changed, and the text is that of this minute.
        if (( now >= _awsx_since && now < _awsx_until )); then return 0; fi
    else
        _awsx_ask
        _awsx_watch
    fi
    _awsx_draw $now
}

# The text of this instant, and until when it stays as it is.
function _awsx_draw {
    local -i now=$1
    local left=0 text='' ink=$_awsx_ink
    typeset -g AWSX_PROMPT='' AWSX_PROMPT_TEXT='' AWSX_PROMPT_LEFT='' AWSX_PROMPT_STATE=$_awsx_kind
    _awsx_since=$now _awsx_until=99999999999
    if [[ $_awsx_kind == timed ]]; then
        if (( _awsx_valid > now )); then
            left=$(( _awsx_valid - now ))
            _awsx_until=$(( now + left % 60 + 1 ))
            if (( left < 60 )); then
                _awsx_until=$_awsx_valid left='<1m'
            elif (( left < 3600 )); then
                left=$(( left / 60 ))m
            elif (( left < 360000 )); then
                left=$(( left / 3600 ))h${(l:2::0:)$(( left / 60 % 60 ))}m
            else
                left=$(( left / 86400 ))d
            fi
            AWSX_PROMPT_STATE=valid AWSX_PROMPT_LEFT=$left text=$_awsx_head${_awsx_timed:+$left}$_awsx_tail
        elif (( _awsx_renew > now )); then
            AWSX_PROMPT_STATE=renewable text=$_awsx_past _awsx_until=$_awsx_renew
        else
            AWSX_PROMPT_STATE=login-needed text=$_awsx_alarm ink=$_awsx_alarm_ink
        fi
    elif [[ -n $_awsx_kind ]]; then
        text=$_awsx_past
        if [[ $_awsx_kind == unusable ]]; then ink=$_awsx_alarm_ink; fi
    fi
    # %7v shows text as it is: nothing in a name is expanded, whatever promptsubst says.
    psvar[7]=$text
    AWSX_PROMPT_TEXT=$text
    if [[ -n $text ]]; then AWSX_PROMPT='%7v'; fi
    if [[ -n $text && -n $ink ]]; then AWSX_PROMPT="%F{$ink}%7v%f"; fi
}

# A prompt that someone else builds is left alone: it has the variables.
function _awsx_owns_prompt {
    local name
    if [[ $_awsx_side == none || -n ${ZSH_THEME-} || -n ${POWERLEVEL9K_CONFIG_FILE-} ]]; then return 1; fi
    for name in prompt_starship_precmd starship_precmd p10k _omp_precmd; do
        if typeset -f $name >/dev/null; then return 1; fi
    done
    return 0
}

# The segment before PROMPT, or RPROMPT; what was put there last time is replaced.
function _awsx_place {
    local wanted=''
    if [[ $_awsx_placed == "$AWSX_PROMPT|${PROMPT-}|${RPROMPT-}" ]]; then return 0; fi
    _awsx_ours=''
    if _awsx_owns_prompt; then
        _awsx_ours=1
        if [[ -n $AWSX_PROMPT ]]; then wanted="$AWSX_PROMPT "; fi
        if [[ $_awsx_side == right ]]; then
            typeset -g RPROMPT="$wanted${${RPROMPT-}#$_awsx_prefix}"
        else
            typeset -g PROMPT="$wanted${${PROMPT-}#$_awsx_prefix}"
        fi
        _awsx_prefix=$wanted
    fi
    _awsx_placed="$AWSX_PROMPT|${PROMPT-}|${RPROMPT-}"
}

function _awsx_hook_prompt {
    # compinit may come after the line of awsx init.
    if [[ -z $_awsx_completes ]] && typeset -f compdef >/dev/null && typeset -f _awsx >/dev/null; then
        _awsx_completes=1
        compdef _awsx awsx $_awsx_cmd
    fi
    if [[ $_awsx_auto == 1 ]]; then _awsx_auto_look; fi
    if ! _awsx_unchanged; then
        _awsx_refresh
        _awsx_place
        _awsx_plan
    fi
    if [[ -n $_awsx_held && -z ${__p9k_instant_prompt_active-} ]]; then
        print -ru2 -- "$_awsx_held"
        _awsx_held=''
    fi
    return 0
}

# An idle prompt counts down as well: it is looked at when its text changes, and once a minute for what others do.
function _awsx_plan {
    local -i now next event
    if [[ -z $_awsx_ours || -z $_awsx_clock ]]; then return 0; fi
    now=$EPOCHSECONDS next=$(( now + 60 ))
    if (( _awsx_until > now && _awsx_until < next )); then next=$_awsx_until; fi
    # One look is planned at a time. One that is due by now goes, too: it would run between the command and its prompt, which
    # shows the status that it ends with, and the prompt was just looked at.
    if (( _awsx_next > 0 )); then
        if (( _awsx_next > now + 1 && _awsx_next <= next )); then return 0; fi
        for (( event = ${#zsh_scheduled_events}; event > 0; event-- )); do
            if [[ $zsh_scheduled_events[event] == <1->:*:_awsx_tick* ]]; then sched -$event; fi
        done
    fi
    if zmodload zsh/sched 2>/dev/null; then
        sched $next '_awsx_tick "$?" "$-" "${options[errreturn]-}"'
        _awsx_next=$next
    fi
}

# Whatever zsh had planned ends with a status, which is that of the last command to a prompt drawn anew: the status is kept,
# as the first word, but not where one ends the shell ("e" among the options, the second word), nor with err_return (the third
# word), where zsh would leave out the line that is being typed. In here no option of the user's shows.
function _awsx_tick {
    local was=${1:-0} before=$AWSX_PROMPT_TEXT
    if [[ ${2-} == *e* || ${3-} == on ]]; then was=0; fi
    _awsx_refresh
    _awsx_place
    _awsx_plan
    if [[ $AWSX_PROMPT_TEXT != "$before" ]] && zle; then zle reset-prompt; fi
    return $was
}

# ---- --auto: a file .awsx names this folder's profile. It is data, and `awsx allow` must have seen it.
typeset -g _awsx_auto_pwd='' _awsx_auto_file=${_awsx_auto_file-} _awsx_auto_text='' _awsx_auto_names=${_awsx_auto_names-}

# Finds the file that holds here. Whether it is another one than that which was dealt with, or changed since, is the
# status; it is as good as dealt with then.
function _awsx_auto_find {
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
    if [[ -n $file && -r $file ]]; then IFS= read -r -u 0 -k 4096 text <$file; fi
    _awsx_auto_pwd=$PWD
    if [[ $file == "$_awsx_auto_file" && $text == "$_awsx_auto_text" ]]; then return 1; fi
    _awsx_auto_file=$file _awsx_auto_text=$text
}

function _awsx_auto_look {
    if _awsx_auto_find; then
        _awsx_auto_leave
        _awsx_auto_enter
    fi
    return 0
}

# With the word `held` nothing is said yet.
function _awsx_auto_enter {
    local out=''
    if [[ -n $_awsx_auto_file ]]; then
        # powerlevel10k takes a line that is printed while its instant prompt stands for a mistake: it comes afterwards.
        out=$(_awsx_run shell-hook zsh enter "$_awsx_auto_file" ${1:-${__p9k_instant_prompt_active:+held}} </dev/null) || out=''
        if [[ $out == ': awsx 1'* ]]; then eval "$out"; fi
    fi
    return 0
}

function _awsx_auto_leave {
    if [[ -n $_awsx_auto_names ]]; then _awsx_give _awsx_auto ${(s: :)_awsx_auto_names}; fi
    _awsx_auto_names=''
}

# What a person types beats the file until the folder changes, also where one was entered in the same line.
function _awsx_auto_yield {
    typeset -g _awsx_auto_undo=''
    if _awsx_auto_find; then
        _awsx_auto_undo=look
    elif [[ -n $_awsx_auto_names ]]; then
        _awsx_auto_undo=enter
    fi
    _awsx_auto_leave
}

# But what was typed changed nothing.
function _awsx_auto_return {
    case $_awsx_auto_undo in
        look) _awsx_auto_text='' ;;
        enter)
            _awsx_auto_enter held
            _awsx_held=''
            ;;
    esac
}

# ---- The command, under the name that was chosen; it works even where the rest was lost.
unalias $_awsx_cmd 2>/dev/null
eval "function $_awsx_cmd {
    if typeset -f _awsx_main >/dev/null; then _awsx_main \"\$@\"; else command awsx \"\$@\"; fi
}"

# ---- Into the prompt, last, so that what others set before is there; and where somebody else builds the prompt, first as
# well, since that takes the variables as they are before.
if [[ -o interactive ]]; then
    typeset -ga precmd_functions
    precmd_functions=(${precmd_functions:#_awsx_hook_prompt} _awsx_hook_prompt)
    if ! _awsx_owns_prompt; then precmd_functions=(_awsx_hook_prompt $precmd_functions); fi
fi
true
