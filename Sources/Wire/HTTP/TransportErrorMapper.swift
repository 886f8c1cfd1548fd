import AsyncHTTPClient
import Engine
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Tells a network library's error as awsx's own: how far the request came, and a sentence with a way out.
struct TransportErrorMapper {
    /// Without the query.
    let url: String
    /// Where the CA bundle was named, if one is in use.
    let trustPlace: SourceLocation?

    var invalidURL: TransportFailure {
        make(.hopeless, "the URL can't be used", hint: "check the endpoint settings")
    }

    func failure(for error: any Error, proxy: ProxySettings.Proxy?) -> TransportFailure {
        switch error {
        case is CancellationError: return make(.cancelled, "the request was cancelled", code: .interrupted)
        case is BodyTooLarge:
            return make(.hopeless, "the response is larger than 4 MiB and was not read", code: .badAnswer)
        case let error as HTTPClientError: return failure(for: error, proxy: proxy)
        case let error as NIOConnectionError:
            let server = proxy == nil ? "the server" : "the proxy"
            if error.dnsAError != nil, error.dnsAAAAError != nil {
                return make(
                    .notConnected, "the name of \(server) can't be resolved: \(error.host)",
                    hint: proxyHint(proxy) ?? "check the network and the region or endpoint in your configuration")
            }
            let reason = error.connectionErrors.first.map { reasonText($0.error) } ?? "no address answered"
            return make(
                .notConnected, "can't connect to \(server) \(error.host):\(error.port): \(reason)",
                hint: proxyHint(proxy) ?? Failure.doctorHint)
        case is NIOSSLExtraError: return untrusted("it was issued for another name")
        case let error as NIOSSLError: return failure(for: error)
        case is HTTPParserError, is NIOHTTPDecoderError: return make(.lost, "the response is not HTTP")
        case let error as MalformedResponse: return make(.lost, error.description)
        case let error as IOError where TransportErrorMapper.isRefusal(error):
            // An address instead of a name was connected to.
            let server = proxy.map { "the proxy \($0.host):\($0.port)" } ?? "the server"
            return make(
                .notConnected, "can't connect to \(server): \(reasonText(error))",
                hint: proxyHint(proxy) ?? Failure.doctorHint)
        default: return make(.lost, "the connection was lost: \(reasonText(error))")
        }
    }

    /// Errors that only a connection's beginning gives: refused, no route, no network.
    private static func isRefusal(_ error: IOError) -> Bool { [111, 61, 113, 65, 101, 51].contains(error.errnoCode) }

    private func failure(for error: HTTPClientError, proxy: ProxySettings.Proxy?) -> TransportFailure {
        switch error {
        case .cancelled: return make(.cancelled, "the request was cancelled", code: .interrupted)
        case .connectTimeout, .getConnectionFromPoolTimeout:
            return make(.notConnected, "timed out while connecting", hint: proxyHint(proxy) ?? timeoutHint)
        case .tlsHandshakeTimeout: return make(.notConnected, "timed out during the TLS handshake", hint: timeoutHint)
        case .httpProxyHandshakeTimeout:
            return make(.notConnected, "timed out while connecting through the proxy", hint: proxyHint(proxy))
        case .proxyAuthenticationRequired:
            return make(
                .hopeless, "the proxy requires a user name and password, or rejected the given ones",
                hint: proxy.map { "put them into \($0.location) as http://USER:PASSWORD@HOST:PORT" })
        case .invalidProxyResponse:
            return make(.notConnected, "the proxy refused the connection", hint: proxyHint(proxy))
        case .readTimeout: return make(.lost, "the server stopped responding", hint: timeoutHint)
        case .deadlineExceeded: return make(.lost, "the response took too long", hint: timeoutHint)
        case .remoteConnectionClosed:
            return make(.lost, "the server closed the connection before its response was complete")
        case .emptyHost, .emptyScheme, .invalidURL: return invalidURL
        default: return make(.lost, "the connection was lost: \(error.shortDescription.lowercased())")
        }
    }

    private func failure(for error: NIOSSLError) -> TransportFailure {
        switch error {
        case .handshakeFailed(let reason):
            let text = "\(reason)"
            if text.contains("CERTIFICATE_VERIFY_FAILED") {
                return untrusted("it was not issued by a trusted authority")
            }
            if text.contains("WRONG_VERSION_NUMBER") || text.contains("HTTP_REQUEST") {
                return make(.hopeless, "the server does not speak TLS", hint: "is the endpoint an http:// address?")
            }
            return make(.notConnected, "the TLS handshake failed")
        case .unableToValidateCertificate, .noCertificateToValidate, .cannotMatchULabel:
            return untrusted("it can't be verified")
        default: return make(.lost, "the TLS connection was lost")
        }
    }

    private func untrusted(_ reason: String) -> TransportFailure {
        let hint: Hint =
            if let trustPlace {
                "only the CA bundle in \(trustPlace) is trusted: add the server's authority to it, and check the clock"
            } else {
                "if a company proxy signs with its own authority, set AWS_CA_BUNDLE to its PEM file; also check the clock"
            }
        return make(.untrusted, "the server's certificate is not trusted: \(reason)", hint: hint)
    }

    private func make(
        _ kind: TransportFailure.Kind, _ message: String, hint: Hint? = nil, code: Failure.Code = .unreachable
    ) -> TransportFailure {
        TransportFailure(kind, Failure(code, message, at: .url(url), hint: hint))
    }

    private func reasonText(_ error: any Error) -> String {
        guard let error = error as? IOError else { return "\(error)" }
        return switch error.errnoCode {
        case 104, 54: "connection reset"
        case 111, 61: "connection refused"
        case 113, 65: "no route to the host"
        case 101, 51: "the network is unreachable"
        default: error.description
        }
    }

    private func proxyHint(_ proxy: ProxySettings.Proxy?) -> Hint? {
        proxy.map { "the proxy is set in \($0.location); list hosts that need no proxy in no_proxy" }
    }

    private var timeoutHint: Hint { "AWSX_CONNECT_TIMEOUT and AWSX_READ_TIMEOUT set the timeouts in seconds" }
}
