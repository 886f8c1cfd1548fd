/// Whether awsx takes whoever asks for an agent.
package enum AgentCheck: Check {
    static let detected = Diagnosis.Code(
        "agent-detected", .shell, .note,
        "a variable says that an agent runs this, so awsx starts no login, asks nothing and narrows the keys")

    package static let codes = [detected]

    package static func examine(_ input: DoctorInput) -> [Diagnosis] {
        guard let agent = input.agent else { return [] }
        return agent.marks.map { mark in
            Diagnosis(
                detected, "this is taken for the agent \(mark.agent), which gets narrowed keys and no login",
                at: mark.location,
                hint: "if a person types here: on a terminal, AWSX_AGENT=none says so")
        }
    }
}
