import Engine

/// A compose file that goes beside the user's own: one small service has the address at which every SDK looks for a
/// container's credentials, and passes what it hears to the socket of the run's server (<doc:LongRuns>, Containers).
struct ComposeOverride: Sendable {
    let services: [String]

    /// The service of its own, which no user's has.
    static let service = "awsx-credentials"
    private static let subnet = "169.254.170.0/24"
    /// Debian and Alpine have it; any image with socat as its entry point does.
    private static let image = "alpine/socat:1.8.0.3"

    /// YAML. Nothing of it is secret: compose takes token and folder from the environment of `awsx exec`.
    var text: String {
        var lines = [
            "# Written by awsx exec --compose. Use it together with your own compose file, which is not changed.",
            "services:",
            "  \(Self.service):",
            "    image: ${AWSX_FORWARDER_IMAGE:-\(Self.image)}",
            "    command: TCP-LISTEN:80,fork,reuseaddr UNIX-CONNECT:/run/awsx/\(CredentialServerAddress.socketName)",
            "    volumes:",
            "      - ${\(EnvironmentKey.awsxSocketFolder):?start docker compose with awsx exec --compose}:/run/awsx:ro",
            "    networks:",
            "      \(Self.service):",
            "        ipv4_address: \(CredentialServerAddress.containerHost)",
        ]
        for service in services {
            lines += [
                "  \"\(service)\":",
                "    depends_on:",
                "      \(Self.service):",
                "        condition: service_started",
                "    environment:",
                "      \(EnvironmentKey.containerFullURI): \"http://\(CredentialServerAddress.containerHost)\(CredentialServerAddress.path)\"",
                // Without a value: as it is in the environment of compose.
                "      \(EnvironmentKey.containerToken):",
                "      \(EnvironmentKey.region):",
                "      \(EnvironmentKey.defaultRegion):",
                "    networks:",
                "      default: {}",
                "      \(Self.service): {}",
            ]
        }
        lines += [
            "networks:",
            "  \(Self.service):",
            "    ipam:",
            "      config:",
            "        - subnet: \(Self.subnet)",
        ]
        return lines.joined(separator: "\n") + "\n"
    }
}
