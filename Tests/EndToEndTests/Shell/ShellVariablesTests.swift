import Engine
import Foundation
import ShellKit
import TestSupport
import Testing

/// Every variable that awsx knows is set and unset, one at a time, in a living shell whose files have long been at rest:
/// what the prompt shows is what `awsx prompt` says.
@Suite struct ShellVariablesTests {
    /// Who is active at first, by variables, and which others are tried; nil for all that there are.
    struct Scene: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let variables: [(String, String)]
        let names: [String]?

        init(_ title: String, _ variables: [(String, String)] = [], trying names: [String]? = nil) {
            testDescription = title
            self.variables = variables
            self.names = names
        }
    }

    private static let keys = [
        ("AWS_ACCESS_KEY_ID", "AKIA"), ("AWS_SECRET_ACCESS_KEY", "secret"), ("AWS_SESSION_TOKEN", "token"),
        ("AWS_ACCOUNT_ID", "444444444444"),
    ]
    private static let container = ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI"]
    private static let machine = ["AWS_EC2_METADATA_DISABLED", "AWS_EC2_METADATA_SERVICE_ENDPOINT"]
    private static let web = ["AWS_ROLE_ARN", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_SESSION_NAME"]

    static let scenes = [
        Scene("no profile selected"),
        Scene("a profile is chosen", [("AWS_PROFILE", "dev-AdministratorAccess"), ("AWS_REGION", "eu-west-1")]),
        Scene(
            "keys in the environment", keys,
            trying: keys.map(\.0) + ["AWS_CREDENTIAL_EXPIRATION", "AWSX_PROFILE", "AWS_SECURITY_TOKEN"]),
        Scene(
            "a role by keys in the environment", keys + [("AWS_PROFILE", "by-environment")],
            trying: keys.map(\.0) + ["XDG_STATE_HOME"]),
        Scene(
            "a role by the container", [("AWS_PROFILE", "by-container"), (container[0], "/role")],
            trying: container + ["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "XDG_STATE_HOME"]),
        Scene("a role by the machine", [("AWS_PROFILE", "by-machine")], trying: machine + ["XDG_STATE_HOME"]),
        Scene("a session of aws login", [("AWS_PROFILE", "signed")], trying: ["AWS_LOGIN_CACHE_DIRECTORY", "HOME"]),
        Scene(
            "a profile that holds nothing", [("AWS_PROFILE", "bare")],
            trying: container + machine + web + keys.map(\.0) + ["AWS_CREDENTIAL_FILE", "BOTO_CONFIG"]),
        Scene(
            "nothing is configured", [("AWS_CONFIG_FILE", "/nowhere")],
            trying: container + machine + web + keys.map(\.0) + ["AWS_CREDENTIAL_FILE", "BOTO_CONFIG"]),
        Scene(
            "a region of an outer exec",
            [("AWS_PROFILE", "legacy"), ("AWS_REGION", "eu-west-2"), ("AWSX_REGION_SET", "eu-west-2")],
            trying: ["AWSX_PROFILE", "AWSX_REGION_SET", "AWS_REGION", "AWS_DEFAULT_REGION"]),
    ]

    /// Every variable that the code spells, where it spells them.
    private static func allNames() throws -> [String] {
        let file = "\(Workspace.root)/Sources/Engine/EnvironmentKey.swift"
        let source = try String(contentsOfFile: file, encoding: .utf8)
        let names = source.matches(of: #/static let \w+ = "([A-Z0-9_]+)"/#).map { String($0.output.1) }
        return names.filter { $0 != "PATH" } + ["TERM", "NO_COLOR", "CLICOLOR_FORCE", "LC_ALL", "LC_CTYPE", "LANG"]
    }

    /// Another value than any scene has; for paths one where something lies.
    private static func value(_ name: String, _ home: EndToEndHome) -> String {
        switch name {
        case "AWS_PROFILE": "prod-ReadOnlyAccess"
        case "AWS_DEFAULT_PROFILE": "dev-ReadOnlyAccess"
        case "AWS_REGION", "AWS_DEFAULT_REGION", "AWSX_REGION_SET": "eu-south-1"
        case "AWS_CREDENTIAL_EXPIRATION": EndToEndHome.instant(secondsFromNow: 3 * LivingShell.days)
        case "AWS_ROLE_ARN": "arn:aws:iam::333333333333:role/Other"
        case "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "AWS_CREDENTIAL_FILE", "BOTO_CONFIG", "HOME",
            "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_LOGIN_CACHE_DIRECTORY", "XDG_CONFIG_HOME", "XDG_STATE_HOME":
            "\(home.path)/other/\(name)"
        case "AWS_EC2_METADATA_DISABLED": "false"
        case "TERM": "dumb"
        case "LC_ALL", "LC_CTYPE", "LANG": "C"
        case "AWS_ACCOUNT_ID": "999999999999"
        default: "other"
        }
    }

    private static let config = """
        [profile bare]
        region = us-east-1
        [profile by-environment]
        role_arn = arn:aws:iam::555555555555:role/One
        credential_source = Environment
        [profile by-container]
        role_arn = arn:aws:iam::555555555555:role/Two
        credential_source = EcsContainer
        [profile also-two]
        role_arn = arn:aws:iam::555555555555:role/Two
        source_profile = legacy
        [profile by-machine]
        role_arn = arn:aws:iam::555555555555:role/Three
        credential_source = Ec2InstanceMetadata
        [profile signed]
        login_session = arn:aws:iam::666666666666:user/signed
        """

    /// A HOME with a file at every place that a variable may name, all of them written an hour ago.
    private func furnished() async throws -> EndToEndHome {
        let home = try EndToEndHome()
        try home.configure(Self.config)
        try home.writeToken("t", secondsLeft: LivingShell.days)
        try home.write(
            "[prompt]\nformat = {profile} {account} {role} {keys} {region} {time}\n", to: ".config/awsx/config")
        let pair = "aws_access_key_id = AKIAFILE\naws_secret_access_key = s\n"
        try home.write("[default]\n\(pair)region = ap-south-1\n", to: "other/AWS_CONFIG_FILE")
        try home.write("[default]\n\(pair)", to: "other/AWS_SHARED_CREDENTIALS_FILE")
        try home.write("AWSAccessKeyId=A\nAWSSecretKey=s\n", to: "other/AWS_CREDENTIAL_FILE")
        try home.write("[Credentials]\n\(pair)", to: "other/BOTO_CONFIG")
        try home.write("[default]\n\(pair)", to: "other/HOME/.aws/config")
        try home.write("jwt", to: "other/AWS_WEB_IDENTITY_TOKEN_FILE")
        try home.write("[prompt]\nformat = other {profile}\n", to: "other/XDG_CONFIG_HOME/awsx/config")
        for (folder, days) in [(".aws/login/cache", 1), ("other/AWS_LOGIN_CACHE_DIRECTORY", 2)] {
            let login = try await home.awsx(
                "explain", "signed", "--json", setting: ["AWS_LOGIN_CACHE_DIRECTORY": "\(home.path)/\(folder)"])
            let file = try #require(login.output.firstMatch(of: #/[0-9a-f]{64}\.json/#), "\(login)").output
            let end = EndToEndHome.instant(secondsFromNow: LivingShell.days + (days - 1) * 864_000)
            try home.write(
                """
                {"accessToken": {"accessKeyId": "A", "secretAccessKey": "s", "sessionToken": "t", \
                "accountId": "666666666666", "expiresAt": "\(end)"}, "tokenType": "aws_sigv4", "clientId": "c", \
                "refreshToken": "r", "idToken": "i", "dpopKey": "k"}
                """, to: "\(folder)/\(file)")
        }
        try home.settle()
        return home
    }

    @Test(arguments: Shell.allCases, scenes)
    func `the prompt follows each variable, however old the files are`(shell: Shell, scene: Scene) async throws {
        let names = try scene.names ?? Self.allNames()
        for name in names { #expect(try Self.allNames().contains(name), "\(name)") }
        let shown = try await look(shell, scene, names)
        #expect(shown.contains("LOOKED") && !shown.contains("MISSED"), "\(shown)")
    }

    @Test(arguments: Shell.allCases)
    func `the same look sees what a shorter list misses`(shell: Shell) async throws {
        let shorter =
            shell == .fish ? "functions -e _awsx_forget" : "_awsx_variables=AWS_PROFILE _awsx_secrets="
        let shown = try await look(
            shell, Self.scenes[2], ["AWS_SECRET_ACCESS_KEY", "AWS_ACCOUNT_ID"], after: shorter)
        #expect(shown.contains("LOOKED") && shown.contains("MISSED without AWS_SECRET_ACCESS_KEY"), "\(shown)")
        #expect(shown.contains("MISSED AWS_ACCOUNT_ID inherited"), "\(shown)")
    }

    /// - Returns: what the shell says of the variables.
    private func look(_ shell: Shell, _ scene: Scene, _ names: [String], after: String = "") async throws -> String {
        let home = try await furnished()
        defer { home.remove() }
        let quote = shell.quoting.word
        try home.write(Self.script(shell), to: "look")
        try home.write(
            names.map { "try \($0) \(quote(Self.value($0, home)))\n" }.joined() + "echo \"LOO\"KED\n", to: "tries")
        let exports = scene.variables.map { name, value in
            shell == .fish ? "set -gx \(name) \(quote(value))" : "export \(name)=\(quote(value))"
        }
        let living = try LivingShell(shell, in: home, after: (exports + [after]).joined(separator: "\n"))
        defer { living.end() }
        try await living.begin()
        try await living.type("source \(home.path)/look")
        return try await living.type("source \(home.path)/tries")
    }

    /// `try NAME VALUE`: with the variable as it is, without it, set for the shell alone, inherited, and gone again. A
    /// shell that can't tell what commands inherit (bash before 4.4) is not asked to.
    ///
    /// `awsx prompt` is asked once for each environment that commands inherit, which one variable makes three of at most;
    /// and again where the prompt isn't as it said. A dot is shown for each look, since there are many.
    private static func script(_ shell: Shell) -> String {
        switch shell {
        case .bash:
            """
            ask() { said=$("$_awsx_bin" prompt --shell bash); }
            look() {
                _awsx_hook_prompt
                printf .
                if [[ $AWSX_PROMPT != "$said" ]]; then
                    ask
                    if [[ $AWSX_PROMPT != "$said" ]]; then printf '%s %q %q\\n' "MISSED $1:" "$AWSX_PROMPT" "$said"; fi
                fi
            }
            try() {
                local old=${!1-} had=${!1+x} said before without
                ask; before=$said; look "before $1"
                unset "$1"; if [[ -n $had ]]; then ask; fi; without=$said; look "without $1"
                if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 404)); then
                    printf -v "$1" %s "$2"; look "$1 for the shell alone"
                fi
                export "$1=$2"; ask; look "$1 inherited"
                unset "$1"; said=$without; look "$1 gone"
                if [[ -n $had ]]; then export "$1=$old"; said=$before; look "$1 back"; fi
            }

            """
        case .zsh:
            """
            ask() { said=$($_awsx_bin prompt --shell zsh) }
            look() {
                _awsx_hook_prompt
                print -n .
                if [[ ${(%)AWSX_PROMPT} != "${(%)said}" ]]; then
                    ask
                    if [[ ${(%)AWSX_PROMPT} != "${(%)said}" ]]; then print -r -- "MISSED $1: ${(qqqq)${(%)AWSX_PROMPT}} $said"; fi
                fi
            }
            try() {
                local old=${(P)1-} had=${(P)1+x} said before without
                ask; before=$said; look "before $1"
                unset $1; if [[ -n $had ]]; then ask; fi; without=$said; look "without $1"
                typeset -g "$1=$2"; look "$1 for the shell alone"
                export "$1=$2"; ask; look "$1 inherited"
                unset $1; said=$without; look "$1 gone"
                if [[ -n $had ]]; then export "$1=$old"; said=$before; look "$1 back"; fi
            }

            """
        case .fish:
            """
            function ask
                set -g said ($_awsx_bin prompt --shell fish)
            end
            function look
                emit fish_prompt
                builtin printf .
                if test "$AWSX_PROMPT" != "$said"
                    ask
                    test "$AWSX_PROMPT" != "$said"; and echo "MISSED $argv:" (string escape -- "$AWSX_PROMPT" "$said")
                end
                return 0
            end
            function try
                set -l old $$argv[1]
                set -l had
                set -q $argv[1]; and set had x
                ask; set -l before $said; look "before $argv[1]"
                set -e $argv[1]
                if set -q had[1]
                    ask
                end
                set -l without $said; look "without $argv[1]"
                set -g $argv[1] $argv[2]; look "$argv[1] for the shell alone"
                set -gx $argv[1] $argv[2]; ask; look "$argv[1] inherited"
                set -e $argv[1]; set said $without; look "$argv[1] gone"
                if set -q had[1]
                    set -gx $argv[1] $old
                    set said $before
                    look "$argv[1] back"
                end
                return 0
            end

            """
        }
    }
}
