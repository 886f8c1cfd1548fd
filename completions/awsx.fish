# Completion of awsx for fish. One process a Tab, `awsx complete`, which reads files and asks nobody.

# ---- The word at the cursor without its quotes and backslashes, also while a quote is open.
function _awsx_typed
    set -l word (commandline -ct)
    # A backslash at the end has nothing to escape yet.
    string unescape -- "$word"; or string unescape -- (string replace -r '\\\\$' '' -- "$word")
end

# ---- What awsx's commands take: prints a line for each word of the one that is named, `PLACE WORD KIND WHAT FOR`, as
# `awsx complete syntax` does: the subcommand that it belongs to, or a dot; an option's names with commas between them (after
# a * if it may be repeated), a colon for a word without a name, or a subcommand's name; what may stand there; and a
# description.
# ---- Written by `swift run awsx-generate` from here on.
function _awsx_table -a name
    switch $name
        case exec
            echo -- '. -p,--profile profiles The profile (default: the active profile)'
            echo -- '. --session,--sso-session sessions The sso-session to use with --account and --role'
            echo -- '. --account accounts Account ID or name; with --role, no profile is needed'
            echo -- '. --role roles Role (permission set) in --account'
            echo -- '. --region regions The region to set for the command'
            echo -- '. --min-ttl =5m,15m,30m,1h Minimum time that credentials must remain valid, such as 90s, 15m or 1h'
            echo -- '. --refresh flag Let the command\'s SDK renew the credentials for as long as it runs'
            echo -- '. --server flag Like --refresh, for programs that get credentials only from a container credentials endpoint'
            echo -- '. --compose files Like --server, for the services of this compose file, with an override file; without COMMAND, print the override'
            echo -- '. --write flag Write the override of --compose beside that file, as NAME.awsx.yaml'
            echo -- '. --with profiles More profiles whose credentials are renewed, separated by commas'
            echo -- '. --only flag Hide all other profiles from the command'
            echo -- '. --no-login flag Never start a sign-in; exit with 79 if one is needed'
            echo -- '. --reason text The reason, for rules that ask for one. It is written to the log'
            echo -- '. --no-nest flag Refuse to run inside another awsx exec'
            echo -- '. *--scope scopes Allow only what this scope allows, such as read, or s3:read,logs:view to join two; if repeated, only what all of them allow'
            echo -- '. --read-only flag Allow only reading: --scope read-strict'
            echo -- '. *--policy-arn text A managed policy to use as session policy of an assumed role; can be repeated'
            echo -- '. *--policy files A file with a policy in JSON; only what it allows is allowed'
            echo -- '. *--tag text A session tag of an assumed role; can be repeated'
            echo -- '. --source-identity text The source identity of an assumed role to record in CloudTrail'
            echo -- '. --duration =15m,30m,1h How long the credentials are valid: 15m to 12h for an assumed role, at most 1h if another role assumes it'
            echo -- '. --mfa-code text The current code of the MFA device, instead of a prompt for it'
            echo -- '. --color =auto,always,never Use colour: auto, always or never'
            echo -- '. --verbose,-v flag Print details to stderr, never secrets'
            echo -- '. --quiet,-q flag Print errors only'
            echo -- '. -h,--help flag Show help information'
            echo -- '. : command command'
        case env
            echo -- '. -p,--profile profiles Same as PROFILE'
            echo -- '. --format =bash,zsh,fish,posix,dotenv,json,process,powershell bash, zsh, fish, posix, dotenv, json, process, powershell'
            echo -- '. --region regions The region to print'
            echo -- '. --min-ttl =5m,15m,30m,1h Minimum time that credentials must remain valid, such as 90s, 15m or 1h'
            echo -- '. --no-login flag Never start a sign-in; exit with 79 if one is needed'
            echo -- '. --reason text The reason, for rules that ask for one. It is written to the log'
            echo -- '. *--scope scopes Allow only what this scope allows, such as read, or s3:read,logs:view to join two; if repeated, only what all of them allow'
            echo -- '. --read-only flag Allow only reading: --scope read-strict'
            echo -- '. *--policy-arn text A managed policy to use as session policy of an assumed role; can be repeated'
            echo -- '. *--policy files A file with a policy in JSON; only what it allows is allowed'
            echo -- '. *--tag text A session tag of an assumed role; can be repeated'
            echo -- '. --source-identity text The source identity of an assumed role to record in CloudTrail'
            echo -- '. --duration =15m,30m,1h How long the credentials are valid: 15m to 12h for an assumed role, at most 1h if another role assumes it'
            echo -- '. --mfa-code text The current code of the MFA device, instead of a prompt for it'
            echo -- '. --json flag Print one JSON object on stdout'
            echo -- '. --color =auto,always,never Use colour: auto, always or never'
            echo -- '. --verbose,-v flag Print details to stderr, never secrets'
            echo -- '. --quiet,-q flag Print errors only'
            echo -- '. -h,--help flag Show help information'
            echo -- '. : profiles profile'
        case credential-process
            echo -- '. -p,--profile profiles Same as PROFILE'
            echo -- '. *--scope scopes Allow only what this scope allows, such as read, or s3:read,logs:view to join two; if repeated, only what all of them allow'
            echo -- '. --mfa-code text The current code of the MFA device, instead of a prompt for it'
            echo -- '. --run-folder text '
            echo -- '. --reason text The reason, for rules that ask for one. It is written to the log'
            echo -- '. --color =auto,always,never Use colour: auto, always or never'
            echo -- '. --verbose,-v flag Print details to stderr, never secrets'
            echo -- '. --quiet,-q flag Print errors only'
            echo -- '. -h,--help flag Show help information'
            echo -- '. : profiles profile'
        case complete
            echo -- '. --loose flag Also match names that contain the prefix anywhere, ignoring case'
            echo -- '. --color =auto,always,never Use colour: auto, always or never'
            echo -- '. --verbose,-v flag Print details to stderr, never secrets'
            echo -- '. --quiet,-q flag Print errors only'
            echo -- '. -h,--help flag Show help information'
            echo -- '. : =profiles,sessions,accounts,roles,regions,services,plugins,commands,scopes,syntax,dynamic kind'
            echo -- '. : text prefix'
        case prompt
            echo -- '. --shell =bash,zsh,fish,plain,tmux,starship,json The shell or program to print for: bash, zsh, fish, plain, tmux, starship, json'
            echo -- '. --format text The format, such as \'{profile} {region} {time}\''
            echo -- '. --json flag Print one JSON object on stdout'
            echo -- '. --color =auto,always,never Use colour: auto, always or never'
            echo -- '. --verbose,-v flag Print details to stderr, never secrets'
            echo -- '. --quiet,-q flag Print errors only'
            echo -- '. -h,--help flag Show help information'
        case status
            echo -- '. -p,--profile profiles Same as PROFILE'
            echo -- '. --session,--sso-session sessions Show this sso-session\'s sign-in instead of an identity'
            echo -- '. --check flag Also ask AWS who the credentials belong to'
            echo -- '. --min-ttl =5m,15m,30m,1h Exit with 75 if less time than this is left, such as 90s, 15m or 1h'
            echo -- '. --json flag Print one JSON object on stdout'
            echo -- '. --color =auto,always,never Use colour: auto, always or never'
            echo -- '. --verbose,-v flag Print details to stderr, never secrets'
            echo -- '. --quiet,-q flag Print errors only'
            echo -- '. -h,--help flag Show help information'
            echo -- '. : profiles profile'
        case profiles
            echo -- '. --session,--sso-session sessions Only profiles of this sso-session'
            echo -- '. --state =valid,renewable,asked-when-used,login-needed,permanent,unusable Only profiles in this state: valid, renewable, asked-when-used, login-needed, permanent, unusable'
            echo -- '. --long,-l flag Also show session, region and problems'
            echo -- '. --json flag Print one JSON object on stdout'
            echo -- '. --color =auto,always,never Use colour: auto, always or never'
            echo -- '. --verbose,-v flag Print details to stderr, never secrets'
            echo -- '. --quiet,-q flag Print errors only'
            echo -- '. -h,--help flag Show help information'
            echo -- '. : profiles glob'
        case token
            echo -- '. --session,--sso-session sessions The sso-session (default: the active profile\'s session)'
            echo -- '. -p,--profile profiles Use the session of this profile'
            echo -- '. --no-login flag Never start a sign-in; exit with 79 if one is needed'
            echo -- '. --reason text The reason, for rules that ask for one. It is written to the log'
            echo -- '. --json flag Print one JSON object on stdout'
            echo -- '. --color =auto,always,never Use colour: auto, always or never'
            echo -- '. --verbose,-v flag Print details to stderr, never secrets'
            echo -- '. --quiet,-q flag Print errors only'
            echo -- '. -h,--help flag Show help information'
        case config
            echo -- '. -h,--help flag Show help information'
            echo -- '. dump subcommand Print the parsed configuration: profiles, sessions, services and warnings'
            echo -- '. path subcommand Print the paths of the config and credentials files'
            echo -- 'dump --reveal-secrets flag Print secret keys instead of masking them'
            echo -- 'dump --json flag Print one JSON object on stdout'
            echo -- 'dump --color =auto,always,never Use colour: auto, always or never'
            echo -- 'dump --verbose,-v flag Print details to stderr, never secrets'
            echo -- 'dump --quiet,-q flag Print errors only'
            echo -- 'dump -h,--help flag Show help information'
            echo -- 'path --json flag Print one JSON object on stdout'
            echo -- 'path --color =auto,always,never Use colour: auto, always or never'
            echo -- 'path --verbose,-v flag Print details to stderr, never secrets'
            echo -- 'path --quiet,-q flag Print errors only'
            echo -- 'path -h,--help flag Show help information'
        case doctor
            echo -- '. --fix flag Fix what is safe to fix: permissions that are too wide, duplicate cache files. Shows the commands first'
            echo -- '. --yes,-y flag Don\'t ask for confirmation (with --fix)'
            echo -- '. --offline flag Skip the network checks'
            echo -- '. --json flag Print one JSON object on stdout'
            echo -- '. --color =auto,always,never Use colour: auto, always or never'
            echo -- '. --verbose,-v flag Print details to stderr, never secrets'
            echo -- '. --quiet,-q flag Print errors only'
            echo -- '. -h,--help flag Show help information'
        case explain
            echo -- '. -p,--profile profiles Same as PROFILE'
            echo -- '. --region regions Use this region, as --region does in other commands'
            echo -- '. --service services Also explain the endpoint of this service, such as s3 or sso-oidc'
            echo -- '. --json flag Print one JSON object on stdout'
            echo -- '. --color =auto,always,never Use colour: auto, always or never'
            echo -- '. --verbose,-v flag Print details to stderr, never secrets'
            echo -- '. --quiet,-q flag Print errors only'
            echo -- '. -h,--help flag Show help information'
            echo -- '. : profiles profile'
        case init
            echo -- '. --prompt =left,right,none Where the prompt segment goes: left, right or none'
            echo -- '. --cmd text The name of the command in your shell'
            echo -- '. --auto flag Follow .awsx files that awsx allow has approved'
            echo -- '. --color =auto,always,never Use colour: auto, always or never'
            echo -- '. --verbose,-v flag Print details to stderr, never secrets'
            echo -- '. --quiet,-q flag Print errors only'
            echo -- '. -h,--help flag Show help information'
            echo -- '. : =bash,zsh,fish,pwsh,nu shell'
        case completion
            echo -- '. --color =auto,always,never Use colour: auto, always or never'
            echo -- '. --verbose,-v flag Print details to stderr, never secrets'
            echo -- '. --quiet,-q flag Print errors only'
            echo -- '. -h,--help flag Show help information'
            echo -- '. : =bash,zsh,fish shell'
        case use
            echo -- '. -p,--profile profiles Same as PROFILE'
            echo -- '. --region regions The region for this shell'
            echo -- '. --login flag Sign in first if needed'
            echo -- '. --export-keys flag Set the keys instead of AWS_PROFILE, for programs that don\'t support profiles'
            echo -- '. *--scope scopes Allow only what this scope allows, such as read, or s3:read,logs:view to join two; if repeated, only what all of them allow'
            echo -- '. --reason text The reason, for rules that ask for one. It is written to the log'
            echo -- '. --color =auto,always,never Use colour: auto, always or never'
            echo -- '. --verbose,-v flag Print details to stderr, never secrets'
            echo -- '. --quiet,-q flag Print errors only'
            echo -- '. -h,--help flag Show help information'
            echo -- '. : profiles profile'
        case unuse
            echo -- '. --color =auto,always,never Use colour: auto, always or never'
            echo -- '. --verbose,-v flag Print details to stderr, never secrets'
            echo -- '. --quiet,-q flag Print errors only'
            echo -- '. -h,--help flag Show help information'
        case allow
            echo -- '. --revoke flag Stop following it'
            echo -- '. --color =auto,always,never Use colour: auto, always or never'
            echo -- '. --verbose,-v flag Print details to stderr, never secrets'
            echo -- '. --quiet,-q flag Print errors only'
            echo -- '. -h,--help flag Show help information'
            echo -- '. : files path'
        case scope
            echo -- '. -h,--help flag Show help information'
            echo -- '. list subcommand List every scope'
            echo -- '. show subcommand Show what a scope allows, and what it does not'
            echo -- 'list --json flag Print one JSON object on stdout'
            echo -- 'list --color =auto,always,never Use colour: auto, always or never'
            echo -- 'list --verbose,-v flag Print details to stderr, never secrets'
            echo -- 'list --quiet,-q flag Print errors only'
            echo -- 'list -h,--help flag Show help information'
            echo -- 'show --json flag Print one JSON object on stdout'
            echo -- 'show --color =auto,always,never Use colour: auto, always or never'
            echo -- 'show --verbose,-v flag Print details to stderr, never secrets'
            echo -- 'show --quiet,-q flag Print errors only'
            echo -- 'show -h,--help flag Show help information'
            echo -- 'show : scopes scope'
        case agent
            echo -- '. -h,--help flag Show help information'
            echo -- '. show subcommand Show what access a coding agent has, and how to extend it'
            echo -- '. run subcommand Run a command as an agent'
            echo -- 'show -p,--profile profiles The profile (default: the active profile)'
            echo -- 'show --json flag Print one JSON object on stdout'
            echo -- 'show --color =auto,always,never Use colour: auto, always or never'
            echo -- 'show --verbose,-v flag Print details to stderr, never secrets'
            echo -- 'show --quiet,-q flag Print errors only'
            echo -- 'show -h,--help flag Show help information'
            echo -- 'run -p,--profile profiles Set the keys of this profile'
            echo -- 'run --region regions The region to set for the command'
            echo -- 'run --boundary flag Also keep the command from opening AWS\'s and awsx\'s files'
            echo -- 'run --name text The name of the agent in rules and in the log'
            echo -- 'run --no-login flag Never start a sign-in; exit with 79 if one is needed'
            echo -- 'run --reason text The reason, for rules that ask for one. It is written to the log'
            echo -- 'run --color =auto,always,never Use colour: auto, always or never'
            echo -- 'run --verbose,-v flag Print details to stderr, never secrets'
            echo -- 'run --quiet,-q flag Print errors only'
            echo -- 'run -h,--help flag Show help information'
            echo -- 'run : command command'
        case log
            echo -- '. --since =1h,1d,7d Only runs within this time before now, such as 90s, 15m, 1h or 7d'
            echo -- '. -p,--profile profiles Only runs as matching profiles: * is any text'
            echo -- '. --agent flag Only runs that an agent asked for'
            echo -- '. --follow,-f flag Keep running, and show each new run'
            echo -- '. --json flag Print one JSON object on stdout'
            echo -- '. --color =auto,always,never Use colour: auto, always or never'
            echo -- '. --verbose,-v flag Print details to stderr, never secrets'
            echo -- '. --quiet,-q flag Print errors only'
            echo -- '. -h,--help flag Show help information'
        case plugin
            echo -- '. -h,--help flag Show help information'
            echo -- '. list subcommand List every plugin; for a shadowed one, also the one that is used instead'
            echo -- '. info subcommand Show a plugin: what it is, what it asks for, and what you granted'
            echo -- '. trust subcommand Trust a plugin in its present state'
            echo -- '. revoke subcommand Withdraw your trust in a plugin'
            echo -- '. verify subcommand Check plugins: manifest, owners, permissions, links, and changes since you trusted them'
            echo -- '. test subcommand Test a plugin without AWS'
            echo -- '. new subcommand Create a plugin: a program that passes the tests, its manifest and a README'
            echo -- 'list --json flag Print one JSON object on stdout'
            echo -- 'list --color =auto,always,never Use colour: auto, always or never'
            echo -- 'list --verbose,-v flag Print details to stderr, never secrets'
            echo -- 'list --quiet,-q flag Print errors only'
            echo -- 'list -h,--help flag Show help information'
            echo -- 'info --json flag Print one JSON object on stdout'
            echo -- 'info --color =auto,always,never Use colour: auto, always or never'
            echo -- 'info --verbose,-v flag Print details to stderr, never secrets'
            echo -- 'info --quiet,-q flag Print errors only'
            echo -- 'info -h,--help flag Show help information'
            echo -- 'info : plugins name'
            echo -- 'trust --yes,-y flag Don\'t ask for confirmation. Variables with keys also require --with-keys'
            echo -- 'trust --with-keys flag With --yes: grant the variables with keys that it asks for, too'
            echo -- 'trust --json flag Print one JSON object on stdout'
            echo -- 'trust --color =auto,always,never Use colour: auto, always or never'
            echo -- 'trust --verbose,-v flag Print details to stderr, never secrets'
            echo -- 'trust --quiet,-q flag Print errors only'
            echo -- 'trust -h,--help flag Show help information'
            echo -- 'trust : plugins name'
            echo -- 'revoke --json flag Print one JSON object on stdout'
            echo -- 'revoke --color =auto,always,never Use colour: auto, always or never'
            echo -- 'revoke --verbose,-v flag Print details to stderr, never secrets'
            echo -- 'revoke --quiet,-q flag Print errors only'
            echo -- 'revoke -h,--help flag Show help information'
            echo -- 'revoke : plugins name'
            echo -- 'verify --json flag Print one JSON object on stdout'
            echo -- 'verify --color =auto,always,never Use colour: auto, always or never'
            echo -- 'verify --verbose,-v flag Print details to stderr, never secrets'
            echo -- 'verify --quiet,-q flag Print errors only'
            echo -- 'verify -h,--help flag Show help information'
            echo -- 'verify : plugins name'
            echo -- 'test --json flag Print one JSON object on stdout'
            echo -- 'test --color =auto,always,never Use colour: auto, always or never'
            echo -- 'test --verbose,-v flag Print details to stderr, never secrets'
            echo -- 'test --quiet,-q flag Print errors only'
            echo -- 'test -h,--help flag Show help information'
            echo -- 'test : files path'
            echo -- 'new --kind =command,provider,hook The kind of plugin: command, provider, hook'
            echo -- 'new --lang =sh,python,swift The programming language: sh, python, swift'
            echo -- 'new --json flag Print one JSON object on stdout'
            echo -- 'new --color =auto,always,never Use colour: auto, always or never'
            echo -- 'new --verbose,-v flag Print details to stderr, never secrets'
            echo -- 'new --quiet,-q flag Print errors only'
            echo -- 'new -h,--help flag Show help information'
            echo -- 'new : text name'
        case login
            echo -- '. -p,--profile profiles Same as PROFILE'
            echo -- '. --session,--sso-session sessions The sso-session to sign in to'
            echo -- '. --all flag Every configured session'
            echo -- '. --console flag Sign in to the AWS console instead of Identity Center, and use that identity for the profile'
            echo -- '. --use-device-code,--remote flag Sign in with a code on any device instead of a browser on this machine'
            echo -- '. --region regions The region to sign in to the console in'
            echo -- '. --no-browser flag Print the address instead of opening a browser'
            echo -- '. --port,--redirect-port text Local port that receives the browser\'s redirect, for port forwarding'
            echo -- '. --copy flag Copy the sign-in address to the terminal\'s clipboard (OSC 52)'
            echo -- '. --force flag Sign in even if the session is still valid'
            echo -- '. --json flag Print one JSON object on stdout'
            echo -- '. --color =auto,always,never Use colour: auto, always or never'
            echo -- '. --verbose,-v flag Print details to stderr, never secrets'
            echo -- '. --quiet,-q flag Print errors only'
            echo -- '. -h,--help flag Show help information'
            echo -- '. : profiles profile'
        case logout
            echo -- '. -p,--profile profiles Same as PROFILE'
            echo -- '. --session,--sso-session sessions The sso-session to sign out of'
            echo -- '. --all flag Every configured session'
            echo -- '. --json flag Print one JSON object on stdout'
            echo -- '. --color =auto,always,never Use colour: auto, always or never'
            echo -- '. --verbose,-v flag Print details to stderr, never secrets'
            echo -- '. --quiet,-q flag Print errors only'
            echo -- '. -h,--help flag Show help information'
            echo -- '. : profiles profile'
        case accounts
            echo -- '. --session,--sso-session sessions The sso-session (default: the active profile\'s session)'
            echo -- '. -p,--profile profiles Use the session of this profile'
            echo -- '. --json flag Print one JSON object on stdout'
            echo -- '. --color =auto,always,never Use colour: auto, always or never'
            echo -- '. --verbose,-v flag Print details to stderr, never secrets'
            echo -- '. --quiet,-q flag Print errors only'
            echo -- '. -h,--help flag Show help information'
        case whoami
            echo -- '. -p,--profile profiles Same as PROFILE'
            echo -- '. --region regions Use the STS endpoint of this region'
            echo -- '. --no-login flag Never start a sign-in; exit with 79 if one is needed'
            echo -- '. --mfa-code text The current code of the MFA device, instead of a prompt for it'
            echo -- '. --json flag Print one JSON object on stdout'
            echo -- '. --color =auto,always,never Use colour: auto, always or never'
            echo -- '. --verbose,-v flag Print details to stderr, never secrets'
            echo -- '. --quiet,-q flag Print errors only'
            echo -- '. -h,--help flag Show help information'
            echo -- '. : profiles profile'
        case configure
            echo -- '. -h,--help flag Show help information'
            echo -- '. sso subcommand Set up a profile for single sign-on interactively'
            echo -- '. sso-session subcommand Set up an [sso-session] that profiles can use'
            echo -- '. sync subcommand Write a profile for every account and role of a session'
            echo -- 'sso -p,--profile profiles The name of the profile (if omitted, awsx asks for it last)'
            echo -- 'sso --session,--sso-session sessions The name of the sso-session; \'\' for the legacy format without one (configure sso only)'
            echo -- 'sso --start-url text The start URL of the access portal, or your organisation\'s own address that redirects to it'
            echo -- 'sso --sso-region regions The region of the Identity Center'
            echo -- 'sso --scopes,--registration-scopes text The scopes to register, separated by commas'
            echo -- 'sso --standby-start-url text The start URL of the same Identity Center in a second region, as a standby for the first (ssoins-….REGION.portal…)'
            echo -- 'sso --account accounts Account ID or name'
            echo -- 'sso --role roles Role name'
            echo -- 'sso --region regions The profile\'s region; \'\' for none'
            echo -- 'sso --output =json,text,table,yaml,yaml-stream,off The AWS CLI\'s output format; \'\' for none'
            echo -- 'sso --use-device-code flag Sign in with a code on any device instead of a browser on this machine'
            echo -- 'sso --no-browser flag Print the address instead of opening a browser'
            echo -- 'sso --port,--redirect-port text Local port that receives the browser\'s redirect, for port forwarding'
            echo -- 'sso --copy flag Copy the sign-in address to the terminal\'s clipboard (OSC 52)'
            echo -- 'sso --no-login flag Write without signing in; requires --account (an ID) and --role'
            echo -- 'sso --json flag Print one JSON object on stdout'
            echo -- 'sso --color =auto,always,never Use colour: auto, always or never'
            echo -- 'sso --verbose,-v flag Print details to stderr, never secrets'
            echo -- 'sso --quiet,-q flag Print errors only'
            echo -- 'sso -h,--help flag Show help information'
            echo -- 'sso-session --session,--sso-session sessions The name of the sso-session; \'\' for the legacy format without one (configure sso only)'
            echo -- 'sso-session --start-url text The start URL of the access portal, or your organisation\'s own address that redirects to it'
            echo -- 'sso-session --sso-region regions The region of the Identity Center'
            echo -- 'sso-session --scopes,--registration-scopes text The scopes to register, separated by commas'
            echo -- 'sso-session --standby-start-url text The start URL of the same Identity Center in a second region, as a standby for the first (ssoins-….REGION.portal…)'
            echo -- 'sso-session --no-verify flag Write without checking the values with AWS'
            echo -- 'sso-session --json flag Print one JSON object on stdout'
            echo -- 'sso-session --color =auto,always,never Use colour: auto, always or never'
            echo -- 'sso-session --verbose,-v flag Print details to stderr, never secrets'
            echo -- 'sso-session --quiet,-q flag Print errors only'
            echo -- 'sso-session -h,--help flag Show help information'
            echo -- 'sync *--session,--sso-session sessions The sso-session; can be repeated'
            echo -- 'sync --all flag Every configured sso-session'
            echo -- 'sync --plan flag Show the changes without writing them'
            echo -- 'sync --apply flag Write the changes'
            echo -- 'sync --prune flag Remove profiles that sync wrote and that you can no longer use'
            echo -- 'sync --yes,-y flag Don\'t ask for confirmation'
            echo -- 'sync --name-template text Name template for profiles, such as \'{account|slug}.{role|lower}\''
            echo -- 'sync *--include text Include only what matches this pattern; can be repeated'
            echo -- 'sync *--exclude text Exclude what matches this pattern; can be repeated'
            echo -- 'sync *--region regions Region for the profiles; with several, one profile for each'
            echo -- 'sync --fresh flag Ask AWS again instead of using the accounts and roles of a recent run'
            echo -- 'sync --json flag Print one JSON object on stdout'
            echo -- 'sync --color =auto,always,never Use colour: auto, always or never'
            echo -- 'sync --verbose,-v flag Print details to stderr, never secrets'
            echo -- 'sync --quiet,-q flag Print errors only'
            echo -- 'sync -h,--help flag Show help information'
        case each
            echo -- '. --jobs,-j text The number of commands to run at the same time'
            echo -- '. --regions regions Run in each of these regions, separated by commas'
            echo -- '. --fail-fast flag After the first failure, start no more commands and terminate the running ones'
            echo -- '. --dry-run flag Show what would run, and run nothing'
            echo -- '. --output-dir folders Write the output of each run to NAME.out and NAME.err in this folder'
            echo -- '. --yes,-y flag Don\'t ask for confirmation'
            echo -- '. *--scope scopes Allow only what this scope allows, such as read, or s3:read,logs:view to join two; if repeated, only what all of them allow'
            echo -- '. --no-login flag Never start a sign-in; exit with 79 if one is needed'
            echo -- '. --reason text The reason, for rules that ask for one. It is written to the log'
            echo -- '. --json flag Print one JSON object for each run, in a line of its own'
            echo -- '. --color =auto,always,never Use colour: auto, always or never'
            echo -- '. --verbose,-v flag Print details to stderr, never secrets'
            echo -- '. --quiet,-q flag Print errors only'
            echo -- '. -h,--help flag Show help information'
            echo -- '. *: profiles selector'
            echo -- '. -- command command'
        case '*'
            set -l bin awsx
            set -q _awsx_bin; and set bin $_awsx_bin
            command $bin complete syntax "$name" 2>/dev/null
    end
end
# ---- Written by hand again.

# Prints the kind of an option, a subcommand or `--`: PLACE WORD, and the lines.
function _awsx_find -a place word
    for line in $argv[3..]
        set -l parts (string split -m 3 ' ' -- $line)
        test "$parts[1]" = "$place"; or continue
        if contains -- "$word" (string split , -- (string replace -r '^\*' '' -- $parts[2]))
            echo -- $parts[3]
            return 0
        end
    end
    return 1
end

# The same for the word without a name that comes after COUNT of them.
function _awsx_find_argument -a place count
    for line in $argv[3..]
        set -l parts (string split -m 3 ' ' -- $line)
        test "$parts[1]" = "$place"; or continue
        if test "$parts[2]" = '*:'; or begin; test "$parts[2]" = :; and test $count = 0; end
            echo -- $parts[3]
            return 0
        else if test "$parts[2]" = :
            set count (math $count - 1)
        end
    end
    return 1
end

# Prints what a word of a kind may be, for what was typed of it; more words are of the line. Files are fish's own.
function _awsx_offer -a kind typed
    set -l bin awsx
    set -q _awsx_bin; and set bin $_awsx_bin
    switch $kind
        case profiles sessions accounts roles regions services plugins commands
            command $bin complete $kind --loose "$typed" 2>/dev/null
        case dynamic
            command $bin complete dynamic --loose "$typed" $argv[3..] 2>/dev/null
        case folders
            __fish_complete_directories "$typed" ''
        case '=*'
            string split , -- (string sub -s 2 -- $kind)
    end
end

# ---- Prints the candidates for the word at the cursor; with `kind`, what it may be.
function _awsx_complete -a wish
    set -l words (commandline -opc)
    set -l typed (_awsx_typed)
    set -l command
    set -l table
    set -l place .
    set -l count 0
    set -l awaited
    set -l named
    set -l said
    for i in (seq 2 (count $words))
        set -l word $words[$i]
        set -l kind (_awsx_find $place "$word" $table)
        set -q command[1]; and set -a said $word
        if set -q awaited[1]
            set awaited
        else if test "$word" = --; and contains command $kind (_awsx_find_argument $place $count $table)
            test -n "$wish"; or _awsx_delegate $words[(math $i + 1)..]
            return
        else if string match -qr -- '^-.' "$word"
            test "$kind" = flag; or set awaited $kind
            string match -qr -- '^(-p.*|--(profile|account)(=.*)?)$' "$word"; and set named $word
        else if not set -q command[1]
            set command $word
            test "$word" = help; or set table (_awsx_table $word)
        else if test "$kind" = subcommand
            set place (string replace -r '^\./' '' -- $place/$word)
        else if test "$(_awsx_find_argument $place $count $table)" = command
            test -n "$wish"; or _awsx_delegate $words[$i..]
            return
        else
            set count (math $count + 1)
        end
    end
    set -l flag
    if not set -q awaited[1]; and string match -q -- '--*=*' "$typed"
        set flag (string split -m 1 = -- $typed)[1]
        set typed (string split -m 1 = -- $typed)[2]
        set awaited (_awsx_find $place $flag $table); or return
        set flag $flag=
    else if not set -q awaited[1]; and not string match -q -- '-*' "$typed"
        if not set -q command[1]; or test "$command$count" = help0
            set awaited commands
        else
            set awaited (_awsx_find_argument $place $count $table)
        end
    end
    if test -n "$wish"
        echo -- $awaited
    else if test "$awaited" = command
        # A profile may stand in the place of exec's command.
        test "$command" = exec; and not set -q named[1]; and _awsx_offer profiles "$typed"
        _awsx_delegate
    else if set -q awaited[1]
        for candidate in (_awsx_offer $awaited "$typed" $command $said)
            echo -- "$flag$candidate"
        end
        if test "$command$awaited$flag" = useprofiles; and test -z "$typed"
            echo -e '-\tThe profile before'
        end
    else if not set -q command[1]
        echo -e '--version\tShow the version\n--help\tShow help\n-h\tShow help'
    else if not set -q table[1]
        string match -q -- '-*' "$typed"; and echo -e '--help\tShow help\n-h\tShow help'
    else
        _awsx_offer_words $place "$typed" $table
    end
end

# The options of a place if a dash was typed, else its subcommands.
function _awsx_offer_words -a place typed
    for line in $argv[3..]
        set -l parts (string split -m 3 ' ' -- $line)
        test "$parts[1]" = "$place"; or continue
        if not string match -q -- '-*' "$typed"
            test "$parts[3]" = subcommand; and echo -e "$parts[2]\t$parts[4]"
        else if string match -qr '^\*?-' -- $parts[2]; and test "$parts[2]" != --
            for name in (string split , -- (string replace -r '^\*' '' -- $parts[2]))
                echo -e "$name\t$parts[4]"
            end
        end
    end
end

# ---- What stands after `exec … --` is completed as if it stood alone.
function _awsx_delegate
    set -l words
    for word in $argv
        set -a words (string escape -- $word)
    end
    complete -C (string join ' ' -- $words (commandline -ct))
end

complete -e -c awsx
complete -c awsx -f -k -a '(_awsx_complete)'
complete -c awsx -n 'test "$(_awsx_complete kind)" = files' -F
if set -q _awsx_cmd; and test "$_awsx_cmd" != awsx
    complete -c $_awsx_cmd -w awsx
end
