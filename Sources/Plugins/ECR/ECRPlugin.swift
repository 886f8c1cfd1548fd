import Engine
import NetworkCommands
package import PluginKit
import SystemKit

/// `awsx ecr`: container tools and ECR.
package struct ECRPlugin: NetworkPlugin {
    package let declaration: any DeclaredCommand.Type = ECRArguments.self

    package init() {}

    package func run(_ invocation: Invocation) async throws -> Int32 {
        let context = invocation.context
        switch try ECRArguments.understandAny(invocation.words) {
        case let login as ECRArguments.Login:
            let output = login.common.output(json: login.json.isOn, in: context)
            return try await RegistryLogin(arguments: login, output: output, context: context).run()
        case let configure as ECRArguments.Configure:
            let output = configure.common.output(json: configure.json.isOn, in: context)
            return try await RegistryConfiguration(arguments: configure, output: output, context: context).run()
        default: throw HelpOrVersionText(text: ECRArguments.awsxHelp)
        }
    }
}

extension RegistryHost {
    /// The registry that was named.
    ///
    /// - Throws: `.usage` for one that is not ECR's.
    init(typed text: String) throws(Failure) {
        guard let registry = RegistryHost(text) else {
            throw Failure(
                .usage, "\(DisplayedCommandWord.quoted(text)) is not an ECR registry", at: .argument("REGISTRY"),
                hint: "name one such as 111111111111.dkr.ecr.eu-west-1.amazonaws.com, or public.ecr.aws")
        }
        self = registry
    }

    /// The registry of an identity's account and region.
    ///
    /// - Throws: `.noRegion`; `.configInvalid` where no account is known.
    init(of identity: ActingIdentity) throws(Failure) {
        guard let account = identity.identity.source.accountID else {
            throw Failure(
                .configInvalid, "the account of \(identity.title) is not known from its settings",
                hint: "name the registry: awsx ecr login ACCOUNT.dkr.ecr.REGION.amazonaws.com")
        }
        try self.init(account: account, region: try identity.requiredRegion())
    }
}
