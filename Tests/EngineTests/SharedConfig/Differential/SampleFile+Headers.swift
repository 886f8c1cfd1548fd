extension SampleFile {
    /// Opens a section with a header that the file does not have.
    mutating func addHeader(_ header: String, after: String = "", indentation: Int = 0, _ noted: GrammarRow...) -> Bool
    {
        guard headers.insert(header).inserted else { return false }
        add(Array((blanks(indentation) + "[\(header)]\(after)").utf8), noted)
        openIndentation = nil
        keys = []
        return true
    }

    mutating func addConfigHeader() {
        let name = "\(numbers.pick(["dev", "prod", "a.b", "team/x", "we@corp", "p+q", "n:m"]))\(numbers.below(60))"
        let opened =
            switch numbers.below(26) {
            case 0: addHeader("profile \"my \(name)\"", .doubleQuotedName)
            case 1: addHeader("profile 'my \(name)'", .singleQuotedName)
            case 2: addHeader("profile my\\ \(name)", .escapedName)
            case 3: addHeader("profile \"\"", .emptyName)
            case 4: addHeader("profile\t\(name)", .tabInHeader)
            case 5: addHeader("profile  \(name)", .twoBlanksInHeader)
            case 6: addHeader("profile my \(name)", .threeWords)
            case 7: addHeader(numbers.pick(["profile", "sso-session", "services"]), .oneWord)
            case 8: addHeader("profile it's \(name)", .unbalancedQuotes)
            case 9: addHeader(numbers.pick(["profilex", "sso-sessionX", "services-"]) + " \(name)", .prefixOnly)
            case 10: addHeader("PROFILE \(name)", .upperCaseWord)
            case 11: addHeader(numbers.pick(["profile café\(name)", "profile cafe\u{301}\(name)"]), .wideName)
            case 12:
                addHeader(
                    "profile \(numbers.pick(["*", "$(id)", "`x`", "\u{1b}[31m", "a\u{b}b", "名前"]))\(name)", .oddName)
            case 13: addHeader("profile \(name)]b", .bracketInHeader)
            case 14:
                addHeader(
                    "profile \(name)", after: numbers.pick([" ; comment", " # x", "trailing", "\t"]), .textAfterHeader)
            case 15: addHeader(numbers.pick([" default ", " profile \(name)", "profile \(name) "]), .blanksInBrackets)
            case 16: addHeader("default", .defaultProfile)
            case 17: addHeader("profile default", .profileDefault)
            case 18: addHeader("sso-session \(numbers.pick(["corp", "lab", "\"two words\""]))", .session)
            case 19: addHeader("services \(numbers.pick(["local", "s1"]))", .services)
            case 20: addHeader(numbers.pick(["plugins", "preview"]), .otherSection)
            case 21: addHeader(name, .namelessSection)
            case 22: addHeader("Default", .defaultsInMixedCase)
            case 23: addReplacement(name)
            default: addHeader("profile \(name)", .plainProfile)
            }
        if !opened { _ = addHeader("profile fresh\(headers.count)-\(numbers.below(10_000))", .plainProfile) }
    }

    /// Two headers with one name, the first with a key that must not be seen any more.
    private mutating func addReplacement(_ name: String) -> Bool {
        let (first, second, row): (String, String, GrammarRow) =
            numbers.pick([
                ("profile \(name)", "profile \"\(name)\"", .replacedByQuoted),
                ("default", "profile default", .replacedDefault), ("profile default", "default", .replacedDefault),
            ])
        guard !headers.contains(first), !headers.contains(second) else { return false }
        _ = addHeader(first)
        add("replaced = yes")
        return addHeader(second, row)
    }

    mutating func addCredentialsHeader(sharing names: [String]) {
        let name = "only\(numbers.below(60))"
        let opened =
            switch numbers.below(10) {
            case 0: addHeader("profile \(name)", .profileWordInCredentials)
            case 1: addHeader("sso-session corp", .sessionInCredentials)
            case 2: addHeader(" \(name) ", .credentialsName)
            case 3: addHeader("\"\(name)\"", .credentialsName)
            case 4: addHeader("default", .credentialsName)
            case 5...7: names.isEmpty ? addHeader(name, .credentialsOnly) : addHeader(numbers.pick(names), .overlay)
            default: addHeader(name, .credentialsOnly)
            }
        if !opened { _ = addHeader("fresh\(headers.count)-\(numbers.below(10_000))", .credentialsOnly) }
    }
}
