/// Set-ups of programs, containers and machines, which a profile's lines alone don't make.
extension SetUps {
    private static func process(_ name: String, _ command: String, file: String = "") -> SetUp {
        SetUp(
            name: "a program \(name)",
            config: "[profile p]\nregion = us-east-1\naws_account_id = 444455556666\ncredential_process = \(command)\n",
            profile: "p", files: [("answer", file)])
    }

    private static func answer(_ name: String, _ text: String) -> SetUp {
        process(name, "cat '{home}/answer'", file: text)
    }

    private static let keys = #""AccessKeyId": "AKIAOFPROGRAM", "SecretAccessKey": "S""#

    static let processes: [SetUp] = [
        answer("of keys alone", #"{"Version": 1, \#(keys)}"#),
        answer("of nulls", #"{"Version": 1, \#(keys), "SessionToken": null, "Expiration": null}"#),
        answer("of more than is known", #"{"Version": 1.0, \#(keys), "Other": {"a": [1]}}"#),
        answer("of keys with an end", #"{"Version": 1, \#(keys), "Expiration": "2099-01-01T00:00:00+01:00"}"#),
        answer("of keys that are over", #"{"Version": 1, \#(keys), "Expiration": "2020-01-01T00:00:00Z"}"#),
        answer("of no end that is one", #"{"Version": 1, \#(keys), "Expiration": "soon"}"#),
        answer("of a version in quotes", #"{"Version": "1", \#(keys)}"#),
        answer("of another version", #"{"Version": 2, \#(keys)}"#), answer("of no version", "{\(keys)}"),
        answer("without a secret", #"{"Version": 1, "AccessKeyId": "A"}"#),
        answer("without a key", #"{"Version": 1, "SecretAccessKey": "S"}"#), answer("of a list", "[1]"),
        answer("of rubbish", "rubbish"), answer("of half an answer", "{\"Version\": 1"), answer("of nothing", ""),
        process(
            "with words in quotes",
            #"sh -c 'printf "%s" "$0"' "{\\"Version\\": 1, \\"AccessKeyId\\": \\"A B\\", \\"SecretAccessKey\\": \\"S\\"}""#
        ),
        process("behind a tilde", "~/answer"), process("behind a variable", "$HOME/answer"),
        process("that fails with an answer", #"sh -c 'cat {home}/answer; exit 1'"#, file: #"{"Version": 1, \#(keys)}"#),
        process(
            "that says much", #"sh -c 'head -c 300000 /dev/zero >&2; cat {home}/answer'"#,
            file: #"{"Version": 1, \#(keys)}"#),
        process("that isn't there", "/no/such"), process("with an open quote", "cat '{home}/answer"),
        process("without a name", "''"),
    ]

    private static func machine(
        _ name: String, _ variables: [(String, String)], config: String = "", profile: String? = nil,
        files: [(String, String)] = []
    ) -> SetUp {
        SetUp(name: name, config: config, variables: variables, profile: profile, files: files)
    }

    private static let full = "AWS_CONTAINER_CREDENTIALS_FULL_URI"
    private static let task = (full, "{url}/v1/credentials/task")
    private static let isOn = ("AWS_EC2_METADATA_DISABLED", "false")

    private static func ec2(_ name: String, _ text: String?) -> SetUp {
        machine(
            "EC2's file \(name)", [("AWS_CREDENTIAL_FILE", "~/ec2"), task], files: text.map { [("ec2", $0)] } ?? [])
    }

    private static func boto(_ name: String, _ text: String?, at path: String = "{home}/b") -> SetUp {
        machine("boto's file \(name)", [("BOTO_CONFIG", path), task], files: text.map { [("b", $0)] } ?? [])
    }

    /// Files of older tools, each before a container's role.
    static let antiques: [SetUp] = [
        ec2("without a secret", "AWSAccessKeyId=A\n"), ec2("without a key", "AWSSecretKey=S\n"),
        ec2("that isn't there", nil), ec2("of nothing", ""), ec2("in other case", "awsaccesskeyid=A\nAWSSecretKey=S\n"),
        ec2("with a key twice", "AWSAccessKeyId=A\r\nAWSAccessKeyId=B\r\nAWSSecretKey=S\r\n"),
        boto("without a secret", "[Credentials]\naws_access_key_id = A\n"),
        boto("without a key", "[Credentials]\naws_secret_access_key = S\n"), boto("that isn't there", nil),
        boto("of nothing", ""), boto("of nowhere", nil, at: ""), boto("that can't be read", "rubbish\n"),
        boto("in other case", "[credentials]\naws_access_key_id = A\naws_secret_access_key = S\n"),
        boto("behind a variable", "[Credentials]\nAWS_Access_Key_Id: A\naws_secret_access_key: S\n", at: "$HOME/b"),
        machine("a folder as boto's file", [("BOTO_CONFIG", "~/b"), task], files: [("b/x", "")]),
        machine("a folder as boto's usual file", [task], files: [(".boto/x", "")]),
        machine("a folder as EC2's file", [("AWS_CREDENTIAL_FILE", "~/b"), task], files: [("b/x", "")]),
        machine("nothing as EC2's file", [("AWS_CREDENTIAL_FILE", "/dev/null"), task]),
        machine(
            "both older files", [("AWS_CREDENTIAL_FILE", "{home}/e")],
            files: [
                ("e", "AWSAccessKeyId=A\nAWSSecretKey=S"),
                (".boto", "[Credentials]\naws_access_key_id = B\naws_secret_access_key = S\n"),
            ]),
        machine(
            "an older file behind an empty profile", [], config: "[profile p]\noutput = text\n", profile: "p",
            files: [
                (".boto", "[Credentials]\naws_access_key_id = B\naws_secret_access_key = S\n")
            ]),
    ]

    static let machines: [SetUp] = [
        machine("a container", [task]), machine("a container and a machine", [task, isOn]),
        machine("a container for an empty profile", [task], config: "[profile p]\nregion = r\n", profile: "p"),
        machine("a container's token", [task, ("AWS_CONTAINER_AUTHORIZATION_TOKEN", "T")]),
        machine("a container's token with a line end", [task, ("AWS_CONTAINER_AUTHORIZATION_TOKEN", "T\n")]),
        machine(
            "a container's token in a file", [task, ("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "{home}/t")],
            files: [("t", "T")]),
        machine(
            "a container's token in a file with a line end",
            [task, ("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "{home}/t")], files: [("t", "T\n")]),
        machine(
            "a container's token in a file that isn't there",
            [task, ("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "{home}/t")]),
        machine("a container of a stranger", [(full, "http://example.com/x")]),
        machine("a container of a stranger's name", [(full, "http://127.0.0.1.example.com/x")]),
        machine("a container of nowhere", [(full, "")]), machine("a container that gives none", [(full, "{url}/v1/x")]),
        machine("a machine", [isOn]), machine("a machine in other case", [("AWS_EC2_METADATA_DISABLED", "0")]),
        machine("a machine that is switched off", [("AWS_EC2_METADATA_DISABLED", "TRUE")]),
        machine("a machine without version 1", [isOn, ("AWS_EC2_METADATA_V1_DISABLED", "true")]),
        machine(
            "a machine that the profile names", [isOn],
            config: "[profile p]\nmetadata_service_timeout = 5\nmetadata_service_num_attempts = 2\n", profile: "p"),
        machine("a machine that isn't there", [isOn, ("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:9/")]),
        machine("a machine of an odd mode", [isOn, ("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "ipv5")]),
        machine("a machine of an odd timeout", [isOn, ("AWS_METADATA_SERVICE_TIMEOUT", "soon")]),
    ]
}
