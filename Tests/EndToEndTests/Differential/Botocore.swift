import Engine
import TestSupport

/// What a release of botocore makes of set-ups, in one run of Python for all of them.
enum Botocore: CaseIterable, Sendable {
    /// What awsx is compared with (<doc:RequestsAndErrors>, <doc:LoginSessions>).
    case reference
    /// The one that boto3 comes with in the tests' Python, and people still have.
    case older

    /// Reads `[{"home", "profile", "variables"}]` on stdin; prints a line for each:
    /// `{"provider", "key", "secret", "token"}`, or `{"error"}`.
    private static let script = """
        import json, os, sys
        import botocore, botocore.credentials, botocore.session, botocore.tokens
        wanted, newest = sys.argv[2], sys.argv[3]
        if (wanted == "reference") != (botocore.__version__ == newest): sys.exit(f"botocore is {botocore.__version__}")
        own = ("AWS_EC2_METADATA_DISABLED", "AWS_EC2_METADATA_SERVICE_ENDPOINT")
        kept = {k: v for k, v in os.environ.items() if k.startswith("AWS_ENDPOINT_URL_") or k in own}
        for case in json.load(open(sys.argv[1])):
            cleared = ("BOTO_CONFIG", "REQUESTS_CA_BUNDLE")
            for name in [n for n in os.environ if n.startswith("AWS_") or n in cleared]:
                del os.environ[name]
            os.environ.update(kept)
            os.environ["HOME"] = case["home"]
            os.environ.update(case["variables"])
            # It looks for the HOME once, as it is loaded.
            botocore.credentials.SSOProvider._SSO_TOKEN_CACHE_DIR = case["home"] + "/.aws/sso/cache"
            botocore.tokens.SSOTokenProvider._SSO_TOKEN_CACHE_DIR = case["home"] + "/.aws/sso/cache"
            try:
                session = botocore.session.Session(profile=case["profile"])
                credentials = session.get_credentials()
                if credentials is None:
                    raise LookupError("no credentials")
                frozen = credentials.get_frozen_credentials()
                answer = {"provider": credentials.method, "key": frozen.access_key, "token": frozen.token}
            except BaseException as error:
                answer = {"error": type(error).__name__ + ": " + str(error)}
            print(json.dumps(answer), flush=True)
        """

    /// One answer for each set-up.
    func answers(_ cases: [JSON], in home: EndToEndHome) async throws -> [JSON] {
        let words = [self == .reference ? "reference" : "older", Boto3Python.newerBotocoreVersion]
        return try await home.answers(
            by: try await Boto3Python.path(), Self.script, to: cases, words: words,
            setting: ["PYTHONPATH": self == .reference ? try await Boto3Python.newerBotocore() : nil])
    }
}

extension EndToEndHome {
    /// A line of JSON for each set-up, by a script that is given the path of their list.
    func answers(
        by python: String, _ script: String, to cases: [JSON], words: [String] = [],
        setting variables: KeyValuePairs<String, String?> = [:]
    ) async throws -> [JSON] {
        try write(JSON.array(cases).serialized(.minified), to: "cases.json")
        let outcome = try await Program.run(
            python, ["-c", script, "\(path)/cases.json"] + words, environment: environment.setting(variables),
            folder: path, limit: .seconds(600))
        let lines = outcome.output.split(separator: "\n").compactMap { JSON(Array($0.utf8)) }
        guard lines.count == cases.count else {
            throw Workspace.Broken("\(python) answered \(lines.count) of \(cases.count): \(outcome.error)")
        }
        return lines
    }
}
