import Engine
import NetworkCommands
import PluginKit
import SystemKit
import Wire

/// `awsx eks kubeconfig`: asks EKS where a cluster is, and writes that into the kubeconfig.
struct ClusterConfiguration {
    let arguments: EKSArguments.Kubeconfig
    let output: Output
    let context: RuntimeContext

    func run() async throws -> Int32 {
        let path = try path()
        let service = try OnlineCredentialService(context, observer: RequestObserver(output), warn: output.warn)
        let identity = try service.resolver.resolve(
            arguments.profile.request(region: arguments.region, scopes: arguments.scope.selections))
        output.tell(identity, of: service.config)
        let login = LoginPermission.atHand(isForbidden: arguments.login.isForbidden, otherwise: .never, in: context)
        let acting = ActingIdentity(service, identity, login: login, mfaCode: arguments.mfa.code)
        let region = try acting.requiredRegion()
        let cluster = try await cluster(acting, region)
        let entries = KubeconfigEntries(
            cluster: cluster, name: arguments.cluster.name, region: region.value, profile: acting.profileName,
            context: arguments.alias ?? cluster.arn, user: arguments.userAlias ?? cluster.arn)
        let change = try await UserFile(path, in: context).edit(isDryRun: arguments.dryRun) { bytes in
            let after = try entries.written(into: bytes ?? [], path: path)
            if arguments.dryRun, !arguments.json.isOn {
                try context.streams.output.print(String(decoding: after, as: UTF8.self))
            }
            return after
        }
        if !arguments.dryRun || arguments.json.isOn {
            try output.show(
                KubeconfigAnswer(
                    cluster: cluster.arn, endpoint: cluster.endpoint, context: entries.context, user: entries.user,
                    path: path, isWritten: change.isWritten, backup: change.backup))
        }
        return ExitStatus.done.rawValue
    }

    private func cluster(_ identity: ActingIdentity, _ region: Setting) async throws -> KubernetesCluster {
        let credentials = try await identity.credentials()
        return try await identity.service.connected(identity.identity.profile) { connection in
            let client = EKSClient(endpoint: try connection.endpoint(.eks, region), client: connection.client)
            do {
                return try await client.cluster(arguments.cluster.name, with: credentials)
            } catch let refusal as ServiceError where refusal.code == "ResourceNotFoundException" {
                throw Failure(
                    .failed, "there is no cluster \(arguments.cluster.name) in \(region.value) (\(refusal.message))",
                    at: .url(refusal.url),
                    hint: "aws eks list-clusters --region \(region.value) lists the clusters there",
                    status: .notFound)
            }
        }
    }

    private func path() throws(Failure) -> String {
        if let typed = arguments.kubeconfig { return typed }
        let listed = context.environment.text(EnvironmentKey.kubeconfig)?.split(separator: ":").first
        if let listed { return String(listed) }
        guard let home = context.home else {
            throw Failure(
                .configInvalid, "there is no home directory for the kubeconfig", at: .variable(EnvironmentKey.home),
                hint: "name the file: --kubeconfig FILE")
        }
        return "\(home)/.kube/config"
    }
}

private struct KubeconfigAnswer: Renderable {
    let cluster: String
    let endpoint: String
    let context: String
    let user: String
    let path: String
    let isWritten: Bool
    let backup: String?

    var json: JSON {
        .object([
            "clusterArn": .string(cluster), "endpoint": .string(endpoint), "context": .string(context),
            "user": .string(user), "file": .string(path), "written": .bool(isWritten), "backup": .text(backup),
        ])
    }

    func text(_ style: Style) -> String {
        KeyValueList([("context", context), ("cluster", cluster), ("user", user), ("file", path)]).text(style)
    }
}
