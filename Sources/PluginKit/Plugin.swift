import Engine
import SystemKit

/// Something that awsx can do beyond its engine: built in or external, all listed alike.
package protocol Plugin: Sendable {
    var name: String { get }
}

/// A command that the core carries out itself, or by becoming another program.
package protocol CorePlugin: Plugin {
    var manifest: Manifest { get }

    /// - Returns: the exit status; a command that becomes another program never returns.
    /// - Throws: `Failure`, or `HelpOrVersionText` for help.
    func run(_ invocation: Invocation) throws -> Int32
}

/// A command that talks to AWS; carried out in awsx-connect. The core lists it by what is generated from the declaration.
package protocol NetworkPlugin: DeclaredCommandPlugin {
    func run(_ invocation: Invocation) async throws -> Int32
}

/// A built-in command, by the declaration of its words.
package protocol DeclaredCommandPlugin: Plugin {
    var declaration: any DeclaredCommand.Type { get }
}

extension DeclaredCommandPlugin {
    package var name: String { declaration.name }
}
