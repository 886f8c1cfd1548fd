/// A service that awsx calls, by its three spellings.
package enum AWSService: String, Sendable, CaseIterable {
    case oidc
    case portal
    case sts
    case ecr
    case ecrPublic
    case eks
    case signIn

    /// The service's id as AWS's models spell it.
    package var id: String {
        switch self {
        case .oidc: "SSO OIDC"
        case .portal: "SSO"
        case .sts: "STS"
        case .ecr: "ECR"
        case .ecrPublic: "ECR PUBLIC"
        case .eks: "EKS"
        case .signIn: "SIGNIN"
        }
    }

    /// The service of an id in any case, with spaces, hyphens or underscores; nil for one that awsx doesn't call.
    package init?(id: String) {
        let key = String(id.map { $0 == " " || $0 == "-" ? "_" : $0 }).lowercased()
        guard let service = AWSService.allCases.first(where: { $0.blockKey == key }) else { return nil }
        self = service
    }

    /// The variable that moves this service alone, such as `AWS_ENDPOINT_URL_SSO_OIDC` (<doc:EndpointsAndRegions>,
    /// Endpoint settings).
    package var endpointVariable: String {
        "\(EnvironmentKey.endpointURL)_\(underscored.uppercased())"
    }

    /// The nested key in a `[services NAME]` section, such as `sso_oidc` (<doc:EndpointsAndRegions>, Endpoint
    /// settings).
    package var blockKey: String { underscored.lowercased() }

    private var underscored: String { String(id.map { $0 == " " || $0 == "-" ? "_" : $0 }) }
}
