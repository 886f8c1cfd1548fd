import Engine
import Foundation
import SystemKit
import TestSupport
import Testing

#if os(Linux)
    /// `awsx exec --compose`: no Docker runs where these tests do, so the override is held against compose's own schema, and
    /// its forwarder runs as it would in a container, with real SDKs beside it in a network of their own.
    @Suite(.serialized) struct ComposeTests {
        private static let compose = """
            services:
              web:
                image: nginx
                environment: [A=b]
              job:
                image: busybox
                network_mode: host

            """

        /// A folder for the run with a path that a socket's may have, which the test's own HOME has not.
        private static func withShortFolder(_ body: (String) async throws -> Void) async throws {
            let folder = try TemporaryFolder("awsx-compose")
            try await body(folder.path)
            try await eventually("nothing is left of the run") { try folder.names("awsx/runs").isEmpty }
        }

        @Test func `a path that is too long for a socket is told`() async throws {
            let home = try RenewingRun.home()
            defer { home.remove() }
            try home.write(Self.compose, to: "compose.yaml")
            let outcome = try await home.awsx(
                "exec", "-p", RenewingRun.profile, "--compose", "compose.yaml", "--", "true")
            #expect(outcome.status == 1 && outcome.error.contains("XDG_RUNTIME_DIR"), "\(outcome)")
            #expect(try await home.isCleanOfRuns())
        }

        /// The override, read by a YAML parser that nobody here wrote, and checked by compose's schema.
        private func checked(_ text: String, _ home: EndToEndHome) async throws -> JSON {
            try home.write(text, to: "override.yaml")
            try home.write(
                """
                import glob, json, sys, yaml, jsonschema
                schema = json.load(open(glob.glob("\(Workspace.root)/.build-tests/compose/compose/config/*compose_spec.json")[0]))
                override = yaml.safe_load(open("override.yaml"))
                # As compose does it with what stands for variables.
                jsonschema.Draft7Validator(schema).validate(override)
                print(json.dumps(override))
                """, to: "check.py")
            let outcome = try await home.run(
                try await Boto3Python.path(), "check.py",
                setting: ["PYTHONPATH": "\(Workspace.root)/.build-tests/compose"])
            return try #require(outcome.json, "\(outcome)")
        }

        @Test func `the override is one that compose takes, and holds no secret`() async throws {
            let home = try RenewingRun.home()
            defer { home.remove() }
            try home.write(Self.compose, to: "compose.yaml")
            let printed = try await home.awsx("exec", "-p", RenewingRun.profile, "--compose", "compose.yaml")
            #expect(printed.status == 0 && printed.error.contains("service job has a network_mode"), "\(printed)")
            let override = try await checked(printed.output, home)
            let web = override["services"]?["web"]
            #expect(
                web?["environment"]?["AWS_CONTAINER_CREDENTIALS_FULL_URI"]?.string
                    == "http://169.254.170.2/credentials")
            #expect(web?["environment"]?["AWS_CONTAINER_AUTHORIZATION_TOKEN"] == .null)
            #expect(override["services"]?["job"] == nil)
            #expect(
                override["services"]?["awsx-credentials"]?["networks"]?["awsx-credentials"]?["ipv4_address"]?.string
                    == "169.254.170.2")
            #expect(try home.read("compose.yaml") == Self.compose)
            // Beside it, where that is asked for; and nobody else's file is taken.
            let written = try await home.awsx(
                "exec", "-p", RenewingRun.profile, "--compose", "compose.yaml", "--write")
            #expect(written.status == 0 && written.output.isEmpty, "\(written)")
            #expect(try home.read("compose.awsx.yaml") == printed.output)
            try home.write("mine", to: "compose.awsx.yaml")
            let refused = try await home.awsx(
                "exec", "-p", RenewingRun.profile, "--compose", "compose.yaml", "--write")
            #expect(refused.status == 1 && refused.error.contains("compose.awsx.yaml"), "\(refused)")
            #expect(try home.read("compose.awsx.yaml") == "mine")
        }

        @Test func `a command finds both files, the token and the socket, and all of it ends with it`() async throws {
            let home = try RenewingRun.home()
            defer { home.remove() }
            try home.write(Self.compose, to: "compose.yaml")
            try await Self.withShortFolder { folder in
                let outcome = try await home.awsx(
                    "exec", "-p", RenewingRun.profile, "--compose", "compose.yaml", "--quiet", "--", "sh", "-c",
                    """
                    echo "$COMPOSE_FILE" | sed "s,$AWSX_RUN_FOLDER,RUN,"; stat -c '%a %F' $AWSX_SOCKET_FOLDER $AWSX_SOCKET_FOLDER/*
                    ls $AWSX_SOCKET_FOLDER; grep -c "$AWS_CONTAINER_AUTHORIZATION_TOKEN" $AWSX_RUN_FOLDER/compose.yaml
                    curl -sS --unix-socket $AWSX_SOCKET_FOLDER/credentials.sock \
                        -H "Authorization: $AWS_CONTAINER_AUTHORIZATION_TOKEN" http://169.254.170.2/credentials | grep -c ASIAEXAMPLE
                    curl -sS --unix-socket $AWSX_SOCKET_FOLDER/credentials.sock http://169.254.170.2/credentials; echo
                    curl -sS --unix-socket $AWSX_SOCKET_FOLDER/credentials.sock \
                        -H "Authorization: $AWS_CONTAINER_AUTHORIZATION_TOKEN" http://evil.example/credentials
                    """, setting: ["XDG_RUNTIME_DIR": folder])
                let lines = outcome.output.split(separator: "\n").map(String.init)
                #expect(lines.count == 8, "\(outcome)")
                #expect(
                    lines.prefix(6) == [
                        "compose.yaml:RUN/compose.yaml", "700 directory", lines[2], "credentials.sock", "0", "1",
                    ])
                #expect(lines[2].hasSuffix("socket"))
                #expect(lines[6].contains("token of the run") && lines[7].contains("another host"), "\(lines)")
                #expect(try await home.isCleanOfRuns())
            }
        }

        /// What the override's service does in a container, and what the SDKs do that are beside it.
        @Test(.timeLimit(.minutes(2))) func `real SDKs in a network of their own get credentials by the forwarder`()
            async throws
        {
            let home = try RenewingRun.home()
            defer { home.remove() }
            try home.write(Self.compose, to: "compose.yaml")
            try home.write(
                """
                import boto3, os
                keys = boto3.Session().get_credentials()
                print(keys.method, keys.get_frozen_credentials().access_key)
                """, to: "client.py")
            let python = try await Boto3Python.path()
            try await Self.withShortFolder { folder in
                let outcome = try await home.awsx(
                    "exec", "-p", RenewingRun.profile, "--compose", "compose.yaml", "--quiet", "--", "unshare", "-rn",
                    "sh",
                    "-c",
                    """
                    ip link set lo up; ip address add 169.254.170.2/32 dev lo
                    ip -o link | wc -l
                    socat TCP-LISTEN:80,fork,reuseaddr UNIX-CONNECT:$AWSX_SOCKET_FOLDER/credentials.sock & forwarder=$!
                    sleep 0.3
                    export AWS_CONTAINER_CREDENTIALS_FULL_URI=http://169.254.170.2/credentials
                    unset AWS_PROFILE AWS_CONFIG_FILE; export AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null
                    '\(python)' client.py
                    /usr/bin/aws configure list | grep -o 'container-role' | head -1
                    kill $forwarder
                    """, setting: ["XDG_RUNTIME_DIR": folder])
                #expect(outcome.output == "1\ncontainer-role ASIAEXAMPLE\ncontainer-role\n", "\(outcome)")
            }
        }

        @Test(arguments: [
            (["--compose", "absent.yaml"], "absent.yaml"), (["--compose", "broken.yaml"], "not YAML"),
            (["--write"], "--write requires --compose"), (["--compose", "empty.yaml", "--", "true"], "no services"),
        ])
        func `a file that is none says so, and nothing runs`(words: [String], text: String) async throws {
            let home = try RenewingRun.home()
            defer { home.remove() }
            try home.write("services: [", to: "broken.yaml")
            try home.write("name: x\n", to: "empty.yaml")
            let outcome = try await Program.run(
                InstallPrefix.shared.get().awsx, ["exec", "-p", RenewingRun.profile] + words,
                environment: home.environment, folder: home.path)
            #expect(outcome.status != 0 && outcome.error.contains(text), "\(outcome)")
            #expect(try await home.isCleanOfRuns())
        }
    }
#endif
