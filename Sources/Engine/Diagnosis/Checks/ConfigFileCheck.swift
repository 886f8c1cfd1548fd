/// The two files as a whole: there, readable, parsable, and with something in them.
package enum ConfigFileCheck: Check {
    static let unparsable = Diagnosis.Code(
        "config-unparsable", .configuration, .error,
        "a file is too large or can't be parsed by awsx or the AWS CLI")
    static let unreadable = Diagnosis.Code(
        "config-unreadable", .configuration, .error, "a file exists but can't be read")
    static let missing = Diagnosis.Code(
        "config-missing", .configuration, .warning,
        "a variable points to a file that does not exist, which reads as empty")
    static let homeless = Diagnosis.Code("home-missing", .configuration, .error, "there is no home directory")
    static let empty = Diagnosis.Code("nothing-configured", .configuration, .note, "no profile is configured yet")

    package static let codes = [unparsable, unreadable, missing, homeless, empty]

    package static func examine(_ input: DoctorInput) -> [Diagnosis] {
        var found = input.faults.map { fault in
            Diagnosis(fault.code == .configUnparsable ? unparsable : unreadable, fault)
        }
        if let failure = input.paths.homeless ?? (input.home == nil ? Failure.homeless : nil) {
            found.append(Diagnosis(homeless, failure))
        }
        let files = [
            (input.paths.config, input.paths.configOrigin, FileInventory.FoundFile.Kind.config),
            (input.paths.credentials, input.paths.credentialsOrigin, .credentials),
        ]
        for (path, origin, kind) in files {
            guard case .variable(let name)? = origin, !input.inventory.files.contains(where: { $0.kind == kind })
            else { continue }
            let what = path.map { "points to \($0), which does not exist" } ?? "is empty"
            found.append(
                Diagnosis(
                    missing, "\(name) \(what): programs see an empty file", at: .variable(name),
                    hint: "unset \(name)"))
        }
        if found.isEmpty, input.config.profileNames.isEmpty {
            found.append(
                Diagnosis(
                    empty, "no profile is configured", at: input.paths.config.map { .file($0, line: nil) },
                    hint: Hint(.configureProfile(nil))))
        }
        return found
    }
}
