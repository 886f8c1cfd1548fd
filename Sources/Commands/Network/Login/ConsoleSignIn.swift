import Engine
import PluginKit
import SystemKit
import Terminal
import Wire

/// A sign-in to the AWS console for a profile (<doc:LoginSessions>), with the network and the person that it needs.
struct ConsoleSignIn: Sendable {
    let connection: AWSConnection
    let target: ConsoleLoginTarget
    /// Nil for a profile that is not there yet.
    let profile: Profile?

    /// Signs in, and tells the hooks.
    ///
    /// - Parameters:
    ///   - region: typed; nil for that of the settings, of the machine, or of a person's answer.
    ///   - mayReplace: a person is asked whether the profile may become another identity's. Not where a command waits that
    ///     was told whom to act as.
    func perform(
        _ options: LoginOptions, region typed: String? = nil, mayReplace: Bool = true, _ display: CodeDisplay
    ) async throws -> ConsoleLogin.Outcome {
        let context = connection.context
        let known = try await knownRegion(typed)
        let chain = try chain(in: known)
        let login = ConsoleLogin(
            context: context, store: try LoginSessionStore.of(context), endpoint: { try await endpoint(known, typed) },
            redirects: LoopbackListenerFactory(), browser: .live(context),
            person: TerminalPerson(context: context, mayReplace: mayReplace),
            latest: { try latest() },
            credentials: { try await $0.settings.credentials(from: chain, policy: .init(typedMinimum: nil)) },
            report: display.show)
        let outcome = try await login.perform(target, options)
        if !outcome.wasSignedIn {
            display.reporter.note(
                "profile \(TerminalSafe.text(target.profile)) is \(TerminalSafe.text(outcome.session.arn))")
            try await display.reporter.tellHooks(
                HookSubject(profile: target.profile, accountID: outcome.session.accountID, region: known?.value))
        }
        return outcome
    }

    /// Ends the session of the profile; one that names none has nothing to end.
    func end() async throws -> ConsoleLogout.Outcome? {
        guard let session = target.known else { return nil }
        let chain = try chain(in: try await knownRegion(nil))
        let logout = ConsoleLogout(
            context: connection.context, store: try LoginSessionStore.of(connection.context),
            service: { try connection.signInSessions(try await session.settings.region(of: $0, chain)) },
            credentials: { try await $0.settings.credentials(from: chain, policy: .init(typedMinimum: nil)) })
        return try await logout.perform(session)
    }

    private func chain(in region: Setting?) throws -> ProviderChain {
        ProviderChain(
            context: connection.context, cache: try connection.roleCache, identity: identity(in: region),
            services: connection, codes: MFACodeSources(context: connection.context, typed: nil, mayAsk: false),
            warn: connection.warn)
    }

    private func identity(in region: Setting?) -> ResolvedIdentity {
        let session = target.session ?? Setting(value: "", location: target.location)
        let settings = LoginSessionSettings(profile: target.profile, session: session)
        return ResolvedIdentity(profile: profile, source: .loginSession(settings), region: region, notices: [])
    }

    /// The files may have changed while this sign-in waited for another.
    private func latest() throws -> ConsoleLoginTarget {
        let context = connection.context
        let paths = ConfigPaths.resolve(environment: context.environment, home: context.home)
        let config = try SharedConfig.load(paths, files: context.files)
        return try ConsoleLoginTarget(target.profile, in: config, namedBy: target.location)
    }

    private func endpoint(_ known: Setting?, _ typed: String?) async throws -> SignInEndpoint {
        let region = if let known { known } else { try await answeredRegion() }
        // What was typed for a profile that exists is for this time; a new one has no other region.
        let isWritten = known == nil || profile == nil && typed != nil
        return SignInEndpoint(
            try connection.signIn(region), region: try connection.endpoint(.signIn, region).region,
            entries: isWritten ? [ConfigEntry("region", region.value)] : [])
    }

    /// The region as the AWS CLI finds it (<doc:LoginSessions>, Signing in); nil where only a person can tell.
    private func knownRegion(_ typed: String?) async throws -> Setting? {
        let context = connection.context
        let set = RegionResolver(environment: context.environment).resolve(typed: typed, profile: profile)
        if let set { return set }
        do {
            return try await identity(in: nil).region(context, connection)
        } catch is Failure {
            // A machine that doesn't tell, or none of EC2's.
            return nil
        }
    }

    private func answeredRegion() async throws -> Setting {
        guard connection.context.hasPerson, let conversation = try? TerminalConversation(connection.context) else {
            throw Failure(
                .noRegion, "\(target.title) needs a region to sign in", at: target.location,
                hint: "use --region, or add region = REGION to the profile")
        }
        let answers = AnswerCollector(conversation: conversation)
        let item = AnswerCollector.Item(
            flag: "--region", typed: nil, prompt: "Region to sign in to", standard: "us-east-1",
            completions: KnownRegion.all.map { Question.Completion($0.name, $0.title) },
            help: "Any region that your account uses; it becomes the profile's region.")
        ProgressLine.shared.hold()
        defer { ProgressLine.shared.release() }
        let name = try await answers.confirmed(
            item, doubt: AnswerValidation.doubt(ofRegion:), check: { try AnswerValidation.region($0) })
        return Setting(value: name, location: .argument("--region"))
    }
}

/// The person at this process's terminal, while somebody signs in to the console.
private struct TerminalPerson: ConsoleLoginPerson {
    let context: RuntimeContext
    let mayReplace: Bool

    var isThere: Bool { ControllingTerminal.isThere }

    func pastedCode(_ complaint: String?) async throws -> String? {
        ProgressLine.shared.hold()
        defer { ProgressLine.shared.release() }
        if let complaint { context.streams.error.write("\(complaint)\n") }
        return try await ControllingTerminal.ask("Code: ")
    }

    func mayReplace(_ old: String, with new: String, in profile: String) async throws -> Bool {
        guard mayReplace, context.hasPerson, let conversation = try? TerminalConversation(context) else { return false }
        ProgressLine.shared.hold()
        defer { ProgressLine.shared.release() }
        conversation.say("Profile \(profile) is for\n  \(old)\nand you signed in as\n  \(new)")
        return try await conversation.confirm("Change the profile?")
    }
}
