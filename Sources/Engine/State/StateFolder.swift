package import SystemKit

/// awsx's own state, `$XDG_STATE_HOME/awsx` or `~/.local/state/awsx`.
package struct StateFolder: Sendable, Hashable {
    package let path: String

    package init(path: String) { self.path = path }

    /// A folder in it, by its name.
    package func folder(_ name: String, _ files: any FileSystem) -> PrivateFolder {
        PrivateFolder("\(path)/\(name)", files)
    }

    package static func of(_ context: RuntimeContext) throws(Failure) -> StateFolder {
        try of(context.environment, home: context.home)
    }

    package static func of(_ environment: Environment, home: String?) throws(Failure) -> StateFolder {
        // The XDG specification has relative paths ignored.
        if let base = environment.text(EnvironmentKey.xdgStateHome), base.hasPrefix("/") {
            return StateFolder(path: "\(base)/awsx")
        }
        guard let home else {
            throw Failure(
                .configInvalid, "there is no home directory for awsx's state", at: .variable(EnvironmentKey.home),
                hint: "export HOME=/path/to/your/home")
        }
        return StateFolder(path: "\(home)/.local/state/awsx")
    }
}
