import Foundation
import TestSupport
import Testing

/// Runs awsx under strace and looks for secrets where none may be. All of the sandbox's hold a marker.
struct Canary: Sendable {
    static let marker = "AWSXSANDBOXCANARY"

    /// A secret by its own text, with a marker or without, and where alone it may be kept.
    struct Secret: Sendable {
        let text: String
        /// A file or a folder under the HOME; nil: nowhere.
        let location: String?
    }

    /// What a command may show on stdout.
    enum Output: Sendable {
        case nothing
        /// Its own keys, which must be there.
        case keys
        /// The access token, which must be there.
        case token
    }

    let home: EndToEndHome
    var secrets: [Secret] = []

    /// Runs a command; every word of every process that came of it is looked at, and all that was written.
    @discardableResult
    func run(
        _ words: [String], showing output: Output = .nothing, setting variables: KeyValuePairs<String, String?> = [:],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> ProgramOutcome {
        let (outcome, leaks) = try await watch(
            [try InstallPrefix.shared.get().awsx] + words, showing: output, setting: variables)
        #expect(leaks.isEmpty, "\(words): \(leaks) \(outcome)", sourceLocation: sourceLocation)
        if output != .nothing {
            #expect(outcome.output.contains(Self.marker), "\(words): \(outcome)", sourceLocation: sourceLocation)
        }
        return outcome
    }

    /// Runs any program, and tells what it let out.
    func watch(
        _ words: [String], showing output: Output = .nothing, setting variables: KeyValuePairs<String, String?> = [:]
    ) async throws -> (outcome: ProgramOutcome, leaks: [Leak]) {
        let folder = try Workspace.shared.folder("strace")
        defer { Workspace.shared.remove(folder) }
        let calls = "execve,?execveat,?open,openat,?openat2,?creat,?chmod,fchmod,fchmodat,?fchmodat2"
        let outcome = try await Program.run(
            "/usr/bin/strace",
            ["-f", "-y", "--seccomp-bpf", "-qq", "-s", "65535", "-e", "trace=\(calls)", "-o", "\(folder)/log"] + words,
            environment: home.environment.setting(variables), folder: home.path)
        let log = try String(contentsOfFile: "\(folder)/log", encoding: .isoLatin1)
        var leaks = leaks(inCalls: log, typed: words)
        if holdsSecret(outcome.error) { leaks.append(Leak(.told, outcome.error)) }
        if holdsSecret(allowed(outcome.output, output)) { leaks.append(Leak(.shown, outcome.output)) }
        return (outcome, leaks + (try leaksInFiles()))
    }

    private func holdsSecret(_ text: some StringProtocol) -> Bool {
        text.contains(Self.marker) || secrets.contains { text.contains($0.text) }
    }

    /// The output without what it may hold: of the sandbox's secrets keys alone begin with the marker, a session token
    /// and an access token with letters of their own.
    private func allowed(_ text: String, _ output: Output) -> String {
        switch output {
        case .nothing: text
        case .keys: text.replacing(#/(?<before>^|[ "'=\n])(IQoJb3JpZ2luX2Vj)?AWSXSANDBOXCANARY/#) { $0.before }
        case .token: text.replacing(#/^aoaAWSXSANDBOXCANARY/#, with: "")
        }
    }

    private func leaks(inCalls log: String, typed words: [String]) -> [Leak] {
        let calls = log.split(separator: "\n")
        let first = calls.first?.prefix { $0 != " " }
        var leaks: [Leak] = []
        if first == nil { leaks.append(Leak(.unseen, "strace saw no program start")) }
        for call in calls {
            if call.contains("execve(") || call.contains("execveat(") {
                // What a person types is in the words of that process, whatever it becomes.
                let mayBeSeen = call.prefix { $0 != " " } == first
                let typed = mayBeSeen ? words : []
                let seen = secrets.map(\.text).filter { text in !typed.contains { $0.contains(text) } }
                if call.contains(Self.marker) || seen.contains(where: { call.contains($0) }) {
                    leaks.append(Leak(.passed, String(call)))
                }
            } else if let path = Self.path(of: call), isWatched(path), !Self.isNarrow(call) {
                leaks.append(Leak(.openedWide, String(call)))
            }
        }
        return leaks
    }

    /// Every file but devices and what the kernel shows.
    private func isWatched(_ path: Substring) -> Bool { !path.hasPrefix("/dev/") && !path.hasPrefix("/proc/") }

    /// The file that a call makes or whose mode it changes; nil for one that does neither.
    private static func path(of call: Substring) -> Substring? {
        guard call.contains("O_CREAT") || call.contains("creat(") || call.contains("chmod") else { return nil }
        return call.firstMatch(of: #/"([^"]*)"/#)?.1 ?? call.firstMatch(of: #/fchmod\(\d+<([^>]*)>/#)?.1
    }

    /// Where another thread's call came between, strace breaks the line behind the last argument.
    private static func isNarrow(_ call: Substring) -> Bool {
        call.contains(#/(, |mode=)0?[0-7]00(\)|\}| <unfinished)/#)
    }

    /// A file that others may read holds nothing secret, and no file holds what belongs elsewhere.
    func leaksInFiles() throws -> [Leak] {
        var leaks: [Leak] = []
        for (name, mode) in try home.modes() {
            // Gone by now, or a lock.
            guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: "\(home.path)/\(name)")) else { continue }
            func holds(_ text: String) -> Bool { bytes.range(of: Data(text.utf8)) != nil }
            if mode & 0o077 != 0, holds(Self.marker) || secrets.contains(where: { holds($0.text) }) {
                leaks.append(Leak(.leftWide, "\(name), \(String(mode, radix: 8))"))
            }
            for secret in secrets where !(secret.location.map { name.hasPrefix($0) } ?? false) && holds(secret.text) {
                leaks.append(Leak(.misplaced, name))
            }
        }
        return leaks
    }
}

/// A secret where none may be.
struct Leak: Sendable, CustomStringConvertible {
    enum Way: Sendable {
        /// On stdout, on stderr.
        case shown, told
        /// In the words of a program.
        case passed
        /// In a file that others could read, if only for a moment, or can read now.
        case openedWide, leftWide
        /// In a file where it does not belong.
        case misplaced
        /// Nothing was looked at.
        case unseen
    }

    let way: Way
    let detail: String

    init(_ way: Way, _ detail: String) {
        self.way = way
        self.detail = detail
    }

    var description: String { "\(way): \(detail)" }
}
