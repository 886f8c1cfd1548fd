# awsx in Nushell: awsx init nu | save -f ~/.config/nushell/awsx.nu, once, and in config.nu: source ~/.config/nushell/awsx.nu
# Nobody has run this file yet: neither Nushell nor a machine with it was at hand.
# Names of its own begin with _awsx; $env.AWSX_PROMPT_TEXT and its like are for prompts of your own.

# ---- What this shell remembers: what was in use before, what awsx set (own), and what it put aside (was).
$env._awsx_bin = ($env._awsx_bin? | default "awsx")
$env._awsx_side = ($env._awsx_side? | default "none")
$env._awsx = ($env._awsx? | default {
    _awsx_previous: "", _awsx_previous_region: "", _awsx_region: "", own: {}, was: {}
})

# Sets one member of what is remembered.
def --env _awsx_remember [part: string, key: string, value: any] {
    let members = ($env._awsx | get $part | upsert $key $value)
    $env._awsx = ($env._awsx | upsert $part $members)
}

def --env _awsx_forget [part: string, key: string] {
    let members = ($env._awsx | get $part)
    if ($key in ($members | columns)) { $env._awsx = ($env._awsx | upsert $part ($members | reject $key)) }
}

def _awsx_recall [part: string, key: string] {
    let members = ($env._awsx | get $part)
    if ($key in ($members | columns)) { $members | get $key } else { null }
}

# The value of a variable by its name; null if it is not set.
def _awsx_value [name: string] {
    if ($name in ($env | columns)) { $env | get $name } else { null }
}

# ---- awsx says what changes as data, which is read and never run.
def --env _awsx_take [layer: string, name: string] {
    let key = $"($layer)_($name)"
    let value = (_awsx_value $name)
    if $value != null {
        if $value != (_awsx_recall own $key) { _awsx_remember was $key $value }
        hide-env $name
    }
    _awsx_forget own $key
}

def --env _awsx_give_back [layer: string, name: string] {
    let key = $"($layer)_($name)"
    let value = (_awsx_value $name)
    let was = (_awsx_recall was $key)
    if $was != null {
        load-env {($name): $was}
    } else if $value != null and $value == (_awsx_recall own $key) {
        hide-env $name
    }
    _awsx_forget was $key
    _awsx_forget own $key
}

def --env _awsx_step [step: record] {
    match $step.do {
        "assign" => { $env._awsx = ($env._awsx | upsert $step.name $step.value) }
        "copy-region" => { $env._awsx = ($env._awsx | upsert _awsx_previous_region $env._awsx._awsx_region) }
        "export" => {
            load-env {($step.name): $step.value}
            _awsx_remember own $"($step.layer)_($step.name)" $step.value
        }
        "take" => { for name in $step.names { _awsx_take $step.layer $name } }
        "give-back" => { for name in $step.names { _awsx_give_back $step.layer $name } }
        "tell" => {
            let key = $"use_($step.name)"
            let value = (_awsx_value $step.name)
            if $value != null and $value != (_awsx_recall own $key) and (_awsx_recall was $key) == null {
                print --stderr $step.line
            }
        }
        _ => {}
    }
}

# ---- Tab: awsx reads the words and answers with data.
def "nu-complete awsx" [line: string] {
    let words = ($line | split row --regex '\s+' | skip 1)
    try { ^$env._awsx_bin shell-hook nu complete ...$words | from json } catch { [] }
}

# ---- The command: use and unuse change this shell, all else is the program's.
def --env --wrapped awsx [...words: string@"nu-complete awsx"] {
    if ($words | is-empty) or ($words.0 not-in [use unuse]) { return (^$env._awsx_bin ...$words) }
    let answer = (
        ^$env._awsx_bin shell-hook nu $words.0 $env._awsx._awsx_previous $env._awsx._awsx_previous_region ...($words | skip 1)
    )
    # Help is for the person.
    if not ($answer | str starts-with '{"awsx":1') { return $answer }
    for step in ($answer | from json | get steps) { _awsx_step $step }
}

# ---- The segment, for prompts: one quick process each time that it is asked for.
def --env _awsx_draw [] {
    let facts = (try { ^$env._awsx_bin prompt --json | from json } catch { {text: "", state: "", colour: 6} })
    $env.AWSX_PROMPT_TEXT = $facts.text
    $env.AWSX_PROMPT_STATE = $facts.state
    $env.AWSX_PROMPT = $facts.text
    if ($facts.text | is-not-empty) and ($env.NO_COLOR? | is-empty) and ($env.TERM? != "dumb") {
        $env.AWSX_PROMPT = $"(ansi --escape $'38;5;($facts.colour)m')($facts.text)(ansi reset)"
    }
}
$env.config = ($env.config | upsert hooks.pre_prompt (($env.config.hooks?.pre_prompt? | default []) | append {|| _awsx_draw }))
if $env._awsx_side == "right" { $env.PROMPT_COMMAND_RIGHT = {|| $env.AWSX_PROMPT? | default "" } }
