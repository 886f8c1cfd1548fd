import Engine
import PluginKit
import SystemKit
import SystemPackage
import TestSupport
import Testing
import Wire

struct NetworkSettingsTests {
    /// A disk that holds one file and refuses another.
    private struct TwoFiles: ReadOnlyFiles {
        var text = ""

        func read(_ path: String, limit: Int) throws(SystemFailure) -> [UInt8]? {
            if path == "/forbidden.pem" { throw SystemFailure("read", path, .permissionDenied) }
            return path == "/bundle.pem" ? Array(text.utf8) : nil
        }
    }

    @Test(arguments: [
        ("/absent.pem", "the CA bundle /absent.pem does not exist"), ("", "path is empty"), (" ", "path is empty"),
        ("\t", "path is empty"), ("\n ", "path is empty"),
        ("/bundle.pem", "no readable PEM certificates"), ("/forbidden.pem", "can't be read"),
    ])
    func `A CA bundle that can't be used is a configuration error at its place`(path: String, message: String) throws {
        let line = Setting(value: path, location: .file("config", line: 3))
        let byLine = try #require(throws: Failure.self) {
            try NetworkSettings.resolve(environment: Environment(), files: TwoFiles(text: "no PEM"), caBundle: line)
        }
        #expect(byLine.status == .configuration)
        #expect(byLine.location == .file("config", line: 3))
        #expect(byLine.message.contains(message))
        #expect(byLine.hint?.words.hasSuffix("or remove it to trust the system's") == true)
        for name in ["AWS_CA_BUNDLE", "REQUESTS_CA_BUNDLE"] {
            let byVariable = try #require(throws: Failure.self) {
                try NetworkSettings.resolve(
                    environment: Environment([name: "\(path)"]), files: TwoFiles(text: ""), caBundle: nil)
            }
            #expect(byVariable.status == .configuration)
            #expect(byVariable.location == .variable(name))
            #expect(byVariable.message.contains(message))
            #expect(byVariable.hint?.words.contains("run unset \(name)") == true)
        }
    }

    /// botocore looks at the first that is set, whatever is in it.
    @Test func `An empty bundle that another comes before is not looked at`() throws {
        let profile = Setting(value: "", location: .file("config", line: 3))
        let environment = Environment(["AWS_CA_BUNDLE": "/absent.pem", "REQUESTS_CA_BUNDLE": ""])
        let failure = try #require(throws: Failure.self) {
            try NetworkSettings.resolve(environment: environment, files: TwoFiles(), caBundle: profile)
        }
        #expect(failure.location == .variable("AWS_CA_BUNDLE"))
    }

    @Test func `AWS_CA_BUNDLE beats the profile, and the profile REQUESTS_CA_BUNDLE`() throws {
        let environment = Environment(["AWS_CA_BUNDLE": "/one", "REQUESTS_CA_BUNDLE": "/three"])
        let profile = Setting(value: "/two", location: .file("config", line: 3))
        func location(_ environment: Environment, _ profile: Setting?) throws -> Engine.SourceLocation? {
            let failure = try #require(throws: Failure.self) {
                try NetworkSettings.resolve(environment: environment, files: TwoFiles(), caBundle: profile)
            }
            return failure.location
        }
        #expect(try location(environment, profile) == .variable("AWS_CA_BUNDLE"))
        #expect(try location(Environment(["REQUESTS_CA_BUNDLE": "/three"]), profile) == profile.location)
        #expect(try location(Environment(["REQUESTS_CA_BUNDLE": "/three"]), nil) == .variable("REQUESTS_CA_BUNDLE"))
    }

    @Test func `A broken certificate in PEM armour is no bundle`() throws {
        let text = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
        let failure = try #require(throws: Failure.self) {
            try NetworkSettings.resolve(
                environment: Environment(["AWS_CA_BUNDLE": "/bundle.pem"]), files: TwoFiles(text: text), caBundle: nil)
        }
        #expect(failure.status == .configuration)
    }

    @Test func `Timeouts are ten and sixty seconds unless set`() throws {
        let plain = try NetworkSettings.resolve(environment: Environment(), files: TwoFiles(), caBundle: nil)
        #expect(plain.connectTimeoutMilliseconds == 10_000)
        #expect(plain.readTimeoutMilliseconds == 60_000)
        let set = try NetworkSettings.resolve(
            environment: Environment(["AWSX_CONNECT_TIMEOUT": "3", "AWSX_READ_TIMEOUT": "3600"]), files: TwoFiles(),
            caBundle: nil)
        #expect(set.connectTimeoutMilliseconds == 3000)
        #expect(set.readTimeoutMilliseconds == 3_600_000)
    }

    @Test(arguments: ["0", "-1", "3601", "1.5", "ten", "99999999999999999999"])
    func `A timeout that is no sensible number is a configuration error`(text: String) throws {
        let failure = try #require(throws: Failure.self) {
            try NetworkSettings.resolve(
                environment: Environment(["AWSX_READ_TIMEOUT": "\(text)"]), files: TwoFiles(), caBundle: nil)
        }
        #expect(failure.status == .configuration)
        #expect(failure.location == .variable("AWSX_READ_TIMEOUT"))
    }
}
