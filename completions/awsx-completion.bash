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

# The candidates of `awsx complete KIND`.
_awsx_offer() {
    local found
    found=$(\builtin command "${_awsx_bin:-awsx}" complete "$1" "$typed" 2>/dev/null) || :
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

# ---- What awsx understands.
_awsx_flags() {
    local common='--color --verbose -v --quiet -q --help -h' named='-p --profile'
    local session='--session --sso-session'
    local limits='--read-only --policy-arn --policy --tag --source-identity --duration --mfa-code'
    case $1 in
        login) flags="$named $session --all --use-device-code --no-browser --port --copy --force --json" ;;
        logout) flags="$named $session --all --json" ;;
        use) flags="$named --region --login --export-keys" ;;
        exec) flags="$named $session --account --role --region --min-ttl --no-login --no-nest $limits" ;;
        env) flags="$named --format --region --min-ttl --no-login --json $limits" ;;
        credential-process) flags="$named --mfa-code" ;;
        token) flags="$named $session --no-login --json" ;;
        profiles) flags="--long -l --json" ;;
        accounts) flags="$named $session --json" ;;
        status) flags="$named --check --min-ttl --json" ;;
        whoami) flags="$named --region --mfa-code --no-login --json" ;;
        'configure sso')
            flags="$named $session --start-url --sso-region --scopes --registration-scopes --account --role --region --output"
            flags="$flags --use-device-code --no-browser --port --copy --no-login --json"
            ;;
        'configure sso-session')
            flags="$session --start-url --sso-region --scopes --registration-scopes --no-verify --json"
            ;;
        'configure sync')
            flags="$session --all --plan --apply --prune --yes -y --name-template --include --exclude --region --fresh --json"
            ;;
        explain) flags="$named --region --service --json" ;;
        doctor) flags="--fix --yes -y --offline --json" ;;
        'config dump') flags="--reveal-secrets --json" ;;
        'config path' | 'plugin list') flags="--json" ;;
        init) flags="--prompt --cmd --auto" ;;
        prompt) flags="--shell --format" ;;
        complete) flags="--loose" ;;
        allow) flags="--revoke" ;;
        'sandbox serve') flags="--port --config --auto-approve --tls --tls-dir --until-stdin-closes" common='--help -h' ;;
        'sandbox run' | 'sandbox shell')
            flags="--port --config --auto-approve --tls --tls-dir --home" common='--help -h'
            ;;
        'sandbox browser') flags='' common='--help -h' ;;
        'sandbox approve') flags="--url --deny" common='--help -h' ;;
        unuse | completion) flags='' ;;
        '') flags=--version common='--help -h' ;;
        *) flags='' common='--help -h' ;;
    esac
    flags="$flags $common"
}

# Whether a flag's value is the next word.
_awsx_takes_value() {
    case $1 in
        -p | --profile | --session | --sso-session | --account | --role | --region | --min-ttl | --color | --format | \
            --shell | --prompt | --cmd | --port | --config | --auto-approve | --tls-dir | --home | --url | \
            --start-url | --sso-region | --scopes | --registration-scopes | --output | --name-template | --include | \
            --exclude | --service | --policy-arn | --policy | --tag | --source-identity | --duration | --mfa-code) return 0 ;;
    esac
    return 1
}

_awsx_flag_value() {
    case $1 in
        -p | --profile) _awsx_offer profiles ;;
        --session | --sso-session) _awsx_offer sessions ;;
        --account) _awsx_offer accounts ;;
        --role) _awsx_offer roles ;;
        --region | --sso-region) _awsx_offer regions ;;
        --service) _awsx_offer services ;;
        --output) _awsx_choose json text table yaml yaml-stream off ;;
        --min-ttl | --duration) _awsx_choose 5m 15m 30m 1h ;;
        --color) _awsx_choose auto always never ;;
        --format) if [[ $command == env ]]; then _awsx_choose bash zsh fish posix dotenv json process powershell; fi ;;
        --shell) _awsx_choose bash zsh fish plain tmux starship json ;;
        --prompt) _awsx_choose left right none ;;
        --auto-approve) _awsx_choose off visit always deny ;;
        --config | --policy) _awsx_files -f ;;
        --tls-dir | --home) _awsx_files -d ;;
    esac
}

_awsx_word() {
    case $command in
        login | logout | env | credential-process | status | whoami | explain)
            if ((count == 0)); then _awsx_offer profiles; fi
            ;;
        use) if ((count == 0)); then
            _awsx_offer profiles
            if [[ -z $typed ]]; then _awsx_reply -; fi
        fi ;;
        config) _awsx_choose dump path ;;
        configure) _awsx_choose sso sso-session sync ;;
        plugin) _awsx_choose list ;;
        sandbox) _awsx_choose serve run shell browser approve ;;
        init | completion) if ((count == 0)); then _awsx_choose bash zsh fish; fi ;;
        complete) if ((count == 0)); then
            _awsx_choose profiles sessions accounts roles regions services plugins commands
        fi ;;
        allow) _awsx_files -d ;;
        help) _awsx_offer commands ;;
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
    local IFS=$' \t\n' before words starts current typed flag='' flags command='' count=0 i word last awaited=''
    local text plain open ahead head mode
    COMPREPLY=()
    _awsx_read_words
    last=$((${#words[@]} - 1))
    current=${words[last]}
    text=${2-${COMP_WORDS[COMP_CWORD]}}
    for ((i = 1; i < last; i++)); do
        word=${words[i]}
        case $word in *[\\\'\"]*) if _awsx_unquote "$word"; then word=$plain; fi ;; esac
        if [[ -n $awaited ]]; then
            awaited=''
        elif [[ $word == -- && ($command == exec || $command == 'sandbox run') ]]; then
            _awsx_find_start "$text" || head='' mode=''
            _awsx_delegate $((i + 1))
            return 0
        elif [[ $word == -?* ]]; then
            if _awsx_takes_value "$word"; then awaited=$word; fi
        elif [[ -z $command ]]; then
            command=$word
        elif [[ $command == exec ]]; then
            _awsx_find_start "$text" || head='' mode=''
            _awsx_delegate "$i"
            return 0
        elif [[ $command == config || $command == configure || $command == plugin || $command == sandbox ]]; then
            command="$command $word"
        else
            count=$((count + 1))
        fi
    done
    _awsx_find_start "$text" || return 0
    _awsx_unquote "$current" || return 0
    typed=$plain
    if [[ -z $awaited && $typed == --*=* ]]; then
        awaited=${typed%%=*} flag=${typed%%=*}= typed=${typed#*=}
    fi
    if [[ -n $awaited ]]; then
        _awsx_flag_value "$awaited"
    elif [[ $typed == -* ]]; then
        _awsx_flags "$command"
        # The flags are awsx's own words.
        # shellcheck disable=SC2086
        _awsx_choose $flags
    elif [[ -z $command ]]; then
        _awsx_offer commands
    elif [[ $command == exec ]]; then
        _awsx_delegate "$last"
    else
        _awsx_word
    fi
    return 0
}

complete -F _awsx awsx
if [[ -n ${_awsx_cmd-} && ${_awsx_cmd-} != awsx ]]; then complete -F _awsx "$_awsx_cmd"; fi
if [[ -n $_awsx_aliases ]]; then \builtin shopt -s expand_aliases; fi
