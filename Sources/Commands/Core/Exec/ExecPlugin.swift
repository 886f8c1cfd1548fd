import Engine
package import PluginKit
import ShellKit
import SystemKit

/// `awsx exec`: becomes a command with exactly one identity's credentials.
package struct ExecPlugin: CoreCommand {
    package let declaration: any DeclaredCommand.Type = ExecArguments.self

    package init() {}

    package func run(_ invocation: Invocation) throws -> Int32 {
        let words = ExecOptionsAndCommand(invocation.rawWords)
        let request = try ResolvedExecOptions(words.options, files: invocation.context.files)
        let output = Output(isJSON: false, request.verbosity, in: invocation.context)
        guard let first = words.command.first else {
            throw Failure(
                .usage, "exec was given no command to run",
                hint:
                    "awsx exec\(request.identity.profile.map { " -p \(DisplayedCommandWord.quoted($0))" } ?? "") -- $SHELL"
            )
        }
        let depth = invocation.context.environment.text(EnvironmentKey.awsxDepth).flatMap(Int.init) ?? 0
        if request.noNest, depth > 0 {
            let outer = invocation.context.environment.text(EnvironmentKey.awsxProfile).map { " for \($0)" } ?? ""
            throw Failure(.nested, "this is already inside awsx exec\(outer)", hint: "exit, or leave out --no-nest")
        }
        var service = try CredentialService(invocation.context)
        service.isVerbose = output.isVerbose
        let program = try find(String(decoding: first, as: UTF8.self), words, service)
        var asked = request.identity
        if try service.resolver.isUnchosen(asked) { asked.profile = try service.pickProfile(for: "exec") }
        let identity = try service.resolver.resolve(asked)
        output.tell(identity, of: service.config)
        let credentials = try service.credentials(
            identity, asked, policy: CredentialRenewalPolicy(typedMinimum: request.minTTL?.seconds),
            login: .atHand(isForbidden: request.noLogin, otherwise: .wait, in: service.context),
            mfaCode: request.mfaCode,
            warn: output.warn)
        let change = EnvironmentChange(identity, credentials, outer: invocation.context.environment)
        if output.isVerbose { output.remark(explanation(of: change, credentials, in: invocation.context)) }
        var environment = change.applied(to: invocation.context.environment)
        environment.set(EnvironmentKey.awsxDepth, String(depth + 1))
        do {
            try ProcessReplacement.become(program, words: words.command, environment: environment)
        } catch {
            throw Failure(.notExecutable, error)
        }
    }

    /// What is taken away and until when the keys are good; never a key.
    private func explanation(of change: EnvironmentChange, _ credentials: Credentials, in context: RuntimeContext)
        -> String
    {
        let removed = change.removals.filter { context.environment[$0] != nil }
        let end = credentials.expiration.map { "good until \($0.iso8601)" } ?? "without an end"
        return "credentials \(end); removed: \(removed.isEmpty ? "nothing" : removed.joined(separator: " "))"
    }

    /// The command's program; a profile's name in its place is a habit from other tools, and answered with ours.
    private func find(_ command: String, _ words: ExecOptionsAndCommand, _ service: CredentialService) throws(Failure)
        -> String
    {
        switch ProgramSearch.find(command, path: service.context.environment[EnvironmentKey.path]) {
        case .found(let program): return program
        case .notExecutable(let path, let reason):
            throw Failure(.notExecutable, "\(path) can't be run: \(reason)", at: .file(path, line: nil))
        case .notFound:
            if service.config.profile(command) != nil {
                var rest = words.command.dropFirst().map { String(decoding: $0, as: UTF8.self) }
                if rest.first == "--" { rest.removeFirst() }
                let inner = rest.isEmpty ? "$SHELL" : rest.map(DisplayedCommandWord.quoted).joined(separator: " ")
                throw Failure(
                    .usage, "\(command) is a profile, not a command",
                    hint: "awsx exec -p \(DisplayedCommandWord.quoted(command)) -- \(inner)")
            }
            throw Failure(.commandNotFound, "there is no command \(command)")
        }
    }
}

extension EnvironmentChange {
    /// The change that makes programs act as a resolved identity.
    init(_ identity: ResolvedIdentity, _ credentials: Credentials, outer: Environment) {
        self.init(
            credentials: credentials, profile: identity.profile?.name, accountID: identity.source.accountID,
            roleName: identity.source.roleName, region: identity.region?.value, outer: outer)
    }
}
