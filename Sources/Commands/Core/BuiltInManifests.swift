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
            group: .credentials, position: 1, needs: Needs(credentials: .profile, network: false),
            answersInJSON: false
        ) {
            CommandWords(
                options: [
                    CommandWords.Option(["-p", "--profile"], .known(.profiles), "The profile; without it the active one."),
                    CommandWords.Option(["--session", "--sso-session"], .known(.sessions), "The sso-session of --account and --role."),
                    CommandWords.Option(["--account"], .known(.accounts), "An account's 12 digits; with --role, and no profile is needed."),
                    CommandWords.Option(["--role"], .known(.roles), "A role (permission set) of --account."),
                    CommandWords.Option(["--region"], .known(.regions), "The region that the command is given."),
                    CommandWords.Option(["--min-ttl"], .list(["5m", "15m", "30m", "1h"]), "The least time that credentials must have left, such as 90s, 15m or 1h."),
                    CommandWords.Option(["--no-login"], nil, "Never start a sign-in; end with 79 if one is needed."),
                    CommandWords.Option(["--no-nest"], nil, "Refuse to run inside another awsx exec."),
                    CommandWords.Option(["--read-only"], nil, "Only read: a session policy of AWS's ReadOnlyAccess. Needs a profile with a role to assume."),
                    CommandWords.Option(["--policy-arn"], .text, isRepeating: true, "A managed policy as session policy; may be repeated."),
                    CommandWords.Option(["--policy"], .files, isRepeating: true, "A file with a session policy in JSON; one, since AWS takes one."),
                    CommandWords.Option(["--tag"], .text, isRepeating: true, "A session tag; may be repeated."),
                    CommandWords.Option(["--source-identity"], .text, "Who acts in the role, as CloudTrail is to tell."),
                    CommandWords.Option(["--duration"], .list(["15m", "30m", "1h"]), "How long the role's session is to last, from 15m to 12h; a role that a role assumes, 1h at most."),
                    CommandWords.Option(["--mfa-code"], .text, "The present code of the MFA device, instead of being asked for it."),
                    CommandWords.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandWords.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandWords.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                    CommandWords.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandWords.Argument("command", .command, isRepeating: true),
                ])
        }
    }

    private static var env: Manifest {
        Manifest(
            name: "env", summary: "Print credentials for a shell or a file",
            group: .credentials, position: 2, needs: Needs(credentials: .profile, network: false),
            answersInJSON: true
        ) {
            CommandWords(
                options: [
                    CommandWords.Option(["-p", "--profile"], .known(.profiles), "The same as the PROFILE word."),
                    CommandWords.Option(["--format"], .list(["bash", "zsh", "fish", "posix", "dotenv", "json", "process", "powershell"]), "bash, zsh, fish, posix, dotenv, json, process, powershell."),
                    CommandWords.Option(["--region"], .known(.regions), "The region to print."),
                    CommandWords.Option(["--min-ttl"], .list(["5m", "15m", "30m", "1h"]), "The least time that credentials must have left, such as 90s, 15m or 1h."),
                    CommandWords.Option(["--no-login"], nil, "Never start a sign-in; end with 79 if one is needed."),
                    CommandWords.Option(["--read-only"], nil, "Only read: a session policy of AWS's ReadOnlyAccess. Needs a profile with a role to assume."),
                    CommandWords.Option(["--policy-arn"], .text, isRepeating: true, "A managed policy as session policy; may be repeated."),
                    CommandWords.Option(["--policy"], .files, isRepeating: true, "A file with a session policy in JSON; one, since AWS takes one."),
                    CommandWords.Option(["--tag"], .text, isRepeating: true, "A session tag; may be repeated."),
                    CommandWords.Option(["--source-identity"], .text, "Who acts in the role, as CloudTrail is to tell."),
                    CommandWords.Option(["--duration"], .list(["15m", "30m", "1h"]), "How long the role's session is to last, from 15m to 12h; a role that a role assumes, 1h at most."),
                    CommandWords.Option(["--mfa-code"], .text, "The present code of the MFA device, instead of being asked for it."),
                    CommandWords.Option(["--json"], nil, "Print one JSON object on stdout."),
                    CommandWords.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandWords.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandWords.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                    CommandWords.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandWords.Argument("profile-word", .known(.profiles)),
                ])
        }
    }

    private static var credentialProcess: Manifest {
        Manifest(
            name: "credential-process", summary: "Answer an SDK's credential_process",
            group: .credentials, position: 3, needs: Needs(credentials: .profile, network: false),
            answersInJSON: true
        ) {
            CommandWords(
                options: [
                    CommandWords.Option(["-p", "--profile"], .known(.profiles), "The same as the PROFILE word."),
                    CommandWords.Option(["--mfa-code"], .text, "The present code of the MFA device, instead of being asked for it."),
                    CommandWords.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandWords.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandWords.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                    CommandWords.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandWords.Argument("profile-word", .known(.profiles)),
                ])
        }
    }

    private static var token: Manifest {
        Manifest(
            name: "token", summary: "Print the access token of a session",
            group: .credentials, position: 4, needs: Needs(credentials: .any, network: false),
            answersInJSON: true
        ) {
            CommandWords(
                options: [
                    CommandWords.Option(["--session", "--sso-session"], .known(.sessions), "The sso-session; without it the active profile's."),
                    CommandWords.Option(["-p", "--profile"], .known(.profiles), "The profile whose session is meant."),
                    CommandWords.Option(["--no-login"], nil, "Never start a sign-in; end with 79 if one is needed."),
                    CommandWords.Option(["--json"], nil, "Print one JSON object on stdout."),
                    CommandWords.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandWords.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandWords.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                    CommandWords.Option(["-h", "--help"], nil, "Show help information."),
                ])
        }
    }

    private static var status: Manifest {
        Manifest(
            name: "status", summary: "Show who you are and until when",
            group: .signIn, position: 3, needs: Needs(credentials: .any, network: false),
            answersInJSON: true
        ) {
            CommandWords(
                options: [
                    CommandWords.Option(["-p", "--profile"], .known(.profiles), "The same as the PROFILE word."),
                    CommandWords.Option(["--check"], nil, "Also ask AWS who the credentials belong to."),
                    CommandWords.Option(["--min-ttl"], .list(["5m", "15m", "30m", "1h"]), "End with 75 if less time is left, such as 90s, 15m or 1h."),
                    CommandWords.Option(["--json"], nil, "Print one JSON object on stdout."),
                    CommandWords.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandWords.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandWords.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                    CommandWords.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandWords.Argument("profile-word", .known(.profiles)),
                ])
        }
    }

    private static var profiles: Manifest {
        Manifest(
            name: "profiles", summary: "List profiles with the state of each",
            group: .look, position: 1, needs: Needs(credentials: .none, network: false),
            answersInJSON: true
        ) {
            CommandWords(
                options: [
                    CommandWords.Option(["--long", "-l"], nil, "Also session, region and what is wrong."),
                    CommandWords.Option(["--json"], nil, "Print one JSON object on stdout."),
                    CommandWords.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandWords.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandWords.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                    CommandWords.Option(["-h", "--help"], nil, "Show help information."),
                ])
        }
    }

    private static var config: Manifest {
        Manifest(
            name: "config", summary: "Show what was read, and from which files",
            group: .look, position: 3, needs: Needs(credentials: .none, network: false),
            answersInJSON: true
        ) {
            CommandWords(
                options: [
                    CommandWords.Option(["-h", "--help"], nil, "Show help information."),
                ],
                subcommands: [
                    CommandWords.Subcommand("dump", "Print everything that was read: profiles, sessions, services, warnings.", CommandWords(
                        options: [
                            CommandWords.Option(["--reveal-secrets"], nil, "Print secret keys too, which are masked otherwise."),
                            CommandWords.Option(["--json"], nil, "Print one JSON object on stdout."),
                            CommandWords.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                            CommandWords.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                            CommandWords.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                            CommandWords.Option(["-h", "--help"], nil, "Show help information."),
                        ])),
                    CommandWords.Subcommand("path", "Print the paths of the config and the credentials file.", CommandWords(
                        options: [
                            CommandWords.Option(["--json"], nil, "Print one JSON object on stdout."),
                            CommandWords.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                            CommandWords.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                            CommandWords.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                            CommandWords.Option(["-h", "--help"], nil, "Show help information."),
                        ])),
                ])
        }
    }

    private static var doctor: Manifest {
        Manifest(
            name: "doctor", summary: "Look for what is wrong, and say what mends it",
            group: .look, position: 5, needs: Needs(credentials: .none, network: false),
            answersInJSON: true
        ) {
            CommandWords(
                options: [
                    CommandWords.Option(["--fix"], nil, "Mend what is safe to mend: permissions that are too wide, copies of cache files. It is shown first."),
                    CommandWords.Option(["--yes", "-y"], nil, "With --fix: don't ask."),
                    CommandWords.Option(["--offline"], nil, "Ask no host."),
                    CommandWords.Option(["--json"], nil, "Print one JSON object on stdout."),
                    CommandWords.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandWords.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandWords.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                    CommandWords.Option(["-h", "--help"], nil, "Show help information."),
                ])
        }
    }

    private static var explain: Manifest {
        Manifest(
            name: "explain", summary: "Tell which settings count, where they are, and why",
            group: .look, position: 4, needs: Needs(credentials: .any, network: false),
            answersInJSON: true
        ) {
            CommandWords(
                options: [
                    CommandWords.Option(["-p", "--profile"], .known(.profiles), "The same as the PROFILE word."),
                    CommandWords.Option(["--region"], .known(.regions), "The region that would be typed."),
                    CommandWords.Option(["--service"], .known(.services), "Also the endpoint of a service, by its id, such as s3 or sso-oidc."),
                    CommandWords.Option(["--json"], nil, "Print one JSON object on stdout."),
                    CommandWords.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandWords.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandWords.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                    CommandWords.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandWords.Argument("profile-word", .known(.profiles)),
                ])
        }
    }

    private static var `init`: Manifest {
        Manifest(
            name: "init", summary: "Bring awsx into your shell: use, prompt",
            group: .shell, position: 1, needs: Needs(credentials: .none, network: false),
            answersInJSON: false
        ) {
            CommandWords(
                options: [
                    CommandWords.Option(["--prompt"], .list(["left", "right", "none"]), "Where the prompt segment goes: left, right or none."),
                    CommandWords.Option(["--cmd"], .text, "The name of the command in your shell."),
                    CommandWords.Option(["--auto"], nil, "Follow .awsx files, once awsx allow has seen them."),
                    CommandWords.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandWords.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandWords.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                    CommandWords.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandWords.Argument("shell", .list(["bash", "zsh", "fish"])),
                ])
        }
    }

    private static var completion: Manifest {
        Manifest(
            name: "completion", summary: "Print a shell's completion file",
            group: .shell, position: 6, needs: Needs(credentials: .none, network: false),
            answersInJSON: false
        ) {
            CommandWords(
                options: [
                    CommandWords.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandWords.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandWords.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                    CommandWords.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandWords.Argument("shell", .list(["bash", "zsh", "fish"])),
                ])
        }
    }

    private static var use: Manifest {
        Manifest(
            name: "use", summary: "Change who you are in this shell",
            group: .shell, position: 2, needs: Needs(credentials: .none, network: false),
            answersInJSON: false
        ) {
            CommandWords(
                options: [
                    CommandWords.Option(["-p", "--profile"], .known(.profiles), "The same as the PROFILE word."),
                    CommandWords.Option(["--region"], .known(.regions), "The region of this shell."),
                    CommandWords.Option(["--login"], nil, "Sign in first, if that is needed."),
                    CommandWords.Option(["--export-keys"], nil, "Set the keys themselves instead, for programs that know no profiles."),
                    CommandWords.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandWords.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandWords.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                    CommandWords.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandWords.Argument("profile-word", .known(.profiles)),
                ])
        }
    }

    private static var unuse: Manifest {
        Manifest(
            name: "unuse", summary: "Give this shell back what it had before",
            group: .shell, position: 3, needs: Needs(credentials: .none, network: false),
            answersInJSON: false
        ) {
            CommandWords(
                options: [
                    CommandWords.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandWords.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandWords.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                    CommandWords.Option(["-h", "--help"], nil, "Show help information."),
                ])
        }
    }

    private static var prompt: Manifest {
        Manifest(
            name: "prompt", summary: "Print the prompt segment, for prompts of your own",
            group: .shell, position: 4, needs: Needs(credentials: .none, network: false),
            answersInJSON: true
        ) {
            CommandWords(
                options: [
                    CommandWords.Option(["--shell"], .list(["bash", "zsh", "fish", "plain", "tmux", "starship", "json"]), "For: bash, zsh, fish, plain, tmux, starship, json."),
                    CommandWords.Option(["--format"], .text, "Such as '{profile} {region} {time}'."),
                    CommandWords.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandWords.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandWords.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                    CommandWords.Option(["-h", "--help"], nil, "Show help information."),
                ])
        }
    }

    private static var allow: Manifest {
        Manifest(
            name: "allow", summary: "Let --auto follow a folder's .awsx file",
            group: .shell, position: 7, needs: Needs(credentials: .none, network: false),
            answersInJSON: false
        ) {
            CommandWords(
                options: [
                    CommandWords.Option(["--revoke"], nil, "Follow it no more."),
                    CommandWords.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandWords.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandWords.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                    CommandWords.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandWords.Argument("path", .files),
                ])
        }
    }

    private static var plugin: Manifest {
        Manifest(
            name: "plugin", summary: "List plugins",
            group: .extend, position: 1, needs: Needs(credentials: .none, network: false),
            answersInJSON: true
        ) {
            CommandWords(
                options: [
                    CommandWords.Option(["-h", "--help"], nil, "Show help information."),
                ],
                subcommands: [
                    CommandWords.Subcommand("list", "List every plugin; a shadowed one with both its places.", CommandWords(
                        options: [
                            CommandWords.Option(["--json"], nil, "Print one JSON object on stdout."),
                            CommandWords.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                            CommandWords.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                            CommandWords.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                            CommandWords.Option(["-h", "--help"], nil, "Show help information."),
                        ])),
                ])
        }
    }

    private static var complete: Manifest {
        Manifest(
            name: "complete", summary: "List what a word may become, for completion",
            group: .shell, position: 5, needs: Needs(credentials: .none, network: false),
            answersInJSON: false
        ) {
            CommandWords(
                options: [
                    CommandWords.Option(["--loose"], nil, "Also what holds the word anywhere, in any case."),
                    CommandWords.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandWords.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandWords.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                    CommandWords.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandWords.Argument("kind", .list(["profiles", "sessions", "accounts", "roles", "regions", "services", "plugins", "commands", "syntax"])),
                    CommandWords.Argument("prefix", .text),
                ])
        }
    }

    private static var login: Manifest {
        Manifest(
            name: "login", summary: "Sign in to an Identity Center",
            group: .signIn, position: 1, needs: Needs(credentials: .none, network: true),
            answersInJSON: true
        ) {
            CommandWords(
                options: [
                    CommandWords.Option(["-p", "--profile"], .known(.profiles), "The same as the PROFILE word."),
                    CommandWords.Option(["--session", "--sso-session"], .known(.sessions), "The sso-session to sign in to."),
                    CommandWords.Option(["--all"], nil, "Every session of the configuration."),
                    CommandWords.Option(["--use-device-code"], nil, "Confirm a code on any device instead of coming back from a browser here."),
                    CommandWords.Option(["--no-browser"], nil, "Show the address and open nothing."),
                    CommandWords.Option(["--port"], .text, "The port that the browser comes back to, for forwarding."),
                    CommandWords.Option(["--copy"], nil, "Put the sign-in's address on the terminal's clipboard (OSC 52)."),
                    CommandWords.Option(["--force"], nil, "Sign in although the session is good."),
                    CommandWords.Option(["--json"], nil, "Print one JSON object on stdout."),
                    CommandWords.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandWords.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandWords.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                    CommandWords.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandWords.Argument("profile-word", .known(.profiles)),
                ])
        }
    }

    private static var logout: Manifest {
        Manifest(
            name: "logout", summary: "End a session, here and at AWS",
            group: .signIn, position: 2, needs: Needs(credentials: .none, network: true),
            answersInJSON: true
        ) {
            CommandWords(
                options: [
                    CommandWords.Option(["-p", "--profile"], .known(.profiles), "The same as the PROFILE word."),
                    CommandWords.Option(["--session", "--sso-session"], .known(.sessions), "The sso-session to end."),
                    CommandWords.Option(["--all"], nil, "Every session of the configuration."),
                    CommandWords.Option(["--json"], nil, "Print one JSON object on stdout."),
                    CommandWords.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandWords.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandWords.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                    CommandWords.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandWords.Argument("profile-word", .known(.profiles)),
                ])
        }
    }

    private static var accounts: Manifest {
        Manifest(
            name: "accounts", summary: "List the accounts and roles you may use",
            group: .look, position: 2, needs: Needs(credentials: .none, network: true),
            answersInJSON: true
        ) {
            CommandWords(
                options: [
                    CommandWords.Option(["--session", "--sso-session"], .known(.sessions), "The sso-session; without it the active profile's."),
                    CommandWords.Option(["-p", "--profile"], .known(.profiles), "The profile whose session is meant."),
                    CommandWords.Option(["--json"], nil, "Print one JSON object on stdout."),
                    CommandWords.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandWords.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandWords.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                    CommandWords.Option(["-h", "--help"], nil, "Show help information."),
                ])
        }
    }

    private static var whoami: Manifest {
        Manifest(
            name: "whoami", summary: "Ask AWS who you are",
            group: .signIn, position: 4, needs: Needs(credentials: .any, network: true),
            answersInJSON: true
        ) {
            CommandWords(
                options: [
                    CommandWords.Option(["-p", "--profile"], .known(.profiles), "The same as the PROFILE word."),
                    CommandWords.Option(["--region"], .known(.regions), "The region whose STS is asked."),
                    CommandWords.Option(["--no-login"], nil, "Never start a sign-in; end with 79 if one is needed."),
                    CommandWords.Option(["--mfa-code"], .text, "The present code of the MFA device, instead of being asked for it."),
                    CommandWords.Option(["--json"], nil, "Print one JSON object on stdout."),
                    CommandWords.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                    CommandWords.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                    CommandWords.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                    CommandWords.Option(["-h", "--help"], nil, "Show help information."),
                ],
                arguments: [
                    CommandWords.Argument("profile-word", .known(.profiles)),
                ])
        }
    }

    private static var configure: Manifest {
        Manifest(
            name: "configure", summary: "Write sessions and profiles: sso, sso-session, sync",
            group: .setUp, position: 1, needs: Needs(credentials: .none, network: true),
            answersInJSON: true
        ) {
            CommandWords(
                options: [
                    CommandWords.Option(["-h", "--help"], nil, "Show help information."),
                ],
                subcommands: [
                    CommandWords.Subcommand("sso", "Set up a profile for single sign-on, question by question.", CommandWords(
                        options: [
                            CommandWords.Option(["-p", "--profile"], .known(.profiles), "The name of the profile; without it the last question."),
                            CommandWords.Option(["--session", "--sso-session"], .known(.sessions), "The name of the sso-session; '' for the legacy format without one (configure sso only)."),
                            CommandWords.Option(["--start-url"], .text, "The start URL of the access portal, or the organisation's own address that leads there."),
                            CommandWords.Option(["--sso-region"], .known(.regions), "The region of the Identity Center."),
                            CommandWords.Option(["--scopes", "--registration-scopes"], .text, "The scopes to register for, separated by commas."),
                            CommandWords.Option(["--account"], .known(.accounts), "The account's id or name."),
                            CommandWords.Option(["--role"], .known(.roles), "The role's name."),
                            CommandWords.Option(["--region"], .known(.regions), "The profile's region; '' for none."),
                            CommandWords.Option(["--output"], .list(["json", "text", "table", "yaml", "yaml-stream", "off"]), "The AWS CLI's output format; '' for none."),
                            CommandWords.Option(["--use-device-code"], nil, "Confirm a code on any device instead of coming back from a browser here."),
                            CommandWords.Option(["--no-browser"], nil, "Show the address and open nothing."),
                            CommandWords.Option(["--port"], .text, "The port that the browser comes back to, for forwarding."),
                            CommandWords.Option(["--copy"], nil, "Put the sign-in's address on the terminal's clipboard (OSC 52)."),
                            CommandWords.Option(["--no-login"], nil, "Write without signing in; needs --account (an id) and --role."),
                            CommandWords.Option(["--json"], nil, "Print one JSON object on stdout."),
                            CommandWords.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                            CommandWords.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                            CommandWords.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                            CommandWords.Option(["-h", "--help"], nil, "Show help information."),
                        ])),
                    CommandWords.Subcommand("sso-session", "Write an [sso-session] that profiles can name.", CommandWords(
                        options: [
                            CommandWords.Option(["--session", "--sso-session"], .known(.sessions), "The name of the sso-session; '' for the legacy format without one (configure sso only)."),
                            CommandWords.Option(["--start-url"], .text, "The start URL of the access portal, or the organisation's own address that leads there."),
                            CommandWords.Option(["--sso-region"], .known(.regions), "The region of the Identity Center."),
                            CommandWords.Option(["--scopes", "--registration-scopes"], .text, "The scopes to register for, separated by commas."),
                            CommandWords.Option(["--no-verify"], nil, "Write without asking AWS whether it is right."),
                            CommandWords.Option(["--json"], nil, "Print one JSON object on stdout."),
                            CommandWords.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                            CommandWords.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                            CommandWords.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                            CommandWords.Option(["-h", "--help"], nil, "Show help information."),
                        ])),
                    CommandWords.Subcommand("sync", "Write a profile for every account and role of a session.", CommandWords(
                        options: [
                            CommandWords.Option(["--session", "--sso-session"], .known(.sessions), isRepeating: true, "The sso-session; may be given several times."),
                            CommandWords.Option(["--all"], nil, "Every sso-session of the configuration."),
                            CommandWords.Option(["--plan"], nil, "Show what would change and write nothing."),
                            CommandWords.Option(["--apply"], nil, "Write it."),
                            CommandWords.Option(["--prune"], nil, "Remove what sync once wrote and what is gone."),
                            CommandWords.Option(["--yes", "-y"], nil, "Ask nothing."),
                            CommandWords.Option(["--name-template"], .text, "How profiles are named, such as '{account|slug}.{role|lower}'."),
                            CommandWords.Option(["--include"], .text, isRepeating: true, "Only what matches this pattern; may be given several times."),
                            CommandWords.Option(["--exclude"], .text, isRepeating: true, "Not what matches this pattern; may be given several times."),
                            CommandWords.Option(["--region"], .known(.regions), isRepeating: true, "The region of the profiles; several make a profile for each."),
                            CommandWords.Option(["--fresh"], nil, "Believe nothing that a run that was broken off found out."),
                            CommandWords.Option(["--json"], nil, "Print one JSON object on stdout."),
                            CommandWords.Option(["--color"], .list(["auto", "always", "never"]), "Colour: auto, always or never."),
                            CommandWords.Option(["--verbose", "-v"], nil, "Say more on stderr; never a secret."),
                            CommandWords.Option(["--quiet", "-q"], nil, "Say only what went wrong."),
                            CommandWords.Option(["-h", "--help"], nil, "Show help information."),
                        ])),
                ])
        }
    }
}
