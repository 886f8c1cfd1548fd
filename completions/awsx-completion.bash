# shellcheck shell=bash
# Completion of awsx for bash 3.2 and later, with or without bash-completion.
# One process a Tab, `awsx complete`, which reads files and asks nobody.

# ---- Aliases stay out of what is defined here; undone in the last lines. bash reads the text of a command substitution
# again when it runs: there a backslash keeps them out.
_awsx_aliases=
\builtin shopt -q expand_aliases && _awsx_aliases=1
\builtin shopt -u expand_aliases

# ---- The words up to the cursor, as typed: bash splits at : = @, a profile's name does not end there.
# Fills the caller's `before`, `words` and, for each, `starts`: its place in COMP_WORDS.
_awsx_read_words() {
    local rest word gap i last=-1
    before=${COMP_LINE:0:COMP_POINT}
    # bash 3.2 counts bytes there, and characters everywhere else.
    if ((BASH_VERSINFO[0] < 4)); then
        before=$(LC_ALL=C; \builtin printf %s "${COMP_LINE:0:COMP_POINT}")
    fi
    rest=$before words=() starts=()
    for ((i = 0; i <= COMP_CWORD; i++)); do
        gap=${rest%%[![:blank:]]*}
        rest=${rest#"$gap"}
        word=${COMP_WORDS[i]-}
        if ((i == COMP_CWORD)); then word=$rest; fi
        if ((i > 0)) && [[ -z $gap ]]; then
            words[last]=${words[last]}$word
        else
            last=$((last + 1))
            words[last]=$word starts[last]=$i
        fi
        rest=${rest#"$word"}
    done
}

# What the beginning of a word stands for: sets the caller's `plain`, `open` (the quote that is still open: ' or " or $',
# or a backslash that escapes nothing yet) and `ahead` (what stands before that quote). Fails at an escape that it can't tell.
_awsx_unquote() {
    local rest=$1 piece char any="[\\\\'\"]"
    plain='' open='' ahead=''
    while [[ -n $rest ]]; do
        # What is cut off is a pattern.
        # shellcheck disable=SC2295
        case $open in
            \') piece=${rest%%\'*} ;;
            \") piece=${rest%%[\\\"]*} ;;
            *) piece=${rest%%$any*} ;;
        esac
        plain=$plain$piece char=${rest:${#piece}:1} rest=${rest:${#piece}+1}
        if [[ -z $char ]]; then return 0; fi
        case $open:$char in
            :\' | :\")
                open=$char
                # $" is a quote like " here, $' has escapes of its own.
                if [[ $piece == *'$' ]]; then
                    plain=${plain%?}
                    if [[ $char == \' ]]; then open="\$'"; fi
                fi
                ahead=$plain
                ;;
            :\\)
                if [[ -z $rest ]]; then open=\\; fi
                plain=$plain${rest:0:1} rest=${rest:1}
                ;;
            \":\\)
                case $rest in [\$\`\"\\]* | '') ;; *) plain=$plain$char ;; esac
                plain=$plain${rest:0:1} rest=${rest:1}
                ;;
            "\$':\\")
                case $rest in [\'\\]* | '') ;; *) return 1 ;; esac
                plain=$plain${rest:0:1} rest=${rest:1}
                ;;
            "\$':\"") plain=$plain$char ;;
            *) open='' ;;
        esac
    done
}

# Where readline begins what it replaces: sets the caller's `head`, what stands before it, and `mode`, the quote that is
# open there. With a quote open that is behind the quote; else behind the last of COMP_WORDBREAKS, and readline has said
# which text that leaves ($2 of a completion function). Fails if the two don't fit.
_awsx_find_start() {
    local text=$1 plain open ahead
    _awsx_unquote "$current" || return 1
    mode=''
    if [[ -n $open && $open != \\ ]]; then
        mode=$open head=$ahead
        return 0
    fi
    # Others who complete for awsx (sudo's completion does) give the last of COMP_WORDS: a break may be in it. @ is kept
    # where bash completes names of hosts.
    while [[ $text == [!\'\"]* && $COMP_WORDBREAKS == *"${text:0:1}"* ]]; do
        if [[ $text == @* ]] && shopt -q hostcomplete; then break; fi
        text=${text:1}
    done
    case $current in *"$text") ;; *) return 1 ;; esac
    _awsx_unquote "${current:0:${#current}-${#text}}" || return 1
    head=$plain
    [[ -z $open ]]
}

# ---- Replies. A value becomes a word of the shell, less what readline keeps of the typed one.
# Text inside of a quote: sets the caller's `reply`.
_awsx_escape() {
    local rest=$2 special piece char
    reply=''
    case $1 in
        \') special="[']" ;;
        \") special='[\\"$`!]' ;;
        *) special="[\\\\']" ;;
    esac
    while :; do
        # What is cut off is a pattern.
        # shellcheck disable=SC2295
        piece=${rest%%$special*}
        reply=$reply$piece char=${rest:${#piece}:1} rest=${rest:${#piece}+1}
        case $1$char in
            \' | \" | "\$'") return 0 ;;
            \'\') reply="$reply'\\''" ;;
            # The history is asked inside of this quote, too.
            \"!) reply="$reply\"\\!\"" ;;
            "\$''") reply="$reply\\047" ;;
            *) reply="$reply\\$char" ;;
        esac
    done
}

# Uses the caller's `head` and `mode`, and `flag` (`--profile=`).
_awsx_reply() {
    local value=$flag$1 reply='' quote
    value=${value:${#head}}
    case $mode in
        '')
            if [[ -n $value ]]; then
                printf -v reply %q "$value"
                _awsx_escape_tildes
            fi
            ;;
        # readline takes the opened quote for the reply's own, and closes no quote that the reply has closed; a closing one
        # may be there already.
        *)
            _awsx_escape "$mode" "$value"
            quote=${mode#'$'}
            if [[ ${COMP_LINE:${#before}:1} != "$quote" || $reply == *"$quote" ]]; then reply=$reply$quote; fi
            reply=$quote$reply
            ;;
    esac
    COMPREPLY[${#COMPREPLY[@]}]=$reply
}

# %q leaves ~ as it is, and bash takes it for somebody's home at the beginning and after : and =.
_awsx_escape_tildes() {
    local rest=$reply piece
    case $reply in \$\'* | *\\~*) return 0 ;; *'~'*) ;; *) return 0 ;; esac
    reply=''
    while [[ $rest == *'~'* ]]; do
        piece=${rest%%'~'*}
        reply="$reply$piece\\~" rest=${rest:${#piece}+1}
    done
    reply=$reply$rest
}

# Runs what prints a candidate a line; $1 is what to do with each.
_awsx_each() {
    local IFS=$' \t\n' line
    while IFS= read -r line; do
        if [[ -n $line ]]; then "$1" "$line"; fi
    done <<EOF
$2
EOF
}

# The candidates of `awsx complete KIND`; more words are of the line.
_awsx_offer() {
    local found
    found=$(\builtin command "${_awsx_bin:-awsx}" complete "$1" "$typed" "${@:2}" 2>/dev/null) || :
    _awsx_each _awsx_reply_candidate "$found"
    if type compopt >/dev/null 2>&1; then compopt -o nosort 2>/dev/null || :; fi
}

_awsx_reply_candidate() { _awsx_reply "${1%%$'\t'*}"; }

# Words that are the same for everybody.
_awsx_choose() {
    local word
    for word; do
        case $word in "$typed"*) _awsx_reply "$word" ;; esac
    done
}

# Files are quoted by readline if it can be told so; bash 5.3 doesn't do it in quotes.
_awsx_files() {
    local found
    found=$(\builtin compgen "$1" -- "$typed") || :
    if [[ -z $mode ]] && type compopt >/dev/null 2>&1; then
        _awsx_each _awsx_reply_file "$found"
        compopt -o filenames 2>/dev/null || :
    else
        _awsx_each _awsx_reply "$found"
    fi
}

_awsx_reply_file() {
    local value=$flag$1
    COMPREPLY[${#COMPREPLY[@]}]=${value:${#head}}
}

# ---- What awsx's commands take: sets the caller's `table` to a line for each word of the one that is named, `PLACE WORD
# KIND`, as `awsx complete syntax` prints them: the subcommand that it belongs to, or a dot; an option's names with commas
# between them, a colon for a word without a name, or a subcommand's name; and what may stand there.
# ---- Written by `swift run awsx-generate` from here on.
_awsx_table() {
    case $1 in
        exec) table='. -p,--profile profiles
. --session,--sso-session sessions
. --account accounts
. --role roles
. --region regions
. --min-ttl =5m,15m,30m,1h
. --refresh flag
. --server flag
. --compose files
. --write flag
. --with profiles
. --only flag
. --no-login flag
. --reason text
. --no-nest flag
. *--scope scopes
. --read-only flag
. *--policy-arn text
. *--policy files
. *--tag text
. --source-identity text
. --duration =15m,30m,1h
. --mfa-code text
. --color =auto,always,never
. --verbose,-v flag
. --quiet,-q flag
. -h,--help flag
. : command' ;;
        env) table='. -p,--profile profiles
. --format =bash,zsh,fish,posix,dotenv,json,process,powershell
. --region regions
. --min-ttl =5m,15m,30m,1h
. --no-login flag
. --reason text
. *--scope scopes
. --read-only flag
. *--policy-arn text
. *--policy files
. *--tag text
. --source-identity text
. --duration =15m,30m,1h
. --mfa-code text
. --json flag
. --color =auto,always,never
. --verbose,-v flag
. --quiet,-q flag
. -h,--help flag
. : profiles' ;;
        credential-process) table='. -p,--profile profiles
. *--scope scopes
. --mfa-code text
. --run-folder text
. --reason text
. --color =auto,always,never
. --verbose,-v flag
. --quiet,-q flag
. -h,--help flag
. : profiles' ;;
        complete) table='. --loose flag
. --color =auto,always,never
. --verbose,-v flag
. --quiet,-q flag
. -h,--help flag
. : =profiles,sessions,accounts,roles,regions,services,plugins,commands,scopes,syntax,dynamic
. : text' ;;
        prompt) table='. --shell =bash,zsh,fish,plain,tmux,starship,json
. --format text
. --json flag
. --color =auto,always,never
. --verbose,-v flag
. --quiet,-q flag
. -h,--help flag' ;;
        status) table='. -p,--profile profiles
. --session,--sso-session sessions
. --check flag
. --min-ttl =5m,15m,30m,1h
. --json flag
. --color =auto,always,never
. --verbose,-v flag
. --quiet,-q flag
. -h,--help flag
. : profiles' ;;
        profiles) table='. --session,--sso-session sessions
. --state =valid,renewable,asked-when-used,login-needed,permanent,unusable
. --long,-l flag
. --json flag
. --color =auto,always,never
. --verbose,-v flag
. --quiet,-q flag
. -h,--help flag
. : profiles' ;;
        token) table='. --session,--sso-session sessions
. -p,--profile profiles
. --no-login flag
. --reason text
. --json flag
. --color =auto,always,never
. --verbose,-v flag
. --quiet,-q flag
. -h,--help flag' ;;
        config) table='. -h,--help flag
. dump subcommand
. path subcommand
dump --reveal-secrets flag
dump --json flag
dump --color =auto,always,never
dump --verbose,-v flag
dump --quiet,-q flag
dump -h,--help flag
path --json flag
path --color =auto,always,never
path --verbose,-v flag
path --quiet,-q flag
path -h,--help flag' ;;
        doctor) table='. --fix flag
. --yes,-y flag
. --offline flag
. --json flag
. --color =auto,always,never
. --verbose,-v flag
. --quiet,-q flag
. -h,--help flag' ;;
        explain) table='. -p,--profile profiles
. --region regions
. --service services
. --json flag
. --color =auto,always,never
. --verbose,-v flag
. --quiet,-q flag
. -h,--help flag
. : profiles' ;;
        init) table='. --prompt =left,right,none
. --cmd text
. --auto flag
. --color =auto,always,never
. --verbose,-v flag
. --quiet,-q flag
. -h,--help flag
. : =bash,zsh,fish,pwsh,nu' ;;
        completion) table='. --color =auto,always,never
. --verbose,-v flag
. --quiet,-q flag
. -h,--help flag
. : =bash,zsh,fish' ;;
        use) table='. -p,--profile profiles
. --region regions
. --login flag
. --export-keys flag
. *--scope scopes
. --reason text
. --color =auto,always,never
. --verbose,-v flag
. --quiet,-q flag
. -h,--help flag
. : profiles' ;;
        unuse) table='. --color =auto,always,never
. --verbose,-v flag
. --quiet,-q flag
. -h,--help flag' ;;
        allow) table='. --revoke flag
. --color =auto,always,never
. --verbose,-v flag
. --quiet,-q flag
. -h,--help flag
. : files' ;;
        scope) table='. -h,--help flag
. list subcommand
. show subcommand
list --json flag
list --color =auto,always,never
list --verbose,-v flag
list --quiet,-q flag
list -h,--help flag
show --json flag
show --color =auto,always,never
show --verbose,-v flag
show --quiet,-q flag
show -h,--help flag
show : scopes' ;;
        agent) table='. -h,--help flag
. show subcommand
. run subcommand
show -p,--profile profiles
show --json flag
show --color =auto,always,never
show --verbose,-v flag
show --quiet,-q flag
show -h,--help flag
run -p,--profile profiles
run --region regions
run --boundary flag
run --name text
run --no-login flag
run --reason text
run --color =auto,always,never
run --verbose,-v flag
run --quiet,-q flag
run -h,--help flag
run : command' ;;
        log) table='. --since =1h,1d,7d
. -p,--profile profiles
. --agent flag
. --follow,-f flag
. --json flag
. --color =auto,always,never
. --verbose,-v flag
. --quiet,-q flag
. -h,--help flag' ;;
        plugin) table='. -h,--help flag
. list subcommand
. info subcommand
. trust subcommand
. revoke subcommand
. verify subcommand
. test subcommand
. new subcommand
list --json flag
list --color =auto,always,never
list --verbose,-v flag
list --quiet,-q flag
list -h,--help flag
info --json flag
info --color =auto,always,never
info --verbose,-v flag
info --quiet,-q flag
info -h,--help flag
info : plugins
trust --yes,-y flag
trust --with-keys flag
trust --json flag
trust --color =auto,always,never
trust --verbose,-v flag
trust --quiet,-q flag
trust -h,--help flag
trust : plugins
revoke --json flag
revoke --color =auto,always,never
revoke --verbose,-v flag
revoke --quiet,-q flag
revoke -h,--help flag
revoke : plugins
verify --json flag
verify --color =auto,always,never
verify --verbose,-v flag
verify --quiet,-q flag
verify -h,--help flag
verify : plugins
test --json flag
test --color =auto,always,never
test --verbose,-v flag
test --quiet,-q flag
test -h,--help flag
test : files
new --kind =command,provider,hook
new --lang =sh,python,swift
new --json flag
new --color =auto,always,never
new --verbose,-v flag
new --quiet,-q flag
new -h,--help flag
new : text' ;;
        login) table='. -p,--profile profiles
. --session,--sso-session sessions
. --all flag
. --console flag
. --use-device-code,--remote flag
. --region regions
. --no-browser flag
. --port,--redirect-port text
. --copy flag
. --force flag
. --json flag
. --color =auto,always,never
. --verbose,-v flag
. --quiet,-q flag
. -h,--help flag
. : profiles' ;;
        logout) table='. -p,--profile profiles
. --session,--sso-session sessions
. --all flag
. --json flag
. --color =auto,always,never
. --verbose,-v flag
. --quiet,-q flag
. -h,--help flag
. : profiles' ;;
        accounts) table='. --session,--sso-session sessions
. -p,--profile profiles
. --json flag
. --color =auto,always,never
. --verbose,-v flag
. --quiet,-q flag
. -h,--help flag' ;;
        whoami) table='. -p,--profile profiles
. --region regions
. --no-login flag
. --mfa-code text
. --json flag
. --color =auto,always,never
. --verbose,-v flag
. --quiet,-q flag
. -h,--help flag
. : profiles' ;;
        configure) table='. -h,--help flag
. sso subcommand
. sso-session subcommand
. sync subcommand
sso -p,--profile profiles
sso --session,--sso-session sessions
sso --start-url text
sso --sso-region regions
sso --scopes,--registration-scopes text
sso --standby-start-url text
sso --account accounts
sso --role roles
sso --region regions
sso --output =json,text,table,yaml,yaml-stream,off
sso --use-device-code flag
sso --no-browser flag
sso --port,--redirect-port text
sso --copy flag
sso --no-login flag
sso --json flag
sso --color =auto,always,never
sso --verbose,-v flag
sso --quiet,-q flag
sso -h,--help flag
sso-session --session,--sso-session sessions
sso-session --start-url text
sso-session --sso-region regions
sso-session --scopes,--registration-scopes text
sso-session --standby-start-url text
sso-session --no-verify flag
sso-session --json flag
sso-session --color =auto,always,never
sso-session --verbose,-v flag
sso-session --quiet,-q flag
sso-session -h,--help flag
sync *--session,--sso-session sessions
sync --all flag
sync --plan flag
sync --apply flag
sync --prune flag
sync --yes,-y flag
sync --name-template text
sync *--include text
sync *--exclude text
sync *--region regions
sync --fresh flag
sync --json flag
sync --color =auto,always,never
sync --verbose,-v flag
sync --quiet,-q flag
sync -h,--help flag' ;;
        each) table='. --jobs,-j text
. --regions regions
. --fail-fast flag
. --dry-run flag
. --output-dir folders
. --yes,-y flag
. *--scope scopes
. --no-login flag
. --reason text
. --json flag
. --color =auto,always,never
. --verbose,-v flag
. --quiet,-q flag
. -h,--help flag
. *: profiles
. -- command' ;;
        *) table=$(\builtin command "${_awsx_bin:-awsx}" complete syntax "$1" 2>/dev/null) || : ;;
    esac
}
# ---- Written by hand again.

# Finds an option, a subcommand or `--` at the caller's `place`, and sets the caller's `kind`.
_awsx_find() {
    local where word rest
    while read -r where word kind rest; do
        if [[ $where == "$place" ]]; then
            case ",${word#\*}," in *,"$1",*) return 0 ;; esac
        fi
    done <<EOF
$table
EOF
    kind=''
    return 1
}

# The same for the word without a name that is next, after `count` of them.
_awsx_find_argument() {
    local where word rest passed=0
    while read -r where word kind rest; do
        if [[ $where == "$place" ]]; then
            case $word in
                :) if ((passed == count)); then return 0; else passed=$((passed + 1)); fi ;;
                \*:) return 0 ;;
            esac
        fi
    done <<EOF
$table
EOF
    kind=''
    return 1
}

# Offers the words of the caller's `place`: with `flags` those with dashes, else the subcommands.
_awsx_offer_words() {
    local where word kind rest
    while read -r where word kind rest; do
        if [[ $where != "$place" ]]; then continue; fi
        case $1:$kind:$word in
            *:--) ;;
            subcommands:subcommand:*) _awsx_choose "$word" ;;
            flags:*:-* | flags:*:\*-*)
                rest=${word#\*},
                while [[ -n $rest ]]; do
                    _awsx_choose "${rest%%,*}"
                    rest=${rest#*,}
                done
                ;;
        esac
    done <<EOF
$table
EOF
}

# What a word of this kind may be.
_awsx_value() {
    local rest
    case $1 in
        profiles | sessions | accounts | roles | regions | services | plugins | commands) _awsx_offer "$1" ;;
        files) _awsx_files -f ;;
        folders) _awsx_files -d ;;
        dynamic) _awsx_offer dynamic "$command" ${said[@]+"${said[@]}"} ;;
        =*)
            rest=${1#=},
            while [[ -n $rest ]]; do
                _awsx_choose "${rest%%,*}"
                rest=${rest#*,}
            done
            ;;
    esac
}

# ---- What stands after `exec … --` is completed as if it stood alone.
# The completion that somebody registered for a command: sets the caller's `spec`.
_awsx_find_spec() {
    local name=$1
    spec=$(\builtin complete -p -- "$name" 2>/dev/null) || spec=''
    if [[ -z $spec && $name == */* ]]; then
        name=${name##*/}
        spec=$(\builtin complete -p -- "$name" 2>/dev/null) || spec=''
    fi
    spec=${spec#complete }
    spec=${spec%"$name"}
}

# $1 is the place of the command among `words`.
_awsx_delegate() {
    local spec found name=${words[$1]} start=${starts[$1]} pattern=' -F ([^ ]+) '
    flag='' typed=$current
    if _awsx_unquote "$current"; then typed=$plain; fi
    _awsx_find_spec "$name"
    if [[ -z $spec ]]; then
        # It may come when it is asked for.
        if declare -F _comp_load >/dev/null; then
            _comp_load "${name##*/}" || :
        elif declare -F _completion_loader >/dev/null; then
            _completion_loader "${name##*/}" || :
        fi
        _awsx_find_spec "$name"
    fi
    if (($1 < last)) && [[ " $spec" == *' -C '* ]]; then
        _awsx_run_completer "$1"
    elif declare -F _comp_command_offset >/dev/null; then
        _comp_command_offset "$start"
    elif declare -F _command_offset >/dev/null; then
        _command_offset "$start"
    elif (($1 == last)); then
        _awsx_files -c
    elif [[ " $spec" =~ $pattern ]]; then
        _awsx_options "$spec"
        _awsx_call "${BASH_REMATCH[1]}" "$start"
    elif [[ -n $spec ]]; then
        _awsx_options "$spec"
        found=$(\builtin eval "\\builtin compgen $spec -- \"\$typed\"" 2>/dev/null) || :
        _awsx_each _awsx_reply "$found"
    else
        _awsx_files -f
    fi
}

# A profile may stand in the place of exec's command. Where readline quotes what it inserts, it quotes these, too.
_awsx_add_profiles() {
    local found add=_awsx_reply
    found=$(\builtin command "${_awsx_bin:-awsx}" complete profiles "$typed" 2>/dev/null) || :
    if type compopt >/dev/null 2>&1 && [[ $(compopt 2>/dev/null) == *'-o filenames'* ]]; then add=_awsx_reply_file; fi
    _awsx_each _awsx_add_profile "$found"
}

_awsx_add_profile() { "$add" "${1%%$'\t'*}"; }

# -o of a registered completion.
_awsx_options() {
    local rest=$1
    if ! type compopt >/dev/null 2>&1; then return 0; fi
    while [[ $rest == *'-o '* ]]; do
        rest=${rest#*-o }
        compopt -o "${rest%% *}" 2>/dev/null || :
    done
}

# A function, with the line as if the command stood alone.
_awsx_call() {
    local COMP_WORDS=("${COMP_WORDS[@]:$2}") COMP_CWORD=$((COMP_CWORD - $2)) COMP_LINE COMP_POINT
    COMP_LINE=${COMP_WORDS[*]}
    COMP_POINT=${#COMP_LINE}
    "$1" "${COMP_WORDS[0]}" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}" || :
}

# A program, which reads the line and prints a candidate a line: `complete -C aws_completer aws`.
_awsx_run_completer() {
    local rest=$before i gap found program
    for ((i = 0; i < $1; i++)); do
        gap=${rest%%[![:blank:]]*}
        rest=${rest#"$gap"}
        rest=${rest#"${words[i]}"}
    done
    gap=${rest%%[![:blank:]]*}
    rest=${rest#"$gap"}
    program=" $spec"
    _awsx_options "$program"
    program=${program#* -C }
    program=${program%% -F *}
    program=${program% }
    # bash 3.2 prints it as it is, others as a quoted word where that is needed.
    case $program in \'*\') eval "program=$program" ;; esac
    found=$(
        \builtin export COMP_LINE="$rest${COMP_LINE:${#before}}" COMP_POINT=${#rest} COMP_TYPE=9 COMP_KEY=9
        \builtin eval "$program \"\${words[$1]}\" \"\$text\" \"\${words[last - 1]}\"" 2>/dev/null
    ) || :
    _awsx_each _awsx_reply_as_it_is "$found"
}

_awsx_reply_as_it_is() { COMPREPLY[${#COMPREPLY[@]}]=$1; }

# ---- The one function that bash calls.
_awsx() {
    local IFS=$' \t\n' before words starts said current typed flag='' command='' place=. table='' kind count=0 i word last
    local text plain open ahead head mode awaited='' named=''
    COMPREPLY=() said=()
    _awsx_read_words
    last=$((${#words[@]} - 1))
    current=${words[last]}
    text=${2-${COMP_WORDS[COMP_CWORD]}}
    for ((i = 1; i < last; i++)); do
        word=${words[i]}
        case $word in *[\\\'\"]*) if _awsx_unquote "$word"; then word=$plain; fi ;; esac
        if [[ -n $command ]]; then said[${#said[@]}]=$word; fi
        if [[ -n $awaited ]]; then
            awaited=''
        elif [[ $word == -- ]] && { _awsx_find -- || _awsx_find_argument; } && [[ $kind == command ]]; then
            _awsx_find_start "$text" || head='' mode=''
            _awsx_delegate $((i + 1))
            return 0
        elif [[ $word == -?* ]]; then
            if _awsx_find "$word" && [[ $kind != flag ]]; then awaited=$kind; fi
            case $word in -p* | --profile | --profile=* | --account | --account=*) named=1 ;; esac
        elif [[ -z $command ]]; then
            command=$word
            if [[ $word != help ]]; then _awsx_table "$word"; fi
        elif _awsx_find "$word" && [[ $kind == subcommand ]]; then
            if [[ $place == . ]]; then place=$word; else place=$place/$word; fi
        elif _awsx_find_argument && [[ $kind == command ]]; then
            _awsx_find_start "$text" || head='' mode=''
            _awsx_delegate "$i"
            return 0
        else
            count=$((count + 1))
        fi
    done
    _awsx_find_start "$text" || return 0
    _awsx_unquote "$current" || return 0
    typed=$plain
    if [[ -z $awaited && $typed == --*=* ]]; then
        flag=${typed%%=*}= typed=${typed#*=}
        if ! _awsx_find "${flag%=}"; then return 0; fi
        awaited=$kind
    fi
    if [[ -n $awaited ]]; then
        _awsx_value "$awaited"
    elif [[ -z $command && $typed == -* ]]; then
        _awsx_choose --version --help -h
    elif [[ $typed == -* && -z $table ]]; then
        _awsx_choose --help -h
    elif [[ $typed == -* ]]; then
        _awsx_offer_words flags
    elif [[ -z $command || $command$count == help0 ]]; then
        _awsx_offer commands
    elif _awsx_find_argument && [[ $kind == command ]]; then
        _awsx_delegate "$last"
        if [[ $command$named == exec ]]; then _awsx_add_profiles; fi
    else
        _awsx_offer_words subcommands
        _awsx_value "$kind"
        if [[ $command$kind == useprofiles && -z $typed ]]; then _awsx_reply -; fi
    fi
    return 0
}

complete -F _awsx awsx
if [[ -n ${_awsx_cmd-} && ${_awsx_cmd-} != awsx ]]; then complete -F _awsx "$_awsx_cmd"; fi
if [[ -n $_awsx_aliases ]]; then \builtin shopt -s expand_aliases; fi
