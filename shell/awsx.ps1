# awsx in PowerShell 7.3 and later, which pass empty words to programs: awsx init pwsh | Out-String | Invoke-Expression, in the file that $PROFILE names.
# Nobody has run this file yet: neither PowerShell nor a machine with it was at hand.
# Names of its own begin with _awsx_ or Awsx; AWSX_PROMPT and its parts are for prompts of your own.

# ---- What this shell remembers: what was in use before, what awsx set (Own), and what it put aside (Was).
if (-not (Test-Path variable:global:_awsx_bin)) { $global:_awsx_bin = 'awsx' }
if (-not (Test-Path variable:global:_awsx_side)) { $global:_awsx_side = 'none' }
if (-not (Test-Path variable:global:_awsx_cmd)) { $global:_awsx_cmd = 'awsx' }
if (-not (Test-Path variable:global:_awsx_state)) {
    $global:_awsx_state = @{ _awsx_previous = ''; _awsx_previous_region = ''; _awsx_region = ''; Own = @{}; Was = @{} }
}

# ---- A variable of the process; an empty one counts as set, so the .NET call is used, which $env: is not for.
function global:Get-AwsxVariable([string] $Name) { [Environment]::GetEnvironmentVariable($Name) }
function global:Set-AwsxVariable([string] $Name, $Value) { [Environment]::SetEnvironmentVariable($Name, $Value) }

# ---- awsx says what changes as data, which is read and never run.
function global:Invoke-AwsxStep($Step) {
    $state = $global:_awsx_state
    switch ($Step.do) {
        'assign' { $state[$Step.name] = $Step.value }
        'copy-region' { $state._awsx_previous_region = $state._awsx_region }
        'export' {
            Set-AwsxVariable $Step.name $Step.value
            $state.Own["$($Step.layer) $($Step.name)"] = $Step.value
        }
        'take' {
            foreach ($name in $Step.names) {
                $key = "$($Step.layer) $name"
                $value = Get-AwsxVariable $name
                if ($null -ne $value -and (-not $state.Own.ContainsKey($key) -or $state.Own[$key] -cne $value)) {
                    $state.Was[$key] = $value
                }
                Set-AwsxVariable $name $null
                $state.Own.Remove($key)
            }
        }
        'give-back' {
            foreach ($name in $Step.names) {
                $key = "$($Step.layer) $name"
                if ($state.Was.ContainsKey($key)) {
                    Set-AwsxVariable $name $state.Was[$key]
                } elseif ($state.Own.ContainsKey($key) -and $state.Own[$key] -ceq (Get-AwsxVariable $name)) {
                    Set-AwsxVariable $name $null
                }
                $state.Was.Remove($key)
                $state.Own.Remove($key)
            }
        }
        'tell' {
            $key = "use $($Step.name)"
            $value = Get-AwsxVariable $Step.name
            $isOurs = $state.Own.ContainsKey($key) -and $state.Own[$key] -ceq $value
            if ($null -ne $value -and -not $isOurs -and -not $state.Was.ContainsKey($key)) {
                [Console]::Error.WriteLine($Step.line)
            }
        }
    }
}

# ---- The command: use and unuse change this shell, all else is the program's.
function global:Invoke-Awsx {
    if ($args.Count -eq 0 -or $args[0] -cnotin 'use', 'unuse') {
        # A pipe into awsx goes on to it.
        if ($MyInvocation.ExpectingInput) { $input | & $global:_awsx_bin @args } else { & $global:_awsx_bin @args }
        return
    }
    $rest = @($args | Select-Object -Skip 1)
    $state = $global:_awsx_state
    $answer = & $global:_awsx_bin shell-hook pwsh $args[0] $state._awsx_previous $state._awsx_previous_region @rest | Out-String
    if ($LASTEXITCODE -ne 0 -or -not $answer.StartsWith('{"awsx":1')) {
        # Help is for the person.
        if ($answer) { Write-Output $answer.TrimEnd() }
        return
    }
    foreach ($step in ($answer | ConvertFrom-Json).steps) { Invoke-AwsxStep $step }
}
Set-Alias -Scope Global -Name $global:_awsx_cmd -Value Invoke-Awsx

# ---- The segment, for prompts: one quick process each time that it is asked for.
function global:Update-AwsxPrompt {
    $code = $global:LASTEXITCODE
    $answer = & $global:_awsx_bin prompt --json 2>$null | Out-String
    $global:LASTEXITCODE = $code
    $global:AWSX_PROMPT_TEXT = ''
    if ($answer) {
        $facts = $answer | ConvertFrom-Json
        $global:AWSX_PROMPT_TEXT = $facts.text
        $global:AWSX_PROMPT_STATE = $facts.state
        $global:AWSX_PROMPT_PROFILE = $facts.profile
        $global:AWSX_PROMPT_REGION = $facts.region
        $global:AWSX_PROMPT_SCOPE = $facts.scope
    }
    $global:AWSX_PROMPT = $global:AWSX_PROMPT_TEXT
    if ($global:AWSX_PROMPT_TEXT -and -not $env:NO_COLOR -and $env:TERM -ne 'dumb') {
        $escape = [char] 27
        $global:AWSX_PROMPT = "$escape[38;5;$($facts.colour)m$($global:AWSX_PROMPT_TEXT)$escape[0m"
    }
}
if ($global:_awsx_side -eq 'left' -and -not (Test-Path variable:global:_awsx_old_prompt)) {
    $global:_awsx_old_prompt = $function:prompt
    function global:prompt {
        Update-AwsxPrompt
        $old = & $global:_awsx_old_prompt
        if ($global:AWSX_PROMPT) { "$($global:AWSX_PROMPT) $old" } else { $old }
    }
}

# ---- Tab: awsx reads the words and answers with data.
$_awsx_completer = {
    param($word, $line, $cursor)
    $words = @($line.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursor } | Select-Object -Skip 1 | ForEach-Object { "$_" })
    $answer = & $global:_awsx_bin shell-hook pwsh complete @words $word 2>$null | Out-String
    if (-not $answer) { return }
    foreach ($candidate in ($answer | ConvertFrom-Json)) {
        $text = $candidate.value
        # What is more than a plain word goes onto the line in quotes.
        if ($text -notmatch '^[A-Za-z0-9_./:=+-]+$') {
            $text = "'" + [Management.Automation.Language.CodeGeneration]::EscapeSingleQuotedStringContent($text) + "'"
        }
        $tip = if ($candidate.description) { $candidate.description } else { $candidate.value }
        [Management.Automation.CompletionResult]::new($text, $candidate.value, 'ParameterValue', $tip)
    }
}
Register-ArgumentCompleter -Native -CommandName $global:_awsx_cmd, awsx, Invoke-Awsx -ScriptBlock $_awsx_completer
