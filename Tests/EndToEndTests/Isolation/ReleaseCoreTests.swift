import SystemKit
import TestSupport
import Testing

/// The core as it is shipped, by the tools that look into executables.
@Suite struct ReleaseCoreTests {
    private func core() throws -> String {
        guard let path = Workspace.releaseCore else {
            throw Workspace.Broken(
                "AWSX_TEST_RELEASE_CORE names no release build of awsx: Tests/run makes one and sets it, or do it with "
                    + "swift build -c release --static-swift-stdlib --product awsx")
        }
        return path
    }

    @Test func `no symbol of NIO, of TLS or of a line editor is in it`() async throws {
        let symbols = try await Program.run("/usr/bin/nm", [try core()])
        #expect(symbols.status == 0, "\(symbols.error)")
        let names = symbols.output.split(separator: "\n").compactMap { $0.split(separator: " ").last }
        #expect(names.count > 1000, "it is stripped, and nothing can be told")
        let foreign = names.filter { name in
            // Swift's mangled names hold a module's name after its length.
            ["SSL_", "CNIOBoringSSL_SSL_", "el_init", "el_gets", "el_set"].contains { name.hasPrefix($0) }
                || ["7NIOCore", "8NIOPosix", "6NIOSSL", "15AsyncHTTPClient", "17FoundationNetworking"]
                    .contains { name.contains($0) }
        }
        #expect(foreign.isEmpty, "\(foreign.prefix(5))")
    }

    #if os(Linux)
        @Test func `it needs no library and no interpreter`() async throws {
            let headers = try await Program.run("/usr/bin/readelf", ["--dynamic", "--program-headers", try core()])
            #expect(headers.status == 0, "\(headers.error)")
            #expect(headers.output.contains("There is no dynamic section in this file"))
            #expect(!headers.output.contains("INTERP"))
        }

        @Test func `it runs, with an empty environment and nothing mounted`() async throws {
            let outcome = try await Program.run(
                try core(), ["--version"], environment: SystemKit.Environment(), folder: "/")
            #expect(outcome.status == 0, "\(outcome)")
            #expect(outcome.output.hasPrefix("awsx "))
        }

        @Test func `its words come from the C library, and are what was typed`() async throws {
            let home = try EndToEndHome()
            defer { home.remove() }
            let outcome = try await Program.run(
                "/usr/bin/strace", ["-f", "-e", "trace=open,openat,execve", try core(), "no such command\u{e9}", ""],
                environment: home.environment)
            #expect(outcome.error.contains("there is no command 'no such command\u{e9}'"), "\(outcome)")
            #expect(outcome.error.contains("execve(") && !outcome.error.contains("/proc/self/maps"), "\(outcome.error)")
        }
    #endif
}
