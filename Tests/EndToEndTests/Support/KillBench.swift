import Engine
import Foundation
import SystemKit
import TestSupport
import Testing

/// A HOME in which awsx is killed again and again.
struct KillBench: Sendable {
    let home: EndToEndHome
    /// Copies of the cache files after each kill, for botocore to read.
    let snapshots: String

    init(_ sandbox: SandboxProcess) throws {
        home = try EndToEndHome(sandbox)
        snapshots = try Workspace.shared.folder("snapshots")
    }

    /// What awsx does when it is killed.
    enum Work: CaseIterable, Sendable {
        case login, refresh, keys

        var words: [String] {
            switch self {
            case .login: ["login", "--force"]
            case .refresh: ["token"]
            case .keys: ["exec", "-p", "dev-ReadOnlyAccess", "--", "true"]
            }
        }
    }

    /// A replacement of a file; awsx is killed as it calls `rename`, which is then not carried out.
    struct Cut: Sendable {
        let work: Work
        /// The file below HOME that is about to be replaced.
        let target: String

        /// Its number among the replacements of a run.
        let rename: Int

        static let all = [
            Cut(work: .login, target: EndToEndHome.probeFile, rename: 1),
            Cut(work: .login, target: EndToEndHome.registrationFile, rename: 2),
            Cut(work: .login, target: EndToEndHome.tokenFile, rename: 3),
            Cut(work: .refresh, target: EndToEndHome.probeFile, rename: 1),
            Cut(work: .refresh, target: EndToEndHome.tokenFile, rename: 2),
            Cut(work: .keys, target: EndToEndHome.roleFile(role: "ReadOnlyAccess"), rename: 1),
            Cut(work: .keys, target: EndToEndHome.noteFile(role: "ReadOnlyAccess"), rename: 2),
        ]
    }

    /// Makes sure that there is something to do and write for a run.
    func prepare(_ work: Work) async throws {
        try await home.signIn()
        switch work {
        // Another registration is made first.
        case .login: try? home.delete(EndToEndHome.registrationFile)
        case .refresh: try home.ageToken()
        case .keys:
            try home.ageToken(secondsLeft: 3600)
            try? home.delete(".local/state/awsx/fetched")
        }
    }

    /// Kills awsx at a rename; true if a temporary file is left and its target is as it was.
    func kill(at cut: Cut) async throws -> Bool {
        try await prepare(cut.work)
        let before = try contents()
        let calls = "rename,renameat,renameat2"
        // strace counts calls by thread, so the process is given one processor, on which it mostly works in one. (Of a
        // rename it can't be asked by the new name: `-P` looks at the old one.)
        let outcome = try await Program.run(
            "/usr/bin/taskset",
            [
                "-c", "0", "/usr/bin/strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=\(calls)", "-e",
                "inject=\(calls):signal=SIGKILL:when=\(cut.rename)", try InstallPrefix.shared.get().awsx,
            ] + cut.work.words, environment: home.environment, folder: home.path)
        // The work went on in another thread, and nothing was killed.
        if outcome.status == 0 { return false }
        // The core that lost awsx-connect says so; where it had become awsx-connect nobody is left to.
        #expect(outcome.status == (cut.work == .login ? 137 : 1), "\(outcome)")
        let after = try contents()
        let left = after.keys.filter { before[$0] == nil && $0.hasSuffix(".awsx-tmp") }
        guard left.count == 1, let temporary = left.first else { return false }
        return Self.target(of: temporary) == cut.target && after[cut.target] == before[cut.target]
    }

    /// Kills awsx, and all that it started, at any moment of its run.
    func killSometime(in work: Work, after delay: Duration) async throws {
        try await prepare(work)
        let words = [try InstallPrefix.shared.get().awsx] + work.words
        let program = try RunningProgram(
            words[0], words: words.map { Array($0.utf8) }, environment: home.environment,
            streams: [.nothing, .nothing, .nothing], folder: home.path)
        try await Task.sleep(for: delay)
        program.sendAll(signal: SIGKILL)
        _ = await program.wait()
        // awsx-connect is no child of ours, and the kernel may still be taking it down.
        try await eventually("all are gone") { Glibc.kill(-program.processID, 0) != 0 }
    }

    /// Looks at every file after a kill and keeps a copy of the caches.
    func inspect(_ number: Int) async throws {
        for (name, mode) in try home.modes() where name.hasPrefix(".aws/") || name.hasPrefix(".local/") {
            #expect(name == ".aws/config" || mode == 0o600, "\(name) is \(String(mode, radix: 8))")
            if name.hasSuffix(".lock") {
                // The kernel may still be taking the last thread of a killed process down.
                try await eventually("\(name) is free") { try FileLock.attempt("\(home.path)/\(name)") != nil }
            }
            guard name.hasSuffix(".json") else { continue }
            let json = JSON(Array(try home.read(name).utf8))
            // What is learnt of sign-ins is no cache of the AWS CLI's.
            if name.contains("/sign-ins/") {
                #expect(json?["signedInAt"] != nil, "\(name)")
                continue
            }
            #expect(json?["accessToken"] != nil || json?["clientSecret"] != nil || json?["Credentials"] != nil)
            let folder = "\(snapshots)/\(number)/\(name.contains("/sso/") ? "sso" : "cli")"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try FileManager.default.copyItem(
                atPath: "\(home.path)/\(name)", toPath: "\(folder)/\(name.split(separator: "/").last ?? "")")
        }
        let status = try await home.awsx("status", "dev-ReadOnlyAccess")
        #expect([0, 79].contains(status.status) && status.error.isEmpty, "\(status)")
    }

    /// The AWS CLI on what is left: it works, or asks for a sign-in.
    func askCLI() async throws {
        let aws = try await home.run(
            "/usr/bin/aws", "sts", "get-caller-identity", "--profile", "dev-ReadOnlyAccess")
        #expect(aws.status == 0 || (aws.status == 255 && aws.error.contains("Token has expired")), "\(aws)")
    }

    /// `.NAME.PID-N.awsx-tmp` stands beside `NAME`.
    private static func target(of temporary: String) -> String {
        var parts = temporary.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let name = parts.removeLast().dropFirst()
        return
            (parts + [name.split(separator: ".", omittingEmptySubsequences: false).dropLast(2).joined(separator: ".")])
            .joined(separator: "/")
    }

    private func contents() throws -> [String: Data] {
        var contents: [String: Data] = [:]
        for name in try home.modes().keys {
            contents[name] = try? Data(contentsOf: URL(fileURLWithPath: "\(home.path)/\(name)"))
        }
        return contents
    }
}
