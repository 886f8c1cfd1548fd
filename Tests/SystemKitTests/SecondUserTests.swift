import Subprocess
import SystemKit
import TestSupport
import Testing

/// Writes of secrets into a folder that another user can write, too, while that user does what can be done there.
struct SecondUserTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        folder.setMode(0o777, of: ".")
    }

    /// Becomes `nobody` and, until the file `done` is there, takes away the name of every temporary file that it sees and
    /// puts a file of its own there, which everybody may read. Then it reads whatever it can.
    private static let attack = """
        import os, sys
        folder, secret, goal = sys.argv[1], sys.argv[2].encode(), int(sys.argv[3])
        os.setgroups([]); os.setgid(65534); os.setuid(65534); os.umask(0); os.chdir(folder)
        swaps, loot, mine = 0, False, []
        def has(file):
            return secret in os.pread(file, 1 << 16, 0)
        def look(name):
            try: file = os.open(name, os.O_RDONLY | os.O_NONBLOCK)
            except OSError: return False
            try: return has(file)
            except OSError: return False
            finally: os.close(file)
        print("ready", flush=True)
        while True:
            names = os.listdir(".")
            for name in names:
                if not name.endswith(".awsx-tmp"): continue
                try:
                    os.rename(name, f"taken-{swaps}")
                    mine.append(os.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666))
                except OSError: continue
                swaps += 1
                loot = loot or look(f"taken-{swaps - 1}")
                if len(mine) > 50:
                    file = mine.pop(0)
                    loot = loot or has(file)
                    os.close(file)
                if swaps == goal: os.close(os.open("enough", os.O_CREAT, 0o666))
            if "done" in names: break
        loot = loot or any(has(file) for file in mine) or any(look(name) for name in os.listdir("."))
        print(f"swaps={swaps} loot={loot}", flush=True)
        """

    @Test(.timeLimit(.minutes(5))) func `Who swaps the temporary file gets none of its bytes`() async throws {
        let secret = "SECRET-\(Int.random(in: 0...Int.max))"
        let words = ["python3", "-c", Self.attack, folder.path, secret, "200"]
        // Only root can become somebody else.
        let line = effectiveUserID == 0 ? words : ["sudo", "-n"] + words
        let result = try await Subprocess.run(
            .name(line[0]), arguments: Arguments(Array(line.dropFirst())), input: .none, output: .sequence,
            error: .currentStandardError
        ) { [folder] execution in
            var said: [String] = []
            for try await text in execution.standardOutput.strings() {
                said.append(text.filter { $0 != "\n" })
                guard said.count == 1 else { continue }
                // A write that loses its name fails, or is lost; it gives nothing away.
                while try LocalFiles().status(folder.path("enough")) == nil {
                    _ = try? LocalFiles().write(Array(secret.utf8), to: folder.path("file"), .secret)
                    await Task.yield()
                }
                try folder.put("", at: "done")
            }
            return said
        }
        #expect(result.terminationStatus.isSuccess)
        let said = result.closureResult
        #expect(said.first == "ready")
        #expect(said.last?.hasSuffix("loot=False") == true, "\(said)")
        #expect(said.count == 2)
    }
}
