import Foundation
import TestSupport
import Testing

/// A config file that is a mount of its own (a container's, mostly): it can't be replaced, only written over.
@Suite(.serialized) struct InPlaceTests {
    private static let words =
        "configure sso -p x --session sandbox --account dev --role ReadOnlyAccess --region us-east-1 --output json"

    /// Runs the wizard with such a file on a small disk.
    private func run(_ home: EndToEndHome, full: Bool, under program: String = "") async throws -> ProgramOutcome {
        try await home.mounting(
            """
            A="$HOME/.aws"; S="$HOME/small"; mkdir -p $S
            mount -t tmpfs -o size=64k,mode=700 tmpfs $S
            cp -a $A/config $S/config; mount --bind $S/config $A/config
            \(full ? "dd if=/dev/zero of=$S/fill bs=1k >$HOME/dd 2>&1 || :" : "")
            before=$(stat -c %i $A/config)
            status=0; \(program) awsx \(Self.words) || status=$?
            [ "$before" = "$(stat -c %i $A/config)" ] || echo "another file is there"
            cat $A/config >"$HOME/left"
            exit $status
            """)
    }

    @Test func `it is written in place, with what was there saved before`() async throws {
        try await EndToEndHome.with(["--auto-approve", "visit"], config: Organisation.session) { home, _ in
            let outcome = try await run(home, full: false)
            #expect(outcome.status == 0 && !outcome.output.contains("another file"), "\(outcome)")
            #expect(outcome.error.contains("can't be replaced, so it was written in place"), "\(outcome)")
            let left = try home.read("left")
            #expect(left.hasPrefix(Organisation.session) && left.contains("\n[profile x]\nsso_session"), "\(left)")
            #expect(try home.read(".local/state/awsx/backups/config.backup") == Organisation.session)
            #expect(try home.modes()[".local/state/awsx/backups/config.backup"] == 0o600)
        }
    }

    #if os(Linux)
        @Test func `room is taken first, and all is on the disk in the end`() async throws {
            try await EndToEndHome.with(["--auto-approve", "visit"], config: Organisation.session) { home, _ in
                let calls = "write,pwrite64,writev,ftruncate,fsync,fdatasync"
                let outcome = try await run(
                    home, full: false,
                    under: "/usr/bin/strace -f -qq -y -s 0 -e signal=none -e trace=\(calls) -o \"$HOME/trace\"")
                #expect(outcome.status == 0, "\(outcome)")
                let made = try home.read("trace").split(separator: "\n")
                    .filter { $0.contains("<\(home.path)/.aws/config>") }
                    .compactMap { $0.firstMatch(of: #/ (\w+)\(/#)?.1 }
                #expect(made == ["pwrite64", "fsync", "pwrite64", "ftruncate", "fsync"], "\(made)")
            }
        }
    #endif

    @Test func `a disk that fills meanwhile takes nothing from it`() async throws {
        // A page of memory is full with it, so that the next byte needs one more.
        let padding = "# \(String(repeating: "x", count: 4093 - Organisation.session.utf8.count))\n"
        let config = Organisation.session + padding
        try await EndToEndHome.with(["--auto-approve", "visit"], config: config) { home, _ in
            let outcome = try await run(home, full: true)
            expectFailure(outcome, 1, saying: "No space left", "free some space on that disk")
            #expect(!outcome.output.contains("another file"), "\(outcome)")
            #expect(try home.read("left") == config)
            #expect(try home.read(".local/state/awsx/backups/config.backup") == config)
        }
    }
}
