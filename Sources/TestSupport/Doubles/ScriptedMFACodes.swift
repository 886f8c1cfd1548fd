package import Engine
import Synchronization

/// MFA codes prepared in order; then none.
package final class ScriptedMFACodes: MFACodeSource {
    private let codes: Mutex<[String]>
    private let asked = Mutex<[MFAQuestion]>([])

    package init(_ codes: [String] = []) { self.codes = Mutex(codes) }

    package var questions: [MFAQuestion] { asked.withLock { $0 } }

    package func code(for question: MFAQuestion) async throws -> Secret? {
        asked.withLock { $0.append(question) }
        return codes.withLock { $0.isEmpty ? nil : Secret($0.removeFirst()) }
    }
}
