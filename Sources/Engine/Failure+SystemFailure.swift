package import SystemKit

extension Failure {
    /// A file that is there and can't be read.
    package init(unreadable failure: SystemFailure) {
        self.init(
            .fileUnreadable, failure.description, at: .file(failure.path, line: nil),
            hint: "ls -ld \(DisplayedCommandWord.quoted(failure.path))")
    }

    /// A call to the operating system that failed, under a code of ours.
    package init(_ code: Code, _ failure: SystemFailure) {
        let hint: String? =
            if failure.isDiskFull {
                "free some space on that disk, then run it again"
            } else if failure.isForbidden {
                "ls -ld \(DisplayedCommandWord.quoted(failure.path))"
            } else {
                nil
            }
        self.init(code, failure.description, at: .file(failure.path, line: nil), hint: hint)
    }
}

/// Runs a call to the operating system and retells its failure.
package func translating<Result: ~Copyable>(
    _ code: Failure.Code, _ body: () throws(SystemFailure) -> Result
) throws(Failure) -> Result {
    do {
        return try body()
    } catch {
        throw Failure(code, error)
    }
}

extension StandardStream {
    /// Writes a text that somebody relies on.
    ///
    /// - Throws: `.fileUnwritable`, and the end of this process where the reader went away.
    package func print(_ text: String) throws(Failure) {
        do {
            try writeChecked(text)
        } catch  where error.isBrokenPipe {
            throw Failure(endingBy: .brokenPipe)
        } catch {
            throw Failure(.fileUnwritable, error)
        }
    }
}
