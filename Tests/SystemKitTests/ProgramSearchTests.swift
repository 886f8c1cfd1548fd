import SystemKit
import SystemPackage
import TestSupport
import Testing

struct ProgramSearchTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.put("#!/bin/sh\n", at: "one/tool", mode: 0o755)
        try folder.put("#!/bin/sh\n", at: "two/tool", mode: 0o755)
        try folder.put("#!/bin/sh\n", at: "closed/tool", mode: 0o644)
        try folder.put("#!/bin/sh\n", at: "closed/only", mode: 0o600)
        try folder.put("", at: "three/tool/inner", mode: 0o644)
    }

    private func path(_ names: String...) -> String { names.map(folder.path).joined(separator: ":") }

    @Test func `The first folder that has it wins`() {
        #expect(ProgramSearch.find("tool", path: path("one", "two")) == .found(folder.path("one/tool")))
        #expect(ProgramSearch.find("tool", path: path("absent", "two", "one")) == .found(folder.path("two/tool")))
    }

    @Test func `A file that may not be run is passed over while there is a better one`() {
        #expect(ProgramSearch.find("tool", path: path("closed", "two")) == .found(folder.path("two/tool")))
        #expect(ProgramSearch.find("tool", path: path("three", "two")) == .found(folder.path("two/tool")))
    }

    @Test func `Found, and not to be run, is 126`() {
        #expect(
            ProgramSearch.find("only", path: path("closed", "one"))
                == .notExecutable(folder.path("closed/only"), .permissionDenied))
        let file = folder.path("closed/only")
        #expect(ProgramSearch.find(file, path: nil) == .notExecutable(file, .permissionDenied))
        #expect(ProgramSearch.find(folder.path, path: nil) == .notExecutable(folder.path, .permissionDenied))
    }

    @Test func `All are found in order, each once however it is reached`() {
        folder.link("again", to: "two")
        let all = ProgramSearch.all("tool", path: path("absent", "closed", "two", "three", "again", "one", "two"))
        #expect(all == [folder.path("two/tool"), folder.path("one/tool")])
        #expect(ProgramSearch.all("no-such-tool", path: path("one", "two")).isEmpty)
    }

    @Test(arguments: ["", "no-such-tool", "/no/such/tool", "./no-such-tool", "one/tool/below"])
    func `Nowhere is 127`(command: String) {
        #expect(ProgramSearch.find(command, path: path("one", "closed")) == .notFound)
    }

    @Test func `A name with a slash is taken as it is`() {
        let tool = folder.path("one/tool")
        #expect(ProgramSearch.find(tool, path: "") == .found(tool))
    }

    @Test func `Without PATH the usual folders are searched`() {
        guard case .found(let sh) = ProgramSearch.find("sh", path: nil) else {
            Issue.record("sh was not found")
            return
        }
        #expect(["/usr/bin/sh", "/bin/sh"].contains(sh))
    }

    @Test func `An empty part of PATH is the present folder`() {
        #expect(ProgramSearch.find("Package.swift-no-such", path: ":") == .notFound)
        if case .found(let found) = ProgramSearch.find("sh", path: ":/bin") { #expect(found == "/bin/sh") }
    }

    @Test(arguments: ["tool", "only", "no-such-tool", "/no/such/tool"])
    func `bash decides alike`(command: String) async throws {
        let variables = Environment(["PATH": path("closed", "three", "one")])
        let status = try await InstalledProgram.run("/bin/bash", ["-c", command], environment: variables).status
        let expected: Int32 =
            switch ProgramSearch.find(command, path: variables["PATH"]) {
            case .found: 0
            case .notFound: 127
            case .notExecutable: 126
            }
        #expect(status == expected)
    }
}
