# Completion of awsx for fish. One process a Tab, `awsx complete`, which reads files and asks nobody.

# ---- The word at the cursor without its quotes and backslashes, also while a quote is open.
function _awsx_typed
    set -l word (commandline -ct)
    # A backslash at the end has nothing to escape yet.
    string unescape -- "$word"; or string unescape -- (string replace -r '\\\\$' '' -- "$word")
end

# ---- The candidates of `awsx complete KIND`, in their order.
function _awsx_offer -a kind
    set -l bin awsx
    set -q _awsx_bin; and set bin $_awsx_bin
    # The value alone of a word such as --profile=pro.
    set -l word (string replace -r '^--[a-z-]+=' '' -- (_awsx_typed))
    command $bin complete $kind --loose "$word" 2>/dev/null
end

# ---- Where on the line are we?
# The words before the cursor without awsx's options: the command, and what follows it.
function _awsx_words
    set -l skip
    for word in (commandline -opc)[2..]
        if set -q skip[1]
            set skip
        else if contains -- $word -p --profile --session --sso-session --account --role --region --min-ttl --color \
                --format --shell --prompt --cmd --port --config --auto-approve --tls-dir --home --url \
                --policy-arn --policy --tag --source-identity --duration --mfa-code
            set skip 1
        else if not string match -q -- '-?*' $word
            echo -- $word
        end
    end
end

function _awsx_is
    set -l words (_awsx_words)
    contains -- "$words[1]" $argv
end

# The same, and no further word yet.
function _awsx_is_first
    set -l words (_awsx_words)
    contains -- "$words[1]" $argv; and test (count $words) -le 1
end

function _awsx_needs_command
    set -l words (_awsx_words)
    test (count $words) = 0
end

function _awsx_sub -a command sub
    set -l words (_awsx_words)
    test "$words[1]" = $command; and test "$words[2]" = $sub
end

# ---- What stands after `exec … --` is completed as if it stood alone.
# Prints the words of the command, if the cursor is in it.
function _awsx_rest
    set -l words (commandline -opc)
    set -l skip
    set -l i 2
    set -l inside
    while test $i -le (count $words)
        set -l word $words[$i]
        if set -q skip[1]
            set skip
        else if test "$word" = --; and set -q inside[1]
            string escape -- $words[(math $i + 1)..]
            return 0
        else if contains -- $word -p --profile --session --sso-session --account --role --region --min-ttl --color \
                --port --config --auto-approve --tls-dir --home \
                --policy-arn --policy --tag --source-identity --duration --mfa-code
            set skip 1
        else if not string match -q -- '-?*' $word
            if set -q inside[1]; and test "$inside" != sandbox
                string escape -- $words[$i..]
                return 0
            else if contains -- $word exec sandbox
                set inside $word
            else if not set -q inside[1]
                return 1
            end
        end
        set i (math $i + 1)
    end
    return 1
end

function _awsx_is_inside
    set -l rest (_awsx_rest); or return 1
    return 0
end

function _awsx_delegate
    set -l rest (_awsx_rest)
    complete -C (string join ' ' -- $rest (commandline -ct))
end

complete -e -c awsx
complete -c awsx -f
set -l outside 'not _awsx_is_inside'

complete -c awsx -n _awsx_is_inside -a '(_awsx_delegate)'
complete -c awsx -n "_awsx_needs_command" -k -a '(_awsx_offer commands)'
complete -c awsx -n "_awsx_needs_command" -l version -d 'Show the version'
complete -c awsx -n "_awsx_is help" -k -a '(_awsx_offer commands)'
# At the first word of exec, the command may begin.
complete -c awsx -n "_awsx_is_first exec; and $outside" -a '(complete -C (commandline -ct))'

# ---- Options of many commands.
set -l all login logout use unuse exec env credential-process token profiles accounts status whoami config configure explain doctor init \
    completion prompt complete allow plugin
complete -c awsx -n "_awsx_is $all; and $outside" -l color -x -a 'auto always never' -d Colours
complete -c awsx -n "_awsx_is $all; and $outside" -s v -l verbose -d 'Say more on stderr, never a secret'
complete -c awsx -n "_awsx_is $all; and $outside" -s q -l quiet -d 'Say only what went wrong'
complete -c awsx -n "$outside" -s h -l help -d 'Show help'
set -l named login logout use exec env credential-process token accounts status whoami explain
complete -c awsx -n "_awsx_is $named; and $outside" -s p -l profile -x -k -a '(_awsx_offer profiles)' -d 'The profile'
set -l sessions login logout exec token accounts
complete -c awsx -n "_awsx_is $sessions; and $outside" -l session -x -k -a '(_awsx_offer sessions)' -d 'The sso-session'
complete -c awsx -n "_awsx_is $sessions; and $outside" -l sso-session -x -k -a '(_awsx_offer sessions)' -d 'The sso-session'
complete -c awsx -n "_awsx_is use exec env whoami explain; and $outside" -l region -x -k -a '(_awsx_offer regions)' -d 'The region'
complete -c awsx -n "_awsx_is exec env status; and $outside" -l min-ttl -x -a '5m 15m 30m 1h' -d 'The least time left'
complete -c awsx -n "_awsx_is exec env token whoami; and $outside" -l no-login -d 'Never start a sign-in'
set -l json login logout env token profiles accounts status whoami config configure plugin explain doctor
complete -c awsx -n "_awsx_is $json" -l json -d 'Print one JSON object on stdout'
complete -c awsx -n '_awsx_is_first login logout use env credential-process status whoami explain' -k -a '(_awsx_offer profiles)'

# ---- Options of one.
complete -c awsx -n '_awsx_is login logout' -l all -d 'Every session'
complete -c awsx -n '_awsx_is login' -l use-device-code -d 'Confirm a code on any device'
complete -c awsx -n '_awsx_is login' -l no-browser -d 'Show the address, open nothing'
complete -c awsx -n '_awsx_is login' -l port -x -d 'The port that the browser comes back to'
complete -c awsx -n '_awsx_is login' -l copy -d 'Put the address on the clipboard'
complete -c awsx -n '_awsx_is login' -l force -d 'Sign in although the session is good'
complete -c awsx -n '_awsx_is_first use' -a - -d 'The profile before'
complete -c awsx -n '_awsx_is use' -l login -d 'Sign in first, if that is needed'
complete -c awsx -n '_awsx_is use' -l export-keys -d 'Set the keys themselves'
complete -c awsx -n "_awsx_is exec; and $outside" -l account -x -k -a '(_awsx_offer accounts)' -d '12 digits, with --role'
complete -c awsx -n "_awsx_is exec; and $outside" -l role -x -k -a '(_awsx_offer roles)' -d 'A role of --account'
complete -c awsx -n "_awsx_is exec; and $outside" -l no-nest -d 'Refuse to run inside another exec'
complete -c awsx -n "_awsx_is exec env; and $outside" -l read-only -d 'Only read, in a role that is assumed'
complete -c awsx -n "_awsx_is exec env; and $outside" -l policy-arn -x -d 'A managed policy as session policy'
complete -c awsx -n "_awsx_is exec env; and $outside" -l policy -r -d 'A file with a session policy'
complete -c awsx -n "_awsx_is exec env; and $outside" -l tag -x -d 'A session tag, KEY=VALUE'
complete -c awsx -n "_awsx_is exec env; and $outside" -l source-identity -x -d 'Who acts in the role'
complete -c awsx -n "_awsx_is exec env; and $outside" -l duration -x -a '15m 30m 1h' -d 'How long the session lasts'
complete -c awsx -n "_awsx_is exec env credential-process whoami; and $outside" -l mfa-code -x -d 'The MFA code'
complete -c awsx -n '_awsx_is env' -l format -x -a 'bash zsh fish posix dotenv json process powershell' -d Form
complete -c awsx -n '_awsx_is profiles' -s l -l long -d 'Also session, region and what is wrong'
complete -c awsx -n '_awsx_is status' -l check -d 'Also ask AWS'
complete -c awsx -n '_awsx_is_first config' -a 'dump\t"Everything that was read" path\t"The paths of the files"'
complete -c awsx -n '_awsx_sub config dump' -l reveal-secrets -d 'Print secret keys too'
complete -c awsx -n '_awsx_is_first plugin' -a 'list\t"Every plugin"'
complete -c awsx -n '_awsx_is_first init completion' -a 'bash zsh fish'
complete -c awsx -n '_awsx_is init' -l prompt -x -a 'left right none' -d 'Where the segment goes'
complete -c awsx -n '_awsx_is init' -l cmd -x -d 'The name of the command'
complete -c awsx -n '_awsx_is init' -l auto -d 'Follow .awsx files'
complete -c awsx -n '_awsx_is prompt' -l shell -x -a 'bash zsh fish plain tmux starship json' -d 'For whom'
complete -c awsx -n '_awsx_is prompt' -l format -x -d Template
complete -c awsx -n '_awsx_is_first complete' -a 'profiles sessions accounts roles regions services plugins commands'
complete -c awsx -n '_awsx_is complete' -l loose -d 'Also what holds the word anywhere'
complete -c awsx -n '_awsx_is allow' -a '(__fish_complete_directories)'
complete -c awsx -n '_awsx_is allow' -l revoke -d 'Follow it no more'

# ---- Sessions and profiles.
complete -c awsx -n '_awsx_is explain' -l service -x -k -a '(_awsx_offer services)' -d 'Whose endpoint is told'
complete -c awsx -n '_awsx_is doctor' -l fix -d 'Mend what is safe to mend'
complete -c awsx -n '_awsx_is doctor' -s y -l yes -d 'With --fix: do not ask'
complete -c awsx -n '_awsx_is doctor' -l offline -d 'Ask no host'
complete -c awsx -n '_awsx_is_first configure' -a 'sso\t"A profile, question by question" sso-session\t"A session" sync\t"A profile for every role"'
for sub in sso sso-session sync
    complete -c awsx -n "_awsx_sub configure $sub" -l session -x -k -a '(_awsx_offer sessions)' -d 'The sso-session'
    complete -c awsx -n "_awsx_sub configure $sub" -l sso-session -x -k -a '(_awsx_offer sessions)' -d 'The sso-session'
    if test $sub != sync
        complete -c awsx -n "_awsx_sub configure $sub" -l start-url -x -d 'The access portal'
        complete -c awsx -n "_awsx_sub configure $sub" -l sso-region -x -k -a '(_awsx_offer regions)' -d 'The region of Identity Center'
        complete -c awsx -n "_awsx_sub configure $sub" -l scopes -x -d 'Scopes, separated by commas'
        complete -c awsx -n "_awsx_sub configure $sub" -l registration-scopes -x -d 'Scopes, separated by commas'
    end
    if test $sub != sso-session
        complete -c awsx -n "_awsx_sub configure $sub" -l region -x -k -a '(_awsx_offer regions)' -d 'The region of the profile'
    end
end
complete -c awsx -n '_awsx_sub configure sso' -s p -l profile -x -k -a '(_awsx_offer profiles)' -d 'The profile'
complete -c awsx -n '_awsx_sub configure sso' -l account -x -k -a '(_awsx_offer accounts)' -d 'Id or name'
complete -c awsx -n '_awsx_sub configure sso' -l role -x -k -a '(_awsx_offer roles)' -d 'The role'
complete -c awsx -n '_awsx_sub configure sso' -l output -x -a 'json text table yaml yaml-stream off' -d 'The output format'
complete -c awsx -n '_awsx_sub configure sso' -l use-device-code -d 'Confirm a code on any device'
complete -c awsx -n '_awsx_sub configure sso' -l no-browser -d 'Show the address, open nothing'
complete -c awsx -n '_awsx_sub configure sso' -l port -x -d 'The port that the browser comes back to'
complete -c awsx -n '_awsx_sub configure sso' -l copy -d 'Put the address on the clipboard'
complete -c awsx -n '_awsx_sub configure sso' -l no-login -d 'Write without signing in'
complete -c awsx -n '_awsx_sub configure sso-session' -l no-verify -d 'Write without asking AWS'
complete -c awsx -n '_awsx_sub configure sync' -l all -d 'Every session'
complete -c awsx -n '_awsx_sub configure sync' -l plan -d 'Write nothing'
complete -c awsx -n '_awsx_sub configure sync' -l apply -d 'Write it'
complete -c awsx -n '_awsx_sub configure sync' -l prune -d 'Remove what is gone'
complete -c awsx -n '_awsx_sub configure sync' -s y -l yes -d 'Ask nothing'
complete -c awsx -n '_awsx_sub configure sync' -l name-template -x -d 'How profiles are named'
complete -c awsx -n '_awsx_sub configure sync' -l include -x -d 'Only what matches'
complete -c awsx -n '_awsx_sub configure sync' -l exclude -x -d 'Not what matches'
complete -c awsx -n '_awsx_sub configure sync' -l fresh -d 'Go on with nothing'

# ---- The sandbox.
complete -c awsx -n '_awsx_is_first sandbox' -a 'serve\t"Until a signal" run\t"One command" shell\t"Open a shell" browser\t"Press Allow" approve\t"Answer a device code"'
for sub in serve run shell
    set -l here "_awsx_sub sandbox $sub; and $outside"
    complete -c awsx -n $here -l port -x -d 'The port to listen on'
    complete -c awsx -n $here -l config -r -F -d 'JSON file with accounts, lifetimes and faults'
    complete -c awsx -n $here -l auto-approve -x -a 'off visit always deny' -d 'Who answers a sign-in'
    complete -c awsx -n $here -l tls -d 'Serve https'
    complete -c awsx -n $here -l tls-dir -x -a '(__fish_complete_directories)' -d 'Folder for ca.pem'
    if test $sub != serve
        complete -c awsx -n $here -l home -x -a '(__fish_complete_directories)' -d 'Keep this HOME'
    end
end
complete -c awsx -n '_awsx_sub sandbox serve' -l until-stdin-closes -d 'End when standard input ends'
complete -c awsx -n '_awsx_sub sandbox approve' -l url -x -d 'The sandbox'
complete -c awsx -n '_awsx_sub sandbox approve' -l deny -d 'Deny instead'

if set -q _awsx_cmd; and test "$_awsx_cmd" != awsx
    complete -c $_awsx_cmd -w awsx
end
