import Engine
import PluginKit
import SystemKit

/// What became of one thing that could be mended.
struct FixResult: Sendable, Hashable {
    let fix: Fix
    /// Nil for one that was carried out.
    let failure: Failure?
}

/// `--fix`: says what it will do, asks, and does it.
struct FixRunner {
    let context: RuntimeContext
    let isAgreed: Bool

    /// Looks once more before anything is done, since time has passed: only what is still proposed is carried out.
    ///
    /// - Returns: nil if it was not agreed to.
    /// - Throws: `.usage` where nobody can be asked.
    func carryOut(_ found: [Diagnosis]) throws(Failure) -> [FixResult]? {
        let proposed = found.compactMap(\.fix)
        guard !proposed.isEmpty else { return [] }
        context.streams.error.write("awsx: --fix will run\n")
        for fix in proposed { context.streams.error.write("  \(TerminalSafe.text(fix.command))\n") }
        guard try agree() else { return nil }
        // What can be mended lies in files.
        let present = try DoctorRun(context: context, isOffline: true, isVerbose: false).examine().found
            .compactMap(\.fix)
        return proposed.filter(present.contains).map { fix in
            do throws(Failure) {
                try fix.perform(context.files)
                return FixResult(fix: fix, failure: nil)
            } catch {
                return FixResult(fix: fix, failure: error)
            }
        }
    }

    /// Whether somebody will be asked about these.
    func asks(about found: [Diagnosis]) -> Bool {
        !isAgreed && context.hasPerson && found.contains { $0.fix != nil }
    }

    private func agree() throws(Failure) -> Bool {
        if isAgreed { return true }
        guard context.hasPerson else {
            throw Failure(
                .usage, "confirmation is required without a terminal", hint: "awsx doctor --fix --yes")
        }
        context.streams.error.write("Continue? [y/N] ")
        let answer = readLine(strippingNewline: true)?.lowercased() ?? ""
        return answer == "y" || answer == "yes"
    }
}
