import Engine
import SystemKit
import SystemPackage
import TestSupport
import Testing

struct ContainerEndpointTests {
    private static let full = "AWS_CONTAINER_CREDENTIALS_FULL_URI"
    private static let relative = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"
    private let home: TestHome

    init() throws { home = try TestHome() }

    private func endpoint(_ variables: KeyValuePairs<String, String>) throws -> ContainerEndpoint {
        try ContainerEndpoint(try #require(ContainerSettings(Environment(variables))))
    }

    @Test func `A relative URI is the agent's, and goes before a full one`() throws {
        let endpoint = try endpoint([Self.full: "http://localhost/x", Self.relative: "/v2/credentials/a?b=c"])
        #expect(endpoint.url == "http://169.254.170.2/v2/credentials/a?b=c")
        #expect(endpoint.location == .variable(Self.relative))
    }

    @Test(arguments: [
        "http://127.0.0.1:4567/x", "http://127.255.0.9/x", "http://[::1]:80/x", "http://[0:0:0:0:0:0:0:1]/x",
        "http://localhost:1/x", "HTTP://LocalHost/x", "http://169.254.170.2/x", "http://169.254.170.23/v1/credentials",
        "http://[fd00:ec2::23]/v1/credentials", "https://example.com/x", "https://10.0.0.1:8443/",
    ])
    func `Loopback, the agents and https are trusted`(url: String) throws {
        #expect(try endpoint([Self.full: url]).url == url)
    }

    @Test(arguments: [
        "http://example.com/x", "http://10.0.0.1/x", "http://169.254.170.2.example.com/x", "http://169.254.169.254/x",
        "http://127.0.0.1.example.com/x", "http://127.1/x", "http://127.0.0.01/x", "http://128.0.0.1/x",
        "http://localhost.example.com/x", "http://[::2]/x", "http://[fd00:ec2::24]/x", "http://0.0.0.0/x",
        "http://[::ffff:10.0.0.1]/x",
    ])
    func `Another host gets no token over plain http`(url: String) throws {
        let failure = try #require(throws: Failure.self) { try endpoint([Self.full: url]) }
        #expect(failure.status == .configuration)
        #expect(failure.location == .variable(Self.full))
        #expect(failure.message.contains("not trusted"))
    }

    @Test(arguments: [
        "", "x", "ftp://localhost/x", "http://", "http://localhost:0/x", "http://user@localhost/x",
        "http://localhost@example.com/x", "http://local host/x", "http://localhost/\u{1b}",
    ])
    func `What is no address is refused`(url: String) throws {
        let failure = try #require(throws: Failure.self) { try endpoint([Self.full: url]) }
        #expect(failure.status == .configuration)
        #expect(failure.message.contains("is not a valid address for container credentials"))
    }

    @Test(arguments: ["@example.com/x", ".example.com/x", ":80@example.com/"])
    func `A relative URI can't lead elsewhere`(text: String) throws {
        let failure = try #require(throws: Failure.self) { try endpoint([Self.relative: text]) }
        #expect(failure.status == .configuration)
        #expect(failure.location == .variable(Self.relative))
    }

    // MARK: The token

    private func token(_ variables: KeyValuePairs<String, String>) throws -> Secret? {
        var environment = Environment(variables)
        environment.set(Self.full, "http://localhost/")
        let settings = try #require(ContainerSettings(environment))
        return try ContainerEndpoint.authorization(settings, files: home.files)
    }

    @Test func `A token's file goes before the token, and is sent as it is`() throws {
        try home.folder.put("  Basic abc== ", at: "token")
        #expect(try token([:]) == nil)
        #expect(try token(["AWS_CONTAINER_AUTHORIZATION_TOKEN": "T"]) == Secret("T"))
        let both: KeyValuePairs = [
            "AWS_CONTAINER_AUTHORIZATION_TOKEN": "T", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "\(home.path)/token",
        ]
        #expect(try token(both) == Secret("  Basic abc== "))
    }

    @Test(arguments: ["SECRET\n", "SECRET\r", "SEC\r\nX-Other: RET", "SECRET\u{0}", "SECRET\u{7f}", "SECRÉT"])
    func `A token that no header can hold is refused and not shown`(text: String) throws {
        try home.folder.put(text, at: "token")
        let path = "\(home.path)/token"
        let fromFile = try #require(throws: Failure.self) {
            try token(["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": path])
        }
        #expect(fromFile.status == .configuration)
        #expect(fromFile.location == .file(path, line: nil))
        let fromVariable = try #require(throws: Failure.self) { try token(["AWS_CONTAINER_AUTHORIZATION_TOKEN": text]) }
        #expect(fromVariable.location == .variable("AWS_CONTAINER_AUTHORIZATION_TOKEN"))
        #expect(!"\(fromFile)\(fromVariable)".contains("SEC"))
    }

    @Test func `A token's file that is missing, empty by name, closed or endless is told`() throws {
        try home.folder.put(String(repeating: "x", count: 2 << 20), at: "large")
        home.files.fail(.read, .permissionDenied, endingIn: "closed")
        for path in ["\(home.path)/none", "", "\(home.path)/closed", "\(home.path)/large"] {
            let failure = try #require(throws: Failure.self) {
                try token(["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": path])
            }
            #expect(failure.status == .configuration)
            #expect(failure.location == .variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"))
        }
    }
}
