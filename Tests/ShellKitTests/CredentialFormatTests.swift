import Engine
import ShellKit
import SystemKit
import TestSupport
import Testing

struct CredentialFormatTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let keys = Credentials(
        accessKeyID: "ASIA", secretAccessKey: Secret("S/E+C="), sessionToken: Secret("it's"),
        expiration: Instant(iso8601: "2026-11-21T00:45:46Z"), accountID: "111111111111")
    private static let change = EnvironmentChange(
        credentials: keys, profile: "my dev", accountID: nil, roleName: nil, region: "eu-west-1")
    private static let process = JSON.object(["Version": .integer(1), "AccessKeyId": .string("ASIA")])

    private static func text(_ format: CredentialFormat) -> String {
        format.text(change, credentials: keys, process: process)
    }

    private static let removed = change.removals

    @Test(arguments: [CredentialFormat.bash, .zsh, .posix])
    func `bash, zsh and other POSIX shells`(format: CredentialFormat) {
        #expect(
            Self.text(format) == """
                unset \(Self.removed.joined(separator: " "))
                export AWS_ACCESS_KEY_ID='ASIA'
                export AWS_SECRET_ACCESS_KEY='S/E+C='
                export AWS_SESSION_TOKEN='it'\\''s'
                export AWS_CREDENTIAL_EXPIRATION='2026-11-21T00:45:46Z'
                export AWS_REGION='eu-west-1'
                export AWS_DEFAULT_REGION='eu-west-1'
                export AWSX_REGION_SET='eu-west-1'
                export AWSX_PROFILE='my dev'
                export AWSX_ACCOUNT_ID='111111111111'

                """)
    }

    @Test func `fish`() {
        #expect(
            Self.text(.fish) == "for _awsx_name in \(Self.removed.joined(separator: " "))\n" + """
                    set -ef $_awsx_name
                    set -eg $_awsx_name
                    set -qU $_awsx_name; and echo "awsx: $_awsx_name is a universal variable and stays; to remove it: set -eU $_awsx_name" >&2
                end
                set -e _awsx_name
                set -gx AWS_ACCESS_KEY_ID 'ASIA'
                set -gx AWS_SECRET_ACCESS_KEY 'S/E+C='
                set -gx AWS_SESSION_TOKEN 'it\\'s'
                set -gx AWS_CREDENTIAL_EXPIRATION '2026-11-21T00:45:46Z'
                set -gx AWS_REGION 'eu-west-1'
                set -gx AWS_DEFAULT_REGION 'eu-west-1'
                set -gx AWSX_REGION_SET 'eu-west-1'
                set -gx AWSX_PROFILE 'my dev'
                set -gx AWSX_ACCOUNT_ID '111111111111'

                """)
    }

    @Test func `PowerShell`() {
        let text = Self.text(.powershell)
        #expect(text.hasPrefix("Remove-Item Env:AWS_ACCESS_KEY_ID -ErrorAction SilentlyContinue\n"))
        #expect(text.contains("\n$Env:AWS_SESSION_TOKEN = 'it''s'\n"))
        #expect(text.split(separator: "\n").count == Self.removed.count + Self.change.settings.count)
    }

    @Test func `dotenv quotes only what isn't plain, and removes nothing`() {
        #expect(
            Self.text(.dotenv) == """
                AWS_ACCESS_KEY_ID=ASIA
                AWS_SECRET_ACCESS_KEY=S/E+C=
                AWS_SESSION_TOKEN="it's"
                AWS_CREDENTIAL_EXPIRATION=2026-11-21T00:45:46Z
                AWS_REGION=eu-west-1
                AWS_DEFAULT_REGION=eu-west-1
                AWSX_REGION_SET=eu-west-1
                AWSX_PROFILE='my dev'
                AWSX_ACCOUNT_ID=111111111111

                """)
    }

    @Test func `JSON is one sorted object of variables`() {
        #expect(
            Self.text(.json) == """
                {
                  "AWSX_ACCOUNT_ID": "111111111111",
                  "AWSX_PROFILE": "my dev",
                  "AWSX_REGION_SET": "eu-west-1",
                  "AWS_ACCESS_KEY_ID": "ASIA",
                  "AWS_CREDENTIAL_EXPIRATION": "2026-11-21T00:45:46Z",
                  "AWS_DEFAULT_REGION": "eu-west-1",
                  "AWS_REGION": "eu-west-1",
                  "AWS_SECRET_ACCESS_KEY": "S/E+C=",
                  "AWS_SESSION_TOKEN": "it's"
                }

                """)
    }

    @Test func `The process form is what an SDK's credential_process reads`() {
        #expect(Self.text(.process) == "{\n  \"AccessKeyId\": \"ASIA\",\n  \"Version\": 1\n}\n")
    }

    @Test(arguments: RealShell.allCases)
    func `What a real shell has after evaluating it is exactly the change`(shell: RealShell) async throws {
        for (number, odd) in OddStrings.make(40, seed: 44).enumerated() where number % 3 == 0 {
            let keys = Credentials(
                accessKeyID: odd, secretAccessKey: Secret(odd + "s"), sessionToken: Secret("t" + odd), expiration: nil,
                accountID: nil)
            let change = EnvironmentChange(
                credentials: keys, profile: odd, accountID: odd + "a", roleName: nil, region: number == 0 ? nil : odd)
            var outer = Environment(["KEPT": "1"])
            for name in change.removals { outer.set(name, "stale") }
            let path = try folder.put(
                shell.format.text(change, credentials: keys, process: .null), at: "change")
            let output = try await shell.run(shell.evaluating(path) + "env -0\n", in: folder, environment: outer)
            let inner = Environment(blocks: output.split(separator: 0).map(Array.init))
            let expected = change.applied(to: outer)
            for name in change.removals + change.settings.map(\.name) + ["KEPT"] {
                #expect(inner[name] == expected[name], "\(name) after \(odd.debugDescription)")
            }
        }
        #expect(try folder.names().filter { $0 == "pwned" }.isEmpty)
    }

    @Test(arguments: [RealShell.bash, .zsh, .dash])
    func `It evaluates under set -eu with nothing to remove`(shell: RealShell) async throws {
        let path = try folder.put(Self.text(shell.format), at: "change")
        let output = try await shell.run(
            "set -eu\n\(shell.evaluating(path))printf %s \"$AWS_SESSION_TOKEN\"\n", in: folder)
        #expect(output == Array("it's".utf8))
    }
}
