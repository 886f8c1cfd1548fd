import Engine
import SystemKit

/// Something that awsx can do beyond its engine: built in or external, all listed alike.
package protocol Plugin: Sendable {
    var manifest: Manifest { get }
}

/// A command that the core carries out itself, or by becoming another program.
package protocol CorePlugin: Plugin {
    /// - Returns: the exit status; a command that becomes another program never returns.
    /// - Throws: `Failure`, or `RequestedText` for help.
    func run(_ invocation: Invocation) throws -> Int32
}

/// A command that talks to AWS; carried out in awsx-connect.
package protocol NetworkPlugin: Plugin {
    func run(_ invocation: Invocation) async throws -> Int32
}
