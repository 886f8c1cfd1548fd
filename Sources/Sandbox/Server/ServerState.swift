import SystemKit

/// All that lasts between requests. A value: the server holds one under one lock, so every count is exact.
struct ServerState: Sendable {
    /// The services on the one port, told apart by method, path and parameters.
    static let services: [any SimulatedService] = [
        S3Service(), OIDCService(), PortalService(), SignInPages(), STSService(), ContainerService(), MetadataService(),
        LoginService(), ConsoleSignInPages(), SignInSessionService(), FederationService(), ECRService(), EKSService(),
        OwnAddress(), OtherAWSServices(),
    ]

    var center: IdentityCenter
    var iam = IAM()
    /// Session tokens of the instance metadata service, and when they end.
    var metadataTokens: [String: Instant] = [:]
    var logins = Logins()
    /// Sign-ins to the console by the tokens that begin them.
    var consoleSignIns: [String: ConsoleSession] = [:]
    /// Sessions of the console by their cookies.
    var consoleSessions: [String: ConsoleSession] = [:]
    var counts = RequestCounts()
    var log = RequestLog()
    var trail = CallTrail()
    var objects = ObjectStorage()
    /// Where clients find the sandbox, without a slash at the end.
    var baseURL: String
    private var limit: RateLimit

    init(state: SandboxConfiguration, generator: SecretGenerator, baseURL: String) {
        center = IdentityCenter(state: state, generator: generator)
        self.baseURL = baseURL
        limit = RateLimit(perSecond: state.requestsPerSecond)
        objects.add(state.buckets)
    }

    mutating func set(_ state: SandboxConfiguration) {
        if state.requestsPerSecond != center.state.requestsPerSecond {
            limit = RateLimit(perSecond: state.requestsPerSecond)
        }
        center.state = state
        objects.add(state.buckets)
    }

    /// What will be done about a request, decided as it arrives.
    struct Plan: Sendable {
        enum Handling: Sendable {
            case answer(ServerResponse)
            /// Ask the service after the latency has passed.
            case carryOut
            case fault(Fault)
        }

        let service: (any SimulatedService)?
        let label: RequestLabel
        let handling: Handling
        /// Milliseconds to wait first.
        let latency: Int64
    }

    /// Counts a request and decides about it. `now` is true time, not the sandbox's clock.
    mutating func plan(_ request: ServerRequest, now: Instant) -> Plan {
        log.add(request)
        let found = Self.services.lazy.compactMap { service in service.label(of: request).map { (service, $0) } }.first
        guard let (service, label) = found else {
            counts.add(RequestLabel(.unknown))
            let lost = ServerResponse.json(["message": "Unknown operation"], status: 404)
                .with("x-amzn-ErrorType", "UnknownOperationException")
            return Plan(service: nil, label: RequestLabel(.unknown), handling: .answer(lost), latency: 0)
        }
        counts.add(label)
        let latency = center.state.latencyMs
        if let seconds = limit.take(now: now) {
            let refused = service.refusal(429, service.throttlingCode, "Rate exceeded").with(
                "Retry-After", "\(seconds)")
            return Plan(service: service, label: label, handling: .answer(refused), latency: latency)
        }
        let generator = center.generator
        if let fault = center.state.faults.take(for: label, chance: { generator.chance() }) {
            return Plan(service: service, label: label, handling: .fault(fault), latency: latency)
        }
        return Plan(service: service, label: label, handling: .carryOut, latency: latency)
    }

    /// Carries out what was planned. `now` is true time.
    mutating func carryOut(_ request: ServerRequest, _ plan: Plan, now: Instant) -> ServerResponse {
        guard let service = plan.service else { return ServerResponse(404) }
        return service.answer(request, plan.label, in: &self, now: clock(now))
    }

    /// The sandbox's own idea of the time.
    func clock(_ now: Instant) -> Instant { now.advanced(bySeconds: center.state.clockOffset) }
}
