package import Engine

extension ExecLabels {
    /// That keys are those of an outer `awsx exec`, and what it calls them.
    package var rows: [(name: String, text: String)] {
        let labels = [("profile", profile), ("account", accountID), ("role", roleName)]
        return [("inside", "awsx exec")]
            + labels.compactMap { name, value in value.map { (name, "\($0) (label of awsx exec)") } }
    }
}
