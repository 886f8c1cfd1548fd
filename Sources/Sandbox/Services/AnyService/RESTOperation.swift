/// An operation that a method and a path stand for.
struct RESTOperation: Sendable, Hashable {
    let name: String
    private let method: String
    /// Parts of the path; `*` is a name.
    private let path: [String]
    /// What kind of thing the first name is, as its ARN has it.
    private let kind: String?

    private init(_ method: String, _ path: String, _ name: String, _ kind: String? = nil) {
        self.name = name
        self.method = method
        self.path = path.split(separator: "/").map(String.init)
        self.kind = kind
    }

    static func of(_ service: String, _ method: String, _ path: [String]) -> RESTOperation? {
        all[service]?.first { $0.method == method && $0.fits(path) }
    }

    /// The first name in the path, with its kind.
    func subject(_ path: [String]) -> String? {
        guard let kind, let index = self.path.firstIndex(of: "*") else { return nil }
        return path[index].hasPrefix("arn:") ? path[index] : kind + path[index]
    }

    private func fits(_ path: [String]) -> Bool {
        path.count == self.path.count && zip(self.path, path).allSatisfy { $0 == "*" || $0 == $1 }
    }

    private static let all: [String: [RESTOperation]] = [
        "apigateway": [.init("GET", "v2/portals", "ListPortals")],
        "bedrock": [
            .init("GET", "foundation-models", "ListFoundationModels"),
            .init("GET", "foundation-models/*", "GetFoundationModel"),
            .init("GET", "guardrails", "ListGuardrails"), .init("POST", "guardrails", "CreateGuardrail"),
            .init("GET", "guardrails/*", "GetGuardrail", "guardrail/"),
            .init("PUT", "guardrails/*", "UpdateGuardrail", "guardrail/"),
            .init("DELETE", "guardrails/*", "DeleteGuardrail", "guardrail/"),
            .init("POST", "model/*/invoke", "InvokeModel", "foundation-model/"),
            .init("POST", "model/*/converse", "Converse", "foundation-model/"),
        ],
        "cloudfront": [
            .init("GET", "2020-05-31/distribution", "ListDistributions"),
            .init("POST", "2020-05-31/distribution", "CreateDistribution"),
            .init("GET", "2020-05-31/distribution/*", "GetDistribution", "distribution/"),
            .init("DELETE", "2020-05-31/distribution/*", "DeleteDistribution", "distribution/"),
            .init("GET", "2020-05-31/distribution/*/config", "GetDistributionConfig", "distribution/"),
            .init("POST", "2020-05-31/distribution/*/invalidation", "CreateInvalidation", "distribution/"),
        ],
        "eks": [
            .init("GET", "clusters", "ListClusters"), .init("POST", "clusters", "CreateCluster"),
            .init("DELETE", "clusters/*", "DeleteCluster", "cluster/"),
            .init("GET", "clusters/*/node-groups", "ListNodegroups", "cluster/"),
            .init("GET", "clusters/*/addons", "ListAddons", "cluster/"),
        ],
        "lambda": [
            .init("GET", "2015-03-31/functions", "ListFunctions"),
            .init("POST", "2015-03-31/functions", "CreateFunction"),
            .init("GET", "2015-03-31/functions/*", "GetFunction", "function:"),
            .init("DELETE", "2015-03-31/functions/*", "DeleteFunction", "function:"),
            .init("GET", "2015-03-31/functions/*/configuration", "GetFunctionConfiguration", "function:"),
            .init("PUT", "2015-03-31/functions/*/configuration", "UpdateFunctionConfiguration", "function:"),
            .init("PUT", "2015-03-31/functions/*/code", "UpdateFunctionCode", "function:"),
            .init("GET", "2015-03-31/functions/*/policy", "GetPolicy", "function:"),
            .init("POST", "2015-03-31/functions/*/policy", "AddPermission", "function:"),
            .init("POST", "2015-03-31/functions/*/invocations", "Invoke", "function:"),
            .init("GET", "2019-09-30/functions/*/concurrency", "GetFunctionConcurrency", "function:"),
        ],
        "route53": [
            .init("GET", "2013-04-01/hostedzone", "ListHostedZones"),
            .init("POST", "2013-04-01/hostedzone", "CreateHostedZone"),
            .init("GET", "2013-04-01/hostedzone/*", "GetHostedZone"),
            .init("DELETE", "2013-04-01/hostedzone/*", "DeleteHostedZone"),
            .init("GET", "2013-04-01/hostedzone/*/rrset", "ListResourceRecordSets"),
            .init("POST", "2013-04-01/hostedzone/*/rrset", "ChangeResourceRecordSets"),
            .init("GET", "2013-04-01/testdnsanswer", "TestDNSAnswer"),
        ],
    ]
}
