# shellcheck shell=bash
# Completion of awsx for bash 3.2 and later, with or without bash-completion.
# One process a Tab, `awsx complete`, which reads files and asks nobody.

# ---- Aliases stay out of what is defined here; undone in the last lines.
_awsx_aliases=
if \builtin shopt -q expand_aliases; then
    _awsx_aliases=1
    \builtin shopt -u expand_aliases
fi

# ---- The words up to the cursor, as typed: bash splits at : = @, a profile's name does not end there.
# Fills the caller's `words` and, for each, `starts`: its place in COMP_WORDS.
_awsx_read_words() {
    local rest=${COMP_LINE:0:COMP_POINT} word gap i last=-1
    words=() starts=()
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

# ---- Replies. A value becomes a word of the shell, less what readline keeps of the typed one.
# Uses the caller's `current` (as typed), `quote` (an opened one) and `flag` (`--profile=`).
_awsx_reply() {
    local value=$1 reply keep='' until char
    case $quote in
        '') printf -v reply %q "$value" ;;
        *)
            case $value in *"$quote"*) return 0 ;; esac
            reply=$value
            ;;
    esac
    reply=$flag$reply
    if [[ -z $quote || -n $flag ]]; then
        for char in : = @; do
            case $COMP_WORDBREAKS in *"$char"*) ;; *) continue ;; esac
            until=${current%"${current##*"$char"}"}
            case $current in *"$char"*) if ((${#until} > ${#keep})); then keep=$until; fi ;; esac
        done
        reply=${reply#"$keep"}
    fi
    COMPREPLY[${#COMPREPLY[@]}]=$reply
}

# The candidates of `awsx complete KIND`.
_awsx_offer() {
    local IFS=$' \t\n' line
    while IFS= read -r line; do
        _awsx_reply "${line%%$'\t'*}"
    done <<EOF
$(command "${_awsx_bin:-awsx}" complete "$1" "$typed" 2>/dev/null)
EOF
    # No candidate at all is one empty line.
    if [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == "''" ]]; then COMPREPLY=(); fi
    if type compopt >/dev/null 2>&1; then compopt -o nosort 2>/dev/null || :; fi
}

# Words that are the same for everybody.
_awsx_choose() {
    local word
    for word; do
        case $word in "$typed"*) _awsx_reply "$word" ;; esac
    done
}

_awsx_files() {
    local line
    while IFS= read -r line; do
        if [[ -n $line ]]; then COMPREPLY[${#COMPREPLY[@]}]=$line; fi
    done <<EOF
$(compgen "$1" -- "$typed")
EOF
    if type compopt >/dev/null 2>&1; then compopt -o filenames 2>/dev/null || :; fi
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
_awsx_delegate() {
    if declare -F _comp_command_offset >/dev/null; then
        _comp_command_offset "$1"
    elif declare -F _command_offset >/dev/null; then
        _command_offset "$1"
    else
        local COMP_WORDS=("${COMP_WORDS[@]:$1}") COMP_CWORD=$((COMP_CWORD - $1)) spec pattern=' -F ([^ ]+) '
        typed=$current
        if ((COMP_CWORD == 0)); then
            _awsx_files -c
            return 0
        fi
        local COMP_LINE=${COMP_WORDS[*]} COMP_POINT
        COMP_POINT=${#COMP_LINE}
        spec=$(complete -p -- "${COMP_WORDS[0]}" 2>/dev/null) || spec=''
        if [[ $spec =~ $pattern ]]; then
            "${BASH_REMATCH[1]}" "${COMP_WORDS[0]}" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        else
            _awsx_files -f
        fi
    fi
}

# ---- The one function that bash calls.
_awsx() {
    local IFS=$' \t\n' words starts current typed quote='' flag='' flags command='' count=0 i word last awaited=''
    COMPREPLY=()
    _awsx_read_words
    last=$((${#words[@]} - 1))
    current=${words[last]}
    for ((i = 1; i < last; i++)); do
        word=${words[i]}
        if [[ -n $awaited ]]; then
            awaited=''
        elif [[ $word == -- && ($command == exec || $command == 'sandbox run') ]]; then
            _awsx_delegate "${starts[i + 1]}"
            return 0
        elif [[ $word == -?* ]]; then
            if _awsx_takes_value "$word"; then awaited=$word; fi
        elif [[ -z $command ]]; then
            command=$word
        elif [[ $command == exec ]]; then
            _awsx_delegate "${starts[i]}"
            return 0
        elif [[ $command == config || $command == configure || $command == plugin || $command == sandbox ]]; then
            command="$command $word"
        else
            count=$((count + 1))
        fi
    done
    typed=$current
    if [[ -z $awaited && $typed == --*=* ]]; then
        awaited=${typed%%=*} flag=${typed%%=*}= typed=${typed#*=}
    fi
    case $typed in
        \'*) quote=\' typed=${typed#\'} ;;
        \"*) quote=\" typed=${typed#\"} ;;
        *) typed=${typed//\\/} ;;
    esac
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
        _awsx_delegate "${starts[last]}"
    else
        _awsx_word
    fi
    return 0
}

complete -F _awsx awsx
if [[ -n ${_awsx_cmd-} && ${_awsx_cmd-} != awsx ]]; then complete -F _awsx "$_awsx_cmd"; fi
if [[ -n $_awsx_aliases ]]; then \builtin shopt -s expand_aliases; fi
