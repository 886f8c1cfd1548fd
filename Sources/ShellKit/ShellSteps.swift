package import Engine

/// Statements as data, for shells that read JSON: nothing of them is ever evaluated.
package struct ShellSteps: Sendable {
    /// `{"awsx": 1, "steps": [{"do": …}]}`; what a prompt watches is no matter of these shells.
    package let json: JSON

    package init(_ statements: [ShellStatement]) {
        json = .object(["awsx": .integer(1), "steps": .array(statements.compactMap(Self.step))])
    }

    private static func step(_ statement: ShellStatement) -> JSON? {
        func names(_ names: [String]) -> JSON { .array(names.map(JSON.string)) }
        switch statement {
        case .watch: return nil
        case .assign(let name, let value):
            return .object(["do": .string("assign"), "name": .string("\(name)"), "value": .string(value)])
        case .copyRegion: return .object(["do": .string("copy-region")])
        case .export(let name, let value, let layer):
            return .object([
                "do": .string("export"), "layer": .string(layer.rawValue), "name": .string(name),
                "value": .string(value),
            ])
        case .take(let all, let layer):
            return .object(["do": .string("take"), "layer": .string(layer.rawValue), "names": names(all)])
        case .tell(let line, let name):
            return .object(["do": .string("tell"), "name": .string(name), "line": .string(line)])
        case .giveBack(let all, let layer):
            return .object(["do": .string("give-back"), "layer": .string(layer.rawValue), "names": names(all)])
        }
    }
}
