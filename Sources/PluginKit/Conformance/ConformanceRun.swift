import Engine
import Synchronization
package import SystemKit

/// Asks a plugin what was recorded, and what no plugin may trip over: another version, half a line, an end in the middle.
package struct ConformanceRun {
    private let program: AnsweringProgram
    private let call: PluginCall
    private let interruption: CancellationPipe
    private let now: Instant

    package init(_ program: AnsweringProgram, for call: PluginCall, interruption: CancellationPipe, now: Instant) {
        self.program = program
        self.call = call
        self.interruption = interruption
        self.now = now
    }

    package func checks() -> [ConformanceCheck] {
        let conversations = Conversation.all(for: call)
        guard let first = conversations.first else { return [] }
        return conversations.map(replay) + [
            replay(first, as: "an unknown member in the request") {
                $0 + [JSON.Member("new", .array([.null, .string("x")]))]
            },
            replay(first, as: "a question of 256 KiB") {
                $0 + [JSON.Member("new", .string(String(repeating: "x", count: 256 << 10)))]
            },
            refusal(first, "another version of the protocol", "v", .integer(99)),
            refusal(first, "another operation", "kind", .string("new.operation")),
            silence("half a line", Array(first.line.prefix(first.line.count / 2))), silence("no line at all", []),
        ]
    }

    private func replay(_ conversation: Conversation) -> ConformanceCheck {
        replay(conversation, as: conversation.name) { $0 }
    }

    private func replay(
        _ conversation: Conversation, as name: String, _ change: ([JSON.Member]) -> [JSON.Member]
    ) -> ConformanceCheck {
        check(name) { () throws(PluginFault) in
            let request = JSON.object(change(conversation.request.members ?? []))
            let (outcome, said) = exchange(Array(request.serialized(.minified).utf8))
            do throws(PluginFault) {
                let ok = try PluginAnswer.read(outcome)
                try judge(ok, conversation, said)
            } catch {
                // An error of its own is an answer.
                guard case .refused = error else { throw error }
            }
            return outcome
        }
    }

    /// Whether what it said is what awsx takes.
    private func judge(_ ok: JSON, _ conversation: Conversation, _ said: [String]) throws(PluginFault) {
        switch call {
        case .command: return
        case .hook(let event): _ = try HookAnswer(ok, for: event)
        case .completion: _ = try CompletionAnswer(ok)
        case .provider:
            guard conversation.request["kind"]?.string == "credentials.get" else { return }
            let lease = try PluginLease(answer: ok, files: FileVersions([], LocalFiles()))
            if let wanted = conversation.request["profile"]?["accountId"]?.string, wanted != lease.accountID {
                throw .unreadable("it is of account \(lease.accountID), and the profile's is \(wanted)")
            }
            if let end = lease.credentials.expiration, end <= now { throw .unreadable("its credentials have expired") }
            let secrets = [lease.credentials.secretAccessKey, lease.credentials.sessionToken].compactMap(\.self)
            if said.contains(where: { line in secrets.contains { $0.hidden(in: line) != line } }) {
                throw .unreadable("it prints a key on standard error")
            }
        }
    }

    /// What it doesn't know it says so of.
    private func refusal(_ conversation: Conversation, _ name: String, _ member: String, _ value: JSON)
        -> ConformanceCheck
    {
        check(name) { () throws(PluginFault) in
            let members = (conversation.request.members ?? []).map {
                $0.name == member ? JSON.Member(member, value) : $0
            }
            let (outcome, _) = exchange(Array(JSON.object(members).serialized(.minified).utf8))
            do throws(PluginFault) {
                _ = try PluginAnswer.read(outcome)
            } catch {
                if case .refused(let refusal) = error, refusal.kind == .unsupported { return outcome }
                throw error
            }
            throw .unreadable("it is ok; err of kind \(PluginRefusal.Kind.unsupported.rawValue) is expected")
        }
    }

    /// Without a whole question it ends, and answers nothing.
    private func silence(_ name: String, _ bytes: [UInt8]) -> ConformanceCheck {
        check("\(name), then the end of input") { () throws(PluginFault) in
            let (outcome, _) = exchange(bytes, isWhole: false)
            do throws(PluginFault) {
                _ = try PluginAnswer.read(outcome)
            } catch {
                switch error {
                case .late, .flooded, .unstartable, .interrupted: throw error
                default: return outcome
                }
            }
            throw .unreadable("it answered ok to an incomplete request")
        }
    }

    private func check(
        _ name: String, _ body: () throws(PluginFault) -> ProcessExchange.Outcome
    ) -> ConformanceCheck {
        do throws(PluginFault) {
            let outcome = try body()
            return ConformanceCheck(part: call.title, name: name, fault: nil, milliseconds: outcome.duration)
        } catch {
            var fault = "it \(error.words)"
            if case .late = error { fault += "; it must read one line and not wait for the end of its input" }
            return ConformanceCheck(part: call.title, name: name, fault: fault)
        }
    }

    private func exchange(_ line: [UInt8], isWhole: Bool = true) -> (ProcessExchange.Outcome, said: [String]) {
        let said = Said()
        let request = ProcessExchange.Request(
            program.path, words: [program.path.split(separator: "/").last.map(String.init) ?? program.path],
            environment: program.environment, line: line, isWhole: isWhole, deadline: program.deadline,
            tell: { line in said.lines.withLock { $0.append(String(decoding: line, as: UTF8.self)) } })
        let outcome = ProcessExchange.run([request], interruption: interruption)[0]
        return (outcome, said.lines.withLock { $0 })
    }

    private final class Said: Sendable {
        let lines = Mutex<[String]>([])
    }
}

extension PluginCall {
    /// For people.
    package var title: String {
        switch self {
        case .command: "command"
        case .provider: "provider"
        case .hook(let event): "hook \(event.rawValue)"
        case .completion: "completion"
        }
    }
}
