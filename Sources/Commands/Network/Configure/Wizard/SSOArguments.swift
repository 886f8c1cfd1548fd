import ArgumentParser
import PluginKit

/// The answers of a session that flags can give.
struct PresetSessionAnswers: ParsableArguments {
    @Option(
        name: .session,
        help: "The name of the sso-session; '' for the legacy format without one (configure sso only).",
        completion: .sessions)
    var session: String?

    @Option(help: "The start URL of the access portal, or the organisation's own address that leads there.")
    var startUrl: String?

    @Option(help: "The region of the Identity Center.", completion: .regions)
    var ssoRegion: String?

    @Option(
        name: [.long, .customLong("registration-scopes")], help: "The scopes to register for, separated by commas.")
    var scopes: String?
}

/// The words of `awsx configure sso-session`.
struct SSOSessionArguments: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sso-session", abstract: "Write an [sso-session] that profiles can name.",
        discussion: """
            Asks for what no flag gives; without a terminal nothing is asked, and an answer that is missing is the present \
            value or an error (64). Ctrl-C and Ctrl-D write nothing.

            Example:
              awsx configure sso-session --session corp --start-url https://corp.awsapps.com/start \\
                --sso-region eu-west-1 --scopes sso:account:access
            """)

    @OptionGroup var answers: PresetSessionAnswers

    @Flag(help: "Write without asking AWS whether it is right.")
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
        commandName: "sso", abstract: "Set up a profile for single sign-on, question by question.",
        discussion: """
            Asks for session, start URL, region and scopes, signs in, lets you choose account and role, and writes the \
            profile and its sso-session. Tab completes; Enter takes what stands in brackets; ? tells where an answer is \
            found. Each question has a flag; \
            without a terminal nothing is asked, and an answer that is missing is the present value or an error (64). \
            Ctrl-C and Ctrl-D write nothing.

            Every account and role at once: awsx configure sync.

            Example:
              awsx configure sso -p dev --session corp --account 111111111111 --role Admin --region eu-west-1 --output json
            """)

    @Option(
        name: .profile, help: "The name of the profile; without it the last question.",
        completion: .profiles)
    var profile: String?

    @OptionGroup var answers: PresetSessionAnswers

    @Option(help: "The account's id or name.", completion: .accounts)
    var account: String?

    @Option(help: "The role's name.", completion: .roles)
    var role: String?

    @Option(help: "The profile's region; '' for none.", completion: .regions)
    var region: String?

    @Option(
        help: "The AWS CLI's output format; '' for none.",
        completion: .list(["json", "text", "table", "yaml", "yaml-stream", "off"]))
    var output: String?

    @Flag(help: "Confirm a code on any device instead of coming back from a browser here.")
    var useDeviceCode = false

    @Flag(help: "Show the address and open nothing.")
    var noBrowser = false

    @Option(help: "The port that the browser comes back to, for forwarding.")
    var port: Int?

    @Flag(help: "Put the sign-in's address on the terminal's clipboard (OSC 52).")
    var copy = false

    @Flag(help: "Write without signing in; needs --account (an id) and --role.")
    var noLogin = false

    @OptionGroup var json: JSONOption
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let port, !(1...65535).contains(port) { throw ValidationError("\(port) is no port: 1 to 65535") }
        if port != nil, useDeviceCode { throw ValidationError("--port is for the browser, not for --use-device-code") }
        if noLogin, account == nil || role == nil {
            throw ValidationError("--no-login needs --account and --role: AWS can't be asked for them")
        }
    }

    /// Every question has its answer; those of a session count only if it is new.
    var isWhole: Bool {
        profile != nil && answers.session != nil && account != nil && role != nil && region != nil && output != nil
            && answers.startUrl != nil && answers.ssoRegion != nil && answers.scopes != nil
    }
}
