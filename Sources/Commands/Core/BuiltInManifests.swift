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
        case "token": token
        case "status": status
        case "profiles": profiles
        case "config": config
        case "doctor": doctor
        case "explain": explain
        case "init": `init`
        case "completion": completion
        case "use": use
        case "unuse": unuse
        case "prompt": prompt
        case "allow": allow
        case "plugin": plugin
        case "complete": complete
        case "login": login
        case "logout": logout
        case "accounts": accounts
        case "whoami": whoami
        case "configure": configure
        default: nil
        }
    }

    /// Those that awsx-connect carries out.
    static let ofNetwork = ["login", "logout", "accounts", "whoami", "configure"]

    private static var exec: Manifest {
        Manifest(
            name: "exec", summary: "Run a command with credentials",
            group: .credentials, position: 1, needs: CommandRequirements(credentials: .profile, network: false),
            answersInJSON: false
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["-p", "--profile"], .known(.profiles), "The profile; without it the active one."),
                    CommandSyntax.Option(["--session", "--sso-session"], .known(.sessions), "The sso-session of --account and --role."),
                    CommandSyntax.Option(["--account"], .known(.accounts), "An account's 12 digits or its name; with --role, and no profile is needed."),
                    CommandSyntax.Option(["--role"], .known(.roles), "A role (permission set) of --account."),
                    CommandSyntax.Option(["--region"], .known(.regions), "The region that the command is given."),
                    CommandSyntax.Option(["--min-ttl"], .list(["5m", "15m", "30m", "1h"]), "The least time that credentials must have left, such as 90s, 15m or 1h."),
                    CommandSyntax.Option(["--no-login"], nil, "Never start a sign-in; end with 79 if one is needed."),
                    CommandSyntax.Option(["--no-nest"], nil, "Refuse to run inside another awsx exec."),
                    CommandSyntax.Option(["--read-only"], nil, "Only read: a session policy of AWS's ReadOnlyAccess. Needs a profile with a role to assume."),
                    CommandSyntax.Option(["--policy-arn"], .text, isRepeating: true, "A managed policy as session policy; may be repeated."),
                    CommandSyntax.Option(["--policy"], .files, isRepeating: true, "A file with a session policy in JSON; one, since AWS takes one."),
                    CommandSyntax.Option(["--tag"], .text, isRepeating: true, "A session tag; may be repeated."),
                    CommandSyntax.Option(["--source-identity"], .text, "Who acts in the role, as CloudTrail is to tell."),
                    CommandSyntax.Option(["--duration"], .list(["15m", "30m", "1h"]), "How long the role's session is to last, from 15m to 12h; a role that a role assumes, 1h at most."),
                    CommandSyntax.Option(["--mfa-code"], .text, "The present code of the MFA device, instead of being asked for it."),
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
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
                    CommandSyntax.Option(["--min-ttl"], .list(["5m", "15m", "30m", "1h"]), "The least time that credentials must have left, such as 90s, 15m or 1h."),
                    CommandSyntax.Option(["--no-login"], nil, "Never start a sign-in; end with 79 if one is needed."),
                    CommandSyntax.Option(["--read-only"], nil, "Only read: a session policy of AWS's ReadOnlyAccess. Needs a profile with a role to assume."),
                    CommandSyntax.Option(["--policy-arn"], .text, isRepeating: true, "A managed policy as session policy; may be repeated."),
                    CommandSyntax.Option(["--policy"], .files, isRepeating: true, "A file with a session policy in JSON; one, since AWS takes one."),
                    CommandSyntax.Option(["--tag"], .text, isRepeating: true, "A session tag; may be repeated."),
                    CommandSyntax.Option(["--source-identity"], .text, "Who acts in the role, as CloudTrail is to tell."),
                    CommandSyntax.Option(["--duration"], .list(["15m", "30m", "1h"]), "How long the role's session is to last, from 15m to 12h; a role that a role assumes, 1h at most."),
                    CommandSyntax.Option(["--mfa-code"], .text, "The present code of the MFA device, instead of being asked for it."),
                    CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandSyntax.Argument("profile", .known(.profiles)),
                ])
        }
    }

    private static var credentialProcess: Manifest {
        Manifest(
            name: "credential-process", summary: "Answer an SDK's credential_process",
            group: .credentials, position: 3, needs: CommandRequirements(credentials: .profile, network: false),
            answersInJSON: true
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["-p", "--profile"], .known(.profiles), "Same as PROFILE."),
                    CommandSyntax.Option(["--mfa-code"], .text, "The present code of the MFA device, instead of being asked for it."),
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandSyntax.Argument("profile", .known(.profiles)),
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
                    CommandSyntax.Option(["--session", "--sso-session"], .known(.sessions), "The sso-session; without it the active profile's."),
                    CommandSyntax.Option(["-p", "--profile"], .known(.profiles), "The profile whose session is meant."),
                    CommandSyntax.Option(["--no-login"], nil, "Never start a sign-in; end with 79 if one is needed."),
                    CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ])
        }
    }

    private static var status: Manifest {
        Manifest(
            name: "status", summary: "Show who you are and until when",
            group: .signIn, position: 3, needs: CommandRequirements(credentials: .any, network: false),
            answersInJSON: true
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["-p", "--profile"], .known(.profiles), "Same as PROFILE."),
                    CommandSyntax.Option(["--check"], nil, "Also ask AWS who the credentials belong to."),
                    CommandSyntax.Option(["--min-ttl"], .list(["5m", "15m", "30m", "1h"]), "End with 75 if less time is left, such as 90s, 15m or 1h."),
                    CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandSyntax.Argument("profile", .known(.profiles)),
                ])
        }
    }

    private static var profiles: Manifest {
        Manifest(
            name: "profiles", summary: "List profiles with the state of each",
            group: .look, position: 1, needs: CommandRequirements(credentials: .none, network: false),
            answersInJSON: true
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["--session", "--sso-session"], .known(.sessions), "Only profiles of this sso-session."),
                    CommandSyntax.Option(["--state"], .list(["valid", "renewable", "asked-when-used", "login-needed", "permanent", "unusable"]), "Only profiles in this state: valid, renewable, asked-when-used, login-needed, permanent, unusable."),
                    CommandSyntax.Option(["--long", "-l"], nil, "Also session, region and what is wrong."),
                    CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandSyntax.Argument("glob", .known(.profiles)),
                ])
        }
    }

    private static var config: Manifest {
        Manifest(
            name: "config", summary: "Show what was read, and from which files",
            group: .look, position: 3, needs: CommandRequirements(credentials: .none, network: false),
            answersInJSON: true
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ],
                subcommands: [
                    CommandSyntax.Subcommand("dump", "Print everything that was read: profiles, sessions, services, warnings.", CommandSyntax(
                        options: [
                            CommandSyntax.Option(["--reveal-secrets"], nil, "Print secret keys too, which are masked otherwise."),
                            CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                            CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                            CommandSyntax.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                            CommandSyntax.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                            CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                        ])),
                    CommandSyntax.Subcommand("path", "Print the paths of the config and the credentials file.", CommandSyntax(
                        options: [
                            CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                            CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                            CommandSyntax.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                            CommandSyntax.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                            CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                        ])),
                ])
        }
    }

    private static var doctor: Manifest {
        Manifest(
            name: "doctor", summary: "Look for what is wrong, and say what mends it",
            group: .look, position: 5, needs: CommandRequirements(credentials: .none, network: false),
            answersInJSON: true
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["--fix"], nil, "Mend what is safe to mend: permissions that are too wide, copies of cache files. It is shown first."),
                    CommandSyntax.Option(["--yes", "-y"], nil, "With --fix: don't ask."),
                    CommandSyntax.Option(["--offline"], nil, "Ask no host."),
                    CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ])
        }
    }

    private static var explain: Manifest {
        Manifest(
            name: "explain", summary: "Tell which settings count, where they are, and why",
            group: .look, position: 4, needs: CommandRequirements(credentials: .any, network: false),
            answersInJSON: true
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["-p", "--profile"], .known(.profiles), "Same as PROFILE."),
                    CommandSyntax.Option(["--region"], .known(.regions), "The region that would be typed."),
                    CommandSyntax.Option(["--service"], .known(.services), "Also the endpoint of a service, by its id, such as s3 or sso-oidc."),
                    CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandSyntax.Argument("profile", .known(.profiles)),
                ])
        }
    }

    private static var `init`: Manifest {
        Manifest(
            name: "init", summary: "Bring awsx into your shell: use, prompt",
            group: .shell, position: 1, needs: CommandRequirements(credentials: .none, network: false),
            answersInJSON: false
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["--prompt"], .list(["left", "right", "none"]), "Where the prompt segment goes: left, right or none."),
                    CommandSyntax.Option(["--cmd"], .text, "The name of the command in your shell."),
                    CommandSyntax.Option(["--auto"], nil, "Follow .awsx files, once awsx allow has seen them."),
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandSyntax.Argument("shell", .text),
                ])
        }
    }

    private static var completion: Manifest {
        Manifest(
            name: "completion", summary: "Print a shell's completion file",
            group: .shell, position: 6, needs: CommandRequirements(credentials: .none, network: false),
            answersInJSON: false
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandSyntax.Argument("shell", .list(["bash", "zsh", "fish"])),
                ])
        }
    }

    private static var use: Manifest {
        Manifest(
            name: "use", summary: "Change who you are in this shell",
            group: .shell, position: 2, needs: CommandRequirements(credentials: .none, network: false),
            answersInJSON: false
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["-p", "--profile"], .known(.profiles), "Same as PROFILE."),
                    CommandSyntax.Option(["--region"], .known(.regions), "The region of this shell."),
                    CommandSyntax.Option(["--login"], nil, "Sign in first, if that is needed."),
                    CommandSyntax.Option(["--export-keys"], nil, "Set the keys themselves instead, for programs that know no profiles."),
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandSyntax.Argument("profile", .known(.profiles)),
                ])
        }
    }

    private static var unuse: Manifest {
        Manifest(
            name: "unuse", summary: "Give this shell back what it had before",
            group: .shell, position: 3, needs: CommandRequirements(credentials: .none, network: false),
            answersInJSON: false
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ])
        }
    }

    private static var prompt: Manifest {
        Manifest(
            name: "prompt", summary: "Print the prompt segment, for prompts of your own",
            group: .shell, position: 4, needs: CommandRequirements(credentials: .none, network: false),
            answersInJSON: true
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["--shell"], .list(["bash", "zsh", "fish", "plain", "tmux", "starship", "json"]), "For: bash, zsh, fish, plain, tmux, starship, json."),
                    CommandSyntax.Option(["--format"], .text, "Such as '{profile} {region} {time}'."),
                    CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
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
                    CommandSyntax.Option(["--revoke"], nil, "Follow it no more."),
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandSyntax.Argument("path", .files),
                ])
        }
    }

    private static var plugin: Manifest {
        Manifest(
            name: "plugin", summary: "List plugins",
            group: .extend, position: 1, needs: CommandRequirements(credentials: .none, network: false),
            answersInJSON: true
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ],
                subcommands: [
                    CommandSyntax.Subcommand("list", "List every plugin; a shadowed one with both its places.", CommandSyntax(
                        options: [
                            CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                            CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                            CommandSyntax.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                            CommandSyntax.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                            CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                        ])),
                ])
        }
    }

    private static var complete: Manifest {
        Manifest(
            name: "complete", summary: "List what a word may become, for completion",
            group: .shell, position: 5, needs: CommandRequirements(credentials: .none, network: false),
            answersInJSON: false
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["--loose"], nil, "Also what holds the word anywhere, in any case."),
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandSyntax.Argument("kind", .list(["profiles", "sessions", "accounts", "roles", "regions", "services", "plugins", "commands", "syntax"])),
                    CommandSyntax.Argument("prefix", .text),
                ])
        }
    }

    private static var login: Manifest {
        Manifest(
            name: "login", summary: "Sign in to an Identity Center",
            group: .signIn, position: 1, needs: CommandRequirements(credentials: .none, network: true),
            answersInJSON: true
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["-p", "--profile"], .known(.profiles), "Same as PROFILE."),
                    CommandSyntax.Option(["--session", "--sso-session"], .known(.sessions), "The sso-session to sign in to."),
                    CommandSyntax.Option(["--all"], nil, "Every session of the configuration."),
                    CommandSyntax.Option(["--use-device-code"], nil, "Confirm a code on any device instead of coming back from a browser here."),
                    CommandSyntax.Option(["--no-browser"], nil, "Show the address and open nothing."),
                    CommandSyntax.Option(["--port"], .text, "The port that the browser comes back to, for forwarding."),
                    CommandSyntax.Option(["--copy"], nil, "Put the sign-in's address on the terminal's clipboard (OSC 52)."),
                    CommandSyntax.Option(["--force"], nil, "Sign in although the session is good."),
                    CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandSyntax.Argument("profile", .known(.profiles)),
                ])
        }
    }

    private static var logout: Manifest {
        Manifest(
            name: "logout", summary: "End a session, here and at AWS",
            group: .signIn, position: 2, needs: CommandRequirements(credentials: .none, network: true),
            answersInJSON: true
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["-p", "--profile"], .known(.profiles), "Same as PROFILE."),
                    CommandSyntax.Option(["--session", "--sso-session"], .known(.sessions), "The sso-session to end."),
                    CommandSyntax.Option(["--all"], nil, "Every session of the configuration."),
                    CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandSyntax.Argument("profile", .known(.profiles)),
                ])
        }
    }

    private static var accounts: Manifest {
        Manifest(
            name: "accounts", summary: "List the accounts and roles you may use",
            group: .look, position: 2, needs: CommandRequirements(credentials: .none, network: true),
            answersInJSON: true
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["--session", "--sso-session"], .known(.sessions), "The sso-session; without it the active profile's."),
                    CommandSyntax.Option(["-p", "--profile"], .known(.profiles), "The profile whose session is meant."),
                    CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
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
                    CommandSyntax.Option(["--region"], .known(.regions), "The region whose STS is asked."),
                    CommandSyntax.Option(["--no-login"], nil, "Never start a sign-in; end with 79 if one is needed."),
                    CommandSyntax.Option(["--mfa-code"], .text, "The present code of the MFA device, instead of being asked for it."),
                    CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                    CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandSyntax.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandSyntax.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandSyntax.Argument("profile", .known(.profiles)),
                ])
        }
    }

    private static var configure: Manifest {
        Manifest(
            name: "configure", summary: "Write sessions and profiles: sso, sso-session, sync",
            group: .setUp, position: 1, needs: CommandRequirements(credentials: .none, network: true),
            answersInJSON: true
        ) {
            CommandSyntax(
                options: [
                    CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                ],
                subcommands: [
                    CommandSyntax.Subcommand("sso", "Set up a profile for single sign-on, question by question.", CommandSyntax(
                        options: [
                            CommandSyntax.Option(["-p", "--profile"], .known(.profiles), "The name of the profile; without it the last question."),
                            CommandSyntax.Option(["--session", "--sso-session"], .known(.sessions), "The name of the sso-session; '' for the legacy format without one (configure sso only)."),
                            CommandSyntax.Option(["--start-url"], .text, "The start URL of the access portal, or the organisation's own address that leads there."),
                            CommandSyntax.Option(["--sso-region"], .known(.regions), "The region of the Identity Center."),
                            CommandSyntax.Option(["--scopes", "--registration-scopes"], .text, "The scopes to register for, separated by commas."),
                            CommandSyntax.Option(["--account"], .known(.accounts), "The account's id or name."),
                            CommandSyntax.Option(["--role"], .known(.roles), "The role's name."),
                            CommandSyntax.Option(["--region"], .known(.regions), "The profile's region; '' for none."),
                            CommandSyntax.Option(["--output"], .list(["json", "text", "table", "yaml", "yaml-stream", "off"]), "The AWS CLI's output format; '' for none."),
                            CommandSyntax.Option(["--use-device-code"], nil, "Confirm a code on any device instead of coming back from a browser here."),
                            CommandSyntax.Option(["--no-browser"], nil, "Show the address and open nothing."),
                            CommandSyntax.Option(["--port"], .text, "The port that the browser comes back to, for forwarding."),
                            CommandSyntax.Option(["--copy"], nil, "Put the sign-in's address on the terminal's clipboard (OSC 52)."),
                            CommandSyntax.Option(["--no-login"], nil, "Write without signing in; needs --account (an id) and --role."),
                            CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                            CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                            CommandSyntax.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                            CommandSyntax.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                            CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                        ])),
                    CommandSyntax.Subcommand("sso-session", "Write an [sso-session] that profiles can name.", CommandSyntax(
                        options: [
                            CommandSyntax.Option(["--session", "--sso-session"], .known(.sessions), "The name of the sso-session; '' for the legacy format without one (configure sso only)."),
                            CommandSyntax.Option(["--start-url"], .text, "The start URL of the access portal, or the organisation's own address that leads there."),
                            CommandSyntax.Option(["--sso-region"], .known(.regions), "The region of the Identity Center."),
                            CommandSyntax.Option(["--scopes", "--registration-scopes"], .text, "The scopes to register for, separated by commas."),
                            CommandSyntax.Option(["--no-verify"], nil, "Write without asking AWS whether it is right."),
                            CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                            CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                            CommandSyntax.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                            CommandSyntax.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                            CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                        ])),
                    CommandSyntax.Subcommand("sync", "Write a profile for every account and role of a session.", CommandSyntax(
                        options: [
                            CommandSyntax.Option(["--session", "--sso-session"], .known(.sessions), isRepeating: true, "The sso-session; may be given several times."),
                            CommandSyntax.Option(["--all"], nil, "Every sso-session of the configuration."),
                            CommandSyntax.Option(["--plan"], nil, "Show what would change and write nothing."),
                            CommandSyntax.Option(["--apply"], nil, "Write it."),
                            CommandSyntax.Option(["--prune"], nil, "Remove what sync once wrote and what is gone."),
                            CommandSyntax.Option(["--yes", "-y"], nil, "Ask nothing."),
                            CommandSyntax.Option(["--name-template"], .text, "How profiles are named, such as '{account|slug}.{role|lower}'."),
                            CommandSyntax.Option(["--include"], .text, isRepeating: true, "Only what matches this pattern; may be given several times."),
                            CommandSyntax.Option(["--exclude"], .text, isRepeating: true, "Not what matches this pattern; may be given several times."),
                            CommandSyntax.Option(["--region"], .known(.regions), isRepeating: true, "The region of the profiles; several make a profile for each."),
                            CommandSyntax.Option(["--fresh"], nil, "Ask AWS again, although a run found out accounts and roles a short time ago."),
                            CommandSyntax.Option(["--json"], nil, "Print one JSON object on stdout."),
                            CommandSyntax.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                            CommandSyntax.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                            CommandSyntax.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                            CommandSyntax.Option(["-h", "--help"], nil, "Show help information."),
                        ])),
                ])
        }
    }
}
