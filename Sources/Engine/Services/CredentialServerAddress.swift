/// Where the credential server of a run is found (<doc:LongRuns>, The server).
package enum CredentialServerAddress {
    /// The path of its one question.
    package static let path = "/credentials"
    /// The one address beside loopback to which SDKs send a token without TLS; a container's forwarder has it.
    package static let containerHost = "169.254.170.2"
    /// Its socket for that forwarder, in a folder of its own, which is all that a container sees of the run's.
    package static let socketFolderName = "socket"
    package static let socketName = "credentials.sock"
    /// Bytes that the path of a socket may have (`sun_path` of macOS; Linux has four more).
    package static let longestSocketPath = 103
}
