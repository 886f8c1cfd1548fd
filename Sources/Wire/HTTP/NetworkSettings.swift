package import Engine
import NIOSSL
package import SystemKit

/// How connections are made: whom to trust, which proxy, how long to wait.
package struct NetworkSettings: Sendable {
    /// Certificates that a server's must lead to, and where they were named; nil for the system's own.
    let trustRoots: (certificates: [NIOSSLCertificate], location: SourceLocation)?
    package let proxies: ProxySettings
    /// Until a connection stands, TLS included.
    package let connectTimeoutMilliseconds: Int64
    /// Without a byte from the server.
    package let readTimeoutMilliseconds: Int64
    /// A whole exchange: as long as a connection and one silence may take, then each next silence is the last.
    let exchangeTimeoutMilliseconds: Int64

    private init(
        trustRoots: (certificates: [NIOSSLCertificate], location: SourceLocation)?, proxies: ProxySettings,
        connectTimeoutMilliseconds: Int64, readTimeoutMilliseconds: Int64, exchangeTimeoutMilliseconds: Int64? = nil
    ) {
        self.trustRoots = trustRoots
        self.proxies = proxies
        self.connectTimeoutMilliseconds = connectTimeoutMilliseconds
        self.readTimeoutMilliseconds = readTimeoutMilliseconds
        self.exchangeTimeoutMilliseconds =
            exchangeTimeoutMilliseconds ?? connectTimeoutMilliseconds + readTimeoutMilliseconds
    }

    /// The system's trust roots, no proxy, and the given timeouts.
    package static func direct(
        connectTimeoutMilliseconds: Int64 = 10_000, readTimeoutMilliseconds: Int64 = 60_000,
        exchangeTimeoutMilliseconds: Int64? = nil
    ) -> NetworkSettings {
        NetworkSettings(
            trustRoots: nil, proxies: .none, connectTimeoutMilliseconds: connectTimeoutMilliseconds,
            readTimeoutMilliseconds: readTimeoutMilliseconds, exchangeTimeoutMilliseconds: exchangeTimeoutMilliseconds)
    }

    /// The same trust without any proxy and with other patience: for services of this very machine.
    package func direct(timeoutMilliseconds: Int64) -> NetworkSettings {
        NetworkSettings(
            trustRoots: trustRoots, proxies: .none, connectTimeoutMilliseconds: timeoutMilliseconds,
            readTimeoutMilliseconds: timeoutMilliseconds)
    }

    /// Reads the environment and the CA bundle: `AWS_CA_BUNDLE`, the profile's `ca_bundle`, `REQUESTS_CA_BUNDLE`, else
    /// the system's roots (<doc:RequestsAndErrors>, Certificates).
    ///
    /// Throws `config-invalid`, naming the variable or line, for a bundle without a path or certificates, a proxy that is
    /// none and a timeout that is no number of seconds.
    package static func resolve(
        environment: Environment, files: any FileSystem, caBundle: Setting?
    ) throws(Failure) -> NetworkSettings {
        NetworkSettings(
            trustRoots: try trustRoots(environment, files, caBundle),
            proxies: try ProxySettings(environment),
            connectTimeoutMilliseconds: try milliseconds("AWSX_CONNECT_TIMEOUT", environment, otherwise: 10),
            readTimeoutMilliseconds: try milliseconds("AWSX_READ_TIMEOUT", environment, otherwise: 60))
    }

    private static func trustRoots(
        _ environment: Environment, _ files: any FileSystem, _ caBundle: Setting?
    ) throws(Failure) -> (certificates: [NIOSSLCertificate], location: SourceLocation)? {
        guard let setting = bundleSetting(environment, caBundle) else { return nil }
        func invalid(_ message: String) -> Failure {
            let removing =
                if case .variable(let name) = setting.location { "run unset \(name)" } else { "remove it" }
            return Failure(
                .configInvalid, message, at: setting.location,
                hint: "set it to a file of PEM certificates, or \(removing) to trust the system's")
        }
        let path = setting.value
        // As botocore from 1.44 on: who set it meant something by it.
        guard !path.allSatisfy(\.isWhitespace) else { throw invalid("the CA bundle's path is empty") }
        let bytes: [UInt8]?
        do {
            bytes = try files.read(path, limit: 16 << 20)
        } catch {
            throw invalid("the CA bundle can't be read: \(error)")
        }
        guard let bytes else { throw invalid("the CA bundle \(path) does not exist") }
        guard let certificates = try? NIOSSLCertificate.fromPEMBytes(bytes), !certificates.isEmpty else {
            throw invalid("the CA bundle \(path) contains no readable PEM certificates")
        }
        return (certificates, setting.location)
    }

    private static func bundleSetting(_ environment: Environment, _ caBundle: Setting?) -> Setting? {
        if let path = environment[EnvironmentKey.caBundle] {
            return Setting(value: path, location: .variable(EnvironmentKey.caBundle))
        }
        if let caBundle { return caBundle }
        return environment[EnvironmentKey.requestsCABundle].map {
            Setting(value: $0, location: .variable(EnvironmentKey.requestsCABundle))
        }
    }

    private static func milliseconds(
        _ name: String, _ environment: Environment, otherwise seconds: Int64
    ) throws(Failure) -> Int64 {
        guard let text = environment.text(name) else { return seconds * 1000 }
        guard let value = Int64(text), (1...3600).contains(value) else {
            throw Failure(
                .configInvalid, "\"\(text)\" is not a number of seconds from 1 to 3600", at: .variable(name),
                hint: "unset \(name)")
        }
        return value * 1000
    }
}
