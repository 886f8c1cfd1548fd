import SystemKit

/// An organisation's own address: its one redirect leads to the access portal, which nobody fetches
/// (<doc:EndpointsAndRegions>, Start URLs). The tools accept such an address over TLS only.
struct OwnAddress: SimulatedService {
    static let path = "/start"

    func label(of request: ServerRequest) -> RequestLabel? {
        guard request.path == Self.path, ["HEAD", "GET"].contains(request.method) else { return nil }
        return RequestLabel(.ownAddress)
    }

    func answer(_ request: ServerRequest, _ label: RequestLabel, in server: inout ServerState, now: Instant)
        -> ServerResponse
    {
        .redirect(to: server.center.state.startUrl)
    }

    func refusal(_ status: Int, _ code: String, _ message: String) -> ServerResponse { ServerResponse(status) }
}
