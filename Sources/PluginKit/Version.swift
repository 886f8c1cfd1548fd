import CVersion

/// What this awsx is.
package enum Version {
    package static var text: String { AWSX_VERSION }

    /// What `--version` prints: with `--verbose` the source and the compiler, too, as far as the build was told of them.
    package static func report(of program: String, isVerbose: Bool) -> String {
        guard isVerbose else { return "\(program) \(text)" }
        return """
            \(program) \(text)
            commit  \(unsafe String(cString: awsx_build_commit()))
            date    \(unsafe String(cString: awsx_build_date()))
            swift   \(unsafe String(cString: awsx_build_swift()))
            """
    }
}
