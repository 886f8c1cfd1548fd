import Engine
import SystemKit
import TestSupport
import Testing

/// People read times on their own clock, programs in UTC.
@Suite struct LocalTimeEndToEndTests {
    /// A zone as POSIX writes it, so that no file of the machine counts, and how far it is ahead.
    @Test(arguments: [("UTC0", 0), ("XXX-9", 9), ("YYY8", -8)])
    func `login and status tell local time and what is left`(zone: String, hours: Int) async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, _ in
            let login = try await home.awsx("login", setting: ["TZ": zone])
            let end = try #require(
                try home.json(EndToEndHome.tokenFile)["expiresAt"]?.string.flatMap { Instant(iso8601: $0) })
            let local = String(end.advanced(bySeconds: Int64(hours) * 3600).iso8601.dropFirst(11).prefix(5))
            let said = try Regex("until ([0-9-]{10} )?\(local) \\(\\w+ left\\)")
            #expect(login.error.contains(said), "\(login)")
            let status = try await home.awsx("status", setting: ["TZ": zone])
            #expect(status.output.contains(said), "\(status)")
            let json = try await home.awsx("status", "--json", setting: ["TZ": zone])
            #expect(json.json?["token"]?["expiresAt"]?.string == end.iso8601, "\(json)")
        }
    }

    @Test func `another day is told with its date`() async throws {
        let home = try EndToEndHome()
        defer { home.remove() }
        try home.writeRole(secondsLeft: 200_000)
        let date = #/until [0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2} \(2d7h left\)/#
        let status = try await home.awsx("status")
        #expect(status.output.contains(date), "\(status)")
    }
}
