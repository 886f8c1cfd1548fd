import Engine
import NetworkCommands
package import PluginKit
import SystemKit

/// `awsx eks`: kubectl and EKS.
package struct EKSPlugin: NetworkPlugin {
    package let declaration: any DeclaredCommand.Type = EKSArguments.self

    package init() {}

    package func run(_ invocation: Invocation) async throws -> Int32 {
        let context = invocation.context
        switch try EKSArguments.understandAny(invocation.words) {
        case let token as EKSArguments.Token:
            return try await ExecCredential(
                arguments: token, output: token.common.output(in: context), context: context
            ).run()
        case let kubeconfig as EKSArguments.Kubeconfig:
            let output = kubeconfig.common.output(json: kubeconfig.json.isOn, in: context)
            return try await ClusterConfiguration(arguments: kubeconfig, output: output, context: context).run()
        default: throw HelpOrVersionText(text: EKSArguments.awsxHelp)
        }
    }
}
