#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// State that could not be taken: what is wrong with it, in one sentence.
struct StateProblem: Error, Hashable, CustomStringConvertible {
    let description: String
}

extension SandboxConfiguration {
    /// This state with the JSON object `patch` laid over it; nothing is taken of a patch that is wrong anywhere.
    func merged(with patch: [UInt8]) throws(StateProblem) -> SandboxConfiguration {
        do {
            let change = try JSONDecoder().decode(JSONValue.self, from: Data(patch))
            guard case .object = change else { throw StateProblem(description: "state is not a JSON object") }
            let current = try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(self))
            let whole = try JSONEncoder().encode(current.merged(with: change))
            let state = try JSONDecoder().decode(SandboxConfiguration.self, from: whole)
            let known = try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(state))
            if let stranger = change.strangers(to: known).first {
                throw StateProblem(description: "unknown setting '\(stranger)'")
            }
            if let complaint = state.complaint { throw StateProblem(description: complaint) }
            return state
        } catch let problem as StateProblem {
            throw problem
        } catch let error as DecodingError {
            throw StateProblem(description: Self.tell(error))
        } catch {
            throw StateProblem(description: "not JSON: \(error)")
        }
    }

    /// The state as its administrator reads it.
    var json: [UInt8] { JSONText.encode(self) }

    private static func tell(_ error: DecodingError) -> String {
        let (context, what): (DecodingError.Context, String) =
            switch error {
            case .typeMismatch(_, let context): (context, "has the wrong type")
            case .valueNotFound(_, let context): (context, "is null")
            case .keyNotFound(let key, let context): (context, "lacks '\(key.stringValue)'")
            case .dataCorrupted(let context): (context, context.debugDescription)
            @unknown default: (DecodingError.Context(codingPath: [], debugDescription: ""), "is not understood")
            }
        let path = context.codingPath.map(\.stringValue).joined(separator: ".")
        return "\(path.isEmpty ? "state" : path): \(what)"
    }
}

/// JSON text as the sandbox sends it: sorted members, slashes as they are.
enum JSONText {
    static func encode(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else {
            preconditionFailure("a reply of the sandbox has no JSON form")
        }
        return Array(data)
    }

    static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) -> Value? {
        try? JSONDecoder().decode(type, from: Data(bytes))
    }
}
