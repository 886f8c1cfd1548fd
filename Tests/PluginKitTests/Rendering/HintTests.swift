import Engine
import PluginKit
import Testing

/// What the engine's hints are on the command line.
struct HintTests {
    private static let rows: [(Hint.Action, String)] = [
        (.listProfiles, "awsx profiles"), (.listRoles(session: nil), "awsx accounts"),
        (.listRoles(session: "my corp"), "awsx accounts --session 'my corp'"),
        (.login(profile: "dev", session: "corp"), "awsx login dev"),
        (.login(profile: nil, session: "corp"), "awsx login --session corp"),
        (.login(profile: nil, session: nil), "awsx login PROFILE"),
        (.login(profile: nil, session: "corp", .anew), "awsx login --session corp --force"),
        (.login(profile: "dev", session: nil, .deviceCode), "awsx login dev --use-device-code"),
        (.callerIdentity(profile: nil), "awsx whoami"), (.callerIdentity(profile: "it's"), #"awsx whoami 'it'\''s'"#),
        (.callerIdentityWithCode(profile: "a"), "awsx whoami a --mfa-code CODE"),
        (.explain(profile: "a b"), "awsx explain 'a b'"), (.printToken(session: "s"), "awsx token --session s"),
        (.run(profile: "a b"), "awsx exec -p 'a b' -- COMMAND"), (.run(profile: nil), "awsx exec -p PROFILE"),
        (.runAsRole, "awsx exec --session S --account 123456789012 --role R -- COMMAND"),
        (.configureProfile(nil), "awsx configure sso"), (.configureProfile("x"), "awsx configure sso --profile x"),
        (.configureSession, "awsx configure sso-session"), (.showConfiguration, "awsx config dump"),
        (
            .load(.initialisation, shell: .bash, file: "/h/.bashrc"),
            #"echo 'eval "$(awsx init bash)"' >> /h/.bashrc"#
        ),
        (
            .load(.completion, shell: .fish, file: "/h a/config.fish"),
            "echo 'awsx completion fish | source' >> '/h a/config.fish'"
        ),
    ]

    @Test(arguments: rows)
    func `Each action has its line`(action: Hint.Action, line: String) {
        #expect(action.commandLine == line)
        #expect(Hint(action).words == line)
    }

    @Test func `A sentence is put together from texts and actions`() {
        let inner: Hint = "see \(run: .showConfiguration)"
        let hint: Hint = "no \(3) of \("x"): \(inner), then \(run: .listProfiles)"
        #expect(hint.words == "no 3 of x: see awsx config dump, then awsx profiles")
        #expect(hint.pieces.count == 4)
        #expect(Hint("a \("b") c") == Hint("a b c") && Hint("").words.isEmpty)
    }
}
