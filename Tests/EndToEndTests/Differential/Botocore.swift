import Engine
import TestSupport

/// What botocore makes of set-ups, in one run of Python for all of them.
enum Botocore {
    /// Reads `[{"home", "profile", "variables"}]` on stdin; prints a line for each:
    /// `{"provider", "key", "secret", "token"}`, or `{"error"}`.
    private static let script = """
        import json, os, sys
        import botocore.session
        own = ("AWS_EC2_METADATA_DISABLED", "AWS_EC2_METADATA_SERVICE_ENDPOINT")
        kept = {k: v for k, v in os.environ.items() if k.startswith("AWS_ENDPOINT_URL_") or k in own}
        for case in json.load(open(sys.argv[1])):
            for name in [n for n in os.environ if n.startswith("AWS_") or n == "BOTO_CONFIG"]:
                del os.environ[name]
            os.environ.update(kept)
            os.environ["HOME"] = case["home"]
            os.environ.update(case["variables"])
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

    /// One answer for each set-up; its HOME is `homes[index]`.
    static func answers(_ cases: [JSON], in home: EndToEndHome) async throws -> [JSON] {
        try await home.answers(by: try await Boto3Python.path(), script, to: cases)
    }
}

extension EndToEndHome {
    /// A line of JSON for each set-up, by a script that is given the path of their list.
    func answers(by python: String, _ script: String, to cases: [JSON]) async throws -> [JSON] {
        try write(JSON.array(cases).serialized(.minified), to: "cases.json")
        let outcome = try await run(python, "-c", script, "\(path)/cases.json", limit: .seconds(600))
        let lines = outcome.output.split(separator: "\n").compactMap { JSON(Array($0.utf8)) }
        guard lines.count == cases.count else {
            throw Workspace.Broken("\(python) answered \(lines.count) of \(cases.count): \(outcome.error)")
        }
        return lines
    }
}
