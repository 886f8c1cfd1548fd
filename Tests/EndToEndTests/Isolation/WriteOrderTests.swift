import SystemKit
import TestSupport
import Testing

#if os(Linux)
    /// How a file is replaced, as strace sees it: one descriptor from creation to rename, and each byte on the disk before
    /// its name is.
    @Suite struct WriteOrderTests {
        /// One temporary file's calls in their order, with what it became.
        private struct Replacement {
            let target: String
            var calls: [String] = []
        }

        @Test func `the core writes, saves, renames and saves the folder, in this order`() async throws {
            let home = try EndToEndHome()
            defer { home.remove() }
            try home.write("profile = legacy\n", to: "work/.awsx")
            let found = try await replacements(by: ["allow", "work"], in: home)
            #expect(found.map(\.target).allSatisfy { $0.hasPrefix("\(home.path)/.local/state/awsx/allowed/") })
            try check(found, least: 1)
        }

        @Test func `awsx-connect does the same with every secret, whatever the umask`() async throws {
            try await EndToEndHome.with(["--auto-approve", "visit"]) { home, _ in
                let found = try await replacements(by: ["login", "-q"], in: home)
                let targets = found.map(\.target)
                for name in [EndToEndHome.probeFile, EndToEndHome.registrationFile, EndToEndHome.tokenFile] {
                    #expect(targets.contains("\(home.path)/\(name)"), "\(targets)")
                }
                try check(found, least: 3)
            }
        }

        private func check(_ found: [Replacement], least: Int) throws {
            #expect(found.count >= least)
            for replacement in found {
                #expect(
                    replacement.calls == ["create 0600", "write", "save", "rename", "save folder"],
                    "\(replacement.target)")
            }
        }

        private func replacements(by words: [String], in home: EndToEndHome) async throws -> [Replacement] {
            let line = words.map { "'\($0)'" }.joined(separator: " ")
            let calls = "open,openat,creat,write,pwrite64,writev,fsync,fdatasync,rename,renameat,renameat2"
            let outcome = try await home.shell(
                "umask 000; exec /usr/bin/strace -f -qq -y -s 0 -e signal=none -e trace=\(calls) -o trace awsx \(line)")
            #expect(outcome.status == 0, "\(outcome)")
            return Self.read(try home.read("trace"))
        }

        /// What was done with each temporary file; twice in a row tells as once.
        private static func read(_ trace: String) -> [Replacement] {
            var found: [String: Replacement] = [:]
            var order: [String] = []
            var folders: [String: String] = [:]
            func add(_ call: String, to temporary: String) {
                if found[temporary]?.calls.last != call { found[temporary]?.calls.append(call) }
            }
            for line in trace.split(separator: "\n") where !line.contains(" resumed>") {
                guard let name = line.firstMatch(of: #/ (\w+)\(/#)?.1 else { continue }
                let quoted = line.matches(of: #/"([^"]*)"/#).map { String($0.1) }
                let described = line.firstMatch(of: #/\(\d+<([^>]*)>/#).map { String($0.1) }
                switch name {
                case "open", "openat", "creat":
                    guard let path = quoted.first, path.hasSuffix(".awsx-tmp") else { continue }
                    if found[path] == nil {
                        found[path] = Replacement(target: "")
                        order.append(path)
                    }
                    let isNew = line.contains("O_CREAT|O_EXCL") && line.contains("O_NOFOLLOW")
                    let mode = line.firstMatch(of: #/, (0[0-7]+)[)]/#).map { String($0.1) }
                    found[path]?.calls.append(isNew ? "create \(mode ?? "unknown")" : "open")
                case "write", "pwrite64", "writev":
                    if let described { add("write", to: described) }
                case "fsync", "fdatasync":
                    guard let described else { continue }
                    add("save", to: described)
                    for (temporary, folder) in folders where folder == described {
                        add("save folder", to: temporary)
                        folders[temporary] = nil
                    }
                default:
                    guard quoted.count == 2, let replacement = found[quoted[0]] else { continue }
                    found[quoted[0]] = Replacement(target: quoted[1], calls: replacement.calls + ["rename"])
                    folders[quoted[0]] = String(
                        quoted[1].prefix(upTo: quoted[1].lastIndex(of: "/") ?? quoted[1].startIndex))
                }
            }
            return order.compactMap { found[$0] }
        }
    }
#endif
