import Engine
import NetworkCommands
import PluginKit
import SystemKit
import Wire

/// `awsx eks token`: what kubectl reads of a program that knows a user's token (<doc:ConsoleAndClusters>, Tokens for
/// clusters).
struct ExecCredential {
    let arguments: EKSArguments.Token
    let output: Output
    let context: RuntimeContext

    func run() async throws -> Int32 {
        let asked = ExecInfo(context.environment.text(EnvironmentKey.kubernetesExecInfo))
        if let remark = asked.remark { output.warn(remark) }
        let service = try OnlineCredentialService(context, observer: RequestObserver(output), warn: output.warn)
        let limits = try arguments.limits.limits(files: context.files)
        let request = arguments.profile.request(
            region: arguments.region, limits: limits, scopes: arguments.limits.scope.selections)
        let identity = try service.resolver.resolve(request)
        let login = LoginPermission.atHand(
            isForbidden: arguments.login.isForbidden || !asked.mayAsk, otherwise: .never, in: context)
        let acting = try ActingIdentity(
            service, identity, request, for: RequestedRun(.eks), login: login, mfaCode: arguments.limits.mfa.code)
        let region = try acting.requiredRegion()
        let credentials = try await acting.credentials()
        let token = try await service.connected(identity.profile) { connection in
            ClusterToken(
                cluster: arguments.cluster.name, sts: try connection.endpoint(.sts, region), credentials: credentials,
                at: context.clock.now())
        }
        let answer = JSON.object([
            "kind": .string("ExecCredential"), "apiVersion": .string(asked.apiVersion), "spec": .object([]),
            "status": .object([
                "expirationTimestamp": .time(token.expiresAt), "token": .string(token.text.reveal()),
            ]),
        ])
        try context.streams.output.print(answer.serialized(.minified) + "\n")
        return ExitStatus.done.rawValue
    }
}

/// What kubectl says of how it asks, in `KUBERNETES_EXEC_INFO`.
struct ExecInfo: Sendable, Hashable {
    let apiVersion: String
    /// Whether a person is there to be asked, as far as kubectl says.
    let mayAsk: Bool
    /// What a person should know.
    let remark: String?

    private static let group = "client.authentication.k8s.io"
    private static let usual = "\(group)/v1beta1"

    init(_ text: String?) {
        let json = text.flatMap { JSON(Array($0.utf8)) }
        mayAsk = json?["spec"]?["interactive"]?.bool ?? true
        let version = json?["apiVersion"]?.string
        let variable = EnvironmentKey.kubernetesExecInfo
        switch version {
        case "\(Self.group)/v1"?, Self.usual?:
            apiVersion = version ?? Self.usual
            remark = nil
        case "\(Self.group)/v1alpha1"?:
            apiVersion = version ?? Self.usual
            remark =
                "\(variable) asks for v1alpha1, which Kubernetes removed in 1.24; write the kubeconfig anew: awsx eks kubeconfig"
        default:
            apiVersion = Self.usual
            remark =
                text == nil
                ? nil : "\(variable) names no version that awsx supports, so awsx answers with \(Self.usual)"
        }
    }
}
