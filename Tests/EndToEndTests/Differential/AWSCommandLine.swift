import Engine
import TestSupport

/// The real AWS CLI in many set-ups: its program is loaded once and forked for each, since loading takes it half a second
/// and most of what it does.
enum AWSCommandLine {
    /// Reads `[{"home", "profile", "variables"}]`; prints a line for each: what `aws configure export-credentials` printed
    /// there, or `{}` where it failed. What the package's own `aws` does before and after is done here.
    private static let script = """
        import json, os, sys, tempfile
        import awscli.clidriver, awscli.botocore.credentials, awscli.botocore.tokens
        def answer(case, output):
            os.dup2(output.fileno(), 1)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            os.environ["HOME"] = case["home"]
            # It looks for the HOME once, as it is loaded.
            for provider in awscli.botocore.credentials.SSOProvider, awscli.botocore.tokens.SSOTokenProvider:
                provider._SSO_TOKEN_CACHE_DIR = case["home"] + "/.aws/sso/cache"
            os.environ.update(case["variables"])
            profile = ["--profile", case["profile"]] if case["profile"] is not None else []
            sys.argv = ["aws", "configure", "export-credentials"] + profile
            try:
                sys.exit(awscli.clidriver.main())
            except SystemExit as end:
                return end.code or 0
            finally:
                sys.stdout.flush()
        def fork(case):
            output = tempfile.TemporaryFile("w+")
            child = os.fork()
            if child == 0:
                status = 255
                try:
                    status = answer(case, output)
                finally:
                    os._exit(status)
            return child, output
        cases, lanes, lines = json.load(open(sys.argv[1])), 3, []
        for begin in range(0, len(cases), lanes):
            for child, output in [fork(case) for case in cases[begin:begin + lanes]]:
                status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
                output.seek(0)
                print(json.dumps(json.load(output)) if status == 0 else "{}", flush=True)
        """

    /// One answer for each set-up; an empty object where it gave no credentials.
    static func exportedCredentials(_ cases: [JSON], in home: EndToEndHome) async throws -> [JSON] {
        try await home.answers(by: "/usr/bin/python3", script, to: cases)
    }
}
