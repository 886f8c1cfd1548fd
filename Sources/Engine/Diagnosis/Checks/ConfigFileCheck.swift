/// The two files as a whole: there, readable, parsable, and with something in them.
package enum ConfigFileCheck: Check {
    static let unparsable = Diagnosis.Code(
        "config-unparsable", .configuration, .error,
        "a file can't be parsed, by awsx as by the AWS CLI, or is too large")
    static let unreadable = Diagnosis.Code(
        "config-unreadable", .configuration, .error, "a file is there and can't be read")
    static let missing = Diagnosis.Code(
        "config-missing", .configuration, .warning, "a variable names a file that is not there, and so reads as empty")
    static let homeless = Diagnosis.Code("home-missing", .configuration, .error, "there is no home folder")
    static let empty = Diagnosis.Code("nothing-configured", .configuration, .note, "there is no profile yet")

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
            let what = path.map { "names \($0), which is not there" } ?? "is set to nothing"
            found.append(
                Diagnosis(
                    missing, "\(name) \(what): every program reads it as empty", at: .variable(name),
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
