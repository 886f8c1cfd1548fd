import TestSupport
import Testing

/// What looks for secrets finds those that are planted, in each way in which one could get out.
@Suite struct CanaryControlTests {
    private static let secrets = [
        // One with the marker, a code, and a key.
        "prefix-\(Canary.marker)-suffix", "839156", "MHcCAQEEIJ0123456789+/abcdefghijklmnopqrstuvwxyz",
    ]

    private func leaks(
        of script: String, secret: String, showing output: Canary.Output = .nothing
    ) async throws -> [Leak.Way] {
        let home = try EndToEndHome()
        defer { home.remove() }
        // The shell reads the script from a file, or the secret would be in its words.
        try home.write("S='\(secret)'\n\(script)\n", to: "secret/script")
        let canary = Canary(home: home, secrets: [Canary.Secret(text: secret, location: "secret/")])
        let (outcome, leaks) = try await canary.watch(["/bin/sh", "\(home.path)/secret/script"], showing: output)
        #expect(outcome.status == 0, "\(outcome)")
        return leaks.map(\.way)
    }

    @Test(
        arguments: [
            ("echo \"$S\"", .shown), ("echo \"{$S}\" >&2", .told), ("/bin/echo \"$S\" >/dev/null", .passed),
            ("(true; /bin/echo \"$S\" | cat) >/dev/null", .passed), ("(umask 077; echo \"$S\" >.aws/x)", .openedWide),
            ("install -m 600 /dev/null .aws/x; chmod 644 .aws/x; chmod 600 .aws/x", .openedWide),
            ("cd .aws; umask 022; : >x; chmod 600 x", .openedWide),
            ("umask 022; echo \"$S\" >.aws/x", .leftWide), ("mkdir -p .run; cp secret/script .run/x", .misplaced),
        ] as [(String, Leak.Way)], secrets)
    func `what is planted is found`(plant: (script: String, way: Leak.Way), secret: String) async throws {
        #expect(try await leaks(of: plant.script, secret: secret).contains(plant.way))
    }

    @Test(arguments: secrets)
    func `what keeps a secret is left alone`(secret: String) async throws {
        #expect(try await leaks(of: "umask 077; true \"$S\"; /bin/true; chmod 600 secret/script", secret: secret) == [])
    }

    @Test func `where keys may be shown, other secrets may not`() async throws {
        let keys = "echo \"AWS_SECRET_ACCESS_KEY='${S#?}' AWS_SESSION_TOKEN=IQoJb3JpZ2luX2Vj${S#?}\""
        #expect(try await leaks(of: keys, secret: "-\(Canary.marker)", showing: .keys) == [])
        for prefix in ["aor", "aoa", "lrt", "header.", "token-"] {
            let found = try await leaks(of: "echo \"$S\"", secret: "\(prefix)\(Canary.marker)", showing: .keys)
            #expect(found == [.shown], "\(prefix)")
        }
        #expect(try await leaks(of: "echo \"$S\"", secret: "aor\(Canary.marker)", showing: .token) == [.shown])
    }
}
