import Engine
import Foundation
import SystemKit
import TestSupport

/// What tests of `exec --refresh` and `exec --server` share.
enum RenewingRun {
    static let profile = "dev-AdministratorAccess"
    /// Where folders of runs are.
    static let base = ".run/awsx/runs"

    /// How the command gets its credentials; the option that says so.
    enum Way: String, CaseIterable, Sendable {
        case refresh = "--refresh"
        case server = "--server"

        /// A function of the shell that asks for credentials as an SDK does, and fails as that does.
        var ask: String {
            switch self {
            case .refresh: "ask() { sed -n 's/^credential_process = //p' $AWS_CONFIG_FILE | head -1 | sh; }"
            case .server:
                """
                ask() {
                    curl -sS --fail-with-body -H "Authorization: $AWS_CONTAINER_AUTHORIZATION_TOKEN" \
                        $AWS_CONTAINER_CREDENTIALS_FULL_URI
                }
                """
            }
        }
    }

    /// A home with a role's keys at hand, and nobody to ask for others.
    static func home() throws -> EndToEndHome {
        let home = try EndToEndHome()
        try home.writeRole()
        try home.writeRole(role: "ReadOnlyAccess")
        return home
    }
}

extension EndToEndHome {
    /// Runs a script of the shell with credentials that renew.
    func renewing(
        _ options: [String] = [], _ script: String, by way: RenewingRun.Way = .refresh,
        setting variables: KeyValuePairs<String, String?> = [:]
    ) async throws -> ProgramOutcome {
        try await Program.run(
            InstallPrefix.shared.get().awsx,
            ["exec", "-p", RenewingRun.profile, way.rawValue] + options + ["--", "/bin/sh", "-c", script],
            environment: environment.setting(variables), folder: path)
    }

    /// Whether within a second nothing is left of any run: no folder, and nobody who waits for one or serves it.
    func isCleanOfRuns() async throws -> Bool {
        for _ in 0..<100 {
            let left = list(RenewingRun.base) + list(".local/state/awsx/runs")
            let helpers = try await shell(
                """
                for found in $(grep -lsF 'HOME=\(path)' /proc/[0-9]*/environ); do
                    cat "${found%environ}comm" 2>/dev/null
                done | grep -c '^awsx'
                """)
            if left.isEmpty, helpers.output == "0\n" { return true }
            try await Task.sleep(for: .milliseconds(10))
        }
        return false
    }
}
