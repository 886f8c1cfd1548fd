# awsx in fish 3.6 and later: awsx init fish | source, in ~/.config/fish/config.fish.
# Names of its own begin with _awsx_; AWSX_PROMPT and its parts are for prompts of your own.

# ---- What is known of the present identity; `awsx shell-hook fish prompt` fills it in.
set -q _awsx_bin; or set -g _awsx_bin awsx
set -q _awsx_side; or set -g _awsx_side right
set -q _awsx_cmd; or set -g _awsx_cmd awsx
set -q _awsx_auto; or set -g _awsx_auto ''
set -q _awsx_variables; or set -g _awsx_variables AWS_PROFILE
set -q _awsx_secrets; or set -g _awsx_secrets ''
set -q _awsx_edition; or set -g _awsx_edition ''
for _awsx_name in known state kind head tail past alarm ink alarm_ink now
    set -g _awsx_$_awsx_name ''
end
for _awsx_name in age valid renew since until
    set -g _awsx_$_awsx_name 0
end
set -e _awsx_name
set -g _awsx_timed 1
set -q _awsx_previous; or set -g _awsx_previous ''
set -q _awsx_previous_region; or set -g _awsx_previous_region ''
set -q _awsx_region; or set -g _awsx_region ''

# ---- The binary, where it was found when the shell started, else wherever it is now.
function _awsx_run
    if test -x $_awsx_bin
        $_awsx_bin $argv
    else
        command awsx $argv
    end
end

# ---- What a person typed stands in the line that runs, so that Ctrl-Z and `jobs` show it, and not $argv.
function _awsx_run_typed
    if test -x $_awsx_bin
        eval (string join ' ' -- (string escape -- $_awsx_bin $argv))
    else
        command awsx $argv
    end
end

# ---- Identity variables: take them away, mark our own, give them back.
# Each is called with _awsx_use or _awsx_auto, and with names of variables.
function _awsx_take -a layer
    for name in $argv[2..]
        set -l own {$layer}_own_$name
        if set -q $name; and begin
                not set -q $own; or test "$$name" != "$$own"
            end
            set -g {$layer}_was_$name "$$name"
        end
        set -eg $name
        set -e $own
        # A universal variable belongs to every shell of this user: hidden here, not erased.
        if set -qUx $name; and not string match -q '*PROFILE' $name
            set -gx $name ''
        end
    end
    return 0
end

function _awsx_own -a layer name
    set -g {$layer}_own_$name "$$name"
end

function _awsx_give -a layer
    for name in $argv[2..]
        set -l own {$layer}_own_$name
        set -l was {$layer}_was_$name
        if set -q $was
            set -eg $name
            if not set -q $name; or test "$$name" != "$$was"
                set -gx $name "$$was"
            end
        else if set -q $name; and set -q $own; and test "$$name" = "$$own"
            set -eg $name
        end
        set -e $was
        set -e $own
    end
    return 0
end

# Tells a line if a variable is set that awsx neither set here nor keeps another value of.
function _awsx_tell -a name text
    set -q $name; or return 0
    for layer in _awsx_use _awsx_auto
        set -l own {$layer}_own_$name
        set -q {$layer}_was_$name; and return 0
        set -q $own; and test "$$name" = "$$own"; and return 0
    end
    builtin echo $text >&2
end

# ---- awsx use and unuse: the binary decides, this shell evaluates what it says.
function _awsx_change -a verb
    set -l out
    set -l traced
    # Keys may be among the variables that are put aside: not for a trace to show.
    if set -q fish_trace
        set traced $fish_trace
        set -e fish_trace
    end
    if test $verb = use; and test "$_awsx_auto" = 1
        _awsx_auto_yield
    end
    set out (_awsx_run shell-hook fish $verb "$_awsx_previous" "$_awsx_previous_region" $argv[2..])
    set -l result $status
    if test "$out[1]" = ': awsx 1'; and test $result = 0
        string join \n -- $out | source
    else
        if test $verb = use; and test "$_awsx_auto" = 1
            _awsx_auto_return
        end
        if set -q out[1]; and test "$out[1]" != ': awsx 1'
            string join \n -- $out
        end
    end
    if set -q traced[1]
        set -g fish_trace $traced
    end
    return $result
end

function _awsx_main
    switch "$argv[1]"
        case use unuse
            _awsx_change $argv
        case doctor
            set -lx AWSX_SHELL fish
            set -lx AWSX_SHELL_EDITION $_awsx_edition
            _awsx_run $argv
        case allow
            # What was just allowed holds from the next prompt on.
            set -g _awsx_auto_text ''
            _awsx_run $argv
        case '*'
            _awsx_run_typed $argv
    end
end

# ---- The prompt: nothing but builtins while nothing changed.
function _awsx_ask
    set -l out (_awsx_run shell-hook fish prompt 2>/dev/null </dev/null)
    set -g _awsx_known 1
    set -g _awsx_state ''
    set -g _awsx_kind ''
    # Without a file to go by, the variables decide; `awsx shell-hook` has it look at files, too.
    function _awsx_fresh
        test -n "$_awsx_known"
    end
    if test "$out[1]" = ': awsx 1'
        string join \n -- $out | source
    end
end

# What decides who one is, and how that is shown, as `awsx init` names it; fish says when one of these is set or erased.
function _awsx_forget --on-variable=(string split -n ' ' -- $_awsx_variables $_awsx_secrets)
    set -g _awsx_known ''
end

function _awsx_fresh
    return 1
end

# fish has no clock. Linux tells the seconds since the machine started, for a fifth of what a pipe costs; elsewhere it is
# the age of our own file.
if test -r /proc/uptime
    function _awsx_tick
        read -g _awsx_now _awsx_idle </proc/uptime
    end
else
    function _awsx_tick
        set -g _awsx_now ''
        builtin path mtime -R -- $_awsx_state | read -g _awsx_now
    end
end

function _awsx_refresh
    _awsx_tick
    if _awsx_fresh
        # Nothing changed, and the text is that of this minute.
        if test -n "$_awsx_now"; and test $_awsx_now -ge $_awsx_since -a $_awsx_now -lt $_awsx_until
            return 0
        end
    else
        _awsx_ask
    end
    if test -n "$_awsx_state"
        _awsx_draw (math "$_awsx_age + 0"(builtin path mtime -R -- $_awsx_state))
    else
        set -l now (builtin path mtime /) (builtin path mtime -R /)
        _awsx_draw (math "$now[1] + $now[2]")
    end
end

# The text of an instant, and until when it stays as it is, in seconds of the _awsx_tick before.
function _awsx_draw -a now
    set -l text ''
    set -l ink $_awsx_ink
    set -l past 0$_awsx_now
    set -g AWSX_PROMPT_LEFT ''
    set -g AWSX_PROMPT_STATE "$_awsx_kind"
    set -g _awsx_since $past
    set -g _awsx_until 99999999999
    if test "$_awsx_kind" = timed
        if test $_awsx_valid -gt $now
            set -l left (math "$_awsx_valid - $now")
            set -g _awsx_until (math "$past + $left % 60 + 1")
            if test $left -lt 60
                set -g _awsx_until (math "$past + $left")
                set left '<1m'
            else if test $left -lt 3600
                set left (math -s0 "$left / 60")m
            else if test $left -lt 360000
                set left (builtin printf '%dh%02dm' (math -s0 "$left / 3600") (math -s0 "$left / 60 % 60"))
            else
                set left (math -s0 "$left / 86400")d
            end
            set -g AWSX_PROMPT_LEFT $left
            set -g AWSX_PROMPT_STATE valid
            test -n "$_awsx_timed"; or set left ''
            set text "$_awsx_head$left$_awsx_tail"
        else if test $_awsx_renew -gt $now
            set -g AWSX_PROMPT_STATE renewable
            set -g _awsx_until (math "$past + $_awsx_renew - $now")
            set text "$_awsx_past"
        else
            set -g AWSX_PROMPT_STATE login-needed
            set text "$_awsx_alarm"
            set ink $_awsx_alarm_ink
        end
    else if test -n "$_awsx_kind"
        set text "$_awsx_past"
        if test "$_awsx_kind" = unusable
            set ink $_awsx_alarm_ink
        end
    end
    set -g AWSX_PROMPT_TEXT "$text"
    set -g AWSX_PROMPT "$text"
    if test -n "$text"; and test -n "$ink"
        set -g AWSX_PROMPT \e"["$ink"m$text"\e"[0m"
    end
    return 0
end

# Others may have changed who one is since our own turn before this prompt.
function _awsx_catch_up
    test -z "$_awsx_known"; and _awsx_refresh
    return 0
end

# For a prompt of your own: prints the segment.
function awsx_prompt
    _awsx_catch_up
    builtin printf %s "$AWSX_PROMPT"
end

# ---- --auto: a file .awsx names this folder's profile. It is data, and `awsx allow` must have seen it.
set -g _awsx_auto_pwd ''
set -q _awsx_auto_file; or set -g _awsx_auto_file ''
set -g _awsx_auto_text ''
set -q _awsx_auto_names; or set -g _awsx_auto_names

# Finds the file that holds here. Whether it is another one than that which was dealt with, or changed since, is the
# status; it is as good as dealt with then.
function _awsx_auto_find
    set -l folder $PWD
    set -l file ''
    set -l text ''
    if test "$PWD" != "$_awsx_auto_pwd"
        while test -n "$folder"; and not test -f "$folder/.awsx"
            set folder (string replace -r '/[^/]*$' '' -- $folder)
        end
        if test -f "$folder/.awsx"
            set file "$folder/.awsx"
        end
    else
        set file "$_awsx_auto_file"
        if test -z "$file"; and test -f "$PWD/.awsx"
            set file "$PWD/.awsx"
        end
        if test -n "$file"; and not test -f "$file"
            set -g _awsx_auto_pwd ''
            _awsx_auto_find
            return
        end
    end
    if test -n "$file"; and test -r "$file"
        read -z -n 4096 text <$file
    end
    set -g _awsx_auto_pwd $PWD
    if test "$file" = "$_awsx_auto_file"; and test "$text" = "$_awsx_auto_text"
        return 1
    end
    set -g _awsx_auto_file "$file"
    set -g _awsx_auto_text "$text"
    return 0
end

function _awsx_auto_look
    if _awsx_auto_find
        _awsx_auto_leave
        _awsx_auto_enter
    end
    return 0
end

# With the word `held` nothing is said.
function _awsx_auto_enter
    if test -n "$_awsx_auto_file"
        set -l out (_awsx_run shell-hook fish enter "$_awsx_auto_file" $argv </dev/null)
        if test "$out[1]" = ': awsx 1'
            string join \n -- $out | source
        end
    end
    return 0
end

# What a person types beats the file until the folder changes, also where one was entered in the same line.
function _awsx_auto_yield
    set -g _awsx_auto_undo ''
    if _awsx_auto_find
        set -g _awsx_auto_undo look
    else if test -n "$_awsx_auto_names"
        set -g _awsx_auto_undo enter
    end
    _awsx_auto_leave
end

# But what was typed changed nothing.
function _awsx_auto_return
    switch $_awsx_auto_undo
        case look
            set -g _awsx_auto_text ''
        case enter
            _awsx_auto_enter held
    end
    return 0
end

function _awsx_auto_leave
    if test -n "$_awsx_auto_names"
        _awsx_give _awsx_auto (string split ' ' -- $_awsx_auto_names)
    end
    set -g _awsx_auto_names
end

# ---- The command, under the name that was chosen; it works even where the rest was lost.
function $_awsx_cmd
    if functions -q _awsx_main
        _awsx_main $argv
    else
        command awsx $argv
    end
end

# ---- Into the prompt, once: what was there before is called as it was.
if status is-interactive
    # fish itself keeps the status of the last command around a handler. Two of them, so that who does without --auto does
    # not pay for the question either.
    if test "$_awsx_auto" = 1
        function _awsx_hook_prompt --on-event fish_prompt
            _awsx_auto_look
            _awsx_refresh
            _awsx_choose_form
        end
    else
        function _awsx_hook_prompt --on-event fish_prompt
            _awsx_refresh
            _awsx_choose_form
        end
    end

    # fish leaves the right side out where both don't fit. Only where that may be is it looked at.
    function _awsx_choose_form
        set -g _awsx_gave_way ''
        set -g _awsx_form _awsx_other_prompt
        test "$COLUMNS" -lt 100; and set -g _awsx_form _awsx_narrow_prompt
        return 0
    end

    function _awsx_narrow_prompt
        # First, while the status of the last command is still there to see.
        set -l other (_awsx_other_prompt | string collect --no-trim-newlines)
        set -l last (string split \n -- "$other")[-1]
        set -l taken (math 1 + (string length --visible -- "$last") + (string length --visible -- "$AWSX_PROMPT"))
        if test -n "$AWSX_PROMPT"; and test "$taken" -gt "$COLUMNS"
            set -g _awsx_gave_way 1
            builtin printf '%s\n' "$AWSX_PROMPT"
        end
        builtin printf %s "$other"
    end

    # A prompt that starship or oh-my-posh draws is left alone: it has the variables.
    for _awsx_name in fish_prompt fish_right_prompt
        functions -q $_awsx_name; and functions $_awsx_name | string match -qr 'starship|oh-my-posh|_omp_'
        and set -g _awsx_side none
    end
    set -e _awsx_name

    if test "$_awsx_side" = right; and not functions -q _awsx_other_right_prompt
        if functions -q fish_right_prompt
            functions -c fish_right_prompt _awsx_other_right_prompt
        else
            function _awsx_other_right_prompt
            end
        end
        function fish_right_prompt
            _awsx_other_right_prompt
            test -n "$_awsx_gave_way"; or awsx_prompt
        end
        # Whoever draws the left side later than this keeps it.
        if functions -q fish_prompt
            functions -c fish_prompt _awsx_other_prompt
            set -g _awsx_form _awsx_other_prompt
            function fish_prompt
                $_awsx_form
            end
        end
    else if test "$_awsx_side" = left; and not functions -q _awsx_other_prompt
        functions -c fish_prompt _awsx_other_prompt
        function fish_prompt
            # First, while the status of the last command is still there to see.
            set -l other (_awsx_other_prompt | string collect --no-trim-newlines)
            _awsx_catch_up
            if test -n "$AWSX_PROMPT"
                builtin printf '%s ' "$AWSX_PROMPT"
            end
            builtin printf %s "$other"
        end
    end
end
