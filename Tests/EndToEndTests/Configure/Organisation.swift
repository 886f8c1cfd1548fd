import Foundation
import TestSupport

/// A sandbox's state with many accounts, each with three roles.
struct Organisation {
    static let session = """
        [sso-session sandbox]
        sso_start_url = https://sandbox.awsapps.com/start
        sso_region = us-east-1
        sso_registration_scopes = sso:account:access

        """
    static let roles = ["AdministratorAccess", "Billing", "ReadOnlyAccess"]

    let count: Int

    func id(_ number: Int) -> String { String(100_000_000_000 + number) }

    func state(perSecond: Double = 0, faults: String = "[]") -> String {
        let accounts = (1...count).map { number in
            #"{"accountId":"\#(id(number))","accountName":"team \#(number)","emailAddress":"t\#(number)@x.example","#
                + #""roles":["AdministratorAccess","Billing","ReadOnlyAccess"]}"#
        }
        return
            #"{"accounts":[\#(accounts.joined(separator: ","))],"requestsPerSecond":\#(perSecond),"faults":\#(faults)}"#
    }

    /// 429 and 500 by chance, one in twenty together.
    static let faults = """
        [{"operation":"*","kind":"status","status":429,"code":"TooManyRequestsException","retryAfter":1,"probability":0.025},
         {"operation":"*","kind":"status","status":500,"code":"InternalServerException","probability":0.025}]
        """

    /// Requests that a discovery needs at least: a page a hundred accounts, and one for the roles of each.
    var requests: Int { (count + 99) / 100 + count }

    /// Seconds that a limit alone takes: the first second's worth is there at once.
    func leastTime(perSecond: Double) -> Double { max(0, (Double(requests) - perSecond) / perSecond) }
}

extension EndToEndHome {
    var configText: String { (try? read(".aws/config")) ?? "" }

    /// Lends a HOME with one session, signed in to, and a sandbox with an organisation.
    static func with(
        _ organisation: Organisation, perSecond: Double = 0, faults: String = "[]",
        config: String = Organisation.session,
        _ body: (EndToEndHome, SandboxProcess) async throws -> Void
    ) async throws {
        try await EndToEndHome.with(config: config) { home, sandbox in
            let login = try await home.awsx("login", "--session", "sandbox")
            guard login.status == 0 else { throw Workspace.Broken("\(login)") }
            try sandbox.set(organisation.state(perSecond: perSecond, faults: faults))
            try sandbox.resetCounts()
            try await body(home, sandbox)
        }
    }

    /// The profiles that boto3 finds, with what it reads of some.
    func botocoreProfiles() async throws -> [String] {
        let script = "import botocore.session\nprint('\\n'.join(botocore.session.Session().available_profiles))"
        let outcome = try await run(try await Boto3Python.path(), "-c", script)
        guard outcome.status == 0 else { throw Workspace.Broken("\(outcome)") }
        return outcome.output.split(separator: "\n").map(String.init)
    }
}
