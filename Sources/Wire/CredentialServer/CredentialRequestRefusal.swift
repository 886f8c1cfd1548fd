import Engine

/// Why a request to the server of a run has no answer.
enum CredentialRequestRefusal: String {
    case path = "there is nothing at this path"
    case method = "only GET requests are accepted"
    case host = "the request is for another host"
    case origin = "requests from browsers are refused"
    case token = "the token of the run is missing or wrong"

    /// Nil for a request that may have credentials.
    ///
    /// - Parameter host: the one that is asked for.
    init?(_ request: LoopbackRequest, host: String, token: Secret) {
        if request.target != CredentialServerAddress.path {
            self = .path
        } else if request.method != "GET" {
            self = .method
        } else if request.values(of: "host") != [host] {
            // A page of another site that has its name point here sends that name.
            self = .host
        } else if !request.values(of: "origin").isEmpty || !request.values(of: "sec-fetch-site").isEmpty {
            self = .origin
        } else if case let given = request.values(of: "authorization"),
            given.count != 1
                || !token.isEqual(toUntrusted: given[0])
        {
            self = .token
        } else {
            return nil
        }
    }

    var status: Int {
        switch self {
        case .path: 404
        case .method: 405
        case .host, .origin: 403
        case .token: 401
        }
    }
}
