import Engine
package import PluginKit
import SystemKit
import Terminal

/// `awsx each`: a command in many profiles at once.
package struct EachPlugin: NetworkPlugin {
    package let declaration: any DeclaredCommand.Type = EachArguments.self

    package init() {}

    package func run(_ invocation: Invocation) async throws -> Int32 {
        // Split off first: the words of the command are no selectors.
        let parts = invocation.words.split(separator: "--", maxSplits: 1, omittingEmptySubsequences: false)
        let arguments = try EachArguments.understand(Array(parts[0]))
        let command = parts.count > 1 ? Array(parts[1]) : []
        guard let first = command.first else {
            throw Failure(
                .usage, "each needs a command after --", hint: "awsx each 'prod-*' -- aws s3 ls")
        }
        let context = invocation.context
        let output = arguments.common.output(json: arguments.json, in: context)
        var service = try OnlineCredentialService(context, observer: RequestObserver(output), warn: output.warn)
        service.reason = EachArguments.name
        let picked = arguments.selectors.isEmpty ? try await ProfilePick(context).several(for: EachArguments.name) : nil
        guard let program = try ProgramSearch.program(first, in: context) else {
            throw Failure(.commandNotFound, "there is no command \(DisplayedCommandWord.quoted(first)) in PATH")
        }
        let runs = try EachSelection(arguments: arguments, command: command, service: service).runs(picked: picked)
        if arguments.dryRun {
            try EachPlan(runs: runs, asJSON: arguments.json).show(output)
            return ExitStatus.done.rawValue
        }
        if picked == nil, !arguments.yes { try await confirm(runs.count, context, output) }
        let folder = try arguments.outputDir.map { path throws(Failure) in try OutputFolder(path, context) }
        let authorized = try authorize(runs, program, arguments, service)
        try await signIn(authorized, arguments, service)
        let report = EachReport(runs: runs, arguments: arguments, folder: folder, context: context, output: output)
        let finished = await EachRunner(
            program: program, title: first, runs: authorized, arguments: arguments, service: service, report: report
        ).run()
        return report.end(finished)
    }

    private static let manyRuns = 20

    private func confirm(_ count: Int, _ context: RuntimeContext, _ output: Output) async throws {
        guard count > Self.manyRuns, context.hasPerson else { return }
        guard try await TerminalConversation(context).confirm("Run this \(count) times?") else {
            throw Failure(.interrupted, "nothing was run")
        }
    }

    /// What rules allow, before anything begins.
    private func authorize(
        _ runs: [PlannedRun], _ program: String, _ arguments: EachArguments, _ service: OnlineCredentialService
    ) throws(Failure) -> [AuthorizedEachRun] {
        let name = program.lastPathName ?? program
        let authorization = try RunAuthorization(service.context, own: service.config.own, config: service.config)
        let possible = runs.compactMap { try? $0.target.get() }
        var allowed = try authorization.require(
            possible.map { target in
                let run = RequestedRun(
                    .each, command: [name] + target.words.dropFirst(), reason: arguments.reason.text)
                return .init(
                    authorization.subject(target.identity, command: run.command), run, typed: target.typed)
            }
        ).makeIterator()
        var authorized: [AuthorizedEachRun] = []
        for run in runs {
            guard let target = try? run.target.get(), let allowed = allowed.next() else {
                authorized.append(AuthorizedEachRun(run: run, authorized: nil, identity: nil))
                continue
            }
            let identity = allowed.isNarrowed ? try service.resolver.resolve(allowed.request) : target.identity
            authorized.append(AuthorizedEachRun(run: run, authorized: allowed, identity: identity))
        }
        return authorized
    }

    /// Signs in to each session that needs it, one after the other, before anything begins.
    private func signIn(
        _ runs: [AuthorizedEachRun], _ arguments: EachArguments, _ service: OnlineCredentialService
    ) async throws {
        var seen: Set<SSOSession> = []
        for run in runs {
            guard let identity = run.identity, let authorized = run.authorized, let session = identity.source.session,
                !seen.contains(session), !hasKeys(identity, authorized, service.context)
            else { continue }
            seen.insert(session)
            let login = authorized.login(isForbidden: arguments.login.isForbidden, otherwise: .wait)
            do {
                try await service.requireSession(session, identity.profile, login: login)
            } catch let failure as Failure where failure.end == nil {
                throw authorized.explaining(failure)
            }
        }
    }

    /// Whether its keys are at hand, so that nobody has to sign in for them.
    private func hasKeys(_ identity: ResolvedIdentity, _ run: AuthorizedRun, _ context: RuntimeContext) -> Bool {
        let policy = CredentialRenewalPolicy(typedMinimum: run.minimum(typed: nil))
        return (try? identity.source.provider.atHand(policy, in: context, warn: { _ in })) != nil
    }
}

/// A planned run, as rules allow it; without either where it can't be.
struct AuthorizedEachRun: Sendable {
    let run: PlannedRun
    let authorized: AuthorizedRun?
    /// With all that rules took.
    let identity: ResolvedIdentity?
}
