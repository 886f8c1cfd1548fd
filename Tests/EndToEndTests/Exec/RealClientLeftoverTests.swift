import TestSupport
import Testing

/// Other people's programs under `exec`, where variables and files are left over that would make them somebody else.
@Suite struct RealClientLeftoverTests {
    private static let session = "arn:aws:sts::111111111111:assumed-role/AWSReservedSSO_ReadOnlyAccess_"
    private static let deploy = "arn:aws:sts::222222222222:assumed-role/Deploy/"
    private static let own = "arn:aws:iam::111111111111:user/ci"

    /// The AWS CLI reads by the same library as boto3 and takes twice the time: in a usual run it takes part once.
    private static let usual = RealClient.allCases.filter { TestRunLength.isLong || $0 != .aws }

    /// A command line of which the client is the end, and how the ARN must begin that the client prints; nil: it fails.
    private struct Run: CustomStringConvertible {
        var variables: [Leftovers.Variable] = []
        var command = ""
        let arn: String?

        var description: String { "\(variables.map(\.assignment)) \(command)" }
    }

    /// Runs a client once for each, in one shell; of each the last line counts, which is the ARN or an error.
    private func expect(_ runs: [Run], of client: RealClient, in home: EndToEndHome) async throws {
        let words = try await client.words(in: home).map(Leftovers.quoted).joined(separator: " ")
        let script = """
            end='
            '
            who() { said=$("$@" 2>&1); printf '%s\\n' "${said##*"$end"}"; }

            """
        let lines = runs.map { run in
            "who env \(run.variables.map(\.assignment).joined(separator: " ")) \(run.command) \(words)"
        }
        let outcome = try await home.shell(script + lines.joined(separator: "\n"), limit: .seconds(300))
        let arns = outcome.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        #expect(arns.count == runs.count, "\(outcome)")
        for (run, arn) in zip(runs, arns) {
            #expect(run.arn.map { arn.hasPrefix($0) } ?? !arn.hasPrefix("arn:"), "\(run)")
        }
    }

    @Test(arguments: usual)
    func `a client by itself falls for what is left over`(client: RealClient) async throws {
        try await Leftovers.with { home, leftovers in
            let runs = leftovers.traps.filter { $0.catches.contains(client) }.map { trap in
                Run(variables: (trap.needsNoFiles ? Leftovers.noFiles : []) + trap.variables, arn: trap.arn)
            }
            #expect(runs.count >= 6)
            // Beside keys others don't choose, but spoil: the token of other keys, a profile that is not there.
            let spoilt = [leftovers.of(["AWS_SESSION_TOKEN"]), [Leftovers.lostProfile]].map { more in
                Run(variables: leftovers.of(["ACCESS_KEY"]) + more, arn: nil)
            }
            try await expect(runs + spoilt, of: client, in: home)
        }
    }

    @Test(arguments: RealClient.allCases)
    func `under exec a client acts as asked, whatever is left over`(client: RealClient) async throws {
        try await Leftovers.with { home, leftovers in
            // Each by itself, with one client in turn, in a long run with all; those that only together are somebody;
            // all of them.
            let turn = try #require(RealClient.allCases.firstIndex(of: client))
            let single = (leftovers.all + [Leftovers.lostProfile]).enumerated()
                .filter { TestRunLength.isLong || $0.offset % RealClient.allCases.count == turn }
                .map { [$0.element] }
            let together = leftovers.traps.map(\.variables).filter { $0.count > 1 }
            let sets = single + together + [leftovers.all]
            try await expect(
                sets.map { Run(variables: $0, command: "awsx exec -q -p dev-ReadOnlyAccess --", arn: Self.session) },
                of: client, in: home)
        }
    }

    @Test(arguments: usual)
    func `so it does with long-lived keys, with a role that is assumed, and inside another exec`(
        client: RealClient
    ) async throws {
        try await Leftovers.with { home, leftovers in
            let all = leftovers.all
            let sets = leftovers.of(["SESSION_TOKEN", "SECURITY_TOKEN", "CREDENTIAL_EXPIRATION"]).map { [$0] } + [all]
            let marks = all.map(\.assignment).joined(separator: " ")
            try await expect(
                sets.map { Run(variables: $0, command: "awsx exec -q -p own --", arn: Self.own) } + [
                    Run(variables: all, command: "awsx exec -q -p deploy --", arn: Self.deploy),
                    Run(
                        command: "awsx exec -p other -- env \(marks) awsx exec -q -p dev-ReadOnlyAccess --",
                        arn: Self.session),
                    Run(command: "awsx exec -p dev-ReadOnlyAccess -- awsx exec -q -p deploy --", arn: Self.deploy),
                    Run(command: "awsx exec -p deploy -- awsx exec -q -p own --", arn: Self.own),
                    // What would be if something were left.
                    Run(command: "awsx exec -p own -- env AWS_SESSION_TOKEN=left-over", arn: nil),
                ], of: client, in: home)
        }
    }
}
