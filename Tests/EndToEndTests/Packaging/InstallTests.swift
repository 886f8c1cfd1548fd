import Foundation
import SystemKit
import TestSupport
import Testing

/// `shell/install` over what is there, and its end.
@Suite struct InstallTests {
    private static let list = "share/awsx/installed-files"

    private func install(_ home: EndToEndHome, to prefix: String, _ words: String...) async throws -> ProgramOutcome {
        let configuration = Workspace.products.hasSuffix("release") ? "release" : "debug"
        return try await Program.run(
            "\(Workspace.root)/shell/install",
            ["--prefix", prefix, "--configuration", configuration] + words,
            environment: home.environment.setting(["PATH": ProcessInfo.processInfo.environment["PATH"]]),
            limit: .seconds(120))
    }

    /// Every file and folder below one.
    private func contents(_ folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
    }

    @Test func `an update keeps what is the user's, and removes what is awsx's no more; an uninstall leaves nothing`()
        async throws
    {
        let home = try EndToEndHome()
        defer { home.remove() }
        let prefix = "\(home.path)/prefix"
        // What another program has in a folder that both use.
        try home.write("#!/bin/sh\n", to: "prefix/bin/other", mode: 0o755)
        let before = try contents(prefix)
        let first = try await install(home, to: prefix, "--no-build")
        #expect(first.status == 0, "\(first)")
        let names = try String(contentsOfFile: "\(prefix)/\(Self.list)", encoding: .utf8).split(separator: "\n")
        #expect(names.contains("libexec/awsx/") && !names.contains("bin/"))
        #expect(
            Set(names.filter { !$0.hasSuffix("/") }.map { "\(prefix)/\($0)" })
                == Set(first.output.split(separator: "\n").map(String.init)))
        // An earlier version, which had a file more.
        try home.write("", to: "prefix/share/awsx/old/file")
        try home.write((names + ["share/awsx/old/file"]).joined(separator: "\n") + "\n", to: "prefix/\(Self.list)")
        try home.write("[sync]\n", to: ".config/awsx/config")
        let state = ".local/state/awsx/allowed"
        try home.write("kept", to: state, mode: 0o600)

        let second = try await install(home, to: prefix, "--no-build")
        #expect(second.status == 0, "\(second)")
        #expect(!FileManager.default.fileExists(atPath: "\(prefix)/share/awsx/old"))
        #expect(try String(contentsOfFile: "\(home.path)/\(state)", encoding: .utf8) == "kept")
        #expect(try String(contentsOfFile: "\(home.path)/.config/awsx/config", encoding: .utf8) == "[sync]\n")

        let last = try await install(home, to: prefix, "--uninstall")
        #expect(last.status == 0, "\(last)")
        #expect(try contents(prefix) == before)
        #expect(try String(contentsOfFile: "\(home.path)/\(state)", encoding: .utf8) == "kept")
    }

    @Test func `an uninstall of what was never installed says so, and a list can name nothing outside`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        let absent = try await install(home, to: "\(home.path)/prefix", "--uninstall")
        #expect(absent.status == 66 && absent.error.contains("prefix/\(Self.list) is missing"), "\(absent)")
        for name in ["../kept", "/kept", "share/../../kept"] {
            try home.write("", to: "kept")
            try home.write("\(name)\n", to: "prefix/\(Self.list)")
            let outcome = try await install(home, to: "\(home.path)/prefix", "--uninstall")
            #expect(outcome.status == 65, "\(outcome)")
            #expect(FileManager.default.fileExists(atPath: "\(home.path)/kept"))
        }
    }
}
