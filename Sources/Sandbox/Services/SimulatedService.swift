import SystemKit

/// One AWS service of the sandbox. A new one is a type that conforms, listed in `ServerState.services`.
protocol SimulatedService: Sendable {
    /// What a request asks of this service, or nil if it is for another one.
    func label(of request: ServerRequest) -> RequestLabel?

    /// Carries a request out and answers it. Pure: everything that lasts is in the state, the time is given.
    func answer(_ request: ServerRequest, _ label: RequestLabel, in server: inout ServerState, now: Instant)
        -> ServerResponse

    /// An error in this service's own words, for faults and throttling.
    func refusal(_ status: Int, _ code: String, _ message: String) -> ServerResponse

    /// What this service calls too many requests.
    var throttlingCode: String { get }
}

extension SimulatedService {
    var throttlingCode: String { "TooManyRequestsException" }
}
