import Engine
package import PluginKit
import ShellKit
import SystemKit

/// `awsx exec`: becomes a command with exactly one identity's credentials.
package struct ExecPlugin: CoreCommand {
    package let declaration: any DeclaredCommand.Type = ExecArguments.self

    package init() {}

    package func run(_ invocation: Invocation) throws -> Int32 {
        let context = invocation.context
        let words = ExecOptionsAndCommand(invocation.rawWords)
        let typed = try ResolvedExecOptions(words.options, files: context.files)
        guard !words.command.isEmpty || context.streams.hasPerson else { throw nothingToRun(typed.identity) }
        let depth = context.environment.text(EnvironmentKey.awsxDepth).flatMap(Int.init) ?? 0
        if typed.noNest, depth > 0 {
            let outer = context.environment.text(EnvironmentKey.awsxProfile).map { " for \($0)" } ?? ""
            throw Failure(
                .nested, "already running inside awsx exec\(outer)", hint: "exit this shell, or omit --no-nest")
        }
        var service = try CredentialService(context)
        service.isVerbose = typed.verbosity.isVerbose
        service.reason = name
        let target = try target(words, typed, service)
        let request = target.options
        let output = Output(isJSON: false, request.verbosity, in: context)
        let (asked, identity) = try chosen(target, service)
        output.tell(identity, of: service.config)
        if let region = asked.region, let doubt = KnownRegion.doubt(region) { output.warn(doubt) }
        let additions = try service.hooks(output).ask(.preExec, HookSubject(identity, command: target.commandName))
        let credentials = try credentials(identity, asked, request, service, warn: output.warn)
        let change = EnvironmentChange(identity, credentials, outer: context.environment)
        if output.isVerbose { output.remark(explanation(of: change, credentials, in: context)) }
        if target.isShell { output.remark(announcement(of: identity, target)) }
        var environment = change.applied(to: context.environment)
        for (name, value) in additions { environment.set(name, value) }
        environment.set(EnvironmentKey.awsxDepth, String(depth + 1))
        do {
            try ProcessReplacement.become(target.program, words: target.command, environment: environment)
        } catch {
            throw Failure(.notExecutable, error)
        }
    }

    private func target(
        _ words: ExecOptionsAndCommand, _ options: ResolvedExecOptions, _ service: CredentialService
    ) throws -> ExecTarget {
        if let first = words.command.first,
            let program = try ExecTarget.find(String(decoding: first, as: UTF8.self), in: service.context)
        {
            return ExecTarget(options: options, program: program, command: words.command, isShell: false)
        }
        return try ExecHabits(words: words, options: options, service: service).target()
    }

    /// Who is meant: picked by a person where nothing says it, and where only a part of a profile's name was typed.
    private func chosen(
        _ target: ExecTarget, _ service: CredentialService
    ) throws(Failure) -> (IdentityRequest, ResolvedIdentity) {
        var asked = target.options.identity
        // A shell for nobody in particular is asked for: which, a person says.
        let isOpen = target.isShell && asked.profile == nil && !asked.namesRole && asked.session == nil
        if try isOpen ? !service.config.profileNames.isEmpty : service.resolver.isUnchosen(asked) {
            asked.profile = try service.pickProfile(for: "exec")
        }
        if let name = asked.account, !AccountID.isValid(name), asked.role != nil, asked.profile == nil {
            asked.account = try service.accountID(
                named: name, session: asked.session,
                login: .atHand(isForbidden: target.options.noLogin, otherwise: .wait, in: service.context))
        }
        do throws(Failure) {
            return (asked, try service.resolver.resolve(asked))
        } catch  where error.code == .profileNotFound {
            guard let part = target.options.identity.profile, service.config.profile(part) == nil,
                let picked = try service.pickProfile(for: "exec", query: part)
            else { throw error }
            asked.profile = picked
            return (asked, try service.resolver.resolve(asked))
        }
    }

    private func credentials(
        _ identity: ResolvedIdentity, _ asked: IdentityRequest, _ request: ResolvedExecOptions,
        _ service: CredentialService, warn: (String) -> Void
    ) throws(Failure) -> Credentials {
        do throws(Failure) {
            return try service.credentials(
                identity, asked, policy: CredentialRenewalPolicy(typedMinimum: request.minTTL?.seconds),
                login: .atHand(isForbidden: request.noLogin, otherwise: .wait, in: service.context),
                mfaCode: request.mfaCode, warn: warn)
        } catch  where error.code == .mfaNeeded {
            let profile = identity.profile.map { " -p \(DisplayedCommandWord.quoted($0.name))" } ?? ""
            throw error.hinting("awsx exec\(profile) --mfa-code CODE -- COMMAND")
        }
    }

    private func nothingToRun(_ identity: IdentityRequest) -> Failure {
        let profile = identity.profile.map { " -p \(DisplayedCommandWord.quoted($0))" } ?? ""
        return Failure(.usage, "exec needs a command to run", hint: "awsx exec\(profile) -- $SHELL")
    }

    /// Who a shell is for: nothing else tells it in a shell that doesn't load awsx.
    private func announcement(of identity: ResolvedIdentity, _ target: ExecTarget) -> String {
        let name = identity.profile?.name
        let role = identity.source.accountAndRole
        let who = name.map { $0 + (role.map { " (\($0))" } ?? "") } ?? role ?? "the keys of this shell"
        return "\(target.program.split(separator: "/").last ?? "a shell") as \(who); exit to leave"
    }

    /// What is taken away and until when the keys are good; never a key.
    private func explanation(of change: EnvironmentChange, _ credentials: Credentials, in context: RuntimeContext)
        -> String
    {
        let removed = change.removals.filter { context.environment[$0] != nil }
        let end =
            credentials.expiration.map { "valid \(LocalTime(context.clock).span(to: $0))" } ?? "without expiration"
        return "credentials \(end); removed: \(removed.isEmpty ? "nothing" : removed.joined(separator: " "))"
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
