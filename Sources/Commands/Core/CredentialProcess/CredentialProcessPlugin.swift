import ArgumentParser
import Engine
package import PluginKit
import SystemKit

/// `awsx credential-process`: what the SDKs call; never opens a browser, never asks, never waits for a sign-in.
package struct CredentialProcessPlugin: CoreCommand {
    package var declaration: any DeclaredCommand.Type { CredentialProcessArguments.self }

    package init() {}

    package func run(_ invocation: Invocation) throws -> Int32 {
        let asked = try request(invocation.words)
        guard let folder = asked.runFolder else { return try run(asked, in: invocation.context) }
        let renewed = try RenewableRun.load(folder, invocation.context)
        guard let name = asked.identity.profile, let entry = renewed[name] else {
            throw Failure(.profileNotFound, "this run has no such profile", at: .file(folder, line: nil))
        }
        return try run(
            CredentialProcessRequest(
                identity: entry.request, reason: renewed.reason, minTTL: entry.minTTL, runFolder: folder),
            in: renewed.context(invocation.context))
    }

    private func run(_ asked: CredentialProcessRequest, in outer: RuntimeContext) throws -> Int32 {
        var service = try CredentialService(outer, for: asked.identity)
        service.reason = name
        let typed = asked.identity
        let (run, identity, request) = try service.authorize(
            RequestedRun(.credentialProcess, reason: asked.reason, isRenewal: asked.runFolder != nil),
            try service.resolver.resolve(typed), typed)
        var context = outer
        if let name = identity.profile?.name, identity.source.unscoped.provider.program == nil {
            // A program that a profile names gets the chain with that profile from its provider.
            var environment = context.environment
            environment.set(
                EnvironmentKey.profileChain, try CredentialProcessLoopGuard(environment).appending(name).text)
            context = context.with(environment: environment)
        }
        let guarded = service.with(context)
        let policy = CredentialRenewalPolicy(typedMinimum: run.minimum(typed: asked.minTTL))
        let credentials: Credentials
        do throws(Failure) {
            credentials = try guarded.credentials(
                identity, request, policy: policy, login: .never, mfaCode: asked.mfaCode, warn: { _ in })
        } catch {
            throw run.explaining(error)
        }
        run.record(credentials, of: identity, hasReceipt: asked.runFolder == nil)
        try outer.streams.output.print(credentials.processJSON.serialized(.sortedPretty) + "\n")
        return ExitStatus.done.rawValue
    }
}

extension CredentialProcessPlugin {
    /// Reads plain words at once, all others by the parser.
    private func request(_ words: [String]) throws -> CredentialProcessRequest {
        if var hot = HotPathArgumentParser(words, option: HotPathOptionTable.credentialProcess),
            let profile = hot.takeProfile(), let scopes = hot.takeScopes()
        {
            let reason = hot.take("reason")
            let folder = hot.take("run-folder")
            // An SDK has no use for it.
            _ = Verbosity(&hot)
            if hot.isTaken {
                let request = IdentityRequest(profile: profile.name, isProfileWord: profile.isWord, scopes: scopes)
                return CredentialProcessRequest(identity: request, reason: reason, runFolder: folder)
            }
        }
        let arguments = try CredentialProcessArguments.understand(words)
        return CredentialProcessRequest(
            identity: arguments.profile.request(scopes: arguments.scope.selections), mfaCode: arguments.mfa.code,
            reason: arguments.reason.text, runFolder: arguments.runFolder)
    }
}

/// What an SDK asks for.
private struct CredentialProcessRequest {
    let identity: IdentityRequest
    var mfaCode: Secret?
    let reason: String?
    var minTTL: Int64?
    /// Of the run whose credentials these renew; nil where they are no run's.
    let runFolder: String?
}

struct CredentialProcessArguments: DeclaredCommand {
    static var name: String { "credential-process" }
    static let configuration = CommandConfiguration(
        commandName: name,
        abstract: "Print credentials in the credential_process format.",
        discussion: """
            In ~/.aws/config, for a program that does not support Identity Center:
              [profile for-old-tool]
              credential_process = awsx credential-process prod-admin
            """
    )

    static let listing = CommandListing(
        .credentials, 3, summary: "Print credentials for credential_process",
        needs: CommandRequirements(credentials: .profile),
        isOnHotPath: true)

    @OptionGroup var profile: ProfileOptions
    @OptionGroup var scope: ScopeOption
    @OptionGroup var mfa: MFAOption

    @Option(help: .private)
    var runFolder: String?

    @OptionGroup var reason: ReasonOption
    @OptionGroup var common: CommonOptions
}
