/// Whether awsx lives in the shell of the person who asks.
package enum ShellCheck: Check {
    static let initialisation = Diagnosis.Code(
        "init-not-loaded", .shell, .note,
        "the shell doesn't load awsx init, so there is no awsx use and no prompt segment")
    static let completion = Diagnosis.Code(
        "completion-not-loaded", .shell, .note, "the shell has no completion for awsx")
    static let outdated = Diagnosis.Code(
        "init-outdated", .shell, .warning, "this shell loaded the script of a different awsx from the one that runs now"
    )

    package static let codes = [initialisation, completion, outdated]

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
            // The script of awsx has its completion with it, and waits for zsh's own.
            let hint: Hint =
                shell.name == .zsh && shell.isInitialised
                ? "echo 'autoload -U compinit && compinit' >> \(DisplayedCommandWord.quoted(shell.file))"
                : Hint(.load(.completion, shell: shell.name, file: shell.file))
            found.append(
                Diagnosis(
                    completion, "\(shell.name.rawValue) has no completion for awsx", at: location, hint: hint))
        }
        if shell.isOutdated {
            found.append(
                Diagnosis(
                    outdated, "this \(shell.name.rawValue) loaded the script of a different awsx", at: location,
                    hint: "exec \(shell.name.rawValue)"))
        }
        return found
    }
}
