import ArgumentParser
import Engine
import PluginKit
import ShellKit
import SystemKit

/// `awsx agent run`: becomes a command that awsx then treats as an agent, if asked behind a fence.
struct AgentRun {
    private let context: RuntimeContext

    init(_ context: RuntimeContext) { self.context = context }

    func run(_ rawWords: [[UInt8]]) throws -> Int32 {
        let split = rawWords.firstIndex(of: Array("--".utf8))
        let options = rawWords[..<(split ?? rawWords.endIndex)].map { String(decoding: $0, as: UTF8.self) }
        guard
            let arguments = try AgentArguments.understandAny(
                [AgentRunArguments.configuration.commandName ?? ""] + options)
                as? AgentRunArguments
        else { throw HelpOrVersionText(text: AgentArguments.awsxHelp) }
        let command = split.map { Array(rawWords[($0 + 1)...]) } ?? []
        guard let first = command.first else {
            throw Failure(.usage, "agent run needs a command after --", hint: "awsx agent run -- COMMAND")
        }
        let fence = try arguments.boundary ? AgentBoundary.checked(context) : nil
        guard let program = try ProgramSearch.program(String(decoding: first, as: UTF8.self), in: context) else {
            throw Failure(.commandNotFound, "there is no command \(String(decoding: first, as: UTF8.self))")
        }
        let target = ProgramTarget(program: program, command: command)
        let environment = try environment(arguments, target, fence)
        try fence?.enforce()
        do {
            try ProcessReplacement.become(program, words: command, environment: environment)
        } catch {
            throw Failure(.notExecutable, error)
        }
    }

    private func environment(
        _ arguments: AgentRunArguments, _ target: ProgramTarget, _ fence: AgentBoundary?
    ) throws -> Environment {
        guard let name = AgentMarker.name(arguments.name), name != "none" else {
            throw Failure(
                .usage, "\(DisplayedCommandWord.quoted(arguments.name)) is not a valid name", at: .argument("--name"))
        }
        var marked = context.environment
        marked.set(EnvironmentKey.awsxAgent, name)
        // Rules see the agent that is about to be; a login is still the business of whoever typed this.
        var service = try CredentialService(context.with(environment: marked))
        service.isVerbose = arguments.common.verbose
        service.reason = AgentArguments.name
        let output = Output(isJSON: false, arguments.common.verbosity, in: context)
        if fence != nil, effectiveUserID == 0 {
            output.warn("the boundary can't restrict root, who can read disks directly; run the agent as another user")
        }
        let asked = RequestedRun(.agent, command: target.words, reason: arguments.reason.text)
        guard let profile = arguments.profile else {
            let authorization = try RunAuthorization(service.context, own: service.config.own)
            for name in EnvironmentKey.keys { marked.remove(name) }
            if fence != nil { for name in EnvironmentKey.identity { marked.remove(name) } }
            if let region = arguments.region { marked.set(EnvironmentKey.region, region) }
            authorization.record(asked, command: target.commandName)
            // Without the boundary, awsx inside still gives keys.
            if fence != nil {
                output.remark(
                    "no profile was given, so the command gets no credentials; to give it some, use -p PROFILE")
            }
            return fence.map { $0.applied(to: marked) } ?? marked
        }
        let typed = IdentityRequest(profile: profile, region: arguments.region)
        let whole = try service.resolver.resolve(typed)
        output.tell(whole, of: service.config)
        let (run, identity, request) = try service.authorize(asked, whole, typed)
        let login =
            run.decision.noLogin == nil
            ? LoginPermission.atHand(isForbidden: arguments.login.isForbidden, otherwise: .wait, in: context) : .never
        let credentials = try service.credentials(
            identity, request, policy: CredentialRenewalPolicy(typedMinimum: run.minimum(typed: nil)), login: login,
            warn: output.warn)
        var environment = EnvironmentChange(identity, credentials, outer: context.environment).applied(to: marked)
        environment.set(EnvironmentKey.awsxDepth, "1")
        run.record(credentials, of: identity, command: target.commandName)
        return fence.map { $0.applied(to: environment) } ?? environment
    }
}
