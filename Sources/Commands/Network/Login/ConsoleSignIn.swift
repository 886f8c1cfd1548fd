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
    /// - Parameter region: typed; nil for that of the settings, of the machine, or of a person's answer.
    func perform(
        _ options: LoginOptions, region typed: String? = nil, _ display: CodeDisplay
    ) async throws -> ConsoleLogin.Outcome {
        let context = connection.context
        let (region, isAnswer) = try await region(typed)
        let chain = try chain(in: region)
        let login = ConsoleLogin(
            context: context, store: try LoginSessionStore.of(context), service: try connection.signIn(region),
            region: try connection.endpoint(.signIn, region).region, redirects: LoopbackListenerFactory(),
            browser: .live(context), person: TerminalPerson(context: context),
            latest: { try latest() },
            credentials: { try await $0.settings.credentials(from: chain, policy: .init(typedMinimum: nil)) },
            report: display.show)
        // What was typed for a profile that exists is for this time; a new one has no other region.
        let writesRegion = isAnswer || profile == nil && typed != nil
        let entries = writesRegion ? [ConfigEntry("region", region.value)] : []
        let outcome = try await login.perform(target, options, entries: entries)
        if !outcome.wasSignedIn {
            display.reporter.note(
                "profile \(TerminalSafe.text(target.profile)) is \(TerminalSafe.text(outcome.session.arn))")
            try await display.reporter.tellHooks(
                HookSubject(profile: target.profile, accountID: outcome.session.accountID, region: region.value))
        }
        return outcome
    }

    /// Ends the session of a profile.
    func end(_ settings: LoginSessionSettings) async throws -> ConsoleLogout.Outcome {
        let session = LoginSession(settings)
        let region = try? await self.region(nil, mayAsk: false).region
        let chain = try chain(in: region)
        let logout = ConsoleLogout(
            context: connection.context, store: try LoginSessionStore.of(connection.context),
            service: { token in
                guard
                    let name = token.signInRegion.map({ Setting(value: $0, location: settings.session.location) })
                        ?? region
                else { throw session.needsRegion }
                return try connection.signInSessions(name)
            },
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

    /// The region as the AWS CLI finds it (<doc:LoginSessions>, Signing in), and whether a person answered with it.
    private func region(_ typed: String?, mayAsk: Bool = true) async throws -> (region: Setting, isAnswer: Bool) {
        let context = connection.context
        let known = RegionResolver(environment: context.environment).resolve(typed: typed, profile: profile)
        if let known { return (known, false) }
        if let region = try? await identity(in: nil).region(context, connection) { return (region, false) }
        guard mayAsk, let conversation = try? TerminalConversation(context) else {
            throw Failure(
                .noRegion, "\(target.title) needs a region to sign in", at: target.location,
                hint: "use --region, or add region = REGION to the profile")
        }
        let answers = AnswerCollector(conversation: conversation)
        let item = AnswerCollector.Item(
            flag: "--region", typed: nil, prompt: "Region to sign in to", standard: "us-east-1",
            completions: KnownRegion.all.map { Question.Completion($0.name, $0.title) },
            help: "Any region that your account uses; it becomes the profile's region.")
        let name = try await answers.confirmed(
            item, doubt: AnswerValidation.doubt(ofRegion:), check: { try AnswerValidation.region($0) })
        return (Setting(value: name, location: .argument("--region")), true)
    }
}

/// The person at this process's terminal, while somebody signs in to the console.
private struct TerminalPerson: ConsoleLoginPerson {
    let context: RuntimeContext

    func pastedCode(_ complaint: String?) async throws -> String? {
        ProgressLine.shared.hold()
        defer { ProgressLine.shared.release() }
        if let complaint { context.streams.error.write("\(complaint)\n") }
        return try await ControllingTerminal.ask("Code: ")
    }

    func mayReplace(_ old: String, with new: String, in profile: String) async throws -> Bool {
        guard let conversation = try? TerminalConversation(context) else { return false }
        ProgressLine.shared.hold()
        defer { ProgressLine.shared.release() }
        conversation.say("Profile \(profile) is for\n  \(old)\nand you signed in as\n  \(new)")
        return try await conversation.confirm("Change the profile?")
    }
}
