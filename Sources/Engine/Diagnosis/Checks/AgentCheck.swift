/// Whether awsx takes whoever asks for an agent.
package enum AgentCheck: Check {
    static let detected = Diagnosis.Code(
        "agent-detected", .shell, .note,
        """
        a variable says that an agent runs awsx, so awsx does not sign in or ask questions, and narrows the \
        credentials
        """
    )

    package static let codes = [detected]

    package static func examine(_ input: DoctorInput) -> [Diagnosis] {
        guard let agent = input.agent else { return [] }
        return agent.marks.map { mark in
            Diagnosis(
                detected, "awsx treats this as the agent \(mark.agent): narrowed credentials, and no sign-in",
                at: mark.location,
                hint: "if no agent runs awsx here: export AWSX_AGENT=none (works only on a terminal)")
        }
    }
}
