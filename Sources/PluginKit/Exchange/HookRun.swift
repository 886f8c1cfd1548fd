package import Engine
import Synchronization
import SystemKit

/// Asks the hooks of an event, all at once, and says what follows: the first refusal of a name counts, a policy that gives
/// no answer refuses, and any other that gives none is told in a line and passed over.
package struct HookRun: Sendable {
    private let context: RuntimeContext
    private let plugins: any AnsweringPlugins
    private let say: @Sendable (String) -> Void
    private let warn: @Sendable (String) -> Void

    /// - Parameters:
    ///   - say: shows a person a line of a plugin.
    ///   - warn: shows a person what is wrong.
    package init(
        _ context: RuntimeContext, plugins: any AnsweringPlugins, say: @escaping @Sendable (String) -> Void,
        warn: @escaping @Sendable (String) -> Void
    ) {
        self.context = context
        self.plugins = plugins
        self.say = say
        self.warn = warn
    }

    /// Variables to add, by the names of their plugins.
    ///
    /// - Throws: `.denied` for a refusal, and for a policy without an answer; the end of this process where a key asks for
    ///   it.
    package func ask(_ event: HookEvent, _ subject: HookSubject) throws(Failure) -> [(name: String, value: String)] {
        let hooks = plugins.hooks(for: event)
        guard !hooks.isEmpty else { return [] }
        let interruption = try translating(.failed) { () throws(SystemFailure) in try CancellationPipe() }
        var outcomes: [ProcessExchange.Outcome?] = []
        try translating(.failed) { () throws(SystemFailure) in
            outcomes = try interruption.takingSignals {
                answers(of: hooks, event, subject) { ProcessExchange.run($0, interruption: interruption) }
            }
        }
        return try conclusion(hooks, outcomes, event)
    }

    /// The same where nobody may wait on this thread; no hook asks a person.
    @discardableResult
    package func tell(_ event: HookEvent, _ subject: HookSubject) async throws -> [(name: String, value: String)] {
        let hooks = plugins.hooks(for: event)
        guard !hooks.isEmpty else { return [] }
        var outcomes: [ProcessExchange.Outcome?] = Array(repeating: nil, count: hooks.count)
        let runID = context.runID.text
        try await withThrowingTaskGroup(of: (Int, ProcessExchange.Outcome).self) { group in
            for (index, hook) in hooks.enumerated() {
                guard let program = try? hook.program.get() else { continue }
                let request = program.request(
                    .hook(event, subject), runID: runID, hasPerson: false, tell: say)
                group.addTask { (index, try await ProcessExchange.collect(request)) }
            }
            for try await (index, outcome) in group { outcomes[index] = outcome }
        }
        return try conclusion(hooks, outcomes, event)
    }

    /// Those that may ask a person have the terminal one after the other; all others answer at once.
    private func answers(
        of hooks: [Hook], _ event: HookEvent, _ subject: HookSubject,
        _ run: ([ProcessExchange.Request]) -> [ProcessExchange.Outcome]
    ) -> [ProcessExchange.Outcome?] {
        let runID = context.runID.text
        let hasPerson = context.hasPerson
        var outcomes: [ProcessExchange.Outcome?] = Array(repeating: nil, count: hooks.count)
        var together: [(index: Int, request: ProcessExchange.Request)] = []
        var alone: [(index: Int, request: ProcessExchange.Request)] = []
        for (index, hook) in hooks.enumerated() {
            guard let program = try? hook.program.get() else { continue }
            let request = program.request(.hook(event, subject), runID: runID, hasPerson: hasPerson, tell: say)
            if program.isInteractive(hasPerson: hasPerson) {
                alone.append((index, request))
            } else {
                together.append((index, request))
            }
        }
        for (part, outcome) in zip(together, run(together.map(\.request))) { outcomes[part.index] = outcome }
        for part in alone { outcomes[part.index] = run([part.request])[0] }
        return outcomes
    }

    private func conclusion(
        _ hooks: [Hook], _ outcomes: [ProcessExchange.Outcome?], _ event: HookEvent
    ) throws(Failure) -> [(name: String, value: String)] {
        var added: [(name: String, value: String, plugin: String)] = []
        var refusal: Failure?
        for (hook, outcome) in zip(hooks, outcomes) {
            let answer: HookAnswer
            do throws(PluginFault) {
                answer = try self.answer(of: hook, outcome, event)
            } catch {
                if case .interrupted(let signal) = error { throw Failure(endingBy: .signal(signal)) }
                if let failure = failure(of: hook, error, event) { refusal = refusal ?? failure }
                continue
            }
            answer.text.map { told($0, by: hook.plugin) }
            if let reason = answer.refusal { refusal = refusal ?? refused(reason, by: hook.plugin) }
            for variable in answer.environment {
                let value = variable.value.string ?? ""
                if let earlier = added.firstIndex(where: { $0.name == variable.name }) {
                    let other = added.remove(at: earlier)
                    if other.value != value {
                        warn(
                            """
                            plugins \(other.plugin) and \(hook.plugin) both set \(variable.name); the value of \
                            \(hook.plugin) is used
                            """
                        )
                    }
                }
                added.append((variable.name, value, hook.plugin))
            }
        }
        if let refusal { throw refusal }
        return added.map { ($0.name, $0.value) }
    }

    private func answer(
        of hook: Hook, _ outcome: ProcessExchange.Outcome?, _ event: HookEvent
    ) throws(PluginFault) -> HookAnswer {
        guard let outcome else { throw .silent }
        return try HookAnswer(try PluginAnswer.read(outcome), for: event)
    }

    /// What a hook without an answer means: a failure of a policy, a line of any other.
    private func failure(of hook: Hook, _ fault: PluginFault, _ event: HookEvent) -> Failure? {
        if case .refused(let refusal) = fault, refusal.kind == .denied, event == .preExec || event == .preUse {
            return refused(refusal.message, by: hook.plugin, hint: refusal.hint)
        }
        var why = "plugin \(hook.plugin) \(fault.words)"
        var hint: Hint?
        if case .failure(let failure) = hook.program {
            why = failure.message
            hint = failure.hint
        }
        guard hook.isPolicy, event == .preExec || event == .preUse else {
            warn("\(why); awsx continues without this hook")
            return nil
        }
        return Failure(
            .denied, "\(why); it is a policy, so nothing is allowed without its answer",
            hint: hint ?? Hint("awsx plugin info \(hook.plugin)"))
    }

    private func refused(_ reason: String, by plugin: String, hint: String? = nil) -> Failure {
        Failure(.denied, "plugin \(plugin) refuses: \(reason)", hint: hint ?? "awsx plugin info \(plugin)")
    }

    private func told(_ text: String, by plugin: String) {
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).prefix(20) {
            say("\(plugin): \(line)")
        }
    }
}
