package import Engine
import Foundation
import Synchronization

/// A running `awsx-sandbox serve`, and its administrator's side.
package final class SandboxProcess: Sendable {
    package let url: String
    /// The certificate authority's file, with `--tls`.
    package let certificateAuthority: String?
    package let program: RunningProgram
    private let input: FileHandle
    private let port: Int

    /// Lends a sandbox to a body and ends it after.
    ///
    /// - Parameters:
    ///   - options: of `awsx-sandbox serve`, such as `["--auto-approve", "visit"]`.
    ///   - state: merged into its state, as JSON.
    package static func with<Result>(
        _ options: [String] = [], state: String? = nil,
        _ body: (SandboxProcess) async throws -> Result
    ) async throws -> Result {
        let sandbox = try await SandboxProcess(options)
        do {
            if let state { try sandbox.set(state) }
            let result = try await body(sandbox)
            await sandbox.end()
            return result
        } catch {
            await sandbox.end()
            throw error
        }
    }

    private init(_ options: [String]) async throws {
        let prefix = try InstallPrefix.shared.get()
        let toChild = Pipe()
        let log = try Workspace.shared.folder("sandbox")
        let words = [prefix.sandbox, "serve", "--until-stdin-closes"] + options
        program = try RunningProgram(
            prefix.sandbox, words: words.map { Array($0.utf8) },
            environment: Program.environment(["TMPDIR": log]),
            streams: [
                .descriptor(toChild.fileHandleForReading.fileDescriptor), .file("\(log)/stdout"),
                .file("\(log)/stderr"),
            ])
        input = toChild.fileHandleForWriting
        let deadline = ContinuousClock.now + .seconds(30)
        var line: [UInt8] = []
        while line.last != UInt8(ascii: "\n") {
            guard !program.hasEnded, ContinuousClock.now < deadline else {
                program.sendAll(signal: 9)
                throw Workspace.Broken("awsx-sandbox serve said nothing; see \(log)")
            }
            try await Task.sleep(for: .milliseconds(5))
            line = Array((try? Data(contentsOf: URL(fileURLWithPath: "\(log)/stdout"))) ?? Data())
        }
        guard let json = JSON(line), let url = json["url"]?.string,
            let port = url.split(separator: ":").last.flatMap({ Int($0) })
        else { throw Workspace.Broken("awsx-sandbox serve said \(String(decoding: line, as: UTF8.self))") }
        self.url = url
        self.port = port
        certificateAuthority = json["ca"]?.string
    }

    private func end() async {
        try? input.close()
        _ = await program.wait(within: .seconds(10))
    }

    /// How often each operation was asked for, such as `GetRoleCredentials` and `CreateToken.refresh_token`.
    package func counts() throws -> [String: Int] {
        let members = try admin("GET", "counts").members ?? []
        return Dictionary(uniqueKeysWithValues: members.map { ($0.name, Int($0.value.integer ?? -1)) })
    }

    package func resetCounts() throws { _ = try admin("POST", "reset-counts") }

    /// Every request since the counts were reset, whole: `method`, `target`, `headers`, `body`.
    package func requests() throws -> [JSON] { try admin("GET", "requests").array ?? [] }

    /// The counts of the requests that a body makes.
    package func counting(_ body: () async throws -> Void) async throws -> [String: Int] {
        try resetCounts()
        try await body()
        return try counts()
    }

    package func state() throws -> JSON { try admin("GET", "state") }

    /// Merges JSON into the state.
    package func set(_ state: String) throws { _ = try admin("PUT", "state", state) }

    /// Merges settings into the state.
    package func set(_ settings: SandboxSettings) throws { try set(settings.state) }

    /// Begins a session of `aws login` and returns the name and the text of the file that it writes to
    /// `~/.aws/login/cache` (<doc:LoginSessions>, The file).
    ///
    /// - Parameters:
    ///   - session: the ARN of a user, a role session or an account's root: what `login_session` in a profile names.
    ///   - secondsLeft: of its keys; nil: as long as all others, 0 or less: they are over, and a refresh is due.
    package func login(_ session: String, secondsLeft: Int64? = nil) throws -> (name: String, text: String) {
        let order = JSON.object([
            "loginSession": .string(session), "secondsLeft": secondsLeft.map(JSON.integer),
        ])
        let file = try admin("POST", "login", order.serialized(.minified))
        guard let name = file["name"]?.string, let text = file["text"]?.string else {
            throw Workspace.Broken("the sandbox began no login session")
        }
        return (name, text)
    }

    /// Every temporary key in the order of issue: `accessKeyId`, `arn`, `expiration` and `grant`, which tells what it
    /// was issued for: `operation`, `roleArn`, `roleSessionName`, `durationSeconds`, `externalId`, `serialNumber`,
    /// `policy`, `policyArns`, `tags`, `inheritedTags`, `transitiveTagKeys`, `sourceIdentity`, `subject`, `callerArn`,
    /// `callerAccessKeyId`, `region`. No secrets.
    package func keys() throws -> [JSON] { try admin("GET", "keys").array ?? [] }

    /// Every signed call as CloudTrail has it, refused ones with `errorCode`: `eventName`, `eventSource`, `awsRegion`,
    /// `userIdentity` (`arn`, `accessKeyId`), `requestParameters` (`scopedSessionDescription`, `policy`, `bucketName` …),
    /// `responseElements`. No secrets.
    package func events() throws -> [JSON] { try admin("GET", "events").array ?? [] }

    /// What one key was issued for.
    package func grant(of accessKeyID: String) throws -> JSON? {
        try keys().last { $0["accessKeyId"]?.string == accessKeyID }?["grant"]
    }

    package func approve(userCode: String) throws { _ = try admin("POST", "approve", #"{"userCode":"\#(userCode)"}"#) }

    package func deny(userCode: String) throws { _ = try admin("POST", "deny", #"{"userCode":"\#(userCode)"}"#) }

    /// Makes `registrations`, `sessions`, `tokens` or `logins` worthless.
    package func revoke(_ what: String) throws { _ = try admin("POST", "revoke", #"{"what":"\#(what)"}"#) }

    private func admin(_ method: String, _ path: String, _ body: String = "") throws -> JSON {
        guard certificateAuthority == nil else {
            throw Workspace.Broken("the administrator's side is asked over plain HTTP only")
        }
        let request = """
            \(method) /_admin/\(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nContent-Type: application/json\r
            Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)
            """
        let answer = try RawConnection.exchange(port: port, request)
        guard let end = answer.range(of: "\r\n\r\n"), answer.hasPrefix("HTTP/1.1 200") else {
            throw Workspace.Broken("the sandbox answered \(method) \(path) with \(answer)")
        }
        let text = String(answer[end.upperBound...])
        guard let json = JSON(Array(text.utf8)) else { throw Workspace.Broken("the sandbox answered \(text)") }
        return json
    }
}
