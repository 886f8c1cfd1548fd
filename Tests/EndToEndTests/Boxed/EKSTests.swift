import Engine
import Foundation
import SystemKit
import TestSupport
import Testing

/// `awsx eks`: tokens that the sandbox's STS knows, kubeconfigs that kubectl reads.
@Suite struct EKSTests {
    private static let arn = "arn:aws:eks:us-east-1:111111111111:cluster/web"

    /// The address in a token.
    private func address(_ outcome: ProgramOutcome) throws -> String {
        #expect(outcome.status == 0, "\(outcome)")
        let token = try #require(outcome.json?["status"]?["token"]?.string)
        #expect(token.hasPrefix("k8s-aws-v1."))
        let text = token.dropFirst("k8s-aws-v1.".count)
        var base64 = String(text).replacing("-", with: "+").replacing("_", with: "/")
        while base64.count % 4 != 0 { base64 += "=" }
        return String(decoding: try #require(Data(base64Encoded: base64)), as: UTF8.self)
    }

    @Test func `a token is an address of STS that tells an API server who asks, for this cluster alone`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            try await home.signIn()
            let outcome = try await home.awsx("eks", "token", "--cluster", "web", "dev-ReadOnlyAccess")
            #expect(outcome.json?["kind"]?.string == "ExecCredential")
            #expect(outcome.json?["apiVersion"]?.string == "client.authentication.k8s.io/v1beta1")
            #expect(outcome.json?["spec"] == .object([]))
            let end = try #require(
                outcome.json?["status"]?["expirationTimestamp"]?.string.flatMap { Instant(iso8601: $0) })
            #expect((780...840).contains(end.seconds - Int64(Date().timeIntervalSince1970)))
            let url = try address(outcome)
            #expect(url.hasPrefix("\(sandbox.url)/?Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Algorithm="))
            #expect(url.contains("&X-Amz-Expires=60&X-Amz-SignedHeaders=host%3Bx-k8s-aws-id&X-Amz-Security-Token="))
            #expect(!url.contains("x-k8s-aws-id="))
            let own = try await home.run("curl", "-sS", "-H", "x-k8s-aws-id: web", url)
            #expect(own.output.contains("assumed-role/AWSReservedSSO_ReadOnlyAccess"), "\(own)")
            for header in ["x-k8s-aws-id: other", "x-nothing: web"] {
                let foreign = try await home.run("curl", "-sS", "-H", header, url)
                #expect(foreign.output.contains("<Code>SignatureDoesNotMatch</Code>"), "\(foreign)")
            }
        }
    }

    /// The same keys and cluster give the AWS CLI the same address, but for its time.
    @Test func `the AWS CLI makes the same token`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, _ in
            try await home.signIn()
            func parameters(_ url: String) -> [String] {
                url.split(separator: "&").map(String.init).filter {
                    !$0.hasPrefix("X-Amz-Date") && !$0.hasPrefix("X-Amz-Signature")
                }
            }
            let script = "AWS_STS_REGIONAL_ENDPOINTS=regional aws eks get-token --region us-east-1 --cluster-name web"
            let theirs = try await home.awsx("exec", "-p", "dev-ReadOnlyAccess", "--", "sh", "-c", script)
            let ours = try await home.awsx(
                "exec", "-p", "dev-ReadOnlyAccess", "--", "awsx", "eks", "token", "--cluster", "web", "--region",
                "us-east-1")
            let (own, other) = (try address(ours), try address(theirs))
            #expect(parameters(own) == parameters(other))
            #expect(ours.json?["apiVersion"] == theirs.json?["apiVersion"])
            #expect(ours.json?.members?.map(\.name).sorted() == theirs.json?.members?.map(\.name).sorted())
        }
    }

    @Test func `a kubeconfig is written as kubectl reads it, and its rest stays`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            try await home.signIn()
            let new = try await home.awsx("eks", "kubeconfig", "--cluster", "web", "dev-ReadOnlyAccess", "--json")
            #expect(new.json?["context"]?.string == Self.arn, "\(new)")
            #expect(try home.modes()[".kube/config"] == 0o600)
            let text = try home.read(".kube/config")
            let mine = text.replacing("kind: Config\n", with: "kind: Config\n# mine\n")
            try home.write(mine, to: ".kube/config")
            let again = try await home.awsx("eks", "kubeconfig", "--cluster", "web", "dev-ReadOnlyAccess", "--json")
            #expect(again.json?["written"] == .bool(false))
            #expect(try home.read(".kube/config") == mine)
            let other = try await home.awsx(
                "eks", "kubeconfig", "--cluster", "web", "dev-AdministratorAccess", "--alias", "admin: web",
                "--user-alias",
                "admin")
            #expect(other.status == 0, "\(other)")
            let view = try await home.run("kubectl", "config", "view", "--raw", "-o", "json")
            let json = try #require(view.json, "\(view)")
            #expect(json["current-context"]?.string == "admin: web")
            #expect(json["clusters"]?.array?.count == 1)
            #expect(json["clusters"]?.array?.first?["cluster"]?["server"]?.string == "https://127.0.0.1:6443")
            // kubectl sorts what it shows.
            #expect(json["contexts"]?.array?.compactMap { $0["name"]?.string } == ["admin: web", Self.arn])
            let user = json["users"]?.array?.first { $0["name"]?.string == Self.arn }?["user"]?["exec"]
            #expect(user?["command"]?.string == "awsx")
            #expect(
                user?["args"]?.array?.compactMap(\.string) == [
                    "eks", "token", "--cluster", "web", "--region", "us-east-1", "--profile", "dev-ReadOnlyAccess",
                ])
            #expect(try home.read(".kube/config").contains("kind: Config\n# mine\n"))
        }
    }

    @Test func `each failure ends with its own status, and the kubeconfig is as it was`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            expectFailure(try await home.awsx("eks", "token", "--cluster", "web"), 79, saying: "awsx login")
            try await home.signIn()
            expectFailure(try await home.awsx("eks", "kubeconfig", "--cluster", "none"), 66, saying: "no cluster none")
            expectFailure(try await home.awsx("eks", "token", "--cluster", "../x"), 64, saying: "cluster")
            try home.makeFolder(".kube")
            for text in ["{\"users\": []}", "users: [{name: a}]\n", "\tx", "users:\n- user: {}\n"] {
                try home.write(text, to: ".kube/config")
                expectFailure(
                    try await home.awsx("eks", "kubeconfig", "--cluster", "web"), 78, saying: ".kube/config",
                    "--kubeconfig")
                #expect(try home.read(".kube/config") == text)
            }
            try sandbox.set(#"{"faults": [{"operation": "DescribeCluster", "kind": "garbage"}]}"#)
            expectFailure(try await home.awsx("eks", "kubeconfig", "--cluster", "web"), 69, saying: "DescribeCluster")
        }
    }

    @Test func `a token is on stdout and nowhere else`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, _ in
            try await home.signIn()
            let canary = Canary(home: home)
            let (outcome, leaks) = try await canary.watch(
                [try InstallPrefix.shared.get().awsx, "eks", "token", "--cluster", "web", "-v"])
            #expect(outcome.status == 0, "\(outcome)")
            #expect(leaks.isEmpty, "\(leaks)")
            let written = try await canary.run(["eks", "kubeconfig", "--cluster", "web"])
            #expect(written.status == 0, "\(written)")
        }
    }
}
