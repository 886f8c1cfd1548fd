package import SystemKit

/// An agent that runs this process, as far as its marks tell. A mark is a hint and no fence: whoever is marked can take the
/// mark away.
package struct DetectedAgent: Sendable, Hashable {
    /// A mark that was found.
    package struct Mark: Sendable, Hashable {
        package let location: SourceLocation
        package let agent: String

        package init(location: SourceLocation, agent: String) {
            self.location = location
            self.agent = agent
        }
    }

    /// Every mark, in the table's order; what was said outright stands first.
    package let marks: [Mark]

    /// The name for people and for the log.
    package var name: String { marks[0].agent }

    /// Every name that a mark tells.
    package var names: [String] { marks.map(\.agent) }

    package init(_ first: Mark, _ others: [Mark] = []) { marks = [first] + others }

    /// - Parameter isOnTerminal: only there somebody may say that no agent runs this.
    package static func find(
        _ environment: Environment, isOnTerminal: Bool, _ files: any FileSystem
    ) -> DetectedAgent? {
        var marks: [Mark] = []
        for found in environment.places(of: variables) {
            let location = SourceLocation.variable(variables[found.place])
            guard found.place > 0 else {
                if found.value.lowercased() == "none" {
                    if isOnTerminal { return nil }
                } else if !found.value.isEmpty {
                    marks.append(Mark(location: location, agent: AgentMarker.name(found.value) ?? "agent"))
                }
                continue
            }
            if let agent = AgentMarker.all[found.place - 1].agent(saidBy: found.value) {
                marks.append(Mark(location: location, agent: agent))
            }
        }
        if ((try? files.status(AgentMarker.file.path)) ?? nil) != nil {
            marks.append(Mark(location: .file(AgentMarker.file.path, line: nil), agent: AgentMarker.file.agent))
        }
        guard let first = marks.first else { return nil }
        return DetectedAgent(first, Array(marks.dropFirst()))
    }

    private static let variables = [EnvironmentKey.awsxAgent] + AgentMarker.all.map(\.variable)

    /// The marks as a sentence has them: `$CLAUDECODE, $AGENT`.
    package var markText: String { marks.map { "\($0.location)" }.joined(separator: ", ") }
}
