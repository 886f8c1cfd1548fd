// Written by `swift run awsx-generate`; what is changed here is lost.
// swift-format-ignore-file

import PluginKit

/// What the core knows of every command without its declaration.
enum BuiltInManifests {
    static func of(_ name: String) -> Manifest? {
        switch name {
        case "exec": exec
        case "env": env
        case "credential-process": credentialProcess
        case "complete": complete
        case "prompt": prompt
        case "status": status
        case "profiles": profiles
        case "token": token
        case "config": config
        case "doctor": doctor
        case "explain": explain
        case "init": `init`
        case "completion": completion
        case "use": use
        case "unuse": unuse
        case "allow": allow
        case "scope": scope
        case "agent": agent
        case "log": log
        case "plugin": plugin
        case "login": login
        case "logout": logout
        case "accounts": accounts
        case "whoami": whoami
        case "configure": configure
        case "each": each
        default: nil
        }
    }

    /// Those that awsx-connect carries out.
    static let ofNetwork = ["login", "logout", "accounts", "whoami", "configure", "each"]

    private static var exec: Manifest {
        Manifest(
            name: "exec", summary: "Run a command with credentials",
            group: .credentials, position: 1, needs: CommandRequirements(credentials: .profile, network: false),
            answersInJSON: false
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["-p", "--profile"], .known(.profiles), "The profile (default: the active profile)."),
                    CommandSyntax.Option(["--session", "--sso-session"], .known(.sessions), "The sso-session to use with --account and --role."),
                    CommandSyntax.Option(["--account"], .known(.accounts), "Account ID or name; with --role, no profile is needed."),
                    CommandSyntax.Option(["--role"], .known(.roles), "Role (permission set) in --account."),
                    CommandSyntax.Option(["--region"], .known(.regions), "The region to set for the command."),
                    CommandSyntax.Option(["--min-ttl"], .list(["5m", "15m", "30m", "1h"]), "Minimum time that credentials must remain valid, such as 90s, 15m or 1h."),
                    CommandSyntax.Option(["--refresh"], nil, "Let the command's SDK renew the credentials for as long as it runs."),
                    CommandSyntax.Option(["--server"], nil, "Like --refresh, for programs that get credentials only from a container credentials endpoint."),
                    CommandSyntax.Option(["--compose"], .files, "Like --server, for the services of this compose file, with an override file; without COMMAND, print the override."),
                    CommandSyntax.Option(["--write"], nil, "Write the override of --compose beside that file, as NAME.awsx.yaml."),
                    CommandSyntax.Option(["--with"], .known(.profiles), "More profiles whose credentials are renewed, separated by commas."),
                    CommandSyntax.Option(["--only"], nil, "Hide all other profiles from the command."),
                    CommandSyntax.Option(["--no-login"], nil, "Never start a sign-in; exit with 79 if one is needed."),
                    CommandSyntax.Option(["--reason"], .text, "The reason, for rules that ask for one. It is written to the log."),
                    CommandSyntax.Option(["--no-nest"], nil, "Refuse to run inside another awsx exec."),
                    CommandSyntax.Option(["--scope"], .known(.scopes), isRepeating: true, "Allow only what this scope allows, such as read, or s3:read,logs:view to join two; if repeated, only what all of them allow."),
                    CommandSyntax.Option(["--read-only"], nil, "Allow only reading: --scope read-strict."),
                    CommandSyntax.Option(["--policy-arn"], .text, isRepeating: true, "A managed policy to use as session policy of an assumed role; can be repeated."),
                    CommandSyntax.Option(["--policy"], .files, isRepeating: true, "A file with a policy in JSON; only what it allows is allowed."),
                    CommandSyntax.Option(["--tag"], .text, isRepeating: true, "A session tag of an assumed role; can be repeated."),
                    CommandSyntax.Option(["--source-identity"], .text, "The source identity of an assumed role to record in CloudTrail."),
                    CommandSyntax.Option(["--duration"], .list(["15m", "30m", "1h"]), "How long the credentials are valid: 15m to 12h for an assumed role, at most 1h if another role assumes it."),
                    CommandSyntax.Option(["--mfa-code"], .text, "The current code of the MFA device, instead of a prompt for it."),
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Use colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Print details to stderr, never secrets."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Print errors only."),
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandSyntax.Argument("command", .command, isRepeating: true),
                ])
        }
    }

    private static var env: Manifest {
        Manifest(
            name: "env", summary: "Print credentials for a shell or a file",
            group: .credentials, position: 2, needs: CommandRequirements(credentials: .profile, network: false),
            answersInJSON: true
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["-p", "--profile"], .known(.profiles), "Same as PROFILE."),
                    CommandSyntax.Option(["--format"], .list(["bash", "zsh", "fish", "posix", "dotenv", "json", "process", "powershell"]), "bash, zsh, fish, posix, dotenv, json, process, powershell."),
                    CommandSyntax.Option(["--region"], .known(.regions), "The region to print."),
                    CommandSyntax.Option(["--min-ttl"], .list(["5m", "15m", "30m", "1h"]), "Minimum time that credentials must remain valid, such as 90s, 15m or 1h."),
                    CommandSyntax.Option(["--no-login"], nil, "Never start a sign-in; exit with 79 if one is needed."),
                    CommandSyntax.Option(["--reason"], .text, "The reason, for rules that ask for one. It is written to the log."),
                    CommandSyntax.Option(["--scope"], .known(.scopes), isRepeating: true, "Allow only what this scope allows, such as read, or s3:read,logs:view to join two; if repeated, only what all of them allow."),
                    CommandSyntax.Option(["--read-only"], nil, "Allow only reading: --scope read-strict."),
                    CommandSyntax.Option(["--policy-arn"], .text, isRepeating: true, "A managed policy to use as session policy of an assumed role; can be repeated."),
                    CommandSyntax.Option(["--policy"], .files, isRepeating: true, "A file with a policy in JSON; only what it allows is allowed."),
                    CommandSyntax.Option(["--tag"], .text, isRepeating: true, "A session tag of an assumed role; can be repeated."),
                    CommandSyntax.Option(["--source-identity"], .text, "The source identity of an assumed role to record in CloudTrail."),
                    CommandSyntax.Option(["--duration"], .list(["15m", "30m", "1h"]), "How long the credentials are valid: 15m to 12h for an assumed role, at most 1h if another role assumes it."),
                    CommandSyntax.Option(["--mfa-code"], .text, "The current code of the MFA device, instead of a prompt for it."),
                    CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Use colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Print details to stderr, never secrets."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Print errors only."),
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandSyntax.Argument("profile", .known(.profiles)),
                ])
        }
    }

    private static var credentialProcess: Manifest {
        Manifest(
            name: "credential-process", summary: "Print credentials for credential_process",
            group: .credentials, position: 3, needs: CommandRequirements(credentials: .profile, network: false),
            answersInJSON: true
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["-p", "--profile"], .known(.profiles), "Same as PROFILE."),
                    CommandSyntax.Option(["--scope"], .known(.scopes), isRepeating: true, "Allow only what this scope allows, such as read, or s3:read,logs:view to join two; if repeated, only what all of them allow."),
                    CommandSyntax.Option(["--mfa-code"], .text, "The current code of the MFA device, instead of a prompt for it."),
                    CommandSyntax.Option(["--run-folder"], .text, ""),
                    CommandSyntax.Option(["--reason"], .text, "The reason, for rules that ask for one. It is written to the log."),
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Use colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Print details to stderr, never secrets."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Print errors only."),
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandSyntax.Argument("profile", .known(.profiles)),
                ])
        }
    }

    private static var complete: Manifest {
        Manifest(
            name: "complete", summary: "List completions for a word",
            group: .shell, position: 5, needs: CommandRequirements(credentials: .none, network: false),
            answersInJSON: false
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["--loose"], nil, "Also match names that contain the prefix anywhere, ignoring case."),
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Use colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Print details to stderr, never secrets."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Print errors only."),
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandSyntax.Argument("kind", .list(["profiles", "sessions", "accounts", "roles", "regions", "services", "plugins", "commands", "scopes", "syntax", "dynamic"])),
                    CommandSyntax.Argument("prefix", .text),
                ])
        }
    }

    private static var prompt: Manifest {
        Manifest(
            name: "prompt", summary: "Print the prompt segment for your own prompt",
            group: .shell, position: 4, needs: CommandRequirements(credentials: .none, network: false),
            answersInJSON: true
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["--shell"], .list(["bash", "zsh", "fish", "plain", "tmux", "starship", "json"]), "The shell or program to print for: bash, zsh, fish, plain, tmux, starship, json."),
                    CommandSyntax.Option(["--format"], .text, "The format, such as '{profile} {region} {time}'."),
                    CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Use colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Print details to stderr, never secrets."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Print errors only."),
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ])
        }
    }

    private static var status: Manifest {
        Manifest(
            name: "status", summary: "Show your identity and when it expires",
            group: .signIn, position: 3, needs: CommandRequirements(credentials: .any, network: false),
            answersInJSON: true
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["-p", "--profile"], .known(.profiles), "Same as PROFILE."),
                    CommandSyntax.Option(["--session", "--sso-session"], .known(.sessions), "Show this sso-session's sign-in instead of an identity."),
                    CommandSyntax.Option(["--check"], nil, "Also ask AWS who the credentials belong to."),
                    CommandSyntax.Option(["--min-ttl"], .list(["5m", "15m", "30m", "1h"]), "Exit with 75 if less time than this is left, such as 90s, 15m or 1h."),
                    CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Use colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Print details to stderr, never secrets."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Print errors only."),
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandSyntax.Argument("profile", .known(.profiles)),
                ])
        }
    }

    private static var profiles: Manifest {
        Manifest(
            name: "profiles", summary: "List profiles and their state",
            group: .look, position: 1, needs: CommandRequirements(credentials: .none, network: false),
            answersInJSON: true
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["--session", "--sso-session"], .known(.sessions), "Only profiles of this sso-session."),
                    CommandSyntax.Option(["--state"], .list(["valid", "renewable", "asked-when-used", "login-needed", "permanent", "unusable"]), "Only profiles in this state: valid, renewable, asked-when-used, login-needed, permanent, unusable."),
                    CommandSyntax.Option(["--long", "-l"], nil, "Also show session, region and problems."),
                    CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Use colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Print details to stderr, never secrets."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Print errors only."),
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandSyntax.Argument("glob", .known(.profiles)),
                ])
        }
    }

    private static var token: Manifest {
        Manifest(
            name: "token", summary: "Print the access token of a session",
            group: .credentials, position: 4, needs: CommandRequirements(credentials: .any, network: false),
            answersInJSON: true
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["--session", "--sso-session"], .known(.sessions), "The sso-session (default: the active profile's session)."),
                    CommandSyntax.Option(["-p", "--profile"], .known(.profiles), "Use the session of this profile."),
                    CommandSyntax.Option(["--no-login"], nil, "Never start a sign-in; exit with 79 if one is needed."),
                    CommandSyntax.Option(["--reason"], .text, "The reason, for rules that ask for one. It is written to the log."),
                    CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Use colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Print details to stderr, never secrets."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Print errors only."),
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ])
        }
    }

    private static var config: Manifest {
        Manifest(
            name: "config", summary: "Show the configuration and the files it comes from",
            group: .look, position: 3, needs: CommandRequirements(credentials: .none, network: false),
            answersInJSON: true
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ],
                subcommands: [
                    CommandSyntax.Subcommand("dump", "Print the parsed configuration: profiles, sessions, services and warnings.", CommandSyntax(
                        options: [
                            CommandSyntax.Option(["--reveal-secrets"], nil, "Print secret keys instead of masking them."),
                            CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                            CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Use colour: auto, always or never."),
                            CommandSyntax.Option(["--verbose", "-v"], nil, "Print details to stderr, never secrets."),
                            CommandSyntax.Option(["--quiet", "-q"], nil, "Print errors only."),
                            CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                        ])),
                    CommandSyntax.Subcommand("path", "Print the paths of the config and credentials files.", CommandSyntax(
                        options: [
                            CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                            CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Use colour: auto, always or never."),
                            CommandSyntax.Option(["--verbose", "-v"], nil, "Print details to stderr, never secrets."),
                            CommandSyntax.Option(["--quiet", "-q"], nil, "Print errors only."),
                            CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                        ])),
                ])
        }
    }

    private static var doctor: Manifest {
        Manifest(
            name: "doctor", summary: "Check your setup and show how to fix problems",
            group: .look, position: 5, needs: CommandRequirements(credentials: .none, network: false),
            answersInJSON: true
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["--fix"], nil, "Fix what is safe to fix: permissions that are too wide, duplicate cache files. Shows the commands first."),
                    CommandSyntax.Option(["--yes", "-y"], nil, "Don't ask for confirmation (with --fix)."),
                    CommandSyntax.Option(["--offline"], nil, "Skip the network checks."),
                    CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Use colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Print details to stderr, never secrets."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Print errors only."),
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ])
        }
    }

    private static var explain: Manifest {
        Manifest(
            name: "explain", summary: "Show which settings are used, where they come from, and why",
            group: .look, position: 4, needs: CommandRequirements(credentials: .any, network: false),
            answersInJSON: true
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["-p", "--profile"], .known(.profiles), "Same as PROFILE."),
                    CommandSyntax.Option(["--region"], .known(.regions), "Use this region, as --region does in other commands."),
                    CommandSyntax.Option(["--service"], .known(.services), "Also explain the endpoint of this service, such as s3 or sso-oidc."),
                    CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Use colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Print details to stderr, never secrets."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Print errors only."),
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandSyntax.Argument("profile", .known(.profiles)),
                ])
        }
    }

    private static var `init`: Manifest {
        Manifest(
            name: "init", summary: "Set up your shell: use, prompt",
            group: .shell, position: 1, needs: CommandRequirements(credentials: .none, network: false),
            answersInJSON: false
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["--prompt"], .list(["left", "right", "none"]), "Where the prompt segment goes: left, right or none."),
                    CommandSyntax.Option(["--cmd"], .text, "The name of the command in your shell."),
                    CommandSyntax.Option(["--auto"], nil, "Follow .awsx files that awsx allow has approved."),
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Use colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Print details to stderr, never secrets."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Print errors only."),
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandSyntax.Argument("shell", .list(["bash", "zsh", "fish", "pwsh", "nu"])),
                ])
        }
    }

    private static var completion: Manifest {
        Manifest(
            name: "completion", summary: "Print a shell completion script",
            group: .shell, position: 6, needs: CommandRequirements(credentials: .none, network: false),
            answersInJSON: false
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Use colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Print details to stderr, never secrets."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Print errors only."),
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandSyntax.Argument("shell", .list(["bash", "zsh", "fish"])),
                ])
        }
    }

    private static var use: Manifest {
        Manifest(
            name: "use", summary: "Switch this shell to a profile",
            group: .shell, position: 2, needs: CommandRequirements(credentials: .none, network: false),
            answersInJSON: false
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["-p", "--profile"], .known(.profiles), "Same as PROFILE."),
                    CommandSyntax.Option(["--region"], .known(.regions), "The region for this shell."),
                    CommandSyntax.Option(["--login"], nil, "Sign in first if needed."),
                    CommandSyntax.Option(["--export-keys"], nil, "Set the keys instead of AWS_PROFILE, for programs that don't support profiles."),
                    CommandSyntax.Option(["--scope"], .known(.scopes), isRepeating: true, "Allow only what this scope allows, such as read, or s3:read,logs:view to join two; if repeated, only what all of them allow."),
                    CommandSyntax.Option(["--reason"], .text, "The reason, for rules that ask for one. It is written to the log."),
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Use colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Print details to stderr, never secrets."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Print errors only."),
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandSyntax.Argument("profile", .known(.profiles)),
                ])
        }
    }

    private static var unuse: Manifest {
        Manifest(
            name: "unuse", summary: "Undo awsx use in this shell",
            group: .shell, position: 3, needs: CommandRequirements(credentials: .none, network: false),
            answersInJSON: false
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Use colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Print details to stderr, never secrets."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Print errors only."),
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ])
        }
    }

    private static var allow: Manifest {
        Manifest(
            name: "allow", summary: "Let --auto follow a folder's .awsx file",
            group: .shell, position: 7, needs: CommandRequirements(credentials: .none, network: false),
            answersInJSON: false
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["--revoke"], nil, "Stop following it."),
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Use colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Print details to stderr, never secrets."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Print errors only."),
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandSyntax.Argument("path", .files),
                ])
        }
    }

    private static var scope: Manifest {
        Manifest(
            name: "scope", summary: "Show the scopes that --scope knows",
            group: .look, position: 6, needs: CommandRequirements(credentials: .none, network: false),
            answersInJSON: true
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ],
                subcommands: [
                    CommandSyntax.Subcommand("list", "List every scope.", CommandSyntax(
                        options: [
                            CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                            CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Use colour: auto, always or never."),
                            CommandSyntax.Option(["--verbose", "-v"], nil, "Print details to stderr, never secrets."),
                            CommandSyntax.Option(["--quiet", "-q"], nil, "Print errors only."),
                            CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                        ])),
                    CommandSyntax.Subcommand("show", "Show what a scope allows, and what it does not.", CommandSyntax(
                        options: [
                            CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                            CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Use colour: auto, always or never."),
                            CommandSyntax.Option(["--verbose", "-v"], nil, "Print details to stderr, never secrets."),
                            CommandSyntax.Option(["--quiet", "-q"], nil, "Print errors only."),
                            CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                        ],
                        arguments: [
                            CommandSyntax.Argument("scope", .known(.scopes)),
                        ])),
                ])
        }
    }

    private static var agent: Manifest {
        Manifest(
            name: "agent", summary: "Show what access a coding agent has, or run one",
            group: .credentials, position: 7, needs: CommandRequirements(credentials: .any, network: false),
            answersInJSON: true
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ],
                subcommands: [
                    CommandSyntax.Subcommand("show", "Show what access a coding agent has, and how to extend it.", CommandSyntax(
                        options: [
                            CommandSyntax.Option(["-p", "--profile"], .known(.profiles), "The profile (default: the active profile)."),
                            CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                            CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Use colour: auto, always or never."),
                            CommandSyntax.Option(["--verbose", "-v"], nil, "Print details to stderr, never secrets."),
                            CommandSyntax.Option(["--quiet", "-q"], nil, "Print errors only."),
                            CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                        ])),
                    CommandSyntax.Subcommand("run", "Run a command as an agent.", CommandSyntax(
                        options: [
                            CommandSyntax.Option(["-p", "--profile"], .known(.profiles), "Set the keys of this profile."),
                            CommandSyntax.Option(["--region"], .known(.regions), "The region to set for the command."),
                            CommandSyntax.Option(["--boundary"], nil, "Also keep the command from opening AWS's and awsx's files."),
                            CommandSyntax.Option(["--name"], .text, "The name of the agent in rules and in the log."),
                            CommandSyntax.Option(["--no-login"], nil, "Never start a sign-in; exit with 79 if one is needed."),
                            CommandSyntax.Option(["--reason"], .text, "The reason, for rules that ask for one. It is written to the log."),
                            CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Use colour: auto, always or never."),
                            CommandSyntax.Option(["--verbose", "-v"], nil, "Print details to stderr, never secrets."),
                            CommandSyntax.Option(["--quiet", "-q"], nil, "Print errors only."),
                            CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                        ],
                        arguments: [
                            CommandSyntax.Argument("command", .command, isRepeating: true),
                        ])),
                ])
        }
    }

    private static var log: Manifest {
        Manifest(
            name: "log", summary: "Show which commands were run with which identity",
            group: .look, position: 7, needs: CommandRequirements(credentials: .none, network: false),
            answersInJSON: true
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["--since"], .list(["1h", "1d", "7d"]), "Only runs within this time before now, such as 90s, 15m, 1h or 7d."),
                    CommandSyntax.Option(["-p", "--profile"], .known(.profiles), "Only runs as matching profiles: * is any text."),
                    CommandSyntax.Option(["--agent"], nil, "Only runs that an agent asked for."),
                    CommandSyntax.Option(["--follow", "-f"], nil, "Keep running, and show each new run."),
                    CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Use colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Print details to stderr, never secrets."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Print errors only."),
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ])
        }
    }

    private static var plugin: Manifest {
        Manifest(
            name: "plugin", summary: "List, trust and check plugins",
            group: .extend, position: 1, needs: CommandRequirements(credentials: .none, network: false),
            answersInJSON: true
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ],
                subcommands: [
                    CommandSyntax.Subcommand("list", "List every plugin; for a shadowed one, also the one that is used instead.", CommandSyntax(
                        options: [
                            CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                            CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Use colour: auto, always or never."),
                            CommandSyntax.Option(["--verbose", "-v"], nil, "Print details to stderr, never secrets."),
                            CommandSyntax.Option(["--quiet", "-q"], nil, "Print errors only."),
                            CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                        ])),
                    CommandSyntax.Subcommand("info", "Show a plugin: what it is, what it asks for, and what you granted.", CommandSyntax(
                        options: [
                            CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                            CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Use colour: auto, always or never."),
                            CommandSyntax.Option(["--verbose", "-v"], nil, "Print details to stderr, never secrets."),
                            CommandSyntax.Option(["--quiet", "-q"], nil, "Print errors only."),
                            CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                        ],
                        arguments: [
                            CommandSyntax.Argument("name", .known(.plugins)),
                        ])),
                    CommandSyntax.Subcommand("trust", "Trust a plugin in its present state.", CommandSyntax(
                        options: [
                            CommandSyntax.Option(["--yes", "-y"], nil, "Don't ask for confirmation. Variables with keys also require --with-keys."),
                            CommandSyntax.Option(["--with-keys"], nil, "With --yes: grant the variables with keys that it asks for, too."),
                            CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                            CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Use colour: auto, always or never."),
                            CommandSyntax.Option(["--verbose", "-v"], nil, "Print details to stderr, never secrets."),
                            CommandSyntax.Option(["--quiet", "-q"], nil, "Print errors only."),
                            CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                        ],
                        arguments: [
                            CommandSyntax.Argument("name", .known(.plugins)),
                        ])),
                    CommandSyntax.Subcommand("revoke", "Withdraw your trust in a plugin.", CommandSyntax(
                        options: [
                            CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                            CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Use colour: auto, always or never."),
                            CommandSyntax.Option(["--verbose", "-v"], nil, "Print details to stderr, never secrets."),
                            CommandSyntax.Option(["--quiet", "-q"], nil, "Print errors only."),
                            CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                        ],
                        arguments: [
                            CommandSyntax.Argument("name", .known(.plugins)),
                        ])),
                    CommandSyntax.Subcommand("verify", "Check plugins: manifest, owners, permissions, links, and changes since you trusted them.", CommandSyntax(
                        options: [
                            CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                            CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Use colour: auto, always or never."),
                            CommandSyntax.Option(["--verbose", "-v"], nil, "Print details to stderr, never secrets."),
                            CommandSyntax.Option(["--quiet", "-q"], nil, "Print errors only."),
                            CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                        ],
                        arguments: [
                            CommandSyntax.Argument("name", .known(.plugins)),
                        ])),
                    CommandSyntax.Subcommand("test", "Test a plugin without AWS.", CommandSyntax(
                        options: [
                            CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                            CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Use colour: auto, always or never."),
                            CommandSyntax.Option(["--verbose", "-v"], nil, "Print details to stderr, never secrets."),
                            CommandSyntax.Option(["--quiet", "-q"], nil, "Print errors only."),
                            CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                        ],
                        arguments: [
                            CommandSyntax.Argument("path", .files),
                        ])),
                    CommandSyntax.Subcommand("new", "Create a plugin: a program that passes the tests, its manifest and a README.", CommandSyntax(
                        options: [
                            CommandSyntax.Option(["--kind"], .list(["command", "provider", "hook"]), "The kind of plugin: command, provider, hook."),
                            CommandSyntax.Option(["--lang"], .list(["sh", "python", "swift"]), "The programming language: sh, python, swift."),
                            CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                            CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Use colour: auto, always or never."),
                            CommandSyntax.Option(["--verbose", "-v"], nil, "Print details to stderr, never secrets."),
                            CommandSyntax.Option(["--quiet", "-q"], nil, "Print errors only."),
                            CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                        ],
                        arguments: [
                            CommandSyntax.Argument("name", .text),
                        ])),
                ])
        }
    }

    private static var login: Manifest {
        Manifest(
            name: "login", summary: "Sign in to IAM Identity Center, or to the AWS console",
            group: .signIn, position: 1, needs: CommandRequirements(credentials: .none, network: true),
            answersInJSON: true
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["-p", "--profile"], .known(.profiles), "Same as PROFILE."),
                    CommandSyntax.Option(["--session", "--sso-session"], .known(.sessions), "The sso-session to sign in to."),
                    CommandSyntax.Option(["--all"], nil, "Every configured session."),
                    CommandSyntax.Option(["--console"], nil, "Sign in to the AWS console instead of Identity Center, and use that identity for the profile."),
                    CommandSyntax.Option(["--use-device-code", "--remote"], nil, "Sign in with a code on any device instead of a browser on this machine."),
                    CommandSyntax.Option(["--region"], .known(.regions), "The region to sign in to the console in."),
                    CommandSyntax.Option(["--no-browser"], nil, "Print the address instead of opening a browser."),
                    CommandSyntax.Option(["--port", "--redirect-port"], .text, "Local port that receives the browser's redirect, for port forwarding."),
                    CommandSyntax.Option(["--copy"], nil, "Copy the sign-in address to the terminal's clipboard (OSC 52)."),
                    CommandSyntax.Option(["--force"], nil, "Sign in even if the session is still valid."),
                    CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Use colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Print details to stderr, never secrets."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Print errors only."),
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandSyntax.Argument("profile", .known(.profiles)),
                ])
        }
    }

    private static var logout: Manifest {
        Manifest(
            name: "logout", summary: "Sign out of a session",
            group: .signIn, position: 2, needs: CommandRequirements(credentials: .none, network: true),
            answersInJSON: true
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["-p", "--profile"], .known(.profiles), "Same as PROFILE."),
                    CommandSyntax.Option(["--session", "--sso-session"], .known(.sessions), "The sso-session to sign out of."),
                    CommandSyntax.Option(["--all"], nil, "Every configured session."),
                    CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Use colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Print details to stderr, never secrets."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Print errors only."),
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandSyntax.Argument("profile", .known(.profiles)),
                ])
        }
    }

    private static var accounts: Manifest {
        Manifest(
            name: "accounts", summary: "List the accounts and roles you can use",
            group: .look, position: 2, needs: CommandRequirements(credentials: .none, network: true),
            answersInJSON: true
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["--session", "--sso-session"], .known(.sessions), "The sso-session (default: the active profile's session)."),
                    CommandSyntax.Option(["-p", "--profile"], .known(.profiles), "Use the session of this profile."),
                    CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Use colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Print details to stderr, never secrets."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Print errors only."),
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ])
        }
    }

    private static var whoami: Manifest {
        Manifest(
            name: "whoami", summary: "Ask AWS who you are",
            group: .signIn, position: 4, needs: CommandRequirements(credentials: .any, network: true),
            answersInJSON: true
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["-p", "--profile"], .known(.profiles), "Same as PROFILE."),
                    CommandSyntax.Option(["--region"], .known(.regions), "Use the STS endpoint of this region."),
                    CommandSyntax.Option(["--no-login"], nil, "Never start a sign-in; exit with 79 if one is needed."),
                    CommandSyntax.Option(["--mfa-code"], .text, "The current code of the MFA device, instead of a prompt for it."),
                    CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Use colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Print details to stderr, never secrets."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Print errors only."),
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandSyntax.Argument("profile", .known(.profiles)),
                ])
        }
    }

    private static var configure: Manifest {
        Manifest(
            name: "configure", summary: "Set up sessions and profiles: sso, sso-session, sync",
            group: .setUp, position: 1, needs: CommandRequirements(credentials: .none, network: true),
            answersInJSON: true
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ],
                subcommands: [
                    CommandSyntax.Subcommand("sso", "Set up a profile for single sign-on interactively.", CommandSyntax(
                        options: [
                            CommandSyntax.Option(["-p", "--profile"], .known(.profiles), "The name of the profile (if omitted, awsx asks for it last)."),
                            CommandSyntax.Option(["--session", "--sso-session"], .known(.sessions), "The name of the sso-session; '' for the legacy format without one (configure sso only)."),
                            CommandSyntax.Option(["--start-url"], .text, "The start URL of the access portal, or your organisation's own address that redirects to it."),
                            CommandSyntax.Option(["--sso-region"], .known(.regions), "The region of the Identity Center."),
                            CommandSyntax.Option(["--scopes", "--registration-scopes"], .text, "The scopes to register, separated by commas."),
                            CommandSyntax.Option(["--standby-start-url"], .text, "The start URL of the same Identity Center in a second region, as a standby for the first (ssoins-….REGION.portal…)."),
                            CommandSyntax.Option(["--account"], .known(.accounts), "Account ID or name."),
                            CommandSyntax.Option(["--role"], .known(.roles), "Role name."),
                            CommandSyntax.Option(["--region"], .known(.regions), "The profile's region; '' for none."),
                            CommandSyntax.Option(["--output"], .list(["json", "text", "table", "yaml", "yaml-stream", "off"]), "The AWS CLI's output format; '' for none."),
                            CommandSyntax.Option(["--use-device-code"], nil, "Sign in with a code on any device instead of a browser on this machine."),
                            CommandSyntax.Option(["--no-browser"], nil, "Print the address instead of opening a browser."),
                            CommandSyntax.Option(["--port", "--redirect-port"], .text, "Local port that receives the browser's redirect, for port forwarding."),
                            CommandSyntax.Option(["--copy"], nil, "Copy the sign-in address to the terminal's clipboard (OSC 52)."),
                            CommandSyntax.Option(["--no-login"], nil, "Write without signing in; requires --account (an ID) and --role."),
                            CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                            CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Use colour: auto, always or never."),
                            CommandSyntax.Option(["--verbose", "-v"], nil, "Print details to stderr, never secrets."),
                            CommandSyntax.Option(["--quiet", "-q"], nil, "Print errors only."),
                            CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                        ])),
                    CommandSyntax.Subcommand("sso-session", "Set up an [sso-session] that profiles can use.", CommandSyntax(
                        options: [
                            CommandSyntax.Option(["--session", "--sso-session"], .known(.sessions), "The name of the sso-session; '' for the legacy format without one (configure sso only)."),
                            CommandSyntax.Option(["--start-url"], .text, "The start URL of the access portal, or your organisation's own address that redirects to it."),
                            CommandSyntax.Option(["--sso-region"], .known(.regions), "The region of the Identity Center."),
                            CommandSyntax.Option(["--scopes", "--registration-scopes"], .text, "The scopes to register, separated by commas."),
                            CommandSyntax.Option(["--standby-start-url"], .text, "The start URL of the same Identity Center in a second region, as a standby for the first (ssoins-….REGION.portal…)."),
                            CommandSyntax.Option(["--no-verify"], nil, "Write without checking the values with AWS."),
                            CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                            CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Use colour: auto, always or never."),
                            CommandSyntax.Option(["--verbose", "-v"], nil, "Print details to stderr, never secrets."),
                            CommandSyntax.Option(["--quiet", "-q"], nil, "Print errors only."),
                            CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                        ])),
                    CommandSyntax.Subcommand("sync", "Write a profile for every account and role of a session.", CommandSyntax(
                        options: [
                            CommandSyntax.Option(["--session", "--sso-session"], .known(.sessions), isRepeating: true, "The sso-session; can be repeated."),
                            CommandSyntax.Option(["--all"], nil, "Every configured sso-session."),
                            CommandSyntax.Option(["--plan"], nil, "Show the changes without writing them."),
                            CommandSyntax.Option(["--apply"], nil, "Write the changes."),
                            CommandSyntax.Option(["--prune"], nil, "Remove profiles that sync wrote and that you can no longer use."),
                            CommandSyntax.Option(["--yes", "-y"], nil, "Don't ask for confirmation."),
                            CommandSyntax.Option(["--name-template"], .text, "Name template for profiles, such as '{account|slug}.{role|lower}'."),
                            CommandSyntax.Option(["--include"], .text, isRepeating: true, "Include only what matches this pattern; can be repeated."),
                            CommandSyntax.Option(["--exclude"], .text, isRepeating: true, "Exclude what matches this pattern; can be repeated."),
                            CommandSyntax.Option(["--region"], .known(.regions), isRepeating: true, "Region for the profiles; with several, one profile for each."),
                            CommandSyntax.Option(["--fresh"], nil, "Ask AWS again instead of using the accounts and roles of a recent run."),
                            CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                            CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Use colour: auto, always or never."),
                            CommandSyntax.Option(["--verbose", "-v"], nil, "Print details to stderr, never secrets."),
                            CommandSyntax.Option(["--quiet", "-q"], nil, "Print errors only."),
                            CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                        ])),
                ])
        }
    }

    private static var each: Manifest {
        Manifest(
            name: "each", summary: "Run a command in many profiles at once",
            group: .credentials, position: 2, needs: CommandRequirements(credentials: .profile, network: true),
            answersInJSON: true
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["--jobs", "-j"], .text, "The number of commands to run at the same time."),
                    CommandSyntax.Option(["--regions"], .known(.regions), "Run in each of these regions, separated by commas."),
                    CommandSyntax.Option(["--fail-fast"], nil, "After the first failure, start no more commands and terminate the running ones."),
                    CommandSyntax.Option(["--dry-run"], nil, "Show what would run, and run nothing."),
                    CommandSyntax.Option(["--output-dir"], .folders, "Write the output of each run to NAME.out and NAME.err in this folder."),
                    CommandSyntax.Option(["--yes", "-y"], nil, "Don't ask for confirmation."),
                    CommandSyntax.Option(["--scope"], .known(.scopes), isRepeating: true, "Allow only what this scope allows, such as read, or s3:read,logs:view to join two; if repeated, only what all of them allow."),
                    CommandSyntax.Option(["--no-login"], nil, "Never start a sign-in; exit with 79 if one is needed."),
                    CommandSyntax.Option(["--reason"], .text, "The reason, for rules that ask for one. It is written to the log."),
                    CommandSyntax.Option(["--json"], nil, "Print one JSON object for each run, in a line of its own."),
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Use colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Print details to stderr, never secrets."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Print errors only."),
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandSyntax.Argument("selector", .known(.profiles), isRepeating: true),
                    CommandSyntax.Argument("command", .command, isRepeating: true, isAfterDashes: true),
                ])
        }
    }
}
