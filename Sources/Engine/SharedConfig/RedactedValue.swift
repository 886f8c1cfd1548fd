/// What of a setting's value people and programs are shown, where all settings are listed.
enum RedactedValue {
    /// The value, or as much of it as holds no secret: nothing of a key or token, the program of a command line without
    /// its words, an address without the password in it.
    static func of(_ value: String, key: String) -> String {
        if isSecret(key) { return hidden }
        if key.hasSuffix("_process") { return command(value) }
        guard value.contains("@"), let address = WebAddress(value), address.userInfo != nil else { return value }
        return address.withoutQuery
    }

    /// A command line's first word; behind it stand passwords, often enough.
    static func command(_ line: String) -> String {
        guard let words = try? ShellWords.split(line), let first = words.first else { return hidden }
        let program = program(first)
        return words.count > 1 ? "\(program) \(hidden)" : program
    }

    /// The same of a line that was split. `NAME=VALUE` is no program: somebody took it for a shell's line.
    static func program(_ word: String) -> String {
        guard let sign = word.firstIndex(of: "=") else { return word }
        return "\(word[...sign])\(hidden)"
    }

    private static let hidden = Secret("").description

    private static func isSecret(_ key: String) -> Bool {
        let key = key.lowercased()
        return key.contains("secret") || key.contains("password") || key.hasSuffix("_token")
    }
}
