import Engine
import SystemKit
import Wire

/// The three entries of a cluster in a kubeconfig, and which context is the current one.
struct KubeconfigEntries {
    let cluster: KubernetesCluster
    /// The cluster's name, as EKS has it.
    let name: String
    let region: String
    let profile: String?
    /// The names of two of the entries; the third is the ARN.
    let context: String
    let user: String

    /// The file with these entries in it.
    ///
    /// - Throws: `.configUnparsable` for a file that awsx can't change without touching the rest.
    func written(into bytes: [UInt8], path: String) throws(Failure) -> [UInt8] {
        var document = try KubeconfigDocument(bytes, path: path)
        try document.set("clusters", named: cluster.arn, clusterLines)
        try document.set("contexts", named: context, contextLines)
        try document.set("users", named: user, userLines)
        try document.setCurrentContext(context)
        return document.bytes
    }

    private var clusterLines: [String] {
        [
            "cluster:", "  certificate-authority-data: \(YAMLScalar.text(cluster.certificateAuthority))",
            "  server: \(YAMLScalar.text(cluster.endpoint))", "name: \(YAMLScalar.text(cluster.arn))",
        ]
    }

    private var contextLines: [String] {
        [
            "context:", "  cluster: \(YAMLScalar.text(cluster.arn))", "  user: \(YAMLScalar.text(user))",
            "name: \(YAMLScalar.text(context))",
        ]
    }

    private var userLines: [String] {
        var words = ["eks", "token", "--cluster", name, "--region", region]
        if let profile { words += ["--profile", profile] }
        return [
            "name: \(YAMLScalar.text(user))", "user:", "  exec:",
            "    apiVersion: client.authentication.k8s.io/v1beta1", "    args:",
        ] + words.map { "    - \(YAMLScalar.text($0))" } + [
            "    command: awsx", "    env: null", "    interactiveMode: IfAvailable", "    provideClusterInfo: false",
        ]
    }
}
