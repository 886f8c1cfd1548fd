import Testing

@testable import Sandbox

/// Faults of the operations besides Identity Center's, as curl sees them: status and exit code.
@Suite(.serialized) struct ServeFaultTests {
    private static let requests: [(operation: String, words: String)] = [
        ("AssumeRole", "-d Action=AssumeRole -d Version=2011-06-15 /"),
        ("AssumeRoleWithWebIdentity", "-d Action=AssumeRoleWithWebIdentity -d Version=2011-06-15 /"),
        ("GetContainerCredentials", "/v2/credentials/sandbox"),
        ("GetMetadataToken", "-X PUT /latest/api/token"),
        ("GetMetadata.credentials", "/latest/meta-data/iam/security-credentials/Instance"),
        ("CreateOAuth2Token", "-d {} /v1/token"),
    ]

    @Test func `every operation fails in every way, and is counted`() async throws {
        let lines = Self.requests.map { request in
            let words = request.words.split(separator: " ")
            let options = words.dropLast().joined(separator: " ")
            return """
                for kind in reset hang truncate empty html garbage status; do
                  curl -sf -o /dev/null -X PUT "$AWSX_SANDBOX_URL/_admin/state" \\
                    -d '{"faults": [{"operation": "\(request.operation)", "kind": "'$kind'", "retryAfter": 7, \
                "status": '$(case $kind in status) echo 429 ;; *) echo 200 ;; esac)'}]}' || exit 1
                  curl -s --max-time 1 -D head -o /dev/null -w "$kind %{http_code} " \(options) \
                "$AWSX_SANDBOX_URL\(words.last ?? "")"
                  echo $? $(grep -io 'retry-after: 7' head)
                done
                """
        }
        let outcome = try await Program.script(
            [], "cd \"$HOME\"\n" + lines.joined(separator: "\n") + "\ncurl -s $AWSX_SANDBOX_URL/_admin/counts")
        #expect(outcome.status == 0, "\(outcome)")
        let seen = outcome.output.split(separator: "\n").map(String.init)
        try #require(seen.count == Self.requests.count * 7 + 1, "\(outcome)")
        for (index, request) in Self.requests.enumerated() {
            let part = Array(seen[index * 7..<index * 7 + 7])
            #expect(part[0] == "reset 000 56", "\(request.operation)")
            #expect(part[1] == "hang 000 28", "\(request.operation)")
            #expect(part[2].hasPrefix("truncate ") && part[2].hasSuffix(" 18"), "\(request.operation): \(part[2])")
            #expect(part[3...5] == ["empty 200 0", "html 200 0", "garbage 200 0"], "\(request.operation)")
            #expect(part[6].lowercased() == "status 429 0 retry-after: 7", "\(request.operation)")
        }
        let counts = try #require(JSONText.decode([String: Int].self, from: Array((seen.last ?? "").utf8)))
        for request in Self.requests { #expect(counts[request.operation] == 7, "\(request.operation)") }
    }
}
