import Foundation
import TestSupport

extension EndToEndHome {
    /// Lets the session's access token end `seconds` from now (in the past if negative), an hour after it was written;
    /// what could renew it stays unless it is taken away. No role credentials are left.
    func ageToken(secondsLeft: Int = -60, renewable: Bool = true, file: String = tokenFile) throws {
        let end = ISO8601DateFormatter().string(from: Date(timeIntervalSinceNow: TimeInterval(secondsLeft)))
        var text = try read(file)
        text.replace(#/"expiresAt": "[^"]*"/#, with: "\"expiresAt\": \"\(end)\"")
        if !renewable { text.replace(#/, "refreshToken": "[^"]*"/#, with: "") }
        try write(text, to: file)
        try setAge(3600, of: file)
        for name in list(".aws/cli/cache") where name.hasSuffix(".json") { try delete(".aws/cli/cache/\(name)") }
    }

    /// Makes a file look as if it had been written so many seconds ago.
    func setAge(_ seconds: Int, of name: String) throws {
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: TimeInterval(-seconds))], ofItemAtPath: "\(path)/\(name)")
    }

    /// Makes all that lies here look as if nobody had touched it for an hour.
    func settle() throws {
        for name in try FileManager.default.subpathsOfDirectory(atPath: path) + [""] { try setAge(3600, of: name) }
    }

    /// A `BROWSER` that only writes down the addresses it is given, a line each, in `tabs`.
    func heldBrowser() throws -> String {
        try write("#!/bin/sh\nprintf '%s\\n' \"$1\" >> '\(path)/tabs'\n", to: "browser", mode: 0o755)
        return "\(path)/browser %s"
    }

    /// The addresses that the held browser was given.
    var tabs: [String] { ((try? read("tabs")) ?? "").split(separator: "\n").map(String.init) }

    /// Presses Allow or Deny on the page of a tab, as a person would.
    func press(_ decision: String, tab: Int = 0) async throws {
        try await eventually("tab \(tab) is opened") { tabs.count > tab }
        let outcome = try await Program.run(
            try InstallPrefix.shared.get().sandbox, ["browser", tabs[tab]],
            environment: environment.setting(["AWSX_SANDBOX_BROWSER": decision]))
        guard outcome.status == 0 else { throw Workspace.Broken("the browser says: \(outcome)") }
    }

    /// The lock of the session's sign-in, and of its token.
    static let loginLock = tokenFile.replacing("cache/", with: "cache/.awsx-").replacing(".json", with: ".login.lock")
    static let tokenLock = tokenFile.replacing("cache/", with: "cache/.awsx-").replacing(".json", with: ".lock")

    /// Signs in, or says why not.
    func signIn(_ words: String...) async throws {
        let outcome = try await Program.run(
            try InstallPrefix.shared.get().awsx, ["login"] + words, environment: environment)
        guard outcome.status == 0 else { throw Workspace.Broken("no sign-in: \(outcome)") }
    }
}
