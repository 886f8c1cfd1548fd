import Engine
import PluginKit
import Testing

/// What doctor proposes in place of another tool's entry.
@Suite struct EquivalentProfileTests {
    private static let role = [
        "sso_session": "corp", "sso_account_id": "222222222222", "sso_role_name": "Reader",
    ]
    private static let legacy = [
        "sso_start_url": "https://x.awsapps.com/start", "sso_region": "us-east-1", "sso_account_id": "222222222222",
        "sso_role_name": "Reader",
    ]

    private static let entries: [(text: String, expected: [String: String])] = [
        (
            """
            granted_sso_start_url = https://corp.awsapps.com/start
            granted_sso_region = eu-west-1
            granted_sso_account_id = 222222222222
            granted_sso_role_name = Reader
            credential_process = granted credential-process --profile dev
            """, role
        ),
        (
            """
            granted_sso_start_url = https://x.awsapps.com/start
            granted_sso_region = us-east-1
            granted_sso_account_id = 222222222222
            granted_sso_role_name = Reader
            """, legacy
        ),
        ("credential_process = /opt/bin/aws-sso -S Default process --arn arn:aws:iam::222222222222:role/Reader", role),
        ("credential_process = aws-sso-util credential-process --account-id 222222222222 --role-name=Reader", role),
        ("credential_process = aws-vault export --format=json default", SetUpRole.ofDefault),
        ("credential_process = aws-vault exec dev --json", [:]),
        ("credential_process = aws2-wrap --process --profile default", SetUpRole.ofDefault),
        ("credential_process = /usr/bin/env saml2aws script --json", [:]),
        ("credential_process = aws-sso process --arn arn:aws:iam::2:role/Reader", [:]),
    ]

    private enum SetUpRole {
        static let ofDefault = ["sso_session": "corp", "sso_account_id": "111111111111", "sso_role_name": "Admin"]
    }

    @Test(arguments: entries)
    func `The plain keys say what the entry says, or nothing is proposed`(
        text: String, expected: [String: String]
    ) throws {
        let programs: Set<String> = ["granted", "aws-sso", "aws-sso-util", "aws-vault", "aws2-wrap", "env"]
        let found = try SetUp.with("[profile dev]\n\(text)", programs: programs).examine()
            .filter { $0.code.group == .tools }
        #expect(!found.isEmpty)
        for diagnosis in found {
            let keys = diagnosis.plainProfile.map { ($0.key, $0.value) }
            #expect(Dictionary(uniqueKeysWithValues: keys) == expected, "\(diagnosis)")
            for (key, value) in expected { #expect(diagnosis.hint?.words.contains("\(key) = \(value)") == true) }
        }
    }
}
