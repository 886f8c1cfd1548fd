import Engine
package import PluginKit
import ShellKit
import SystemKit

/// `awsx exec`: becomes a command with exactly one identity's credentials.
package struct ExecPlugin: CoreCommand {
    package var declaration: any DeclaredCommand.Type { ExecArguments.self }

    package init() {}

    package func run(_ invocation: Invocation) throws -> Int32 {
        let context = invocation.context
        let words = ExecOptionsAndCommand(invocation.rawWords)
        let typed = try ResolvedExecOptions(words.options, files: context.files)
        if words.command.isEmpty, let compose = typed.compose {
            let service = try CredentialService(context)
            try compose.deliver(service, Output(isJSON: false, typed.verbosity, in: context))
            return ExitStatus.done.rawValue
        }
        guard !words.command.isEmpty || context.streams.hasPerson else { throw nothingToRun(typed.identity) }
        let depth = EnvironmentChange.depth(in: context.environment)
        if typed.noNest, depth > 0 {
            let outer = context.environment.text(EnvironmentKey.awsxProfile).map { " for \($0)" } ?? ""
            throw Failure(
                .nested, "already running inside awsx exec\(outer)", hint: "exit this shell, or omit --no-nest")
        }
        var service = try CredentialService(context, for: typed.identity)
        service.isVerbose = typed.verbosity.isVerbose
        service.reason = name
        let target = try target(words, typed, service)
        let request = target.options
        // A run that renews keeps the other profiles within reach.
        if request.renewal != nil { service = try service.whole }
        let output = Output(isJSON: false, request.verbosity, in: context)
        let (chosen, whole) = try chosen(target, service)
        output.tell(whole, of: service.config)
        if let region = chosen.region, let doubt = KnownRegion.doubt(region) { output.warn(doubt) }
        let (run, identity, asked) = try service.authorize(
            RequestedRun(.exec, command: target.target.words, reason: request.reason), whole, chosen)
        // A server is the run's own and has the environment of its beginning.
        if request.renewal == .process { try requireRenewable(identity, by: .process) }
        let additions = try service.hooks(output).ask(.preExec, HookSubject(identity, command: target.commandName))
        let credentials = try credentials(identity, asked, request, run, service, warn: output.warn)
        let renewal = try request.renewal.map { try renewing($0, identity, credentials, run, target, service, output) }
        let change = EnvironmentChange(
            identity, renewal == nil ? credentials : nil, outer: context.environment)
        if output.isVerbose { output.remark(explanation(of: change, credentials, in: context)) }
        if target.isShell { output.remark(announcement(of: identity, target)) }
        var environment = change.applied(to: context.environment)
        for (name, value) in additions { environment.set(name, value) }
        environment.set(EnvironmentKey.awsxDepth, String(depth + 1))
        if let renewal {
            renewal.record()
            try renewal.become(target.target, environment, reason: run.reason)
        }
        run.record(credentials, of: identity, command: target.commandName)
        do {
            try ProcessReplacement.become(target.program, words: target.command, environment: environment)
        } catch {
            throw Failure(.notExecutable, error)
        }
    }

    /// What makes the credentials of a run renew: those of its profile and of all that come with it.
    private func renewing(
        _ kind: RenewalKind, _ identity: ResolvedIdentity, _ credentials: Credentials, _ run: AuthorizedRun,
        _ target: ExecTarget,
        _ service: CredentialService, _ output: Output
    ) throws(Failure) -> RenewingExec {
        let request = target.options
        guard let name = identity.profile?.name else {
            throw Failure(
                .usage, "\(kind.option) needs a profile: the command's SDK gets its credentials by the profile's name",
                hint: "awsx exec -p PROFILE \(kind.option) -- COMMAND")
        }
        let least = request.minTTL?.seconds
        var members: [RenewingExec.Member] = []
        func add(_ name: String, _ run: AuthorizedRun, _ identity: ResolvedIdentity, _ credentials: Credentials) {
            members.append(
                .init(name: name, request: run.request, minTTL: run.minimum(typed: least)) {
                    run.record(credentials, of: identity, command: target.commandName)
                })
        }
        add(name, run, identity, credentials)
        if let session = identity.source.session { remark(session, service.context, output) }
        for companion in request.companions where companion != name {
            var asked = request.identity
            asked.profile = companion
            let whole = try service.resolver.resolve(asked)
            let (run, identity, authorized) = try service.authorize(
                RequestedRun(.exec, command: target.target.words, reason: request.reason), whole, asked)
            try requireRenewable(identity, by: .process)
            // A hook may refuse a profile; what it adds is for the chosen one alone.
            _ = try service.hooks(output).ask(.preExec, HookSubject(identity, command: target.commandName))
            add(
                companion, run, identity,
                try self.credentials(identity, authorized, request, run, service, warn: output.warn))
        }
        return try RenewingExec(
            kind, members, service, keepsOthers: !request.isOnly && run.agent == nil,
            compose: try request.compose.map { compose throws(Failure) in
                (compose, try compose.override(service, output))
            })
    }

    /// Keys in the environment are the outer command's, and the programs of the run, who ask, don't have them.
    private func requireRenewable(_ identity: ResolvedIdentity, by kind: RenewalKind) throws(Failure) {
        guard identity.source.origin.provider is EnvironmentProvider, let name = identity.profile?.name else { return }
        throw Failure(
            .usage,
            "\(kind.option) can't renew the credentials of profile \(name), which begin with keys in the environment",
            hint: "use source_profile in it instead of credential_source, or omit \(kind.option)")
    }

    /// Hours before a sign-in's end at which a long run is worth a word about it.
    private static let nearEnd: Int64 = 12 * 3600

    /// A run that goes on may outlive the sign-in that its renewals need.
    private func remark(_ session: SSOSession, _ context: RuntimeContext, _ output: Output) {
        let span = SignInSpan.load(session, context)
        guard let sentence = span?.sentence(session, at: LocalTime(context.clock), within: Self.nearEnd) else { return }
        output.remark(
            "\(sentence); to do it now, in another terminal: \(Hint(session.login(profile: nil)).words) --force")
    }

    private func target(
        _ words: ExecOptionsAndCommand, _ options: ResolvedExecOptions, _ service: CredentialService
    ) throws -> ExecTarget {
        if let first = words.command.first,
            let program = try ProgramSearch.program(String(decoding: first, as: UTF8.self), in: service.context)
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
        _ run: AuthorizedRun, _ service: CredentialService, warn: (String) -> Void
    ) throws(Failure) -> Credentials {
        do throws(Failure) {
            return try service.credentials(
                identity, asked,
                policy: CredentialRenewalPolicy(typedMinimum: run.minimum(typed: request.minTTL?.seconds)),
                login: run.login(isForbidden: request.noLogin, otherwise: .wait),
                mfaCode: request.mfaCode, warn: warn)
        } catch  where error.code == .mfaNeeded {
            let profile = identity.profile.map { " -p \(DisplayedCommandWord.quoted($0.name))" } ?? ""
            throw error.hinting("awsx exec\(profile) --mfa-code CODE -- COMMAND")
        } catch {
            throw run.explaining(error)
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
        let scope = identity.scope.map { ", scope \($0)" } ?? ""
        return "\(target.program.split(separator: "/").last ?? "a shell") as \(who)\(scope); exit to leave"
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
