import Engine
import PluginKit
import Testing

@testable import Plugins

@Suite struct BoxedPluginsTests {
    @Test(arguments: [
        ("awsx-console", "console"), ("awsx-ecr", "ecr"), ("awsx-eks", "eks"), ("awsx-connect", nil), ("awsx", nil),
        ("console", nil), ("awsx-", nil), ("docker-credential-awsx", nil),
    ])
    func `A program's name says which plugin it is`(program: String, name: String?) {
        #expect(BoxedPlugins.plugin(calledAs: program)?.name == name)
    }

    /// A mistake in a declaration shows only when its words are read.
    @Test func `Every declaration can be read`() {
        #expect(throws: (any Error).self) { try ConsoleArguments.understand(["--service"]) }
        #expect(throws: Never.self) { try ConsoleArguments.understand(["dev", "--service", "ec2", "--print-url"]) }
        #expect(throws: Never.self) { try ECRArguments.understandAny(["login", "--print-password"]) }
        #expect(throws: Never.self) { try ECRArguments.understandAny(["configure", "--all"]) }
        #expect(throws: Never.self) { try EKSArguments.understandAny(["token", "--cluster", "c", "dev"]) }
        #expect(throws: Never.self) { try EKSArguments.understandAny(["kubeconfig", "--cluster", "c"]) }
    }

    @Test(arguments: [
        ["--duration", "14m"], ["--duration", "13h"], ["--portal", "--duration", "1h"], ["--portal", "--read-only"],
    ])
    func `The console refuses what it can't keep`(words: [String]) {
        let failure = #expect(throws: Failure.self) { try ConsoleArguments.understand(words) }
        #expect(failure?.status == .usage)
    }

    @Test(arguments: ["", "-x", "_x", "a/b", "a b", "../x", String(repeating: "a", count: 101), "é"])
    func `A cluster's name becomes part of a path`(name: String) {
        let failure = #expect(throws: Failure.self) { try EKSArguments.understandAny(["token", "--cluster=\(name)"]) }
        #expect(failure?.status == .usage)
    }

    @Test func `The manifest asks for whatever names an identity, and nothing else`() {
        let manifest = BoxedPlugins.manifest(of: ConsoleArguments.self) { CommandSyntax() }
        #expect(manifest.environment == EnvironmentKey.identity)
        #expect(manifest.needs.network)
    }
}
