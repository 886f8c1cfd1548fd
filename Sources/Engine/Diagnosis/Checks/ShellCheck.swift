/// Whether awsx lives in the shell of the person who asks.
package enum ShellCheck: Check {
    static let initialisation = Diagnosis.Code(
        "init-not-loaded", .shell, .note,
        "the shell doesn't load awsx init, so there is no awsx use and no prompt segment")
    static let completion = Diagnosis.Code(
        "completion-not-loaded", .shell, .note, "the shell has no completion for awsx")

    package static let codes = [initialisation, completion]

    package static func examine(_ input: DoctorInput) -> [Diagnosis] {
        guard let shell = input.shell else { return [] }
        let location = SourceLocation.file(shell.file, line: nil)
        var found: [Diagnosis] = []
        if !shell.isInitialised {
            found.append(
                Diagnosis(
                    initialisation, "\(shell.name.rawValue) doesn't load awsx", at: location,
                    hint: Hint(.load(.initialisation, shell: shell.name, file: shell.file))))
        }
        if !shell.completes {
            found.append(
                Diagnosis(
                    completion, "\(shell.name.rawValue) has no completion for awsx", at: location,
                    hint: Hint(.load(.completion, shell: shell.name, file: shell.file))))
        }
        return found
    }
}
