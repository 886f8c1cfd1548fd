import SystemKit

/// The Python that has boto3: `AWSX_TEST_PYTHON`, else the `python3` that a shell finds here, by the path of its real
/// program, since a version manager's shim needs variables that tests don't pass on.
package enum Boto3Python {
    package static func path() async throws -> String {
        let host = SystemKit.Environment.current()
        let name = host.text("AWSX_TEST_PYTHON") ?? "python3"
        guard case .found(let program) = ProgramSearch.find(name, path: host["PATH"]) else {
            throw Workspace.Broken("\(name) is not installed; install Python 3 with boto3")
        }
        let outcome = try await Program.run(
            program, ["-c", "import sys, boto3; print(sys.executable)"], environment: host)
        guard outcome.status == 0 else {
            throw Workspace.Broken("\(name) has no boto3 (pip install boto3): \(outcome.error)")
        }
        return outcome.output.filter { $0 != "\n" }
    }

    /// The botocore that the tests compare with, which is newer than boto3's own: what `PYTHONPATH` must be for that Python
    /// to take it.
    package static func newerBotocore() async throws -> String {
        let folder = "\(try await path().parentFolder.parentFolder)/botocore-\(newerBotocoreVersion)"
        guard (try? LocalFiles().status("\(folder)/botocore/__init__.py"))?.kind == .regular else {
            throw Workspace.Broken("\(folder) is missing, and the test needs it; Tests/run installs it there")
        }
        return folder
    }

    package static let newerBotocoreVersion = "1.44.8"

    /// A program that was installed beside that Python, as `Tests/run` does it: starship, atuin.
    package static func tool(_ name: String) async throws -> String {
        let folder = try await path().split(separator: "/").dropLast().map { "/\($0)" }.joined()
        guard case .found(let program) = ProgramSearch.find(name, path: folder) else {
            throw Workspace.Broken("\(folder)/\(name) is missing, and the test needs it; Tests/run installs it there")
        }
        return program
    }
}

extension EndToEndHome {
    /// Prints who boto3 is with a profile.
    package func boto3(_ profile: String) async throws -> ProgramOutcome {
        let script = """
            import boto3, sys
            print(boto3.Session(profile_name=sys.argv[1]).client("sts").get_caller_identity()["Arn"])
            """
        return try await run(try await Boto3Python.path(), "-c", script, profile)
    }

    /// Runs Debian's AWS CLI.
    package func aws(_ words: String...) async throws -> ProgramOutcome {
        let program = "/usr/bin/aws"
        guard realPath(program) != nil else {
            throw Workspace.Broken("\(program) is missing, and the test needs it: apt-get install awscli")
        }
        return try await Program.run(program, words, environment: environment, folder: path)
    }
}
