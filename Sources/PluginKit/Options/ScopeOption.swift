package import ArgumentParser
package import Engine

/// What the credentials of a run are narrowed to.
package struct ScopeOption: ParsableArguments {
    @Option(
        name: .customLong("scope"), parsing: .singleValue,
        help: ArgumentHelp(
            """
            Allow only what this scope allows, such as read, or s3:read,logs:view to join two; if repeated, only what \
            all of them allow.
            """,
            valueName: "scope"),
        completion: .scopes)
    package var selections: [ScopeSelection] = []

    package init() {}
}

extension ScopeSelection: ExpressibleByArgument {
    package init?(argument: String) { self.init(parsing: argument) }
}

extension HotPathArgumentParser {
    /// The value of `--scope`: empty where it is not there, nil for one that the parser is to refuse.
    package mutating func takeScopes() -> [ScopeSelection]? {
        guard let text = take("scope") else { return [] }
        return ScopeSelection(parsing: text).map { [$0] }
    }
}
