// Written by `swift run awsx-generate`; what is changed here is lost.
// swift-format-ignore-file

import PluginKit

/// The options of commands that are read without the parser.
enum HotPathOptionTable {
    static func exec(_ spelling: String) -> HotPathArgumentParser.Option? {
        switch spelling {
        case "-p", "--profile": .valued("profile")
        case "--session", "--sso-session": .valued("session")
        case "--account": .valued("account")
        case "--role": .valued("role")
        case "--region": .valued("region")
        case "--min-ttl": .valued("min-ttl")
        case "--refresh": .flag("refresh")
        case "--server": .flag("server")
        case "--compose": .valued("compose")
        case "--write": .flag("write")
        case "--with": .valued("with")
        case "--only": .flag("only")
        case "--no-login": .flag("no-login")
        case "--reason": .valued("reason")
        case "--no-nest": .flag("no-nest")
        case "--scope": .valued("scope")
        case "--read-only": .flag("read-only")
        case "--policy-arn": .valued("policy-arn")
        case "--policy": .valued("policy")
        case "--tag": .valued("tag")
        case "--source-identity": .valued("source-identity")
        case "--duration": .valued("duration")
        case "--mfa-code": .valued("mfa-code")
        case "--color": .valued("color")
        case "--verbose", "-v": .flag("verbose")
        case "--quiet", "-q": .flag("quiet")
        default: nil
        }
    }

    static func env(_ spelling: String) -> HotPathArgumentParser.Option? {
        switch spelling {
        case "-p", "--profile": .valued("profile")
        case "--format": .valued("format")
        case "--region": .valued("region")
        case "--min-ttl": .valued("min-ttl")
        case "--no-login": .flag("no-login")
        case "--reason": .valued("reason")
        case "--scope": .valued("scope")
        case "--read-only": .flag("read-only")
        case "--policy-arn": .valued("policy-arn")
        case "--policy": .valued("policy")
        case "--tag": .valued("tag")
        case "--source-identity": .valued("source-identity")
        case "--duration": .valued("duration")
        case "--mfa-code": .valued("mfa-code")
        case "--json": .flag("json")
        case "--color": .valued("color")
        case "--verbose", "-v": .flag("verbose")
        case "--quiet", "-q": .flag("quiet")
        default: nil
        }
    }

    static func credentialProcess(_ spelling: String) -> HotPathArgumentParser.Option? {
        switch spelling {
        case "-p", "--profile": .valued("profile")
        case "--scope": .valued("scope")
        case "--mfa-code": .valued("mfa-code")
        case "--run-folder": .valued("run-folder")
        case "--reason": .valued("reason")
        case "--color": .valued("color")
        case "--verbose", "-v": .flag("verbose")
        case "--quiet", "-q": .flag("quiet")
        default: nil
        }
    }

    static func prompt(_ spelling: String) -> HotPathArgumentParser.Option? {
        switch spelling {
        case "--shell": .valued("shell")
        case "--format": .valued("format")
        case "--json": .flag("json")
        case "--color": .valued("color")
        case "--verbose", "-v": .flag("verbose")
        case "--quiet", "-q": .flag("quiet")
        default: nil
        }
    }

    static func status(_ spelling: String) -> HotPathArgumentParser.Option? {
        switch spelling {
        case "-p", "--profile": .valued("profile")
        case "--session", "--sso-session": .valued("session")
        case "--check": .flag("check")
        case "--min-ttl": .valued("min-ttl")
        case "--json": .flag("json")
        case "--color": .valued("color")
        case "--verbose", "-v": .flag("verbose")
        case "--quiet", "-q": .flag("quiet")
        default: nil
        }
    }

    static func profiles(_ spelling: String) -> HotPathArgumentParser.Option? {
        switch spelling {
        case "--session", "--sso-session": .valued("session")
        case "--state": .valued("state")
        case "--long", "-l": .flag("long")
        case "--json": .flag("json")
        case "--color": .valued("color")
        case "--verbose", "-v": .flag("verbose")
        case "--quiet", "-q": .flag("quiet")
        default: nil
        }
    }

    static func `init`(_ spelling: String) -> HotPathArgumentParser.Option? {
        switch spelling {
        case "--prompt": .valued("prompt")
        case "--cmd": .valued("cmd")
        case "--auto": .flag("auto")
        case "--color": .valued("color")
        case "--verbose", "-v": .flag("verbose")
        case "--quiet", "-q": .flag("quiet")
        default: nil
        }
    }

    static func use(_ spelling: String) -> HotPathArgumentParser.Option? {
        switch spelling {
        case "-p", "--profile": .valued("profile")
        case "--region": .valued("region")
        case "--login": .flag("login")
        case "--export-keys": .flag("export-keys")
        case "--scope": .valued("scope")
        case "--reason": .valued("reason")
        case "--color": .valued("color")
        case "--verbose", "-v": .flag("verbose")
        case "--quiet", "-q": .flag("quiet")
        default: nil
        }
    }
}
