package import Engine

extension ExecLabels {
    /// What is shown in the place of a profile, an account and a role that are known.
    package var rows: [(name: String, text: String)] {
        [("profile", profile), ("account", accountID), ("role", roleName)].compactMap { name, value in
            value.map { (name, "\($0) (label of awsx exec)") }
        }
    }
}
