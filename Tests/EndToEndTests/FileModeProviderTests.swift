import TestSupport
import Testing

/// Whatever gives credentials, what is kept of them is for nobody else.
@Suite struct FileModeProviderTests {
    /// Commands that use every profile, with a narrowed run and a container's keys.
    private func commands(_ sandbox: SandboxProcess) -> String {
        let profiles = ProviderHome.profiles.map { "awsx exec -q -p \($0) -- true || exit" }
        let container = ProviderHome.container(sandbox).map { "\($0.key)='\($0.value ?? "")'" }
        return
            (profiles + [
                "awsx exec -p deploy --read-only -- true || exit",
                "env \(container.joined(separator: " ")) awsx exec -q -- true",
            ]).joined(separator: "\n")
    }

    /// The files that hold keys or tokens.
    private func secretFiles(_ home: EndToEndHome) throws -> [String: Int] {
        try home.modes().filter { name, _ in
            guard name.hasPrefix(".aws/") || name.hasPrefix(".local/") else { return false }
            return try home.read(name).contains(Canary.marker)
        }
    }

    @Test func `whatever the umask, nobody ever finds a provider's file open to others`() async throws {
        try await ProviderHome.with { home, sandbox, canary in
            async let watch = Onlooker.watch(home)
            let outcome = try await home.shell(
                "umask 000\nawsx login -q legacy --use-device-code || exit\n\(commands(sandbox))")
            try Onlooker.stop(home)
            #expect(outcome.status == 0, "\(outcome)")
            let seen = try await watch
            #expect(seen.open == [])
            // Tokens, registrations, roles of the AWS CLI's cache and of awsx's own, the session of `aws login`.
            #expect(seen.count >= 10)
            let files = try secretFiles(home)
            #expect(files.values.allSatisfy { $0 == 0o600 }, "\(files)")
            for folder in [".aws/sso/cache/", ".aws/cli/cache/", ".aws/login/cache/", ".local/state/awsx/credentials/"]
            {
                #expect(files.keys.contains { $0.hasPrefix(folder) }, "\(folder): \(files)")
            }
            #expect(try home.foldersOpenForWriting() == [])
            #expect(try canary.leaksInFiles().isEmpty)
        }
    }

    @Test func `a provider's file that is open to others is narrowed when it is written`() async throws {
        try await ProviderHome.with { home, sandbox, _ in
            try await home.signIn("legacy", "--use-device-code")
            #expect(try await home.shell(commands(sandbox)).status == 0)
            // All keys and tokens are over, so that each file is written anew; registrations are good for long.
            let ended = #/"(?<name>Expiration|expiresAt)": ?"[^"]*"/#
            let files = try secretFiles(home).keys.filter { name in
                let text = try home.read(name)
                return text.contains(ended) && !(text.contains("clientSecret") && !text.contains("accessToken"))
            }
            for name in files {
                let text = try home.read(name).replacing(ended) {
                    "\"\($0.output.name)\": \"2020-01-01T00:00:00Z\""
                }
                try home.write(text, to: name, mode: 0o666)
            }
            #expect(try files.allSatisfy { try home.modes()[$0] == 0o666 } && files.count >= 8, "\(files)")
            try home.write("echo \(ProviderHome.device.codes[2])\n", to: "code")
            let outcome = try await home.shell("awsx login -q legacy --use-device-code\n\(commands(sandbox))")
            #expect(outcome.status == 0, "\(outcome)")
            let wide = try secretFiles(home).filter { $0.value != 0o600 }
            #expect(wide.isEmpty, "\(wide)")
        }
    }
}
