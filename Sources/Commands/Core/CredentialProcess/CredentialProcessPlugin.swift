import ArgumentParser
import Engine
package import PluginKit
import SystemKit

/// `awsx credential-process`: what the SDKs call; never opens a browser, never asks, never waits for a sign-in.
package struct CredentialProcessPlugin: CoreCommand {
    package let declaration: any DeclaredCommand.Type = CredentialProcessArguments.self

    package init() {}

    package func run(_ invocation: Invocation) throws -> Int32 {
        let (request, mfaCode) = try request(invocation.words)
        var service = try CredentialService(invocation.context)
        service.reason = name
        let identity = try service.resolver.resolve(request)
        var context = invocation.context
        if let name = identity.profile?.name, identity.source.provider.program == nil {
            // A program that a profile names gets the chain with that profile from its provider.
            var environment = context.environment
            environment.set(
                EnvironmentKey.profileChain, try CredentialProcessLoopGuard(environment).appending(name).text)
            context = context.with(environment: environment)
        }
        let guarded = service.with(context)
        let credentials = try guarded.credentials(
            identity, request, policy: CredentialRenewalPolicy(typedMinimum: nil), login: .never, mfaCode: mfaCode,
            warn: { _ in })
        try invocation.context.streams.output.print(credentials.processJSON.serialized(.sortedPretty) + "\n")
        return ExitStatus.done.rawValue
    }
}

extension CredentialProcessPlugin {
    /// Reads plain words at once, all others by the parser.
    private func request(_ words: [String]) throws -> (IdentityRequest, mfaCode: Secret?) {
        if var hot = HotPathArgumentParser(words, option: HotPathOptionTable.credentialProcess), hot.plain.count <= 1 {
            let profile = hot.take("profile")
            // An SDK has no use for it.
            _ = Verbosity(&hot)
            if hot.isTaken, hot.plain.isEmpty || profile == nil {
                return (IdentityRequest(profile: hot.plain.first ?? profile, isProfileWord: !hot.plain.isEmpty), nil)
            }
        }
        let arguments = try CredentialProcessArguments.understand(words)
        return (arguments.profile.request(), arguments.mfa.code)
    }
}

private struct CredentialProcessArguments: DeclaredCommand {
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
    @OptionGroup var mfa: MFAOption
    @OptionGroup var common: CommonOptions
}
