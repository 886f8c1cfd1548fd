import ArgumentParser
import PluginKit

/// The answers of a session that flags can give.
struct PresetSessionAnswers: ParsableArguments {
    @Option(
        name: .session,
        help: "The name of the sso-session; '' for the legacy format without one (configure sso only).",
        completion: .sessions)
    var session: String?

    @Option(help: "The start URL of the access portal, or your organisation's own address that redirects to it.")
    var startUrl: String?

    @Option(help: "The region of the Identity Center.", completion: .regions)
    var ssoRegion: String?

    @Option(
        name: [.long, .customLong("registration-scopes")], help: "The scopes to register, separated by commas.")
    var scopes: String?

    @Option(
        help: """
            The start URL of the same Identity Center in a second region, as a standby for the first \
            (ssoins-….REGION.portal…).
            """)
    var standbyStartUrl: String?
}

/// The words of `awsx configure sso-session`.
struct SSOSessionArguments: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sso-session", abstract: "Set up an [sso-session] that profiles can use.",
        discussion: """
            Asks for everything that no option gives. Without a terminal, a missing answer is the current value or \
            an error (64). Ctrl-C and Ctrl-D exit without writing anything.

            Example:
              awsx configure sso-session --session corp --start-url https://corp.awsapps.com/start \\
                --sso-region eu-west-1 --scopes sso:account:access
            """)

    @OptionGroup var answers: PresetSessionAnswers

    @Flag(help: "Write without checking the values with AWS.")
    var noVerify = false

    @OptionGroup var json: JSONOption
    @OptionGroup var common: CommonOptions

    /// Every question has its answer.
    var isWhole: Bool {
        answers.session != nil && answers.startUrl != nil && answers.ssoRegion != nil && answers.scopes != nil
    }
}

/// The words of `awsx configure sso`.
struct SSOArguments: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sso", abstract: "Set up a profile for single sign-on interactively.",
        discussion: """
            Asks for session, start URL, region and scopes, signs in, lets you choose an account and a role, and \
            writes the profile and its sso-session. Tab completes, Enter accepts the value in brackets, and ? shows \
            help. Every question has an option. Without a terminal, a missing answer is the current value or an \
            error (64). Ctrl-C and Ctrl-D exit without writing anything.

            To set up every account and role at once: awsx configure sync.

            Example:
              awsx configure sso -p dev --session corp --account 111111111111 --role Admin --region eu-west-1 --output json
            """)

    @Option(
        name: .profile, help: "The name of the profile (if omitted, awsx asks for it last).",
        completion: .profiles)
    var profile: String?

    @OptionGroup var answers: PresetSessionAnswers

    @Option(help: "Account ID or name.", completion: .accounts)
    var account: String?

    @Option(help: "Role name.", completion: .roles)
    var role: String?

    @Option(help: "The profile's region; '' for none.", completion: .regions)
    var region: String?

    @Option(
        help: "The AWS CLI's output format; '' for none.",
        completion: .list(["json", "text", "table", "yaml", "yaml-stream", "off"]))
    var output: String?

    @Flag(help: "Sign in with a code on any device instead of a browser on this machine.")
    var useDeviceCode = false

    @Flag(help: "Print the address instead of opening a browser.")
    var noBrowser = false

    @Option(
        name: [.long, .customLong("redirect-port")],
        help: "Local port that receives the browser's redirect, for port forwarding.")
    var port: Int?

    @Flag(help: "Copy the sign-in address to the terminal's clipboard (OSC 52).")
    var copy = false

    @Flag(help: "Write without signing in; requires --account (an ID) and --role.")
    var noLogin = false

    @OptionGroup var json: JSONOption
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let port, !(1...65535).contains(port) { throw ValidationError("\(port) is not a port (1 to 65535)") }
        if port != nil, useDeviceCode { throw ValidationError("--port can't be combined with --use-device-code") }
        if noLogin, account == nil || role == nil {
            throw ValidationError("--no-login requires --account and --role")
        }
    }

    /// Every question has its answer; those of a session count only if it is new.
    var isWhole: Bool {
        profile != nil && answers.session != nil && account != nil && role != nil && region != nil && output != nil
            && answers.startUrl != nil && answers.ssoRegion != nil && answers.scopes != nil
    }
}
