import ArgumentParser
import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

struct RoleSessionRestrictionOptionsTests {
    private let home: TestHome

    init() throws { home = try TestHome() }

    private struct Command: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "sample")

        @OptionGroup var limits: RoleSessionRestrictionOptions
    }

    private func limits(_ words: [String]) throws -> RoleSessionRestrictions {
        try Command.understand(words).limits.limits(files: home.files)
    }

    @Test func `Nothing typed is no limit`() throws {
        #expect(try limits([]).isEmpty)
    }

    @Test func `Everything typed comes through, the policy without its blanks`() throws {
        try home.folder.put("{ \"Version\" : \"2012-10-17\",\n \"Statement\": [ ] }\n", at: "policy.json")
        let limits = try limits([
            "--policy-arn", "arn:aws:iam::aws:policy/A", "--policy-arn", "arn:aws:iam::1:policy/B", "--policy",
            "\(home.path)/policy.json", "--tag", "team=a=b", "--tag", "empty=", "--source-identity", "ada@x",
            "--duration", "1h30m",
        ])
        #expect(limits.policyARNs == ["arn:aws:iam::aws:policy/A", "arn:aws:iam::1:policy/B"])
        #expect(limits.policy == #"{"Version":"2012-10-17","Statement":[]}"#)
        #expect(
            limits.tags == [
                RoleSessionRestrictions.Tag(key: "team", value: "a=b"),
                RoleSessionRestrictions.Tag(key: "empty", value: ""),
            ])
        #expect(limits.sourceIdentity == "ada@x")
        #expect(limits.durationSeconds == 5400)
        #expect(!limits.isReadOnly)
    }

    /// Narrowed credentials may live a second; what is too short for a role, the role tells, and what is too long STS.
    @Test(arguments: [("1s", 1), ("14m", 840), ("15m", 900), ("901s", 901), ("12h", 43_200)] as [(String, Int64)])
    func `A second and more are a duration`(text: String, seconds: Int64) throws {
        #expect(try limits(["--duration", text]).durationSeconds == seconds)
    }

    @Test(arguments: ["0", "0s"])
    func `Less is refused`(text: String) throws {
        let failure = try #require(throws: Failure.self) { try limits(["--duration", text]) }
        #expect(failure.status == .usage && failure.message.contains("1s"))
    }

    /// Ten managed policies and one document are what AssumeRole takes; a source identity has 2 to 64 characters.
    @Test func `As much as AWS takes is passed on, and no more`() throws {
        let arns = (0..<11).map { "arn:aws:iam::aws:policy/P\($0)" }
        let words = { (count: Int) in arns.prefix(count).flatMap { ["--policy-arn", $0] } }
        #expect(try limits(words(10)).policyARNs.count == 10)
        #expect(throws: Failure.self) { try limits(words(11)) }
        for identity in ["ab", String(repeating: "a", count: 64), "A9_+=,.@-"] {
            #expect(try limits(["--source-identity", identity]).sourceIdentity == identity)
        }
        for identity in ["a", String(repeating: "a", count: 65), "a/b", "a:b", "é1", "a b"] {
            #expect(throws: Failure.self) { try limits(["--source-identity", identity]) }
        }
    }

    @Test(arguments: ["ReadOnlyAccess", "arn:aws:iam::aws:role/A", "aws:iam::aws:policy/A", "policy/A", ""])
    func `What is no policy's ARN is refused`(arn: String) throws {
        let failure = try #require(throws: Failure.self) { try limits(["--policy-arn", arn]) }
        #expect(failure.status == .usage)
    }

    @Test(arguments: [
        ["--read-only", "--policy-arn", "arn:aws:iam::aws:policy/A"], ["--read-only", "--policy", "x"],
        ["--policy", "x", "--policy", "y"],
        ["--policy-arn", "ReadOnlyAccess"], ["--tag", "team"], ["--tag", "=x"], ["--tag", "a=1", "--tag", "A=2"],
        ["--source-identity", "a"], ["--source-identity", "a b"], ["--duration", "soon"],
        ["--mfa-code", "12345"], ["--mfa-code", "1234567"], ["--mfa-code", "12345a"],
    ])
    func `What contradicts itself or is no value is a matter of usage`(words: [String]) throws {
        let failure = try #require(throws: Failure.self) { try limits(words) }
        #expect(failure.status == .usage)
    }

    @Test func `A policy file that isn't there or holds no JSON is told`() throws {
        let missing = try #require(throws: Failure.self) { try limits(["--policy", "\(home.path)/none"]) }
        #expect(missing.status == .notFound)
        #expect(missing.hint?.words.contains("give a file that contains a policy in JSON") == true)
        try home.folder.put("Version: 2012", at: "policy.yaml")
        let near = try #require(throws: Failure.self) { try limits(["--policy", "\(home.path)/polcy.yaml"]) }
        #expect(near.hint?.words == "did you mean \(home.path)/policy.yaml?")
        let other = try #require(throws: Failure.self) { try limits(["--policy", "\(home.path)/policy.yaml"]) }
        #expect(other.status == .configuration)
    }
}
