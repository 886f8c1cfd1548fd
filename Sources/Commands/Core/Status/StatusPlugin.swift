import ArgumentParser
import Engine
package import PluginKit
import SystemKit

/// `awsx status`: who the active identity is and until when, from files only.
package struct StatusPlugin: CoreCommand {
    package var declaration: any DeclaredCommand.Type { StatusArguments.self }

    package init() {}

    package func run(_ invocation: Invocation) throws -> Int32 {
        let asked = try StatusRequest(invocation.words)
        let output = Output(isJSON: asked.isJSON, asked.verbosity, in: invocation.context)
        var service = try CredentialService(invocation.context, for: asked.identity)
        service.isVerbose = output.isVerbose
        let time = LocalTime(invocation.context.clock)
        if let name = asked.session {
            let session = try SessionResolver(config: service.config).named(name, by: .argument("--session"))
            var files = CredentialValidityReader(invocation.context)
            let ends = try files.ends(of: session)
            let report = SessionStatusReport(
                session: session, ends: ends,
                loginExpected: StatusFacts.signIn(session, ends, invocation.context)?.expectedEnd, time: time)
            if asked.shows { try output.show(report) }
            return Self.judge(report.state, minimum: asked.minimum, time.now).rawValue
        }
        let identity = try service.resolver.resolve(asked.identity)
        output.tell(identity, of: service.config)
        let facts = try StatusFacts.load(identity, invocation.context)
        let caller = asked.check ? try service.ask(.callerIdentity(asked.identity, login: .never)) : nil
        if asked.shows { try output.show(StatusReport(facts: facts, caller: caller, time: time)) }
        if let doubt = identity.doubt, caller == nil {
            output.remark(doubt)
            output.remark("if this machine has a role, it is used; to check: awsx status --check")
            return doubt.status.rawValue
        }
        return Self.judge(facts.ends.state(at: time.now), minimum: asked.minimum, time.now).rawValue
    }

    /// The exit status of a state.
    ///
    /// - Parameter minimum: seconds that must be left; nil for any.
    static func judge(_ state: CredentialValidity, minimum: Int64?, _ now: Instant) -> ExitStatus {
        switch state {
        case .loginNeeded: .loginNeeded
        case .permanent: .done
        case .valid(let end): end.seconds(since: now) < minimum ?? 0 ? .temporary : .done
        case .renewable, .asked: minimum == nil ? .done : .temporary
        }
    }
}

struct StatusArguments: DeclaredCommand {
    static var name: String { "status" }
    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Show your identity and when it expires.",
        discussion: """
            Reads files only; --check also asks AWS. Exit status: 0 if the credentials are valid or can be renewed \
            without a sign-in, 79 if a sign-in is needed, 75 if less time is left than --min-ttl, 66 if there is no \
            such profile or session. With --quiet, only the exit status shows the result.

            Examples:
              awsx status prod-admin
              awsx status --session corp --quiet || awsx login --session corp
            """)

    static let listing = CommandListing(
        .signIn, 3, needs: CommandRequirements(credentials: .any), isOnHotPath: true)

    @OptionGroup var profile: ProfileOptions

    @Option(
        name: .session, help: "Show this sso-session's sign-in instead of an identity.", completion: .sessions)
    var session: String?

    @Flag(help: "Also ask AWS who the credentials belong to.")
    var check = false

    @Option(help: "Exit with 75 if less time than this is left, such as 90s, 15m or 1h.", completion: .times)
    var minTTL: TimeLeft?

    @OptionGroup var json: JSONOption
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard session != nil else { return }
        if profile.name != nil { throw ValidationError("--session can't be combined with a profile") }
        if check { throw ValidationError("--check can't be combined with --session") }
    }
}
