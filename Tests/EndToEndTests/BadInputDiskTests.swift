import Foundation
import TestSupport
import Testing

/// Disks that take nothing: it is found out before anything is used up.
@Suite struct BadInputDiskTests {
    /// Runs with `~/.aws/sso` on a disk that is read-only or full, and looks at what is left there.
    private func run(_ words: String, on disk: String, _ home: EndToEndHome) async throws -> ProgramOutcome {
        try await home.mounting(
            """
            A="$HOME/.aws"; mkdir -p $A/sso/cache
            if [ \(disk) = read-only ]; then
                mount --bind $A $A; mount -o remount,bind,ro $A
            else
                rm -rf "$HOME/kept"; cp -a $A/sso/cache "$HOME/kept"
                mount -t tmpfs -o size=64k,mode=700 tmpfs $A/sso
                cp -a "$HOME/kept" $A/sso/cache
                dd if=/dev/zero of=$A/sso/fill bs=1k >"$HOME/dd" 2>&1 || :
            fi
            before=$(cat $A/sso/cache/*.json | cksum)
            status=0; awsx \(words) || status=$?
            [ "$before" = "$(cat $A/sso/cache/*.json | cksum)" ] || echo "a file was changed"
            ls -A $A/sso/cache | grep tmp || :
            exit $status
            """)
    }

    @Test(arguments: ["read-only", "full"])
    func `a token that couldn't be kept is not asked for`(disk: String) async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            try await home.signIn()
            try home.ageToken()
            let counts = try await sandbox.counting {
                let refused = try await run("token", on: disk, home)
                expectFailure(refused, 1, saying: "\(home.path)/.aws/sso/cache/")
                #expect(refused.error.contains(disk == "full" ? "No space left" : "Read-only"), "\(refused)")
            }
            #expect(counts.isEmpty, "the refresh token was used up")
            let after = try await home.awsx("token")
            #expect(after.status == 0, "\(after)")
        }
    }

    @Test(arguments: ["read-only", "full"])
    func `nobody is asked to sign in for a token that couldn't be kept`(disk: String) async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, sandbox in
            try await home.signIn()
            let counts = try await sandbox.counting {
                expectFailure(try await run("login --force", on: disk, home), 1, saying: "\(home.path)/.aws/sso/cache/")
            }
            #expect(counts["Authorize"] == nil)
        }
    }

    @Test(arguments: ["read-only", "full"])
    func `a good token still gives keys, which are not kept`(disk: String) async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"]) { home, _ in
            try await home.signIn()
            for secondsLeft in [3600, 600] {
                try home.ageToken(secondsLeft: secondsLeft)
                let run = try await run("exec -p dev-ReadOnlyAccess -- echo ran", on: disk, home)
                #expect(run.status == 0 && run.output == "ran\n", "\(run)")
                let said = run.error.contains("could not renew the token")
                #expect(said == (secondsLeft == 600), "\(run)")
            }
        }
    }
}
