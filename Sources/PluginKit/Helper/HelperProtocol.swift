package import Engine
import SystemKit

/// What the core asks of awsx-connect: one JSON object a line each way, `{"v":1,"kind":…}` answered by `{"ok":…}` or
/// `{"err":…}`. Keys pass through a pipe only.
package enum HelperProtocol {
    /// The command of awsx-connect that answers.
    package static let command = "answer"

    /// A request with how much is to be said on stderr meanwhile.
    ///
    /// - Parameters:
    ///   - reason: the command that asks, for plugins to know; nil where none is told.
    ///   - runID: of the run that asks; nil where nothing of it is written down.
    package static func line(
        _ request: Request, isVerbose: Bool, reason: String? = nil, runID: RunID? = nil
    ) -> JSON {
        var members = request.json.members ?? []
        if isVerbose { members.append(JSON.Member("verbose", .bool(true))) }
        if let reason { members.append(JSON.Member("reason", .string(reason))) }
        if let runID { members.append(JSON.Member("run_id", .string(runID.text))) }
        return .object(members)
    }

    package static func ok(_ value: JSON) -> JSON { .object(["ok": value]) }

    package static func err(_ failure: Failure) -> JSON {
        .object([
            "err": .object([
                "code": .string(failure.code.rawValue), "status": .integer(Int64(failure.status.rawValue)),
                "message": .string(failure.message), "place": failure.location?.json,
                "hint": failure.hint.map { .string($0.words) },
            ])
        ])
    }

    /// The `ok` of an answer, or its failure thrown.
    package static func result(of answer: JSON) throws(Failure) -> JSON {
        if let value = answer["ok"] { return value }
        guard let err = answer["err"], let message = err["message"]?.string else {
            throw Failure(.badAnswer, "awsx-connect sent a response that can't be read", status: .failure)
        }
        let code = err["code"]?.string.flatMap(Failure.Code.init) ?? .failed
        let status = err["status"]?.integer.flatMap { ExitStatus(rawValue: Int32(clamping: $0)) }
        throw Failure(
            code, message, at: err["place"].flatMap(SourceLocation.init), hint: err["hint"]?.string,
            status: status)
    }
}
