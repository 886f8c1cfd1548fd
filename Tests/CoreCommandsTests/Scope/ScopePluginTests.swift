import Engine
import PluginKit
import SystemKit
import TestSupport
import Testing

@testable import CoreCommands

/// What `awsx scope` says of scopes.
struct ScopePluginTests {
    private let core: CoreHome

    init() throws { core = try CoreHome() }

    private func said(_ words: String...) throws -> String {
        let invocation = Invocation(rawWords: words.map { Array($0.utf8) }, context: core.context())
        #expect(try ScopePlugin().run(invocation) == 0)
        return core.home.said.output
    }

    private func json(_ words: String...) throws -> JSON {
        let invocation = Invocation(rawWords: (words + ["--json"]).map { Array($0.utf8) }, context: core.context())
        #expect(try ScopePlugin().run(invocation) == 0)
        return try #require(JSON(Array(core.home.said.output.utf8)))
    }

    @Test func `the list has awsx's own scopes, then those of one's own with their place`() throws {
        try core.home.folder.put("[scope deploy]\nallow = s3:Get*\n", at: ".config/awsx/config")
        let scopes = try #require(try json("list")["scopes"]?.array)
        #expect(scopes.count == ScopePreset.names.count + 1)
        #expect(scopes[0]["name"]?.string == "read" && scopes[0]["characters"]?.integer == 1811)
        #expect(scopes[0]["place"] == .null)
        let mine = try #require(scopes.last)
        #expect(mine["name"]?.string == "deploy" && mine["place"]?["line"]?.integer == 2)
    }

    @Test func `a scope is shown with what it lets through, what not, and its traps`() throws {
        let text = try said("show", "ecr:read")
        #expect(text.contains("ecr:read: read the data and settings of ecr"))
        #expect(text.contains("of 2048 characters"))
        #expect(text.contains("ecr:BatchGet*"))
        #expect(text.contains("GetAuthorizationToken gives a registry password"))
        #expect(text.contains("anything else, unless a resource-based policy names this session"))
        #expect(!text.split(separator: "\n").contains { $0.count > 80 })
    }

    @Test func `for programs the policy is there to the letter`() throws {
        let answer = try json("show", "read")
        #expect(answer["policy"]?.string.map(CacheKey.digest)?.hasPrefix("be98cee201aad663") == true)
        #expect(answer["characters"]?.integer == 1811 && answer["longest"]?.integer == 2048)
        #expect(answer["denies"]?.array?.count == 2)
        #expect(answer["deniesTheRest"] == .bool(false))
        #expect(answer["traps"]?.array?.isEmpty == false)
    }

    @Test func `joined scopes are shown as what comes of them`() throws {
        let answer = try json("show", "read-strict,bedrock:read")
        #expect(answer["deniesTheRest"] == .bool(true))
        #expect(answer["allows"]?.array?.contains(.string("bedrock:Get*")) == true)
    }

    @Test(arguments: [["show"], ["show", ""], ["show", "read,"], ["list", "x"], ["hide"]])
    func `what is no command is a matter of usage`(words: [String]) throws {
        let invocation = Invocation(rawWords: words.map { Array($0.utf8) }, context: core.context())
        let failure = try #require(throws: Failure.self) { try ScopePlugin().run(invocation) }
        #expect(failure.status == .usage)
    }

    @Test func `a scope that nobody defines is told with those that are like it`() throws {
        let invocation = Invocation(rawWords: ["show", "reed"].map { Array($0.utf8) }, context: core.context())
        let failure = try #require(throws: Failure.self) { try ScopePlugin().run(invocation) }
        #expect(failure.status == .configuration)
        #expect(try #require(failure.hint).words.contains("read"))
    }

    @Test func `text of a configuration can't reach the terminal`() throws {
        try core.home.folder.put("[scope a\u{1b}[31mb]\nallow = s3:Get*\n", at: ".config/awsx/config")
        #expect(!(try said("list")).contains("\u{1b}"))
    }
}
