import SystemKit

/// One provider of the AWS CLI's chain (<doc:CredentialProviders>, Order): whether it answers, and why not.
package struct ExplainedProvider: Sendable, Hashable {
    package enum State: String, Sendable {
        case answers
        /// It has nothing to go by.
        case skipped
        /// It has something to go by, and that is wrong.
        case failed
        /// One before it decides.
        case notAsked = "not-asked"
    }

    package let name: String
    package let state: State
    package let reason: String
    /// It has something to go by, whether it is asked or not.
    package let isConfigured: Bool
}

/// Goes through the providers in their order.
struct ProvidersExplainer {
    let providers: ProviderOrder
    let lookup: ProviderConditionInput
    let source: CredentialOrigin?
    let fault: Failure?

    private struct Step {
        let name: String
        let condition: ProviderCondition
    }

    func all() -> [ExplainedProvider] {
        let steps = providers.all.map { provider in
            do throws(Failure) {
                return Step(name: provider.name, condition: try provider.condition(lookup))
            } catch {
                return Step(name: provider.name, condition: ProviderCondition(trigger: nil, absence: error.message))
            }
        }
        // What the resolver found decides; where it found a fault, the first provider with something to go by has it.
        let answering = source?.providerName
        let decisive = answering ?? faulty(steps)
        var isDecided = false
        return steps.map { step in
            let (trigger, absence) = (step.condition.trigger, step.condition.absence)
            if step.name == decisive {
                isDecided = true
                if answering != nil {
                    return ExplainedProvider(
                        name: step.name, state: .answers,
                        reason: trigger.map { "\($0) is set" } ?? "no other provider is left", isConfigured: true)
                }
                return ExplainedProvider(
                    name: step.name, state: .failed, reason: fault?.message ?? absence, isConfigured: true)
            }
            guard isDecided, let decisive else {
                return ExplainedProvider(name: step.name, state: .skipped, reason: absence, isConfigured: false)
            }
            let reason =
                trigger.map { "\(decisive) comes first, although \($0) is also set" } ?? "\(decisive) comes first"
            return ExplainedProvider(name: step.name, state: .notAsked, reason: reason, isConfigured: trigger != nil)
        }
    }

    private func faulty(_ steps: [Step]) -> String? {
        // Of a profile that isn't there, nothing can be said.
        guard fault != nil, lookup.profile != nil || lookup.chosen == nil else { return nil }
        return steps.first { $0.condition.trigger != nil }?.name
    }
}
